"""Deadlines that are none, or cannot be told apart."""

from tests.lint.examining import boundary, diagram, properties, row, said, timer, user

RULE = "deadline"


def clock(name: str, deadline: str, definition: str = "", *, interrupting: bool = False) -> str:
    return boundary(
        name, "a", definition or timer(), properties(deadline=deadline), interrupting=interrupting
    )


def drawn(*clocks: str) -> str:
    return diagram(row(user("a"), *clocks, names=["a"]))


def test_two_deadlines_of_a_process_have_different_names() -> None:
    [(severity, name, sentence)] = said(RULE, drawn(clock("one", "reply"), clock("two", "reply")))

    assert (severity, name) == ("ERROR", "two")
    assert sentence.startswith("the deadline 'reply' is in line ")
    assert sentence.endswith("too, on one")
    assert said(RULE, drawn(clock("one", "reply"), clock("two", "decision"))) == []


def test_a_deadline_never_stops_the_work() -> None:
    assert said(RULE, drawn(clock("one", "reply", interrupting=True))) == [
        ("ERROR", "one", "the deadline 'reply' stops the work: cancelActivity must be false")
    ]


def test_a_deadline_does_not_repeat() -> None:
    repeating = timer("R/P1D", "timeCycle")

    assert [name for _, name, _ in said(RULE, drawn(clock("one", "reply", repeating)))] == ["one"]
    assert said(RULE, drawn(clock("one", "reply", timer("=today()", "timeDate")))) == []
