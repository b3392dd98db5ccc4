"""The text of a file: decoded, without its XML declaration, and the line on which each tag begins.

lxml gives the line where a start tag ends, and for some elements none beyond 65,535; so lines are counted
here.
"""

import codecs
import re
from collections.abc import Iterator
from typing import Final

from duecourse.diagram.problems import DiagramError, Problem

DEEPEST: Final = 200
MOST: Final = 200_000

_BYTE_ORDER_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(r"""<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z][\w.\-]*)["']""")
_DECLARATION: Final = re.compile(r"""<\?xml\s+version\s*=\s*["']([\d.]*)["'][^>]*?\?>""")
_PROLOG: Final = re.compile(r"(?:\s++|<!--.*?-->|<\?.*?\?>)*+", re.DOTALL)
# Comments and CDATA may hold what looks like a tag, and the values of attributes may hold ">".
_MARKUP: Final = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</[^>]*>|(?P<start><[^\s/>!?<](?:[^<>"']++|"[^"]*"|'[^']*')*+>)""",
    re.DOTALL,
)
_DECLARATION_LENGTH: Final = 400
# They are codecs of Python and no encodings of a text.
_NO_ENCODINGS: Final = frozenset(
    {"idna", "mbcs", "oem", "punycode", "raw_unicode_escape", "undefined", "unicode_escape", "utf_7"}
)


def unreadable(rule: str, line: int, reason: str) -> DiagramError:
    """Return the error that says why a file cannot be read, and where."""
    return DiagramError([Problem(rule, line, None, reason)])


def decode(content: bytes) -> str:
    """Return the text of a file, its lines ended by ``\\n``; raises DiagramError.

    Its XML declaration is gone but for the lines that it takes. A DOCTYPE is refused before anything in it
    is read.
    """
    if not content.strip():
        raise unreadable("xml", 1, "the file is empty")
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    declaration = _DECLARATION.match(text)
    if declaration is not None:
        if declaration[1] != "1.0":
            raise unreadable("xml", 1, "the file is not in XML 1.0")
        text = "\n" * declaration[0].count("\n") + text[declaration.end() :]
    prolog = _PROLOG.match(text)
    if prolog is not None and text.startswith("<!DOCTYPE", prolog.end()):
        line = 1 + text.count("\n", 0, prolog.end())
        raise unreadable("doctype", line, "a document type declaration (DOCTYPE) is not allowed")
    return text


def _decoded(content: bytes) -> str:
    mark, encoding = next(
        ((mark, name) for mark, name in _BYTE_ORDER_MARKS if content.startswith(mark)),
        (b"", _guessed(content)),
    )
    found = _DECLARED.match(content[len(mark) :][:_DECLARATION_LENGTH].decode(encoding, errors="ignore"))
    if found is not None:
        encoding = _agreed(encoding, found[1])
    try:
        return content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding, errors="replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        reason = f"the text at column {column} is not in the encoding that the file declares"
        raise unreadable("encoding", line, reason) from error


def _guessed(content: bytes) -> str:
    """Return the encoding of a file without a mark, as its first characters tell (XML 1.0, appendix F)."""
    if content.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if content.startswith(b"\0<") else "utf-8"


def _agreed(seen: str, declared: str) -> str:
    """Return the encoding to use, given what was seen and what is declared."""
    try:
        name = codecs.lookup(declared).name
        readable = name.replace("-", "_") not in _NO_ENCODINGS
        wide = name.startswith("utf-16")
        readable = readable and (wide or b"<?xml".decode(name) == "<?xml")
    except (LookupError, UnicodeError):
        readable = wide = False
    if not readable:
        reason = f"the encoding that the file declares is not read ({declared}): save it as UTF-8"
        raise unreadable("encoding", 1, reason)
    if wide != seen.startswith("utf-16"):
        raise unreadable("encoding", 1, f"the file declares the encoding {declared}, but is in {seen}")
    return seen if wide else name


def lines_of(text: str) -> Iterator[int]:
    """Yield the line on which each start tag begins, in order, as far as the text is well-formed.

    Raises DiagramError where there are too many, or too many inside each other.
    """
    line, at, depth, count = 1, 0, 0, 0
    for markup in _markup(text):
        if markup["start"] is None:
            depth -= markup[0].startswith("</")
            continue
        line += text.count("\n", at, markup.start())
        at = markup.start()
        count += 1
        depth += 1
        if count > MOST:
            raise unreadable("size", line, f"the file has more than {MOST:,} elements")
        if depth > DEEPEST:
            raise unreadable("depth", line, f"elements stand inside each other more than {DEEPEST} deep")
        depth -= markup[0].endswith("/>")
        yield line


def _markup(text: str) -> Iterator[re.Match[str]]:
    """Yield tags, comments and the like, up to the first that is none."""
    at = text.find("<")
    while at >= 0:
        found = _MARKUP.match(text, at)
        if found is None:
            return
        yield found
        at = text.find("<", found.end())
