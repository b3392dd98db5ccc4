"""Tests of the read side, on both databases."""
