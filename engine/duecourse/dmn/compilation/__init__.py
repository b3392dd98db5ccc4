"""From the typed model to closures that FEEL's evaluation runs."""
