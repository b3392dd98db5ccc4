"""How payloads become bytes at rest. Every payload column is written and read through a codec."""

from typing import Protocol

from duecourse.errors import DuecourseError

PLAIN_KEY_ID = "plain"


class UnknownKeyId(DuecourseError):
    """A stored payload names a key that is not known here."""

    kind = "unknown-key-id"


class Codec(Protocol):
    """A way to keep payloads: as they are, or encrypted."""

    def encode(self, payload: bytes) -> tuple[str, bytes]:
        """Return the id of the key used, and the bytes to keep."""
        ...

    def decode(self, key_id: str, kept: bytes) -> bytes:
        """Return the payload; raise UnknownKeyId for a key that is not known."""
        ...


class PlainCodec:
    """Keeps payloads as they are."""

    def encode(self, payload: bytes) -> tuple[str, bytes]:
        """Return the payload under the key id ``plain``."""
        return PLAIN_KEY_ID, payload

    def decode(self, key_id: str, kept: bytes) -> bytes:
        """Return the payload; raise UnknownKeyId unless it is plain."""
        if key_id != PLAIN_KEY_ID:
            raise UnknownKeyId(f"a stored payload needs the key {key_id!r}, which is not known here")
        return kept
