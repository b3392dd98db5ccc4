"""Reading XML that nobody vouches for, into a tree that knows its lines.

The standard library's expat reads it: it stops at a DOCTYPE before anything in it is read, and it knows the
line on which an element begins, in files of any length.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from duecourse.diagram.problems import DiagramError, Problem
from duecourse.errors import TooLarge

BPMN: Final = "http://www.omg.org/spec/BPMN/20100524/MODEL"
ZEEBE: Final = "http://camunda.org/schema/zeebe/1.0"
XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
DRAWN: Final = "http://www.omg.org/spec/BPMN/20100524/DI"

LARGEST: Final = 8 * 1024 * 1024
DEEPEST: Final = 200
MOST: Final = 200_000

_BRIEF: Final = 80
# What expat puts between a namespace and a name: no namespace can hold it.
_BETWEEN: Final = " "


@dataclass(slots=True, eq=False)
class Node:
    """An element of the file.

    ``attributes`` are by name, those of a namespace by ``{namespace}name``. ``text`` is what stands before
    the first child, ``tail`` what stands behind the element. ``declared`` are the namespaces of the prefixes
    that it declares.
    """

    namespace: str
    name: str
    line: int
    parent: "Node | None" = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: "list[Node]" = field(default_factory=list)
    declared: Mapping[str, str] | None = None
    text: str = ""
    tail: str = ""

    def get(self, name: str) -> str | None:
        """Return an attribute without a namespace."""
        return self.attributes.get(name)

    @property
    def id(self) -> str | None:
        """Return the id, without the space around it that XML Schema allows; None if there is none."""
        return None if "id" not in self.attributes else self.attributes["id"].strip()

    def is_bpmn(self, name: str) -> bool:
        """Return whether this is the BPMN element of a name."""
        return self.name == name and self.namespace == BPMN

    def each(self, name: str, namespace: str = BPMN) -> "list[Node]":
        """Return the children of a name, in order."""
        return [child for child in self.children if child.name == name and child.namespace == namespace]

    def first(self, name: str, namespace: str = BPMN) -> "Node | None":
        """Return the first child of a name, if there is one."""
        return next(iter(self.each(name, namespace)), None)

    def namespace_of(self, prefix: str) -> str | None:
        """Return the namespace that a prefix stands for here; "" is the prefix of what has none."""
        node: Node | None = self
        while node is not None:
            if node.declared is not None and prefix in node.declared:
                return node.declared[prefix]
            node = node.parent
        return None


def parse(content: bytes, largest: int = LARGEST) -> Node:
    """Return the root element; raises TooLarge, and DiagramError for what is not plain, shallow XML.

    UTF-8, UTF-16 and every encoding of single bytes that Python knows is read. There is no DOCTYPE, so that
    no entity but those of XML itself is ever resolved, and nothing outside the file is opened.
    """
    if len(content) > largest:
        raise TooLarge(f"the file has {len(content):,} bytes; diagrams may have {largest:,}")
    if not content.strip():
        raise _unreadable("xml", 1, "the file is empty")
    return _Growth().grow(content)


def _unreadable(rule: str, line: int, reason: str) -> DiagramError:
    return DiagramError([Problem(rule, line, None, reason)])


class _Growth:
    """The tree while it is read."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.open: list[Node] = []
        self.last: Node | None = None
        self.pieces: list[str] = []
        self.declared: dict[str, str] = {}
        self.count = 0
        parser = expat.ParserCreate(namespace_separator=_BETWEEN)
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.pieces.append
        self.parser = parser

    def grow(self, content: bytes) -> Node:
        """Read the whole file."""
        try:
            self.parser.Parse(content, True)
        except expat.ExpatError as error:
            raise self._malformed(content, error) from error
        except (LookupError, ValueError) as error:
            reason = "the encoding that the file declares is not read: save it as UTF-8"
            raise _unreadable("encoding", 1, reason) from error
        assert self.root is not None  # noqa: S101 - expat refuses a file without an element
        return self.root

    def _malformed(self, content: bytes, error: expat.ExpatError) -> DiagramError:
        at = self.parser.ErrorByteIndex
        invalid = error.code == expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]
        if invalid and 0 <= at < len(content) and not _is_character(content[at : at + 4]):
            reason = f"the text at column {error.offset + 1} is not in the encoding that the file declares"
            return _unreadable("encoding", error.lineno, reason)
        what = f"not well-formed XML: {expat.ErrorString(error.code)}, at column {error.offset + 1}"
        return _unreadable("xml", error.lineno, what)

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if version != "1.0":
            raise _unreadable("xml", self.parser.CurrentLineNumber, "the file is not in XML 1.0")

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        line = self.parser.CurrentLineNumber
        raise _unreadable("doctype", line, "a document type declaration (DOCTYPE) is not allowed")

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        self.declared[prefix or ""] = uri or ""

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        self._write()
        self.count += 1
        if self.count > MOST:
            raise _unreadable("size", line, f"the file has more than {MOST:,} elements")
        if len(self.open) >= DEEPEST:
            raise _unreadable("depth", line, f"elements stand inside each other more than {DEEPEST} deep")
        space, _, local = name.rpartition(_BETWEEN)
        parent = self.open[-1] if self.open else None
        node = Node(space, local, line, parent, {_name(key): value for key, value in attributes.items()})
        if self.declared:
            node.declared, self.declared = self.declared, {}
        if parent is None:
            self.root = node
        else:
            parent.children.append(node)
        self.open.append(node)
        self.last = None

    def _end(self, name: str) -> None:
        self._write()
        self.last = self.open.pop()

    def _write(self) -> None:
        """Put the text read since the last mark where it belongs."""
        if not self.pieces:
            return
        text = "".join(self.pieces)
        self.pieces.clear()
        if self.last is not None:
            self.last.tail = text
        elif self.open:
            self.open[-1].text = text


def _is_character(piece: bytes) -> bool:
    """Return whether a piece begins with a character in UTF-8."""
    return (
        bool(piece.decode("utf-8", errors="ignore"))
        and piece.decode("utf-8", errors="replace")[0] != "\ufffd"
    )


def _name(key: str) -> str:
    space, between, local = key.rpartition(_BETWEEN)
    return f"{{{space}}}{local}" if between else local


def split(attribute: str) -> tuple[str, str]:
    """Return the namespace, "" for none, and the name of an attribute."""
    space, _, local = attribute.rpartition("}")
    return space.removeprefix("{"), local


def words(node: Node | None) -> str:
    """Return the text of an element without the space around it."""
    return "" if node is None else node.text.strip()


def whole_text(node: Node) -> str:
    """Return the text of an element and of the markup inside it, without the space around it."""
    pieces: list[str] = []
    pending: list[Node | str] = [*reversed(node.children), node.text]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            pieces.append(part)
        else:
            pending += (part.tail, *reversed(part.children), part.text)
    return "".join(pieces).strip()


def truth(value: str | None, default: bool) -> bool:
    """Read an xs:boolean, which may be written as a number too."""
    return default if value is None else value.strip() in ("true", "1")


def brief(value: str) -> str:
    """Return a value of the file for a sentence, on one line; a long one is cut."""
    plain = " ".join(value.split())
    return plain if len(plain) <= _BRIEF else f"{plain[: _BRIEF - 1]}…"


def shown(value: str) -> str:
    """Quote a value of the file for a sentence."""
    return f"'{brief(value)}'"
