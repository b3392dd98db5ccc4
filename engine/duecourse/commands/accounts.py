"""Accounts, groups, and proof of who is asking."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from duecourse.commands.passwords import Passwords
from duecourse.errors import Conflict, FieldError, InvalidInput, NotFound, Unauthenticated
from duecourse.model.identity import BUILT_IN_GROUPS, SYSTEM, Actor
from duecourse.persistence import access_tokens, accounts
from duecourse.persistence.access_tokens import AccessToken
from duecourse.persistence.accounts import Account, Group
from duecourse.persistence.keys import KeySource
from duecourse.persistence.session import Session

TOKEN_PREFIX: Final = "dct_"  # noqa: S105 - what a token begins with, so that scanners for secrets find it
TOKEN_BYTES: Final = 32

# No colon, as Basic authentication ends the username with one; no letters that look like others.
_USERNAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}")
# No comma, as diagrams list groups with commas.
_GROUP: Final = re.compile(r"[^\s,=][^,\x00-\x1f]{0,99}")


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new bearer token. ``text`` is shown once: only its hash is kept."""

    text: str
    token: AccessToken


def create(
    session: Session,
    new_key: KeySource,
    now: datetime,
    *,
    username: str,
    display_name: str,
    password_hash: str,
    email: str | None = None,
    demo: bool = False,
) -> Account:
    """Create an account; ``password_hash`` comes from ``Passwords.hash``, ``now`` is system time.

    Raises InvalidInput for a username that cannot be used, and Conflict if it is taken.
    """
    if not _USERNAME.fullmatch(username) or username == SYSTEM.username:
        message = "must be 1 to 100 letters, digits or ._@+- and not the name of the system"
        raise InvalidInput("This username cannot be used.", fields=[FieldError("username", message)])
    if accounts.by_username(session, username) is not None:
        raise Conflict(f"There is an account {username} already.")
    account = Account(
        key=new_key(),
        username=username,
        display_name=display_name,
        email=email,
        password_hash=password_hash,
        active=True,
        demo=demo,
        created_at=now,
    )
    accounts.add(session, account)
    return account


def change_password(session: Session, username: str, password_hash: str) -> None:
    """Give an account another password; ``password_hash`` comes from ``Passwords.hash``. Raises NotFound."""
    accounts.set_password_hash(session, _account(session, username).key, password_hash)


def set_active(session: Session, username: str, *, active: bool) -> None:
    """Allow or end the use of an account, its tokens included. Raises NotFound."""
    accounts.set_active(session, _account(session, username).key, active)


def create_group(session: Session, name: str, display_name: str) -> Group:
    """Create a group. Raises InvalidInput for a name that cannot be used, and Conflict if it is taken."""
    if not _GROUP.fullmatch(name):
        message = "must be 1 to 100 characters without commas, and begin with neither a space nor ="
        raise InvalidInput("This group name cannot be used.", fields=[FieldError("name", message)])
    if accounts.group(session, name) is not None:
        raise Conflict(f"There is a group {name} already.")
    group = Group(name, display_name)
    accounts.add_group(session, group)
    return group


def ensure_built_in_groups(session: Session) -> None:
    """Create those of the groups that carry rights which are not there yet."""
    for name, display_name in BUILT_IN_GROUPS.items():
        if accounts.group(session, name) is None:
            accounts.add_group(session, Group(name, display_name))


def add_to_group(session: Session, username: str, group_name: str) -> None:
    """Make an account a member of a group; does nothing if it is one. Raises NotFound."""
    account = _account(session, username)
    if accounts.group(session, group_name) is None:
        raise NotFound(f"There is no group {group_name}.")
    if group_name not in accounts.groups_of(session, account.key):
        accounts.add_membership(session, account.key, group_name)


def remove_from_group(session: Session, username: str, group_name: str) -> None:
    """End the membership of an account in a group; does nothing if it is no member. Raises NotFound."""
    accounts.remove_membership(session, _account(session, username).key, group_name)


def authenticate(session: Session, passwords: Passwords, username: str, password: str) -> Actor:
    """Return who signs in with a username and a password, with the groups held now.

    Raises Unauthenticated, alike for an unknown user, a wrong password and an account that is not active. It
    may take a while: use a session that is for reading.
    """
    account = accounts.by_username(session, username) if _USERNAME.fullmatch(username) else None
    stored = None if account is None else account.password_hash
    if not passwords.matches(username, stored, password) or account is None or not account.active:
        raise Unauthenticated("The username or the password is wrong.")
    return _actor(session, account)


def issue_token(
    session: Session,
    new_key: KeySource,
    now: datetime,
    *,
    username: str,
    label: str,
    expires_at: datetime | None = None,
) -> IssuedToken:
    """Issue a bearer token for an account; ``now`` and ``expires_at`` are system time. Raises NotFound."""
    text = TOKEN_PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    token = AccessToken(
        key=new_key(),
        account_key=_account(session, username).key,
        token_hash=_token_hash(text),
        created_at=now,
        expires_at=expires_at,
        revoked_at=None,
        label=label,
    )
    access_tokens.add(session, token)
    return IssuedToken(text, token)


def revoke_token(session: Session, key: int, now: datetime) -> None:
    """Revoke a bearer token. Raises NotFound."""
    if access_tokens.get(session, key) is None:
        raise NotFound(f"There is no token {key}.")
    access_tokens.revoke(session, key, now)


def authenticate_token(session: Session, text: str, now: datetime) -> Actor:
    """Return whose bearer token this is, with the groups held now; ``now`` is system time.

    Raises Unauthenticated, alike for an unknown, expired or revoked token and an account that is not active.
    """
    token = access_tokens.by_hash(session, _token_hash(text))
    if token is not None and _is_valid(token, now):
        account = accounts.get(session, token.account_key)
        if account is not None and account.active:
            return _actor(session, account)
    raise Unauthenticated("The token is not valid, or no longer.")


def actor(session: Session, username: str) -> Actor:
    """Return an account as an actor with the groups held now, without any proof. Raises NotFound."""
    return _actor(session, _account(session, username))


def _actor(session: Session, account: Account) -> Actor:
    return Actor(account.key, account.username, accounts.groups_of(session, account.key))


def _account(session: Session, username: str) -> Account:
    account = accounts.by_username(session, username)
    if account is None:
        raise NotFound(f"There is no account {username}.")
    return account


def _is_valid(token: AccessToken, now: datetime) -> bool:
    return token.revoked_at is None and (token.expires_at is None or now < token.expires_at)


def _token_hash(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
