"""Elements that no token can ever come to."""

from tests.lint.examining import (
    END,
    START,
    boundary,
    chain,
    diagram,
    each,
    element,
    flow,
    row,
    said,
    sub_process,
    timer,
    user,
)

RULE = "unreachable"


def test_what_no_flow_leads_to_is_unreachable_and_so_is_what_only_follows_it() -> None:
    text = diagram(row(user("a"), user("b"), user("c"), names=["a"]) + chain("b", "c", "end"))

    assert [(severity, name) for severity, name, _ in said(RULE, text)] == [("ERROR", "b"), ("ERROR", "c")]


def test_a_loop_that_nothing_enters_is_unreachable() -> None:
    text = diagram(row(user("a"), user("b"), names=["a"]) + flow("b", "b"))

    [(_, name, message)] = said(RULE, text)
    assert name == "b"
    assert "Do b can never be reached" in message


def test_boundary_events_are_reached_with_what_they_are_attached_to() -> None:
    late = boundary("late", "a", timer(), interrupting=False, to="b")
    reached = diagram(row(user("a"), late, user("b"), names=["a"]) + flow("b", "end"))
    passed = diagram(row(user("a"), late, user("b"), names=[]) + flow("a", "end") + flow("b", "end"))

    assert said(RULE, reached) == []
    assert [name for _, name, _ in said(RULE, passed)] == ["a", "late", "b"]


def test_event_sub_processes_need_no_flow_and_inner_starts_begin_each_sub_process() -> None:
    later = element("startEvent", "later", inside=timer())
    event = sub_process(
        "event",
        f'{later}{user("b")}<endEvent id="e1"/>{chain("later", "b", "e1")}',
        attributes='triggeredByEvent="true"',
    )
    plain = sub_process(
        "sub",
        f'<startEvent id="s"/>{user("c")}{user("lost")}<endEvent id="e2"/>'
        + chain("s", "c", "e2")
        + flow("lost", "e2"),
        loop=each("=[1]"),
    )
    text = diagram(f"{START}{event}{plain}{END}{chain('start', 'sub', 'end')}")

    assert [name for _, name, _ in said(RULE, text)] == ["lost"]
