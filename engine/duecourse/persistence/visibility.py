"""Who may see which user tasks: one rule, as a predicate and as a condition of the database."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from duecourse.model.identity import Actor
from duecourse.model.states import CandidateKind
from duecourse.persistence.tables import user_task
from duecourse.persistence.tables import user_task_candidate as candidate


class Assignable(Protocol):
    """What the rule looks at in a user task."""

    @property
    def assignee(self) -> str | None:
        """Return who has the task."""

    @property
    def candidate_groups(self) -> tuple[str, ...]:
        """Return the groups whose members may take it."""

    @property
    def candidate_users(self) -> tuple[str, ...]:
        """Return the people who may take it."""


@dataclass(frozen=True)
class Visibility:
    """The rule for one actor: ``admits`` decides about a task at hand, ``condition`` about rows."""

    admits: Callable[[Assignable], bool]
    condition: ColumnElement[bool]


def user_tasks(actor: Actor) -> Visibility:
    """Return which user tasks an actor may see.

    A person sees the tasks that are assigned to them, that name them as a candidate, or that name a group of
    theirs; auditors and administrators see all. A task that names nobody is seen by nobody else.
    """
    if actor.is_auditor:
        return Visibility(lambda task: True, true())

    def admits(task: Assignable) -> bool:
        return (
            task.assignee == actor.username
            or actor.username in task.candidate_users
            or not actor.groups.isdisjoint(task.candidate_groups)
        )

    named = or_(
        and_(candidate.c.kind == CandidateKind.USER, candidate.c.name == actor.username),
        and_(candidate.c.kind == CandidateKind.GROUP, candidate.c.name.in_(sorted(actor.groups)))
        if actor.groups
        else false(),
    )
    condition = or_(
        user_task.c.assignee == actor.username,
        exists().where(candidate.c.user_task_key == user_task.c.key, named),
    )
    return Visibility(admits, condition)
