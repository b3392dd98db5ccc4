"""Suites that others wrote, run against the engine; their data stays where it is."""
