"""Serve the engine over REST, as pages and on the command line."""
