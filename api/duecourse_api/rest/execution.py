"""Doing what a request asks for: a command in one transaction, answered the same when it is repeated."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import TypeAlias

from pydantic import BaseModel
from starlette.responses import Response

from duecourse.commands.installation import perform
from duecourse.commands.transaction import Transaction
from duecourse.errors import DuecourseError, LostRace, Refused
from duecourse.persistence import idempotency
from duecourse.persistence.session import codec_of
from duecourse_api.dependencies import Caller
from duecourse_api.errors import MEDIA_TYPE, KeyReused, render
from duecourse_api.rest.exact import ExactJson
from duecourse_api.rest.schema import content

Work: TypeAlias = Callable[[Transaction], BaseModel | None]


def execute(caller: Caller, path: str, work: Work, *, act_date: date | None = None) -> Response:
    """Do ``work`` in one transaction: 204 once it is committed, or 200 with what it returns.

    With an Idempotency-Key the answer, a refusal too, is kept in the same transaction and given again to the
    same request. Raises KeyReused for another request under the same key.
    """

    def once(tx: Transaction) -> Response:
        kept = _kept(caller, tx)
        if kept is not None:
            return kept
        try:
            result = work(tx)
        except Refused as refused:
            _keep(caller, tx, render(path, refused))
            raise
        except DuecourseError as error:
            # The same request, sent before, may have been committed while this one waited for its case.
            if _kept(caller, tx) is None:
                raise
            raise LostRace from error
        response = Response(status_code=HTTPStatus.NO_CONTENT)
        if result is not None:
            response = ExactJson(content(result))
        _keep(caller, tx, response)
        return response

    return perform(caller.installation, caller.actor, once, act_date=act_date)


def _kept(caller: Caller, tx: Transaction) -> Response | None:
    repeatable = caller.repeatable
    if repeatable is None:
        return None
    found = idempotency.find(tx.session, caller.actor.key, repeatable.key)
    if found is None:
        return None
    if found.request_hash != repeatable.request_hash:
        raise KeyReused("this Idempotency-Key was sent with another request; take a new one")
    if not found.body:
        return Response(status_code=found.status)
    key_id, _, payload = found.body.partition(b"\n")
    body = codec_of(tx.session).decode(key_id.decode(), payload)
    media_type = MEDIA_TYPE if found.status >= HTTPStatus.BAD_REQUEST else ExactJson.media_type
    return Response(body, found.status, media_type=media_type)


def _keep(caller: Caller, tx: Transaction, response: Response) -> None:
    if caller.repeatable is None:
        return
    body = b""
    if response.body:
        key_id, payload = codec_of(tx.session).encode(bytes(response.body))
        body = key_id.encode() + b"\n" + payload
    answer = idempotency.Answer(
        account_key=caller.actor.key,
        idempotency_key=caller.repeatable.key,
        request_hash=caller.repeatable.request_hash,
        status=response.status_code,
        body=body,
        created_at=tx.installation.system_clock(),
    )
    idempotency.add(tx.session, answer)
