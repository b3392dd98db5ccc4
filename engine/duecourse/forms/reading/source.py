"""The properties of one component, read one by one; whatever is wrong with them is noted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from duecourse.errors import FieldError
from duecourse.feel import Expression
from duecourse.forms.checking.numbers import decimal_of
from duecourse.forms.components import Bound
from duecourse.forms.texts import NO_TEXT, Text, TextError, read_expression, read_text
from duecourse.model.json import Json

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Source:
    """A JSON object of the file, ``where`` it stands, and the ``problems`` found so far.

    A property that is missing or null gives its default, and so does one that is wrong, which is noted.
    """

    values: Mapping[str, Json]
    where: str
    problems: list[FieldError] = field(default_factory=list)
    within: str = ""

    def refuse(self, reason: str) -> None:
        """Note what is wrong, as the end of a sentence that begins with the component."""
        self.problems.append(FieldError(self.where, f"{self.where}: {reason}"))

    def only(self, allowed: str) -> None:
        """Refuse the properties that are not among ``allowed``, names separated by spaces."""
        names = allowed.split()
        for name in self.values:
            if name not in names:
                near = get_close_matches(name, names, 1)
                hint = f", did you mean {near[0]}?" if near else ""
                self.refuse(f"the property {self.within}{name} is not understood{hint}")

    def text(self, name: str) -> str:
        """Return a text, or "" where there is none."""
        return self._typed(name, str, "text") or ""

    def shown(self, name: str) -> Text:
        """Return a text that may hold FEEL."""
        return self._read(name, read_text) or NO_TEXT

    def expression(self, name: str, *, needed: bool = False) -> Expression | None:
        """Return FEEL, which must begin with ``=``."""
        if needed and self.values.get(name) in (None, ""):
            self.refuse(f"{self.within}{name} is missing")
        return self._read(name, read_expression)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return true or false."""
        found = self._typed(name, bool, "true or false")
        return default if found is None else found

    def condition(self, name: str) -> bool | Expression:
        """Return true, false, or FEEL that gives one."""
        if isinstance(self.values.get(name), str):
            return self.expression(name) or False
        return self.flag(name)

    def whole(self, name: str, least: int, greatest: int) -> int | None:
        """Return a whole number between two others."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= greatest:
            self.refuse(f"{self.within}{name} must be a whole number from {least} to {greatest}")
            return None
        return value

    def number(self, name: str) -> Decimal | None:
        """Return a number, written as one or as text."""
        value = self.values.get(name)
        found = decimal_of(value)
        if found is None and value not in (None, ""):
            self.refuse(f"{self.within}{name} must be a number")
        return found

    def bound(self, name: str) -> Bound:
        """Return a number or FEEL that gives one."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith("="):
            return self.expression(name)
        return self.number(name)

    def word(self, name: str, default: E) -> E:
        """Return one of the words that an enumeration has."""
        words = list(type(default))
        found = self.one_of(name, words)
        return default if found is None else found

    def one_of(self, name: str, words: list[E]) -> E | None:
        """Return one of some words, or None where there is none."""
        value = self.text(name)
        if not value:
            return None
        found = next((word for word in words if word == value), None)
        if found is None:
            self.refuse(f"{self.within}{name} must be one of {', '.join(words)}")
        return found

    def part(self, name: str, allowed: str) -> "Source":
        """Return an object among the properties, with only the ``allowed`` properties of its own."""
        found = replace(self, values=self._object(name), within=f"{self.within}{name}.")
        found.only(allowed)
        return found

    def texts(self, name: str) -> Mapping[str, str]:
        """Return an object of texts."""
        found = self._object(name)
        if not all(isinstance(each, str) for each in found.values()):
            self.refuse(f"{self.within}{name} must hold texts")
        return {key: each for key, each in found.items() if isinstance(each, str)}

    def parts(self, name: str, allowed: str) -> list["Source"]:
        """Return a list of objects among the properties, each with only the ``allowed`` properties."""
        found = []
        for index, each in enumerate(self.items(name)):
            place = f"{self.within}{name}[{index}]"
            if isinstance(each, Mapping):
                part = replace(self, values=each, within=f"{place}.")
                part.only(allowed)
                found.append(part)
            else:
                self.refuse(f"{place} must be an object")
        return found

    def items(self, name: str) -> list[Json]:
        """Return a list, or an empty one where there is none."""
        return self._typed(name, list, "a list") or []

    def _object(self, name: str) -> Mapping[str, Json]:
        return self._typed(name, dict, "an object") or {}

    def _typed(self, name: str, kind: type[T], described: str) -> T | None:
        value = self.values.get(name)
        if value is None or isinstance(value, kind):
            return value
        self.refuse(f"{self.within}{name} must be {described}")
        return None

    def _read(self, name: str, read: Callable[[str], T]) -> T | None:
        raw = self.text(name)
        if not raw:
            return None
        try:
            return read(raw)
        except TextError as error:
            self.refuse(f"{self.within}{name} {error}")
            return None
