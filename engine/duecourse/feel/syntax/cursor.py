"""A place in the tokens of a text, and the names known there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from duecourse.feel.errors import FeelSyntaxError
from duecourse.feel.limits import MAXIMUM_NESTING
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.lexer import Kind, Token
from duecourse.feel.syntax.names import KEYWORDS, Known, Scope, is_name_part, joined


class Cursor:
    """Reads tokens one after the other and keeps the scopes open at that place.

    `scopes[0]` holds the names that are known beforehand, the others those that enclosing constructs declare;
    `members` holds the keys that the text itself has.
    """

    def __init__(
        self, text: str, found: list[Token], known: Known, grammar: Callable[["Cursor", int], tree.Node]
    ) -> None:
        self.text = text
        self.tokens = found
        self.index = 0
        self.scopes = [known.names]
        self.functions = known.functions
        self.members = Scope()
        self.types = known.types
        self.filters = int(known.in_filter)
        self._known = known
        self._grammar = grammar
        self._depth = 0

    def begin_again(self) -> None:
        """Go back to the first token, after a reading that failed."""
        self.index = self._depth = 0
        self.filters = int(self._known.in_filter)
        del self.scopes[1:]

    @property
    def token(self) -> Token:
        """Return the next token."""
        return self.tokens[self.index]

    def peek(self, ahead: int = 1) -> Token:
        """Return a token further on, END beyond the last."""
        return self.tokens[min(self.index + ahead, len(self.tokens) - 1)]

    def advance(self) -> Token:
        """Take the next token."""
        token = self.tokens[self.index]
        if token.kind is not Kind.END:
            self.index += 1
        return token

    def at_symbol(self, *symbols: str) -> bool:
        """Say whether the next token is one of these symbols."""
        return self.token.kind is Kind.SYMBOL and self.token.text in symbols

    def at_word(self, word: str) -> bool:
        """Say whether the next token is this keyword."""
        return self.token.kind is Kind.NAME and self.token.text == word

    def take_symbol(self, symbol: str) -> bool:
        """Take this symbol if it is next, and say whether it was."""
        if self.at_symbol(symbol):
            self.index += 1
            return True
        return False

    def take_word(self, word: str) -> bool:
        """Take this keyword if it is next, and say whether it was."""
        if self.at_word(word):
            self.index += 1
            return True
        return False

    def expect_symbol(self, symbol: str) -> Token:
        """Take this symbol, or raise FeelSyntaxError."""
        if not self.at_symbol(symbol):
            raise self.error(f"`{symbol}`")
        return self.advance()

    def expect_word(self, word: str) -> Token:
        """Take this keyword, or raise FeelSyntaxError."""
        if not self.at_word(word):
            raise self.error(f"`{word}`")
        return self.advance()

    def error(self, expected: str, position: int | None = None) -> FeelSyntaxError:
        """Return the error that something else was expected here."""
        return FeelSyntaxError(self.text, self.token.position if position is None else position, expected)

    def expression(self, precedence: int = 0) -> tree.Node:
        """Read an expression whose operators bind at least so tightly."""
        # As `nested` does, but this is where most of the time goes. What raises ends the reading.
        self._depth += 1
        if self._depth > MAXIMUM_NESTING:
            raise self.error(f"at most {MAXIMUM_NESTING} levels of nesting")
        node = self._grammar(self, precedence)
        self._depth -= 1
        return node

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Count one level of nesting; raise FeelSyntaxError beyond the limit."""
        self._depth += 1
        if self._depth > MAXIMUM_NESTING:
            raise self.error(f"at most {MAXIMUM_NESTING} levels of nesting")
        try:
            yield
        finally:
            self._depth -= 1

    @contextmanager
    def scope(self, *names: str) -> Iterator[Scope]:
        """Open a scope that declares names."""
        scope = Scope(names)
        self.scopes.append(scope)
        try:
            yield scope
        finally:
            self.scopes.pop()

    def declared_name(self, expected: str, stop: str = "") -> str:
        """Read a new name: all name parts up to the keyword `stop` or to what cannot be in a name."""
        if self.token.kind is not Kind.NAME or (stop and self.at_word(stop)):
            raise self.error(expected)
        first = self.index
        while is_name_part(self.token) and not (stop and self.at_word(stop)):
            self.index += 1
        name = joined(self.text, self.tokens[first : self.index])
        self.members.add(name)
        return name

    def known_name(self) -> tuple[str, int, bool] | None:
        """Return the longest variable known here, its number of tokens, and whether it is declared here."""
        best: tuple[str, int, bool] | None = None
        for depth in range(len(self.scopes) - 1, -1, -1):
            found = self.scopes[depth].longest(self.tokens, self.index)
            if found is not None and (best is None or found[1] > best[1]):
                best = (*found, depth > 0)
        if best is not None and best[1] == 1 and best[0] in KEYWORDS:
            return None
        return best

    def known_function(self) -> tuple[str, int] | None:
        """Return the longest built-in function named here and its number of tokens."""
        return self.functions.longest(self.tokens, self.index)

    def known_member(self) -> tuple[str, int] | None:
        """Return the longest member name known here and its number of tokens."""
        own = self.members.longest(self.tokens, self.index)
        given = self._known.members.longest(self.tokens, self.index)
        return given if own is None or (given is not None and given[1] > own[1]) else own
