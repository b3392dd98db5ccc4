"""Reading diagrams: what is understood, what is refused and with which words, and hostile files."""
