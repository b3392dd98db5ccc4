"""The DMN TCK, run against duecourse.dmn; its data stays where it is."""
