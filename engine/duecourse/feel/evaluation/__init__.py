"""From syntax tree to closures, and what they share while they run."""
