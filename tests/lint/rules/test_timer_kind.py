"""Timers that are given the wrong kind of time."""

import pytest

from tests.lint.examining import boundary, diagram, row, said, timer, user

RULE = "timer-kind"


def waiting(kind: str, text: str) -> str:
    reminding = boundary("a", "work", timer(text, kind), interrupting=False)
    return diagram(row(user("work"), reminding, names=["work"]))


@pytest.mark.parametrize(
    ("kind", "text", "belongs"),
    [
        ("timeDuration", "=working days after(today(), 2)", "timeDate"),
        ("timeCycle", '=date("2010-04-13")', "timeDate"),
        ("timeDate", '=duration("P2D")', "timeDuration"),
    ],
)
def test_a_function_that_gives_another_kind_is_an_error(kind: str, text: str, belongs: str) -> None:
    [(severity, name, sentence)] = said(RULE, waiting(kind, text))

    assert (severity, name) == ("ERROR", "a")
    assert sentence.endswith(f"so it belongs into {belongs}, not {kind}")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("timeDate", "=add months(today(), 6)"),
        ("timeDuration", '=duration("P2D")'),
        ("timeDate", '=today() + duration("P2D")'),
        ("timeDuration", "P2D"),
        ("timeCycle", "=whatever"),
    ],
)
def test_the_kind_that_is_wanted_and_what_is_not_certain_is_fine(kind: str, text: str) -> None:
    assert said(RULE, waiting(kind, text)) == []
