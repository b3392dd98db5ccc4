"""Expressions as a diagram writes them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A value written in a diagram: FEEL where it begins with ``=``, else the literal text.

    ``feel`` is the expression without its ``=`` mark, or None for a literal.
    """

    raw: str
    line: int
    feel: str | None = None

    @classmethod
    def read(cls, raw: str, line: int, *, always_feel: bool = False) -> "Text":
        """Read a value; ``always_feel`` treats it as FEEL even without the mark."""
        stripped = raw.strip()
        if stripped.startswith("="):
            return cls(raw, line, stripped[1:].strip())
        return cls(raw, line, stripped if always_feel else None)


@dataclass(frozen=True, slots=True)
class Mapping:
    """One input or output mapping (``zeebe:input``, ``zeebe:output``): an expression and its target."""

    source: Text
    target: str
    line: int
