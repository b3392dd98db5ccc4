import pytest
from sqlalchemy import select

from duecourse.persistence import rows, variables
from duecourse.persistence.rows import Change, Operation
from duecourse.persistence.tables import message_subscription, sequence_flow
from duecourse.persistence.variables import Variable
from tests.databases import Database
from tests.persistence.samples import NOW, ROOT

PLACE = {"root_key": ROOT, "instance_key": ROOT}


def flow(n: int, name: str) -> Change:
    key = {"root_key": ROOT, "seq": 1, "n": n}
    return Change("sequence_flow", Operation.INSERT, key, {"instance_key": ROOT, "flow_id": name})


def subscription(key: int, **values: object) -> Change:
    columns = {"definition_key": 1, "element_id": "catch", "name": "inquest", "created_at": NOW}
    return Change("message_subscription", Operation.INSERT, {"key": key}, {**columns, **values})


def variable(value: bytes, name: str = "a") -> Change:
    key = {"scope_key": ROOT, "name": name}
    values = {"key": ROOT + 1, "value": value, **PLACE}
    return Change("variable", Operation.UPSERT, key, values, payload="value")


def test_changes_happen_in_order(database: Database) -> None:
    key = {"root_key": ROOT, "seq": 1, "n": 0}
    with database.sessions() as session:
        rows.apply(
            session,
            [
                flow(0, "first"),
                flow(1, "second"),
                Change("sequence_flow", Operation.UPDATE, key, {"flow_id": "other"}),
                Change("sequence_flow", Operation.DELETE, {**key, "n": 1}),
                flow(1, "again"),
            ],
        )
        found = session.execute(select(sequence_flow.c.flow_id).order_by(sequence_flow.c.n)).scalars()

        assert list(found) == ["other", "again"]


def test_rows_with_different_columns_are_inserted_together(database: Database) -> None:
    with database.sessions() as session:
        rows.apply(session, [subscription(1), subscription(2, correlation_key="SCR-1", **PLACE)])
        found = session.execute(
            select(message_subscription.c.key, message_subscription.c.correlation_key).order_by("key")
        )

        assert [tuple(row) for row in found] == [(1, None), (2, "SCR-1")]


def test_a_payload_goes_through_the_codec_and_replaces_the_last_one(database: Database) -> None:
    with database.sessions() as session:
        rows.apply(session, [variable(b"1"), variable(b"2")])

        assert variables.of_scopes(session, [ROOT]) == [
            Variable(key=ROOT + 1, scope_key=ROOT, name="a", value=b"2", **PLACE)
        ]


def test_a_payload_is_bytes(database: Database) -> None:
    broken = Change("variable", Operation.UPSERT, {"scope_key": 1, "name": "a"}, {"value": "1"}, "value")

    with database.sessions() as session, pytest.raises(TypeError, match=r"variable\.value"):
        rows.apply(session, [broken])
