"""The built-in functions (DMN 1.5, 10.3.4), and those for working time."""
