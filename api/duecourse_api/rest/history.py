"""The history of a case: one entry for each thing that was done, or refused."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from duecourse.errors import NotFound
from duecourse.persistence import instances
from duecourse.persistence.keys import root_of
from duecourse.persistence.session import reading
from duecourse.queries import history
from duecourse.queries.history import Entry
from duecourse_api.auth.rights import require_case
from duecourse_api.dependencies import CallerDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.instances import InstanceKey
from duecourse_api.rest.schema import LARGEST_NUMBER, Answer, Day, Key, Moment, Variables, answer
from duecourse_api.rest.searching import Found, PageAnswer

router = APIRouter(prefix="/process-instances", tags=["History"], route_class=ExactRoute)


class ActorAnswer(Answer):
    """Who did it, with the groups held then."""

    account_key: Key
    username: str
    groups: list[str]


class EntryAnswer(Answer):
    """One entry: who did what when, with which input, and what followed.

    ``enteredAt`` is business time, ``recordedAt`` the time of the machine, ``actDate`` the local date of
    the act. An entry with a ``reasonCode`` is a refused attempt: nothing followed.
    """

    sequence: int
    kind: str
    entered_at: Moment
    recorded_at: Moment
    act_date: Day
    actor: ActorAnswer
    root_process_instance_key: Key
    process_definition_key: Key
    semantics: int
    reason_code: str | None
    command: Variables
    effects: list[Variables]


@router.get("/{processInstanceKey}/history", response_model=Found[EntryAnswer])
def get(
    caller: CallerDependency,
    key: InstanceKey,
    after: Annotated[
        int, Query(ge=0, le=LARGEST_NUMBER, description="Entries behind this sequence number.")
    ] = 0,
    limit: Annotated[int, Query(ge=1, le=10_000)] = 100,
) -> Response:
    """Return the history of the case that a process instance belongs to, oldest entry first.

    **Permission**: whoever may see the case.
    """
    with reading(caller.installation.sessions) as session:
        require_case(session, caller.actor, key)
        root = instances.root(session, root_of(key))
        if root is None:
            raise NotFound(f"there is no process instance {key}")
        entries = history.read(session, root.key, after=after, limit=limit)
        page = PageAnswer(
            total_items=root.last_seq or 0,
            has_more_total_items=False,
            start_cursor=str(entries[0].seq) if entries else None,
            end_cursor=str(entries[-1].seq) if entries else None,
        )
        return answer(Found[EntryAnswer](items=[_entry(each) for each in entries], page=page))


def _entry(entry: Entry) -> EntryAnswer:
    circumstances = entry.circumstances
    return EntryAnswer(
        sequence=entry.seq,
        kind=entry.kind,
        entered_at=entry.entered_at,
        recorded_at=entry.recorded_at,
        act_date=entry.act_date,
        actor=ActorAnswer(
            account_key=entry.actor_key,
            username=circumstances.username,
            groups=list(circumstances.groups),
        ),
        root_process_instance_key=entry.root_key,
        process_definition_key=entry.definition_key,
        semantics=entry.semantics,
        reason_code=entry.reason_code,
        command=dict(entry.command.to_json()),
        effects=[dict(effect) for effect in entry.effects],
    )
