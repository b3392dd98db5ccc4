"""Turn a regular expression of XPath (DMN 1.5, table 76) into one of RE2.

The two differ in what `.`, `\\d` and their like stand for, in class subtraction, in named blocks and in the
escapes they allow. Backreferences cannot run in linear time and are refused.
"""

from dataclasses import dataclass
from typing import Final

from duecourse.feel.functions.builtin import NoResult

Span = tuple[int, int]

_LAST: Final = 0x10FFFF
_SPACE: Final[tuple[Span, ...]] = ((9, 10), (13, 13), (32, 32))
_NAME_START: Final[tuple[Span, ...]] = (
    *((0x3A, 0x3A), (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF)),
    *((0x370, 0x37D), (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF)),
    *((0x3001, 0xD7FF), (0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF)),
)
_NAME_PART: Final[tuple[Span, ...]] = (
    *_NAME_START,
    *((0x2D, 0x2E), (0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040)),
)
_BLOCKS: Final[dict[str, Span]] = {
    "BasicLatin": (0, 0x7F),
    "Latin-1Supplement": (0x80, 0xFF),
    "LatinExtended-A": (0x100, 0x17F),
    "LatinExtended-B": (0x180, 0x24F),
    "IPAExtensions": (0x250, 0x2AF),
    "CombiningDiacriticalMarks": (0x300, 0x36F),
    "Greek": (0x370, 0x3FF),
    "GreekandCoptic": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x4FF),
    "Armenian": (0x530, 0x58F),
    "Hebrew": (0x590, 0x5FF),
    "Arabic": (0x600, 0x6FF),
    "Devanagari": (0x900, 0x97F),
    "Bengali": (0x980, 0x9FF),
    "Thai": (0xE00, 0xE7F),
    "LatinExtendedAdditional": (0x1E00, 0x1EFF),
    "GreekExtended": (0x1F00, 0x1FFF),
    "GeneralPunctuation": (0x2000, 0x206F),
    "CurrencySymbols": (0x20A0, 0x20CF),
    "Hiragana": (0x3040, 0x309F),
    "Katakana": (0x30A0, 0x30FF),
    "CJKUnifiedIdeographs": (0x4E00, 0x9FFF),
    "HangulSyllables": (0xAC00, 0xD7A3),
}
_CATEGORIES: Final = frozenset(
    (
        *("L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd"),
        *("Ps", "Pe", "Pi", "Pf", "Po", "Z", "Zs", "Zl", "Zp", "S", "Sm", "Sc", "Sk", "So"),
        *("C", "Cc", "Cf", "Co"),
    )
)
_CONTROLS: Final = {"n": 10, "r": 13, "t": 9}
_LITERAL: Final = frozenset("\\|.?*+(){}-[]^$")


@dataclass(frozen=True, slots=True)
class CharacterSet:
    """Some characters: spans of code points, and RE2's names for categories."""

    spans: tuple[Span, ...] = ()
    categories: tuple[str, ...] = ()
    negated: bool = False

    def __str__(self) -> str:
        spans = "".join(f"\\x{{{low:x}}}-\\x{{{high:x}}}" for low, high in self.spans)
        body = spans + "".join(self.categories)
        if not body:
            return "[\\x{0}-\\x{10ffff}]" if self.negated else "[^\\x{0}-\\x{10ffff}]"
        return f"[{'^' if self.negated else ''}{body}]"


def translate(text: str, *, dot_all: bool, ignore_case: bool) -> str:
    """Return the expression as RE2 reads it; raise NoResult if XPath does not allow it, or RE2 cannot."""
    result: list[str] = []
    index = 0
    while index < len(text):
        character = text[index]
        if character == "\\":
            found, index = _escape(text, index + 1)
            result.append(str(found))
        elif character == "[":
            found, index = _class(text, index + 1, ignore_case)
            result.append(str(found))
        else:
            result.append(_plain(text, index, dot_all))
            index += 1
    return "".join(result)


def _plain(text: str, index: int, dot_all: bool) -> str:
    if text[index] == "." and not dot_all:
        return "[^\\n\\r]"
    if text.startswith("(?", index) and not text.startswith("(?:", index):
        raise NoResult("the pattern has a group that is neither `(…)` nor `(?:…)`")
    return text[index]


def _escape(text: str, index: int) -> tuple[CharacterSet, int]:
    if index >= len(text):
        raise NoResult("the pattern ends in a backslash")
    character = text[index]
    if character in "pP":
        return _property(text, index)
    if character in _CONTROLS or character in _LITERAL:
        code = _CONTROLS.get(character, ord(character))
        return CharacterSet(((code, code),)), index + 1
    named = _NAMED.get(character.lower())
    if named is None or not character.isalpha():
        raise NoResult(f"the pattern has the escape \\{character}, which linear-time expressions lack")
    negated = named.negated is not character.isupper()
    return CharacterSet(named.spans, named.categories, negated), index + 1


_NAMED: Final = {
    "s": CharacterSet(_SPACE),
    "d": CharacterSet((), ("\\p{Nd}",)),
    "w": CharacterSet((), ("\\p{P}", "\\p{Z}", "\\p{C}"), negated=True),
    "i": CharacterSet(_NAME_START),
    "c": CharacterSet(_NAME_PART),
}


def _property(text: str, index: int) -> tuple[CharacterSet, int]:
    end = text.find("}", index)
    name = text[index + 2 : end] if text[index + 1 : index + 2] == "{" and end > 0 else ""
    negated = text[index] == "P"
    if name in _CATEGORIES:
        return CharacterSet((), (f"\\p{{{name}}}",), negated), end + 1
    if name.startswith("Is") and name[2:] in _BLOCKS:
        return CharacterSet((_BLOCKS[name[2:]],), (), negated), end + 1
    raise NoResult(f"the pattern has an unknown property {name[:40]!r}")


def _class(text: str, index: int, ignore_case: bool) -> tuple[CharacterSet, int]:
    negated = text.startswith("^", index)
    start = index = index + negated
    spans: list[Span] = []
    categories: list[str] = []
    while index < len(text):
        if text[index] == "]" and index > start:
            return CharacterSet(tuple(spans), tuple(categories), negated), index + 1
        if text.startswith("-[", index) and index > start:
            taken, index = _class(text, index + 2, ignore_case)
            if not text.startswith("]", index):
                break
            whole = CharacterSet(tuple(spans), tuple(categories), negated)
            return _difference(whole, taken, ignore_case), index + 1
        part, index = _class_part(text, index)
        spans += part.spans
        categories += part.categories
    raise NoResult("the pattern has a class without an end")


def _class_part(text: str, index: int) -> tuple[CharacterSet, int]:
    first, index = _class_character(text, index)
    if len(first.spans) != 1 or first.categories or not text.startswith("-", index):
        return _positive(first), index
    if text[index + 1 : index + 2] in ("", "]", "["):
        return _positive(first), index
    last, index = _class_character(text, index + 1)
    low, high = first.spans[0][0], last.spans[0][1] if last.spans else -1
    if low != first.spans[0][1] or len(last.spans) != 1 or last.spans[0][0] != high or high < low:
        raise NoResult("the pattern has a range that is none")
    return CharacterSet(((low, high),)), index


def _class_character(text: str, index: int) -> tuple[CharacterSet, int]:
    if text[index] == "\\":
        return _escape(text, index + 1)
    if text[index] == "[":
        raise NoResult("the pattern has a `[` inside a class")
    return CharacterSet(((ord(text[index]), ord(text[index])),)), index + 1


def _positive(part: CharacterSet) -> CharacterSet:
    """Return the same set as a union, so that it can be part of a class."""
    if not part.negated:
        return part
    if not part.categories:
        return CharacterSet(_complement(part.spans))
    if len(part.categories) == 1 and not part.spans:
        return CharacterSet((), (part.categories[0].replace("\\p", "\\P"),))
    # What is no punctuation, separator or other is a letter, mark, number or symbol.
    return CharacterSet((), ("\\p{L}", "\\p{M}", "\\p{N}", "\\p{S}"))


def _complement(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    result: list[Span] = []
    following = 0
    for low, high in sorted(spans):
        if low > following:
            result.append((following, low - 1))
        following = max(following, high + 1)
    if following <= _LAST:
        result.append((following, _LAST))
    return tuple(result)


def _difference(whole: CharacterSet, taken: CharacterSet, ignore_case: bool) -> CharacterSet:
    less = _positive(taken)
    if not whole.categories and not less.categories:
        kept = whole.spans if not whole.negated else _complement(whole.spans)
        return CharacterSet(_complement((*_complement(kept), *less.spans)))
    if ignore_case:
        raise NoResult("the pattern subtracts categories without regard to case")
    if whole.negated:
        return CharacterSet((*whole.spans, *less.spans), (*whole.categories, *less.categories), negated=True)
    if len(whole.categories) == 1 and not whole.spans:
        others = whole.categories[0].replace("\\p", "\\P")
        return CharacterSet(less.spans, (others, *less.categories), negated=True)
    if whole.categories:
        raise NoResult("the pattern subtracts from several categories")
    return CharacterSet((*_complement(whole.spans), *less.spans), less.categories, negated=True)
