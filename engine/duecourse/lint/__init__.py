"""Rules over diagrams: what a process owner should know of a diagram before it is deployed."""

from duecourse.lint.checking import lint
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.resources import Resources

__all__ = ["Finding", "Resources", "Severity", "lint"]
