"""Errors that nothing in the process catches."""

from tests.lint.examining import END, START, boundary, chain, diagram, element, inner, said, sub_process, user

RULE = "error-uncaught"

ERRORS = '<error id="e1" errorCode="gone"/><error id="e2" errorCode="other"/>'


def thrown() -> str:
    """Draw a sub-process that ends by throwing an error."""
    throws = element("endEvent", "inner_end", inside='<errorEventDefinition errorRef="e1"/>')
    body = inner(user("a"), names=["a"]).replace('<endEvent id="inner_end"/>', throws)
    return sub_process("sub", body)


def catching(reference: str) -> str:
    """Draw a boundary event that catches an error."""
    return boundary("caught", "sub", f"<errorEventDefinition {reference}/>")


def drawn(*more: str) -> str:
    return diagram(f"{START}{thrown()}{''.join(more)}{END}{chain('start', 'sub', 'end')}", ERRORS)


def test_an_error_that_nothing_catches_stops_the_case() -> None:
    [(severity, name, message)] = said(RULE, drawn())

    assert (severity, name) == ("WARNING", "inner_end")
    assert "catches the error 'gone'" in message


def test_a_boundary_event_around_catches_it_by_its_code_or_all_codes() -> None:
    assert said(RULE, drawn(catching('errorRef="e1"'))) == []
    assert said(RULE, drawn(catching(""))) == []
    assert len(said(RULE, drawn(catching('errorRef="e2"')))) == 1


def test_an_event_sub_process_catches_it_but_not_its_own() -> None:
    begins = element("startEvent", "begins", inside='<errorEventDefinition errorRef="e1"/>')
    rethrows = element("endEvent", "rethrows", inside='<errorEventDefinition errorRef="e1"/>')
    handler = sub_process(
        "handler", f"{begins}{rethrows}{chain('begins', 'rethrows')}", attributes='triggeredByEvent="true"'
    )

    assert [name for _, name, _ in said(RULE, drawn(handler))] == ["rethrows"]
