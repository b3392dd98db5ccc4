"""The errors a caller can act on: each class carries its HTTP status and problem type."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class FieldError:
    """Name one field of a request and say what is wrong with its value."""

    field: str
    message: str


class DuecourseError(Exception):
    """The request could not be carried out.

    ``status`` is the HTTP status, ``kind`` the type of the problem, ``title`` the first line of the docstring
    of its class. ``detail`` says what to do, or the title if nothing more is known; ``fields`` names what is
    wrong with each field; ``reason_code`` says which rule of the process refused.
    """

    status: ClassVar[int] = 500
    kind: ClassVar[str] = "internal-error"
    title: ClassVar[str] = "The request could not be carried out."

    detail: str
    fields: tuple[FieldError, ...]
    reason_code: str | None

    def __init_subclass__(cls) -> None:
        """Take the title of an error class from the first line of its docstring."""
        super().__init_subclass__()
        if cls.__doc__:
            cls.title = cls.__doc__.strip().splitlines()[0]

    def __init__(
        self,
        detail: str = "",
        *,
        fields: Sequence[FieldError] = (),
        reason_code: str | None = None,
    ) -> None:
        self.detail = detail or self.title
        super().__init__(self.detail)
        self.fields = tuple(fields)
        self.reason_code = reason_code

    def __str__(self) -> str:
        """Give the detail, then each field with its message."""
        return "; ".join([self.detail, *(f"{error.field}: {error.message}" for error in self.fields)])


class InvalidInput(DuecourseError):
    """The input is not valid."""

    status = 400
    kind = "invalid-input"


class Unauthenticated(DuecourseError):
    """The request carries no valid proof of who is asking."""

    status = 401
    kind = "unauthenticated"


class Forbidden(DuecourseError):
    """The account may not do this."""

    status = 403
    kind = "forbidden"


class NotFound(DuecourseError):
    """Nothing with this key exists."""

    status = 404
    kind = "not-found"


class Conflict(DuecourseError):
    """The thing addressed is not in a state that allows this."""

    status = 409
    kind = "wrong-state"


class Refused(DuecourseError):
    """A rule of the process refuses this; the reason code says which.

    The attempt is part of the history: the transaction in which this is raised is committed.
    """

    status = 409
    kind = "refused-by-rule"

    def __init__(self, detail: str, *, reason_code: str, fields: Sequence[FieldError] = ()) -> None:
        super().__init__(detail, fields=fields, reason_code=reason_code)


class LostRace(DuecourseError):
    """Another command changed the process instance first, again and again; try once more."""

    status = 409
    kind = "lost-race"


class TooLarge(DuecourseError):
    """The input is larger than this installation accepts."""

    status = 413
    kind = "too-large"


class Unavailable(DuecourseError):
    """The installation cannot answer at the moment; try again later."""

    status = 503
    kind = "unavailable"
