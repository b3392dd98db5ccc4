"""Messages that cases throw: what travels with them, and how long they live."""

from datetime import datetime, timedelta
from typing import Final

import pytest

from duecourse.history.commands import CorrelateMessage
from duecourse.persistence import tables
from tests.commands import diagrams
from tests.commands.office import NOW, Office

HOUR: Final = timedelta(hours=1)
THROWING: Final = diagrams.diagram(
    "throwing",
    "\n".join(
        [
            diagrams.START,
            '<intermediateThrowEvent id="tell">'
            + diagrams.extensions(
                '<zeebe:publishMessage correlationKey="=reference" messageId="=id" timeToLive="=life"/>',
                '<zeebe:ioMapping><zeebe:input source="=reference" target="told"/></zeebe:ioMapping>',
            )
            + diagrams.awaits("answer")
            + "</intermediateThrowEvent>",
            diagrams.END,
            diagrams.flows("start", "tell", "end"),
        ]
    ),
    diagrams.message("answer"),
    variables="reference, id, life",
)


def test_a_case_tells_another_one_what_its_mapping_says(office: Office) -> None:
    office.deploy({"answered.bpmn": diagrams.ANSWERED})
    office.deploy({"throwing.bpmn": THROWING})
    root = office.start("answered", reference="R-1")

    office.start("throwing", reference="R-1", id="m-1", life="PT0S", secret=1)

    assert office.waiting_for(root) == ["read"]
    command = office.history(root)[-1].command
    assert isinstance(command, CorrelateMessage)
    assert command.variables == {"told": "R-1"}
    office.start("throwing", reference="R-1", id="m-1", life="PT0S")
    assert len(office.messages()) == 1


@pytest.mark.parametrize(
    ("life", "expires"),
    [
        ("PT0S", NOW),
        ("PT1H", NOW + HOUR),
        ("P1M", NOW + timedelta(days=31) - HOUR),
        ("-PT1H", NOW),
        ("P900000Y", NOW.replace(year=9999, month=1, day=1, hour=0, minute=0)),
    ],
)
def test_a_thrown_message_lives_as_long_as_the_diagram_says(
    office: Office, life: str, expires: datetime
) -> None:
    office.deploy({"throwing.bpmn": THROWING})

    office.start("throwing", reference="R-1", id="m-1", life=life)

    (row,) = office.rows(tables.message)
    assert row["expires_at"] == expires
    assert (row["message_id"], row["correlation_key"]) == ("m-1", "R-1")
