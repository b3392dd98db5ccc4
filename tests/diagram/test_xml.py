"""Files that are no plain XML: encodings, entities, sizes, depths, lines."""

import time

import pytest

from duecourse.diagram.reader import read
from duecourse.diagram.source import MOST
from duecourse.errors import TooLarge
from tests.diagram.breaking import COMPLETE, line_of, refused

BPMN = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
NAMED = COMPLETE.replace('name="Read the letter"', 'name="Überprüfung"')
BOMB = "<!DOCTYPE x [<!ENTITY a0 'ha'>{}]>".format(
    "".join(f"<!ENTITY a{number + 1} '{f'&a{number};' * 100}'>" for number in range(8))
)


def declared(encoding: str) -> str:
    """Return the complete file with an umlaut in it, declared to be in an encoding."""
    return NAMED.replace('encoding="UTF-8"', f'encoding="{encoding}"')


@pytest.mark.parametrize(
    ("encoding", "codec"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16LE", "utf-16-le"),
        ("UTF-16BE", "utf-16-be"),
        ("ISO-8859-1", "latin-1"),
        ("WINDOWS-1252", "cp1252"),
        ("ISO-8859-15", "iso-8859-15"),
        ("IBM850", "cp850"),
        ("GB18030", "gb18030"),
    ],
)
def test_a_file_is_read_in_the_encoding_that_it_declares(encoding: str, codec: str) -> None:
    diagram = read(declared(encoding).encode(codec))

    assert diagram.processes["Office"].body.nodes["Read"].name == "Überprüfung"


def test_a_byte_order_mark_is_enough_to_know_utf_16() -> None:
    text = NAMED.partition("?>")[2].lstrip()

    assert read(text.encode("utf-16")).processes["Office"].body.nodes["Read"].name == "Überprüfung"


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (
            NAMED.encode("latin-1"),
            line_of("Überprüfung", NAMED),
            "the text at column 36 is not in the encoding that the file declares",
        ),
        (declared("UTF-16").encode(), 1, "the file declares the encoding UTF-16, but is in utf-8"),
        (declared("UTF-8").encode("utf-16"), 1, "the file declares the encoding UTF-8, but is in utf-16-le"),
        (
            declared("klingon").encode(),
            1,
            "the encoding that the file declares is not read (klingon)",
        ),
        (declared("rot13").encode(), 1, "the encoding that the file declares is not read (rot13): save it"),
        (declared("undefined").encode(), 1, "the encoding that the file declares is not read"),
        (declared("punycode").encode(), 1, "the encoding that the file declares is not read"),
        (declared("unicode_escape").encode(), 1, "the encoding that the file declares is not read"),
        (
            declared("ascii").encode(),
            line_of("Überprüfung", NAMED),
            "the text at column 36 is not in the encoding",
        ),
    ],
)
def test_a_wrong_encoding_is_told(content: bytes, line: int, reason: str) -> None:
    [problem] = refused(content)

    assert (problem.rule, problem.line) in {("encoding", line), ("xml", line)}
    assert reason in problem.reason


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "the file is empty"),
        (b" \n\t\n", 1, "the file is empty"),
        (b"\0\0\0\0", 1, "not well-formed XML"),
        (b"\xff\xfe", 1, "not well-formed XML: Document is empty"),
        (b"<a>\n\0</a>", 2, "not well-formed XML"),
        (b"PK\x03\x04 a zip file", 1, "not well-formed XML"),
        (b"<a>\n<b>\n</a>", 3, "not well-formed XML: Opening and ending tag mismatch: b line 2 and a"),
        (b"<a>\n&nbsp;</a>", 2, "Entity 'nbsp' not defined"),
        (b"<a>\n<b", 2, "Couldn't find end of Start Tag b line 2"),
        (b"<a/>\n<b/>", 2, "Extra content at the end of the document"),
        (b'<a\nb="1" b="2"/>', 2, "Attribute b redefined"),
        (b"<a>\n<b:c/></a>", 2, "Namespace prefix b on c is not defined"),
        (b"<a>\n&#xD800;</a>", 2, "invalid xmlChar value 55296"),
        (b'\n<?xml version="1.0"?><a/>', 2, "XML declaration allowed only at the start of the document"),
        (b'<?xml version="1.1"?><a/>', 1, "the file is not in XML 1.0"),
        (COMPLETE[: len(COMPLETE) // 2].encode(), COMPLETE[: len(COMPLETE) // 2].count("\n") + 1, "XML"),
    ],
)
def test_broken_xml_is_refused_with_its_line(content: bytes, line: int, reason: str) -> None:
    [problem] = refused(content)

    assert (problem.rule, problem.line, problem.element_id) == ("xml", line, None)
    assert reason in problem.reason


@pytest.mark.parametrize(
    "doctype",
    [
        "<!DOCTYPE definitions>",
        '<!DOCTYPE definitions SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE definitions PUBLIC "-//X//Y//EN" "https://example.org/x.dtd">',
        '<!DOCTYPE definitions [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE definitions [<!ENTITY % x SYSTEM "https://example.org/x.dtd">%x;]>',
        BOMB,
    ],
)
def test_a_doctype_is_refused_before_anything_in_it_is_read(doctype: str) -> None:
    text = COMPLETE.replace("<bpmn:definitions", f"\n\n{doctype}<bpmn:definitions", 1)
    begun = time.process_time()

    [problem] = refused(text)

    assert (problem.rule, problem.line, problem.element_id) == ("doctype", 4, None)
    assert time.process_time() - begun < 1


def test_a_file_of_60_mb_is_refused_without_being_read() -> None:
    with pytest.raises(TooLarge, match="the file has 60,000,000 bytes; diagrams may have 8,388,608"):
        read(b"<" * 60_000_000)


def test_the_largest_size_is_a_setting() -> None:
    content = COMPLETE.encode()

    read(content, largest=len(content))
    with pytest.raises(TooLarge):
        read(content, largest=len(content) - 1)


def test_elements_are_counted_while_they_are_read() -> None:
    text = f"<definitions {BPMN}>\n" + "<x/>" * MOST + "\n<y/></definitions>"

    [problem] = refused(text)

    assert (problem.rule, problem.line) == ("size", 2)
    assert problem.reason == "the file has more than 200,000 elements"


def test_depth_is_limited_while_it_is_read() -> None:
    text = f"<definitions {BPMN}>" + "\n<x>" * 1_000_000

    [problem] = refused(text)

    assert (problem.rule, problem.line) == ("depth", 201)
    assert problem.reason == "elements stand inside each other more than 200 deep"


def test_lines_are_those_where_elements_begin_however_long_the_file() -> None:
    """Some libraries stop counting at 65,535, or count to the end of a tag."""
    text = COMPLETE.replace(
        '<bpmn:task id="Stamp" name="Stamp">',
        "\n" * 70_000 + '<bpmn:task\n\n  id="Stamp"\n  colour="red"><bpmn:property id="P" />',
    )

    problems = refused(text)

    line = COMPLETE[: COMPLETE.index('<bpmn:task id="Stamp"')].count("\n") + 1 + 70_000
    assert [(each.line, each.element_id) for each in problems] == [(line, "Stamp"), (line + 3, "P")]


@pytest.mark.parametrize(
    ("root", "shown"),
    [
        ("<html/>", "'html'"),
        (f"<process {BPMN}/>", "'process of http://www.omg.org/spec/BPMN/20100524/MODEL'"),
        ('<definitions xmlns="http://schema.omg.org/spec/BPMN/2.0"/>', "BPMN/2.0'"),
        ("<definitions/>", "'definitions'"),
    ],
)
def test_a_foreign_root_is_refused(root: str, shown: str) -> None:
    [problem] = refused(f"\n{root}")

    assert (problem.rule, problem.line) == ("root", 2)
    assert problem.reason.startswith("the file is no BPMN 2.0 diagram: its root is ")
    assert problem.reason.endswith(shown)


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("", "the file holds no process"),
        ('<process id="p"/>', "no process of the file is executable"),
        ('<process id="p" isExecutable="false"/>', "no process of the file is executable"),
    ],
)
def test_a_file_without_an_executable_process_is_refused(inside: str, reason: str) -> None:
    [problem] = refused(f'<definitions {BPMN} id="d">{inside}</definitions>')

    assert (problem.rule, problem.line, problem.element_id, problem.reason) == ("no-process", 1, "d", reason)


def test_comments_and_processing_instructions_are_not_part_of_a_text() -> None:
    text = COMPLETE.replace(">R/P1W<", "><!-- every -->R/P<?x y?>1W<!-- week --><")

    assert read(text.encode()) == read(COMPLETE.encode())


def test_space_around_references_and_ids_has_no_meaning() -> None:
    text = COMPLETE.replace('id="Await" messageRef="News"', 'id=" Await\n" messageRef=" News "').replace(
        "<bpmn:incoming>f28</bpmn:incoming>", "<bpmn:incoming>\n f28 </bpmn:incoming>"
    )

    assert "Await" in read(text.encode()).processes["Office"].body.nodes


def test_an_element_with_many_attributes_is_refused_before_they_are_listed() -> None:
    many = " ".join(f'a{each}=""' for each in range(500_000))
    begun = time.process_time()

    [problem] = refused(COMPLETE.replace('<bpmn:task id="Stamp"', f'<bpmn:task {many} id="Stamp"'))

    assert (problem.rule, problem.line) == ("size", line_of('id="Stamp"', COMPLETE))
    assert problem.reason == "task has more than 200 attributes"
    assert time.process_time() - begun < 5


def test_what_looks_like_a_tag_inside_a_comment_a_value_or_cdata_is_none() -> None:
    text = COMPLETE.replace(
        '<bpmn:task id="Stamp" name="Stamp">',
        '<!-- <bpmn:task\n> --><?x <y\n>?>\n<bpmn:task id="Stamp"\nname="a > b" colour="red">'
        "<bpmn:documentation><![CDATA[<bpmn:task>\n]]></bpmn:documentation>",
    )

    [problem] = refused(text)

    line = COMPLETE[: COMPLETE.index('<bpmn:task id="Stamp"')].count("\n") + 1
    assert (problem.line, problem.element_id) == (line + 3, "Stamp")
