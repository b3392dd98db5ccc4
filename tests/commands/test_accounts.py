from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from duecourse.commands import accounts
from duecourse.commands.passwords import Passwords
from duecourse.errors import Conflict, InvalidInput, NotFound, Unauthenticated
from duecourse.model.identity import ADMINISTRATORS, AUDITORS, PROCESS_OWNERS
from duecourse.persistence.session import Session, transact
from duecourse.persistence.tables import access_token
from tests.databases import Database

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORDS = Passwords(2, hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
HORSE = PASSWORDS.hash("correct horse")


@pytest.fixture
def new_key() -> Callable[[], int]:
    numbers = count(1)
    return lambda: next(numbers)


@pytest.fixture
def people(database: Database, new_key: Callable[[], int]) -> Database:
    def work(session: Session) -> None:
        accounts.ensure_built_in_groups(session)
        accounts.create_group(session, "panel", "Review panel")
        accounts.create(session, new_key, NOW, username="ann", display_name="Ann Lee", password_hash=HORSE)

    transact(database.sessions, work)
    return database


def sign_in(database: Database, username: str, password: str) -> frozenset[str]:
    with database.sessions() as session:
        return accounts.authenticate(session, PASSWORDS, username, password).groups


def test_who_signs_in_acts_with_the_groups_held_now(people: Database) -> None:
    assert sign_in(people, "ann", "correct horse") == frozenset()

    def join(session: Session) -> None:
        accounts.add_to_group(session, "ann", "panel")
        accounts.add_to_group(session, "ann", "panel")
        accounts.add_to_group(session, "ann", AUDITORS)

    transact(people.sessions, join)
    assert sign_in(people, "ann", "correct horse") == {"panel", AUDITORS}

    def leave(session: Session) -> None:
        accounts.remove_from_group(session, "ann", "panel")
        accounts.remove_from_group(session, "ann", "panel")

    transact(people.sessions, leave)
    assert sign_in(people, "ann", "correct horse") == {AUDITORS}


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("ann", "wrong horse"),
        ("ann", ""),
        ("ANN", "correct horse"),
        ("bob", "correct horse"),
        ("", "correct horse"),
        ("a\0nn", "correct horse"),
        ("\ud800", "correct horse"),
        ("system", "correct horse"),
    ],
)
def test_who_cannot_sign_in_is_told_nothing(people: Database, username: str, password: str) -> None:
    with pytest.raises(Unauthenticated) as raised:
        sign_in(people, username, password)

    assert raised.value.detail == "The username or the password is wrong."


def test_a_new_password_ends_the_old_one_at_once(people: Database) -> None:
    sign_in(people, "ann", "correct horse")

    transact(
        people.sessions,
        lambda session: accounts.change_password(session, "ann", PASSWORDS.hash("another horse")),
    )

    sign_in(people, "ann", "another horse")
    with pytest.raises(Unauthenticated):
        sign_in(people, "ann", "correct horse")


def test_an_account_that_is_not_active_is_of_no_use(people: Database, new_key: Callable[[], int]) -> None:
    sign_in(people, "ann", "correct horse")
    issued = transact(
        people.sessions,
        lambda session: accounts.issue_token(session, new_key, NOW, username="ann", label="report"),
    )

    transact(people.sessions, lambda session: accounts.set_active(session, "ann", active=False))

    with pytest.raises(Unauthenticated):
        sign_in(people, "ann", "correct horse")
    with people.sessions() as session, pytest.raises(Unauthenticated):
        accounts.authenticate_token(session, issued.text, NOW)

    transact(people.sessions, lambda session: accounts.set_active(session, "ann", active=True))
    sign_in(people, "ann", "correct horse")


def test_a_token_stands_for_its_account_until_it_expires(
    people: Database, new_key: Callable[[], int]
) -> None:
    issued = transact(
        people.sessions,
        lambda session: accounts.issue_token(
            session, new_key, NOW, username="ann", label="report", expires_at=NOW + timedelta(hours=1)
        ),
    )

    with people.sessions() as session:
        late = NOW + timedelta(minutes=59, seconds=59)
        assert accounts.authenticate_token(session, issued.text, late).username == "ann"
        for text, now in (
            (issued.text, NOW + timedelta(hours=1)),
            (issued.text[:-1], NOW),
            (issued.text + "a", NOW),
            (issued.token.token_hash, NOW),
            ("", NOW),
            ("\ud800", NOW),
        ):
            with pytest.raises(Unauthenticated):
                accounts.authenticate_token(session, text, now)


def test_a_revoked_token_stays_revoked(people: Database, new_key: Callable[[], int]) -> None:
    issued = transact(
        people.sessions,
        lambda session: accounts.issue_token(session, new_key, NOW, username="ann", label="report"),
    )
    key = issued.token.key

    transact(people.sessions, lambda session: accounts.revoke_token(session, key, NOW))
    transact(people.sessions, lambda session: accounts.revoke_token(session, key, NOW + timedelta(days=1)))

    with people.sessions() as session:
        with pytest.raises(Unauthenticated):
            accounts.authenticate_token(session, issued.text, NOW)
        assert session.execute(select(access_token.c.revoked_at)).scalar_one() == NOW


def test_a_token_is_long_and_kept_only_as_a_hash(people: Database, new_key: Callable[[], int]) -> None:
    issued = transact(
        people.sessions,
        lambda session: accounts.issue_token(session, new_key, NOW, username="ann", label="report"),
    )

    with people.sessions() as session:
        row = session.execute(select(access_token)).one()
    assert len(issued.text) == len("dct_") + 43
    assert issued.text not in str(row)
    assert len(row.token_hash) == 64


@pytest.mark.parametrize("username", ["", "a b", "a:b", "-a", "a" * 101, "system", "Ånn", "a\n"])
def test_a_username_that_cannot_be_used(people: Database, username: str) -> None:
    with people.sessions() as session, pytest.raises(InvalidInput) as raised:
        accounts.create(session, lambda: 9, NOW, username=username, display_name="X", password_hash=HORSE)

    assert raised.value.fields[0].field == "username"


@pytest.mark.parametrize("name", ["", " a", "a,b", "=a", "a\nb", "a" * 101])
def test_a_group_name_that_cannot_be_used(people: Database, name: str) -> None:
    with people.sessions() as session, pytest.raises(InvalidInput) as raised:
        accounts.create_group(session, name, "X")

    assert raised.value.fields[0].field == "name"


def test_names_are_unique(people: Database) -> None:
    with people.sessions() as session:
        with pytest.raises(Conflict, match="ann"):
            accounts.create(session, lambda: 9, NOW, username="ann", display_name="X", password_hash=HORSE)
        with pytest.raises(Conflict, match="panel"):
            accounts.create_group(session, "panel", "X")
        accounts.ensure_built_in_groups(session)


def test_what_is_not_there_is_named(people: Database, new_key: Callable[[], int]) -> None:
    with people.sessions() as session:
        attempts: list[Callable[[], object]] = [
            lambda: accounts.change_password(session, "bob", HORSE),
            lambda: accounts.set_active(session, "bob", active=False),
            lambda: accounts.add_to_group(session, "bob", "panel"),
            lambda: accounts.remove_from_group(session, "bob", "panel"),
            lambda: accounts.issue_token(session, new_key, NOW, username="bob", label="x"),
            lambda: accounts.actor(session, "bob"),
        ]
        for attempt in attempts:
            with pytest.raises(NotFound, match="bob"):
                attempt()
        with pytest.raises(NotFound, match="ghosts"):
            accounts.add_to_group(session, "ann", "ghosts")
        with pytest.raises(NotFound, match="77"):
            accounts.revoke_token(session, 77, NOW)


@pytest.mark.parametrize(
    ("group", "administrator", "owner", "auditor"),
    [
        (ADMINISTRATORS, True, True, True),
        (PROCESS_OWNERS, False, True, False),
        (AUDITORS, False, False, True),
        ("panel", False, False, False),
    ],
)
def test_groups_carry_rights(
    people: Database, group: str, administrator: bool, owner: bool, auditor: bool
) -> None:
    transact(people.sessions, lambda session: accounts.add_to_group(session, "ann", group))

    with people.sessions() as session:
        actor = accounts.actor(session, "ann")

    assert (actor.is_administrator, actor.is_process_owner, actor.is_auditor) == (
        administrator,
        owner,
        auditor,
    )
