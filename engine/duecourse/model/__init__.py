"""Values that every part shares."""
