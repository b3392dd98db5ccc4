"""Dates, durations and cycles written out wrongly."""

import pytest

from tests.lint.examining import boundary, diagram, element, message, row, said, timer, user

RULE = "time-text"


def waiting(kind: str, text: str) -> str:
    reminding = boundary("a", "work", timer(text, kind), interrupting=False)
    return diagram(row(user("work"), reminding, names=["work"]))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("timeDate", "2010-13-01"),
        ("timeDate", "tomorrow"),
        ("timeDate", "2010-04-13 09:00"),
        ("timeDate", "2010-04-13T09:00@Europe/Londn"),
        ("timeDate", "P1D"),
        ("timeDuration", "2010-04-13"),
        ("timeDuration", "14 days"),
        ("timeDuration", "P"),
        ("timeCycle", "P1D"),
        ("timeCycle", "R3/PT0S"),
        ("timeCycle", "R3"),
        ("timeDate", '="2010-13-01"'),
    ],
)
def test_what_is_not_iso_8601_of_its_kind_is_an_error(kind: str, text: str) -> None:
    [(severity, name, sentence)] = said(RULE, waiting(kind, text))

    assert (severity, name) == ("ERROR", "a")
    assert "ISO 8601" in sentence


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("timeDate", "2010-04-13"),
        ("timeDate", "2010-04-13T09:00:00+01:00"),
        ("timeDate", "2010-04-13T09:00@Europe/London"),
        ("timeDuration", "P14D"),
        ("timeDuration", " PT12H "),
        ("timeCycle", "R/P1W"),
        ("timeCycle", "R3/2010-04-13T09:00/P1D"),
        ("timeDate", "=working days after(today(), 2)"),
    ],
)
def test_iso_8601_and_what_is_computed_is_fine(kind: str, text: str) -> None:
    assert said(RULE, waiting(kind, text)) == []


def test_due_dates_and_times_to_live_are_read_too() -> None:
    due = user("a", '<zeebe:taskSchedule dueDate="soon" followUpDate="2010-04-13"/>')
    sends = element(
        "sendTask", "b", '<zeebe:publishMessage timeToLive="1 hour"/>', attributes='messageRef="m"'
    )

    found = said(RULE, diagram(row(due, sends, names=["a", "b"]), message("m")))

    assert [(name, sentence.split("'")[0]) for _, name, sentence in found] == [
        ("a", "the due date "),
        ("b", "the time to live "),
    ]
