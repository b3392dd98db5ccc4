"""Acceptance cases: events in; tasks, stages, refusals, notices and decisions out, through a real server."""
