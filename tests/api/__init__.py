"""The service: REST as people and programs see it, and the command line."""
