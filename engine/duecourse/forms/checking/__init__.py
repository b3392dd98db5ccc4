"""Checking what is given to a form against it."""
