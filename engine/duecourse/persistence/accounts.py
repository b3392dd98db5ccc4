"""Accounts and the groups they are members of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import account as table
from duecourse.persistence.tables import member_group, membership


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account; ``password_hash`` is argon2's encoded form."""

    key: int
    username: str
    display_name: str
    email: str | None
    password_hash: str
    active: bool
    demo: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """One group."""

    name: str
    display_name: str


_SELECT = records.selecting(Account, table)


def add(session: Session, account: Account) -> None:
    """Store a new account; a username that is taken is a lost race."""
    records.add(session, table, account)


def get(session: Session, key: int) -> Account | None:
    """Return the account with a key."""
    return records.first(session, Account, _SELECT.where(table.c.key == key))


def by_username(session: Session, username: str) -> Account | None:
    """Return the account with a username."""
    return records.first(session, Account, _SELECT.where(table.c.username == username))


def every(session: Session) -> list[Account]:
    """Return all accounts by username."""
    return records.every(session, Account, _SELECT.order_by(table.c.username))


def set_password_hash(session: Session, key: int, password_hash: str) -> None:
    """Replace the password hash of an account."""
    _change(session, key, password_hash=password_hash)


def set_active(session: Session, key: int, active: bool) -> None:
    """Allow or end the use of an account."""
    _change(session, key, active=active)


def add_group(session: Session, group: Group) -> None:
    """Store a new group; a name that is taken is a lost race."""
    records.add(session, member_group, group)


def group(session: Session, name: str) -> Group | None:
    """Return the group with a name."""
    statement = records.selecting(Group, member_group).where(member_group.c.name == name)
    return records.first(session, Group, statement)


def groups(session: Session) -> list[Group]:
    """Return all groups by name."""
    return records.every(session, Group, records.selecting(Group, member_group).order_by(member_group.c.name))


def groups_of(session: Session, key: int) -> frozenset[str]:
    """Return the names of the groups that an account is a member of."""
    statement = select(membership.c.group_name).where(membership.c.account_key == key)
    return frozenset(session.execute(statement).scalars())


def add_membership(session: Session, key: int, group_name: str) -> None:
    """Make an account a member of a group; being one already is a lost race."""
    session.execute(insert(membership).values(account_key=key, group_name=group_name))


def remove_membership(session: Session, key: int, group_name: str) -> None:
    """End the membership of an account in a group, if there is one."""
    session.execute(
        delete(membership).where(membership.c.account_key == key, membership.c.group_name == group_name)
    )


def _change(session: Session, key: int, **values: Any) -> None:
    session.execute(update(table).where(table.c.key == key).values(**values))
