"""The pages that explain each kind of problem; the type of a problem document leads to one."""

from html import escape
from typing import Final

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from duecourse.errors import DuecourseError, NotFound

router = APIRouter(prefix="/problems", include_in_schema=False)

_ADVICE: Final = {
    400: "The request is not right as it is. Correct what fields or detail name, and send it again.",
    401: "Send a username and password (HTTP Basic), or a bearer token that is still valid.",
    403: "You are known, but this is not for you. The endpoint's description says who may do it.",
    404: "Nothing has this key, or nothing that you may know of: the two are answered alike.",
    405: "Look at the description of the interface for the methods that this address takes.",
    409: "Nothing was wrong with the request itself. Read the present state, and decide anew.",
    413: "Send less at once, or raise DUECOURSE_MAX_UPLOAD_BYTES.",
    429: "Wait, then try again.",
    500: "This is a mistake of ours. The log of the service says where it happened.",
    503: "Try again in a moment. With an Idempotency-Key it is safe to repeat a command.",
}
_MORE: Final = {
    "refused-by-rule": (
        "A rule of the process does not hold; reasonCode names it. The attempt is in the history of the "
        "case, and nothing else has changed. The diagram holds the rule as duecourse:constraint or "
        "duecourse:unavailable on the element."
    ),
    "lost-race": "Others changed the same case first, again and again. Trying once more is safe.",
    "idempotency-key-reused": (
        "Each command needs an Idempotency-Key of its own. The same key with the same body gives the same "
        "answer; with another body it is refused."
    ),
}

_PAGE: Final = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body><main><h1>{title}</h1><p>Kind <code>{kind}</code>, status {status}.</p><p>{advice}</p></main></body>
</html>
"""


@router.get("/{kind}")
async def explain(kind: str) -> HTMLResponse:
    """Explain one kind of problem."""
    error = kinds().get(kind)
    if error is None:
        raise NotFound(f"there is no kind of problem '{kind[:100]}'")
    advice = _MORE.get(kind) or _ADVICE.get(error.status, _ADVICE[400])
    page = _PAGE.format(
        title=escape(error.title), kind=escape(kind), status=error.status, advice=escape(advice)
    )
    return HTMLResponse(page)


def kinds() -> dict[str, type[DuecourseError]]:
    """Return every kind of problem that there is, by name; of several of one kind the most general."""
    found: dict[str, type[DuecourseError]] = {}
    waiting: list[type[DuecourseError]] = [DuecourseError]
    while waiting:
        error = waiting.pop(0)
        found.setdefault(error.kind, error)
        waiting.extend(error.__subclasses__())
    return found
