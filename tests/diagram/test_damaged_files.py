"""Damaged files, and those of others: whatever the bytes, they are read or refused with a reason."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duecourse.bpmn.compile import compile_process
from duecourse.diagram.elements import Definitions
from duecourse.diagram.problems import DiagramError, Problem
from duecourse.diagram.reader import read
from tests.diagram.breaking import COMPLETE

CONTENT = COMPLETE.encode()


def read_or_refused(content: bytes) -> tuple[Definitions | None, tuple[Problem, ...]]:
    """Return the diagram, or why it is refused; anything else that is raised fails the test."""
    try:
        return read(content), ()
    except DiagramError as error:
        return None, error.problems


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw the complete file with some pieces cut out, doubled, moved or replaced."""
    content = CONTENT
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 400)))
        other = draw(st.integers(0, len(content)))
        piece = draw(
            st.one_of(
                st.just(b""),
                st.binary(max_size=8),
                st.just(content[other : other + 200]),
                st.sampled_from(
                    [b'"', b"<", b">", b"</", b"/>", b"&", b"\0", b"\xff", b"id", b"\n", b"=", b":"]
                ),
            )
        )
        content = content[:start] + piece + content[end:]
    return content


@settings(max_examples=300, deadline=None)
@given(content=damaged())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    diagram, problems = read_or_refused(content)

    assert diagram is not None or all(each.rule and each.reason for each in problems)
    assert [each.line for each in problems] == sorted(max(each.line, 1) for each in problems)


TAGS = sorted({line.strip() for line in COMPLETE.splitlines() if line.strip().endswith("/>")})


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_lines_put_elsewhere_are_read_or_refused(data: st.DataObject) -> None:
    """Well-formed files with elements where they do not belong, without those that others need, or twice."""
    lines = COMPLETE.splitlines()
    whole = [number for number, line in enumerate(lines) if line.strip() in TAGS]
    for _ in range(data.draw(st.integers(1, 5))):
        at, element = data.draw(st.sampled_from(whole)), data.draw(st.sampled_from(["", *TAGS]))
        lines[at] = data.draw(st.sampled_from([element, f"{lines[at]}{element}"]))

    diagram, _ = read_or_refused("\n".join(lines).encode())

    if diagram is not None:
        for process in diagram.processes.values():
            compile_process(process)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_value_of_an_attribute_is_read_or_refused(data: st.DataObject) -> None:
    parts = COMPLETE.split('"')
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(2, len(parts) // 2 - 1)) * 2 + 1
        parts[at] = data.draw(
            st.one_of(
                st.sampled_from(
                    ["", " ", "=", "0", "true", "yes", "Office", "Read", "this:Read", ":", "::x"]
                ),
                st.text(
                    alphabet=st.characters(exclude_characters='<&"', exclude_categories=["C"]), max_size=9
                ),
            )
        )

    diagram, problems = read_or_refused('"'.join(parts).encode())

    assert (diagram is None) == bool(problems)


@pytest.mark.parametrize("corpus", ["betsy", "bpmnspector", "miwg"])
def test_every_file_of_the_corpora_is_read_or_refused(shared: Path, corpus: str) -> None:
    files = sorted((shared / "conformance" / "corpus" / corpus).rglob("*.bpmn"))

    for file in files:
        diagram, problems = read_or_refused(file.read_bytes())
        assert all(each.line >= 1 and each.rule and each.reason for each in problems), file
        for process in () if diagram is None else diagram.processes.values():
            compile_process(process)
    assert len(files) > 20
