from dataclasses import replace

import pytest
from sqlalchemy import select

from duecourse.persistence import history
from duecourse.persistence.codec import PlainCodec, UnknownKeyId
from duecourse.persistence.session import sessions_for, transact
from duecourse.persistence.tables import history_entry
from tests.databases import Database
from tests.persistence import samples


class Reversing:
    """A codec that can be told from the plain one."""

    def encode(self, payload: bytes) -> tuple[str, bytes]:
        return "reversed", payload[::-1]

    def decode(self, key_id: str, kept: bytes) -> bytes:
        assert key_id == "reversed"
        return kept[::-1]


def test_plain_payloads_are_kept_as_they_are() -> None:
    assert PlainCodec().encode(b"abc") == ("plain", b"abc")
    assert PlainCodec().decode("plain", b"abc") == b"abc"


def test_a_key_that_is_not_known_is_said() -> None:
    with pytest.raises(UnknownKeyId):
        PlainCodec().decode("case-7", b"abc")


def test_every_payload_of_an_entry_goes_through_the_codec(database: Database) -> None:
    sessions = sessions_for(database.engine, Reversing())
    written = replace(
        samples.entry(1), command=b"command", context=b"context", effects=b"effects", delta=b"delta"
    )

    transact(sessions, lambda session: history.append(session, written))

    with sessions() as session:
        row = session.execute(select(history_entry)).one()
        read = history.get(session, samples.ROOT, 1)
    assert (row.key_id, row.command, row.delta) == ("reversed", b"dnammoc", b"atled")
    assert (row.context, row.effects) == (b"txetnoc", b"stceffe")
    assert read == written
