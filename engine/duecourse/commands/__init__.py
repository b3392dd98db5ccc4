"""What can be done: one module per noun, its verbs as functions. Nothing here commits."""
