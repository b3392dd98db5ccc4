"""Tests of duecourse.commands."""
