"""Names with spaces: which tokens make one name (DMN 1.5, 10.3.1.3).

A name may hold spaces, digits and the signs `. / - ' + *`, so which tokens form one is decided by the names
known at that place: the longest known name wins, else a single word is taken.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from duecourse.feel.errors import FeelSyntaxError
from duecourse.feel.syntax.lexer import Kind, Token, tokens

_SIGNS: Final = frozenset({".", "/", "-", "'", "+", "*", "**"})

KEYWORDS: Final = frozenset(
    (
        *("for", "return", "if", "then", "else", "some", "every", "satisfies", "in", "and", "or", "between"),
        *("instance", "of", "function", "external", "null", "true", "false"),
    )
)

Spelling = tuple[str, ...]


def spelling(name: str) -> Spelling | None:
    """Return the tokens of a name, None if no sequence of tokens makes it."""
    try:
        found = tokens(name)
    except FeelSyntaxError:
        return None
    words = tuple(token.text for token in found[:-1])
    return words if words and all(is_name_part(token) for token in found[:-1]) else None


def is_name_part(token: Token) -> bool:
    """Say whether a token may be part of a name."""
    return token.kind in (Kind.NAME, Kind.NUMBER) or (token.kind is Kind.SYMBOL and token.text in _SIGNS)


class Scope:
    """The names declared by one construct, by their first token."""

    __slots__ = ("_spellings", "names")

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._spellings: dict[str, list[tuple[Spelling, str]]] = {}
        self.names: set[str] = set()
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Declare a name."""
        if name in self.names:
            return
        self.names.add(name)
        words = spelling(name)
        if words is not None:
            entries = self._spellings.setdefault(words[0], [])
            entries.append((words, name))
            entries.sort(key=lambda entry: -len(entry[0]))

    def longest(self, found: list[Token], index: int) -> tuple[str, int] | None:
        """Return the longest declared name that the tokens at `index` spell, and how many tokens it takes."""
        for words, name in self._spellings.get(found[index].text, ()):
            if all(found[index + i].text == word for i, word in enumerate(words[1:], 1)):
                return name, len(words)
        return None


def joined(text: str, parts: Sequence[Token]) -> str:
    """Return a new name as written, each run of space as one space."""
    return " ".join(text[parts[0].position : parts[-1].end].split())
