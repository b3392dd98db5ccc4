"""A small world to read: a definition, a case with one instance, and what goes on in it."""

from dataclasses import replace

import pytest
from sqlalchemy import Table, insert

from duecourse.model.json import dumps
from duecourse.persistence import history, tables
from duecourse.persistence.codec import PLAIN_KEY_ID
from duecourse.persistence.session import Session
from tests.databases import Database
from tests.persistence import samples
from tests.persistence.samples import DEFINITION, NOW, ROOT

PLACE = {"root_key": ROOT, "instance_key": ROOT}


def add(session: Session, table: Table, **values: object) -> None:
    session.execute(insert(table).values(**values))


@pytest.fixture
def world(database: Database) -> Database:
    with database.sessions() as session:
        samples.world(session)
        _elements(session)
        _work(session)
        _messages(session)
        history.append(session, _entry())
        session.commit()
    return database


def _elements(session: Session) -> None:
    for key, scope, element, kind in (
        (ROOT, None, "review", "PROCESS"),
        (ROOT + 1, ROOT, "panel", "SUB_PROCESS"),
        (ROOT + 2, ROOT + 1, "decide", "USER_TASK"),
        (ROOT + 3, ROOT, "send", "SERVICE_TASK"),
    ):
        add(
            session,
            tables.element_instance,
            key=key,
            scope_key=scope,
            element_id=element,
            type=kind,
            state="ACTIVE",
            started_at=NOW,
            incident_key=ROOT + 20 if element == "send" else None,
            **PLACE,
        )
    for number, (scope, name, value) in enumerate(
        [(ROOT, "a", 1), (ROOT, "b", 2), (ROOT + 1, "b", 3), (ROOT + 2, "c", [None]), (ROOT + 3, "c", 5)]
    ):
        add(
            session,
            tables.variable,
            key=ROOT + 10 + number,
            scope_key=scope,
            name=name,
            value=dumps(value).encode(),
            key_id=PLAIN_KEY_ID,
            **PLACE,
        )
    for seq, n, flow in ((2, 0, "late"), (1, 5, "second"), (1, 2, "first")):
        add(session, tables.sequence_flow, root_key=ROOT, instance_key=ROOT, seq=seq, n=n, flow_id=flow)


def _work(session: Session) -> None:
    samples.task(session, ROOT + 2, groups=["panel"])
    here = {"definition_key": DEFINITION, "element_id": "send", "created_at": NOW, **PLACE}
    add(
        session,
        tables.job,
        key=ROOT + 3,
        type="email",
        state="FAILED",
        retries=0,
        headers=b"{}",
        **here,
    )
    add(
        session,
        tables.incident,
        key=ROOT + 20,
        element_instance_key=ROOT + 3,
        type="JOB_NO_RETRIES",
        message="no answer",
        state="ACTIVE",
        **here,
    )


def _messages(session: Session) -> None:
    add(
        session,
        tables.message,
        key=30,
        name="inquest",
        correlation_key="SCR-1",
        expires_at=NOW,
        published_at=NOW,
        payload=b"{}",
        key_id=PLAIN_KEY_ID,
        state="BUFFERED",
    )
    for key, place in ((ROOT + 21, PLACE), (31, {})):
        add(
            session,
            tables.message_subscription,
            key=key,
            definition_key=DEFINITION,
            element_id="catch",
            name="inquest",
            correlation_key="SCR-1" if place else None,
            created_at=NOW,
            **place,
        )


def _entry() -> history.HistoryEntry:
    context = {
        "username": "ann",
        "groups": ["panel"],
        "now": NOW.isoformat(),
        "actDate": "2026-02-27",
        "timezone": "Europe/London",
        "definition": str(DEFINITION),
        "called": {},
        "calendar": "england/1",
        "stepLimit": 1000,
        "first": 4,
        "semantics": 1,
    }
    return replace(
        samples.entry(1),
        kind="complete_task",
        command=dumps({"kind": "complete_task", "element": 2, "variables": {"c": 1}}).encode(),
        context=dumps(context).encode(),
        effects=dumps([{"type": "element_completed", "element": 2}]).encode(),
        delta=dumps({"t:2": None}).encode(),
    )
