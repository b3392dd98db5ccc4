"""Run what is compiled: decisions, services and tables."""
