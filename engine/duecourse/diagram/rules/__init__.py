"""The rules of the standard that an executable process must keep."""
