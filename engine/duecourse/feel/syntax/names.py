"""Names with spaces: which tokens make one name (DMN 1.5, 10.3.1.3).

A name may hold spaces, digits and the signs `. / - ' + *`, so which tokens form one is decided by the names
known at that place: the longest known name wins, else a single word is taken.
"""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
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


@lru_cache(maxsize=4096)
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


@dataclass(slots=True)
class _Branch:
    """Where the tokens of names lead: the name that ends here, and what may follow."""

    name: str | None = None
    following: dict[str, "_Branch"] = field(default_factory=dict)


class Scope:
    """The names declared by one construct, as a tree of their tokens."""

    __slots__ = ("_root", "names")

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._root = _Branch()
        self.names: set[str] = set()
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Declare a name; one that no tokens make can be reached by its value alone."""
        words = spelling(name) if name not in self.names else None
        self.names.add(name)
        if words is None:
            return
        branch = self._root
        for word in words:
            branch = branch.following.setdefault(word, _Branch())
        branch.name = name

    def longest(self, found: list[Token], index: int) -> tuple[str, int] | None:
        """Return the longest declared name that the tokens at `index` spell, and how many tokens it takes."""
        best: tuple[str, int] | None = None
        branch = self._root
        for count, token in enumerate(itertools.islice(found, index, None), 1):
            following = branch.following.get(token.text)
            if following is None or token.kind is Kind.STRING:
                break
            branch = following
            if branch.name is not None:
                best = branch.name, count
        return best


@dataclass(frozen=True, slots=True)
class Known:
    """The names that are known where a text stands; made once, it serves any number of texts.

    `members` are names of context entries; `in_filter` says that the text stands inside a filter.
    """

    functions: Scope
    names: Scope
    members: Scope
    types: Scope
    in_filter: bool = False


def joined(text: str, parts: Sequence[Token]) -> str:
    """Return a new name as written, each run of space as one space."""
    return " ".join(text[parts[0].position : parts[-1].end].split())
