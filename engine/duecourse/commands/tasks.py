"""User tasks: given to somebody, changed, completed, or refused."""

from collections.abc import Mapping

from duecourse.bpmn import rules
from duecourse.bpmn.rules import Attempt, Refusal
from duecourse.commands import cases, submissions
from duecourse.commands.task_changes import check_changes
from duecourse.commands.transaction import Transaction
from duecourse.commands.words import check_names, check_words
from duecourse.errors import Conflict, FieldError, Forbidden, InvalidInput, NotFound
from duecourse.history.commands import AssignTask, CompleteTask, Refuse, UpdateTask
from duecourse.model.json import Json
from duecourse.model.states import UserTaskState
from duecourse.persistence import accounts, instances, user_tasks
from duecourse.persistence.keys import local_of, root_of
from duecourse.persistence.user_tasks import UserTask


def _open(tx: Transaction, key: int) -> UserTask:
    """Lock the case of a task, then read the task; raises NotFound, and Conflict if it is not open."""
    if user_tasks.get(tx.session, key) is None:
        raise NotFound(f"there is no user task {key}")
    cases.lock(tx, root_of(key))
    task = user_tasks.get(tx.session, key)
    if task is None:
        raise NotFound(f"there is no user task {key}")
    if task.state is UserTaskState.COMPLETED:
        raise Conflict(f"the task was completed by {task.completed_by} at {task.completed_at}")
    if task.state is UserTaskState.CANCELED:
        raise Conflict("the task was cancelled: the case has moved on without it")
    return task


def is_candidate(tx: Transaction, task: UserTask) -> bool:
    """Tell whether the actor may take the task: by name, by group, or as an administrator."""
    actor = tx.actor
    return (
        actor.is_administrator
        or task.assignee == actor.username
        or actor.username in task.candidate_users
        or not actor.groups.isdisjoint(task.candidate_groups)
    )


def _require_candidate(tx: Transaction, task: UserTask) -> None:
    if not is_candidate(tx, task):
        groups = ", ".join(task.candidate_groups) or "nobody"
        raise Forbidden(f"this task is for: {groups}")


def assign(
    tx: Transaction, key: int, assignee: str, *, allow_override: bool = True, action: str | None = None
) -> None:
    """Give a task to ``assignee``; a claim is giving it to oneself without ``allow_override``.

    Giving it to who has it already changes nothing, and is no entry. Raises Conflict, naming the holder, when
    somebody else has it and may not be overridden; Forbidden unless the actor is a candidate; InvalidInput
    for an account that does not exist, or is not used any more.
    """
    check_words({"assignee": assignee})
    task = _open(tx, key)
    _require_candidate(tx, task)
    if task.assignee == assignee:
        return
    if task.assignee is not None and not allow_override:
        raise Conflict(f"the task is assigned to {task.assignee}")
    account = accounts.by_username(tx.session, assignee)
    if account is None or not account.active:
        message = f"there is no account '{assignee}' in use"
        raise InvalidInput(message, fields=(FieldError("assignee", message),))
    cases.step(tx, root_of(key), AssignTask(element=local_of(key), assignee=assignee, action=action))


def unassign(tx: Transaction, key: int) -> None:
    """Take a task back from whoever has it; raises Forbidden unless the actor is a candidate.

    From nobody, there is nothing to take back, and no entry.
    """
    task = _open(tx, key)
    _require_candidate(tx, task)
    if task.assignee is not None:
        cases.step(tx, root_of(key), AssignTask(element=local_of(key), assignee=None))


def update(tx: Transaction, key: int, changes: Mapping[str, Json], action: str | None = None) -> None:
    """Change dueDate, followUpDate, candidateGroups, candidateUsers or priority of a task; null unsets one.

    No change is no entry. Raises Forbidden unless the actor is a candidate; InvalidInput, naming each field
    that cannot be changed or not to that.
    """
    check_changes(tx, changes)
    task = _open(tx, key)
    _require_candidate(tx, task)
    if changes:
        cases.step(tx, root_of(key), UpdateTask(element=local_of(key), changes=dict(changes), action=action))


def complete(tx: Transaction, key: int, variables: Mapping[str, Json], action: str | None = None) -> None:
    """Complete a task with the values of its form.

    Raises Forbidden unless the actor holds the task or, where nobody does, is a candidate; InvalidInput
    naming each field that does not fit the form; Refused, with its reason code, where a constraint of the
    diagram does not hold. A refusal is recorded.
    """
    check_names(variables)
    task = _open(tx, key)
    _require_candidate(tx, task)
    if task.assignee not in (None, tx.actor.username) and not tx.actor.is_administrator:
        raise Conflict(f"the task is assigned to {task.assignee}")
    case = cases.lock(tx, root_of(key))
    attempt = _attempt(tx, case, variables)
    submissions.check(tx, task.form_key, variables, lambda: attempt.seen_by(local_of(key)))
    refusal = rules.check_completion(attempt, local_of(key))
    if refusal is not None:
        raise _refused(tx, case, refusal, variables, number=local_of(key))
    command = CompleteTask(element=local_of(key), variables=dict(variables), action=action)
    cases.step(tx, case.root, command)


def complete_element(
    tx: Transaction,
    instance_key: int,
    element_id: str,
    variables: Mapping[str, Json],
    local_variables: Mapping[str, Json],
) -> int:
    """Complete the one open task of an element; return its key.

    ``local_variables`` tell apart the instances of a multi-instance. A step that is not open is refused with
    the reason that the element declares; without one, and where several are open, that is a Conflict.
    """
    check_names(variables)
    if instances.get(tx.session, instance_key) is None:
        raise NotFound(f"there is no process instance {instance_key}")
    case = cases.lock(tx, root_of(instance_key))
    attempt = _attempt(tx, case, variables)
    found = rules.find_open(attempt, element_id, local_variables, local_of(instance_key))
    if isinstance(found, Refusal):
        raise _refused(tx, case, found, variables, local=local_variables)
    key = case.root + found
    complete(tx, key, variables)
    return key


def _attempt(tx: Transaction, case: cases.Locked, variables: Mapping[str, Json]) -> Attempt:
    actor: dict[str, Json] = {"username": tx.actor.username, "groups": sorted(tx.actor.groups)}
    return Attempt(cases.load(tx, case), variables, actor, tx.library, tx.environment())


def _refused(
    tx: Transaction,
    case: cases.Locked,
    refusal: Refusal,
    variables: Mapping[str, Json],
    *,
    number: int | None = None,
    local: Mapping[str, Json] | None = None,
) -> Exception:
    command = Refuse(
        attempted=CompleteTask.kind,
        element=refusal.element_id,
        reason_code=refusal.reason_code,
        message=refusal.message,
        number=number,
        variables=dict(variables),
        local=dict(local or {}),
    )
    return cases.refuse(tx, case, cases.load(tx, case), command)
