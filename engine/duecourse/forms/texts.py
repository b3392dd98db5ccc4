"""Texts that a form shows, with FEEL in them, and its expressions."""

from dataclasses import dataclass
from typing import Final

from duecourse.feel import Expression, FeelSyntaxError, parse


class TextError(ValueError):
    """The text cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that a form shows: FEEL where it begins with ``=``, else literal with FEEL inside ``{{ }}``.

    ``parts`` are its literal texts and its expressions, in the order in which they are shown.
    """

    raw: str
    parts: tuple[str | Expression, ...]


NO_TEXT: Final = Text("", ())


def read_text(raw: str) -> Text:
    """Read a text; raise TextError, saying why, if the FEEL in it cannot be read."""
    if raw.startswith("="):
        return Text(raw, (read_expression(raw),))
    parts: list[str | Expression] = []
    rest = raw
    while rest:
        literal, opened, following = rest.partition("{{")
        if literal:
            parts.append(literal)
        if opened:
            inside, closed, rest = following.partition("}}")
            if not closed:
                raise TextError("opens {{ without closing it")
            parts.append(_insertion(inside.strip()))
        else:
            rest = ""
    return Text(raw, tuple(parts))


def _insertion(inside: str) -> Expression:
    if inside.startswith(("#", "/")):
        reason = "which is not shown: hide a component by its condition, or repeat it in a dynamic list"
        raise TextError(f"holds the block {{{{{inside[:20]}}}}}, {reason}")
    return _parsed(inside.removeprefix("="))


def read_expression(raw: str) -> Expression:
    """Read FEEL that begins with ``=``; raise TextError, saying why, if it cannot be read."""
    if not raw.startswith("="):
        raise TextError("must be FEEL, beginning with =")
    return _parsed(raw[1:])


def _parsed(text: str) -> Expression:
    try:
        return parse(text)
    except FeelSyntaxError as error:
        raise TextError(f"is not FEEL: {error.detail}") from error
