"""The history of a case: the commands given to it, what they did, and the entries that record both."""
