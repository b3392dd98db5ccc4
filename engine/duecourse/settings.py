"""What an installation decides for itself, read once from the environment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Final, get_type_hints
from zoneinfo import ZoneInfo

from duecourse.errors import DuecourseError, FieldError

PREFIX: Final = "DUECOURSE_"


class InvalidSettings(DuecourseError):
    """The settings of this installation cannot be used."""

    status: ClassVar[int] = 500
    kind: ClassVar[str] = "invalid-settings"


@dataclass(frozen=True)
class Settings:
    """Hold every setting; ``step_limit`` is read from DUECOURSE_STEP_LIMIT, and so on.

    database_url                where everything is kept: sqlite:///<path> or postgresql://<host>/<name>
    demo                        create an account per role with a known password, and say so on every page
    clock_movable               let PUT /v2/clock set the business time; for tests and sandboxes
    timezone                    where local days begin: it decides deadlines and act dates
    step_limit                  elements one command may run before an incident stops it
    snapshot_every              history entries between two snapshots of a case
    max_upload_bytes            size of the largest diagram, form or document taken
    worker_poll_seconds         longest wait of the worker before it looks for due work again
    answers_kept_days           how long a request with an Idempotency-Key can be repeated
    password_hash_concurrency   sign-ins hashed at once; each takes 64 MiB for a fifth of a second
    """

    database_url: str = "sqlite:///duecourse.db"
    demo: bool = False
    clock_movable: bool = False
    timezone: ZoneInfo = ZoneInfo("Europe/London")
    step_limit: int = 100_000
    snapshot_every: int = 50
    max_upload_bytes: int = 8 * 1024 * 1024
    worker_poll_seconds: float = 1.0
    answers_kept_days: int = 7
    password_hash_concurrency: int = 2


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read the settings from variables that begin with DUECOURSE_; what is not set has its default.

    Raises InvalidSettings, which names every wrong value and every variable that is no setting.
    """
    types = get_type_hints(Settings)
    known = {f"{PREFIX}{field.name.upper()}": field.name for field in fields(Settings)}
    values: dict[str, Any] = {}
    wrong: list[FieldError] = []
    for variable in sorted(name for name in environment if name.startswith(PREFIX)):
        if variable not in known:
            wrong.append(FieldError(variable, f"is no setting; there are {', '.join(known)}"))
            continue
        name = known[variable]
        try:
            values[name] = _READERS[types[name]](environment[variable].strip())
        except ValueError as error:
            wrong.append(FieldError(variable, str(error)))
    if wrong:
        raise InvalidSettings("Correct these environment variables", fields=wrong)
    return Settings(**values)


def _text(text: str) -> str:
    if not text:
        raise ValueError("is empty")
    return text


def _truth(text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise ValueError(f"is {text!r}, but must be true or false")
    return text.lower() == "true"


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise ValueError(f"is {text!r}, but must be a whole number above 0")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ValueError(f"is {text!r}, but must be a number of seconds above 0")
    return seconds


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ValueError, OSError, LookupError) as error:
        raise ValueError(f"is {text!r}, but must name a time zone such as Europe/London") from error


_READERS: Final[Mapping[type, Callable[[str], object]]] = {
    str: _text,
    bool: _truth,
    int: _count,
    float: _seconds,
    ZoneInfo: _zone,
}
