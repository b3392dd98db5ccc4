"""Proof of who is asking: a password (HTTP Basic) or a bearer token."""

import base64
import binascii
from dataclasses import dataclass
from typing import Final

from duecourse.commands import accounts
from duecourse.commands.installation import Installation
from duecourse.commands.passwords import Passwords
from duecourse.errors import Unauthenticated
from duecourse.model.identity import Actor
from duecourse.persistence.session import reading
from duecourse_api.auth.attempts import Attempts

_LONGEST_HEADER: Final = 8_192


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who has proved who they are, by a password or by a token."""

    actor: Actor
    by_password: bool


@dataclass(frozen=True, slots=True)
class Door:
    """What proofs are checked against, for somebody who comes from an address."""

    installation: Installation
    passwords: Passwords
    attempts: Attempts
    address: str


def authenticate(door: Door, header: str | None) -> SignedIn:
    """Return whom an Authorization header proves; raises Unauthenticated, TooManyRequests."""
    if header is None or len(header) > _LONGEST_HEADER:
        raise Unauthenticated("sign in with a username and password, or send a bearer token")
    scheme, _, proof = header.partition(" ")
    proof = proof.strip()
    if scheme.lower() == "bearer":
        with reading(door.installation.sessions) as session:
            actor = accounts.authenticate_token(session, proof, door.installation.system_clock())
        return SignedIn(actor, by_password=False)
    if scheme.lower() != "basic":
        raise Unauthenticated("this is no way to sign in here; use Basic or Bearer")
    return SignedIn(_by_password(door, *_basic(proof)), by_password=True)


def _by_password(door: Door, username: str, password: str) -> Actor:
    door.attempts.check(door.address, username)
    try:
        with reading(door.installation.sessions) as session:
            return accounts.authenticate(session, door.passwords, username, password)
    except Unauthenticated:
        door.attempts.failed(door.address, username)
        raise


def _basic(proof: str) -> tuple[str, str]:
    try:
        text = base64.b64decode(proof, validate=True).decode()
    except (binascii.Error, ValueError):
        raise Unauthenticated("the credentials are not base64 of UTF-8 text") from None
    username, colon, password = text.partition(":")
    if not colon:
        raise Unauthenticated("the credentials have no colon between username and password")
    return username, password
