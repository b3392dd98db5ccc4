"""A label alone is no proof: what claims to implement a step is missed by a case when it is taken away."""

from collections.abc import Iterator

import pytest

from duecourse.diagram.elements import FlowNode, Scope, SubProcess
from tests.cases.engine_stage import EngineStage
from tests.cases.playing import Player
from tests.cases.run import differences
from tests.cases.taking_away import without
from tests.cases.test_cases import ALL, VOCABULARY, WITHOUT, process

STEPS = {str(step) for step in range(1, 16)}


def nodes(scope: Scope) -> Iterator[FlowNode]:
    for node in scope.nodes.values():
        yield node
        if isinstance(node, SubProcess):
            yield from nodes(node.body)


PROCESS = process()
LABELLED = {node.id: node for node in nodes(PROCESS.body) if "duecourse:paragraph" in node.properties}
# A clock does nothing but show a breach; the cases that look at clocks come with the deadlines.
CLOCKS = {name for name, node in LABELLED.items() if "duecourse:deadline" in node.properties}


def test_every_step_has_an_element_and_every_label_names_a_step() -> None:
    assert {node.properties["duecourse:paragraph"] for node in LABELLED.values()} == STEPS


@pytest.mark.parametrize("element", sorted(set(LABELLED) - CLOCKS))
def test_taking_an_element_away_fails_a_case(element: str) -> None:
    changed = without(PROCESS, element)

    def fails(case: dict[str, object]) -> bool:
        try:
            return any(differences(case, Player(EngineStage(changed), VOCABULARY), WITHOUT))
        except (LookupError, TypeError, AssertionError):
            return True  # nothing could even be played

    assert any(fails(case) for case in ALL.values())
