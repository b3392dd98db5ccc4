"""Applying a command to a case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar, cast

from SpiffWorkflow.util.task import TaskState

from duecourse import feel
from duecourse.bpmn import variables
from duecourse.bpmn.failures import ElementFailure, IncidentType, NotActive
from duecourse.bpmn.library import Library
from duecourse.bpmn.specs.throwing import find_catcher, unhandled
from duecourse.bpmn.state import Delta, Records, delta_of, fold, load
from duecourse.bpmn.token import Token
from duecourse.bpmn.workflow import Workflow
from duecourse.errors import Conflict
from duecourse.history import commands
from duecourse.history.effects import Effect, EffectType
from duecourse.model.json import Json

STEP_LIMIT = 100_000


@dataclass(frozen=True)
class Step:
    """What a command did: the effects in order, the delta, and the state after it.

    ``called`` maps each process id that a call activity looked up to the key of the version that it got.
    """

    effects: tuple[Effect, ...]
    delta: Delta
    records: Records
    called: Mapping[str, int] = field(default_factory=dict)


def execute(
    records: Mapping[str, Json],
    command: commands.Command,
    library: Library,
    environment: feel.Environment,
    step_limit: int = STEP_LIMIT,
) -> Step:
    """Apply ``command`` to the state ``records`` (empty for Create) at ``environment.now``.

    The same arguments always give the same step. Raises NotActive (409) when the element that the command
    names does not wait for it; nothing has happened then.
    """
    if isinstance(command, commands.Refuse):
        return Step((), {}, dict(records))
    if isinstance(command, commands.Create):
        workflow = Workflow(library, command.definition, environment, step_limit)
        _create(workflow, command)
    else:
        if not any(key.startswith("t:") for key in records):
            raise NotActive("the case has ended")
        workflow = load(records, library, environment, step_limit)
        _HANDLERS[type(command)](workflow, command)
    workflow.settle()
    delta = delta_of(workflow, records)
    return Step(tuple(workflow.effects), delta, fold(records, [delta]), dict(workflow.called))


def _create(workflow: Workflow, command: commands.Create) -> None:
    spec = workflow.spec.start
    if command.start is None and not spec.starts:
        raise Conflict(f"process {spec.bpmn_id} has no none start event: a message or a timer starts it")
    workflow.identify(command.key, command.business_id)
    root = workflow.activate(spec, None, definition=str(command.definition), start=command.start)
    for name, value in command.variables.items():
        variables.set_local(workflow, root, name, value)


def _active(workflow: Workflow, number: int, part: str | None = None) -> Token:
    """Return the active element with this number, which has ``part`` in its record."""
    token = workflow.tasks.get(number)
    if token is None or (part is not None and part not in token.internal_data):
        raise NotActive(f"element {number} is not active")
    if token.state == TaskState.ERROR:
        raise NotActive(f"{token.task_spec.bpmn_id} is stopped by an incident; resolve it first")
    return token


def _complete_task(workflow: Workflow, command: commands.CompleteTask) -> None:
    token = _active(workflow, command.element, "task")
    token.task_spec.receive(token, command.variables)
    workflow.finish(token)


def _assign_task(workflow: Workflow, command: commands.AssignTask) -> None:
    _change_task(workflow, command.element, {"assignee": command.assignee}, EffectType.TASK_ASSIGNED)


def _update_task(workflow: Workflow, command: commands.UpdateTask) -> None:
    _change_task(workflow, command.element, command.changes, EffectType.TASK_UPDATED)


def _change_task(workflow: Workflow, number: int, changes: dict[str, Json], effect: EffectType) -> None:
    token = _active(workflow, number, "task")
    before = token.internal_data["task"]
    after = {name: value for name, value in {**before, **changes}.items() if value is not None}
    token.remember(task=after)
    old = {name: before.get(name) for name in changes}
    workflow.report(effect, number, old=old, new=dict(changes))


def _fire_timer(workflow: Workflow, command: commands.FireTimer) -> None:
    token = _active(workflow, command.element, "timer")
    workflow.report(
        EffectType.TIMER_FIRED, token.id, id=token.task_spec.bpmn_id, due=token.internal_data["timer"]["due"]
    )
    token.trigger({})


def _correlate_message(workflow: Workflow, command: commands.CorrelateMessage) -> None:
    token = _active(workflow, command.element, "message")
    workflow.report(
        EffectType.MESSAGE_CORRELATED, token.id, id=token.task_spec.bpmn_id, message=command.message
    )
    token.trigger(command.variables)


def _complete_job(workflow: Workflow, command: commands.CompleteJob) -> None:
    token = _active(workflow, command.element, "job")
    token.task_spec.receive(token, command.variables)
    workflow.finish(token)


def _fail_job(workflow: Workflow, command: commands.FailJob) -> None:
    token = _active(workflow, command.element, "job")
    for name, value in command.variables.items():
        variables.set_local(workflow, token, name, value)
    token.remember(job={**token.internal_data["job"], "retries": command.retries, "message": command.message})
    workflow.report(EffectType.JOB_FAILED, token.id, retries=command.retries, message=command.message)
    if command.retries <= 0:
        message = command.message or "the job failed and has no retries left"
        workflow.stop(token, ElementFailure(IncidentType.JOB_NO_RETRIES, message), "job")


def _update_job(workflow: Workflow, command: commands.UpdateJob) -> None:
    token = workflow.tasks.get(command.element)
    if token is None or "job" not in token.internal_data:
        raise NotActive(f"element {command.element} has no job")
    job = token.internal_data["job"]
    token.remember(job={**job, "retries": command.retries})
    workflow.report(EffectType.JOB_UPDATED, token.id, old=job["retries"], retries=command.retries)


def _throw_job_error(workflow: Workflow, command: commands.ThrowJobError) -> None:
    token = _active(workflow, command.element, "job")
    catcher = find_catcher(token, EffectType.ERROR_THROWN, command.code)
    caught_by = None if catcher is None else catcher.spec.bpmn_id
    workflow.report(
        EffectType.ERROR_THROWN, token.id, code=command.code, message=command.message, caught_by=caught_by
    )
    if catcher is None:
        workflow.stop(token, unhandled(command.code), "job")
    else:
        catcher.spec.occur(catcher.host, command.variables)


def _set_variables(workflow: Workflow, command: commands.SetVariables) -> None:
    token = workflow.tasks.get(command.element)
    if token is None:
        raise NotActive(f"element {command.element} is not active")
    for name, value in command.variables.items():
        if command.local:
            variables.set_local(workflow, token, name, value)
        else:
            variables.propagate(workflow, token, name, value)


def _resolve_incident(workflow: Workflow, command: commands.ResolveIncident) -> None:
    token = workflow.tasks.get(command.element)
    if token is None or token.state != TaskState.ERROR:
        raise NotActive(f"element {command.element} has no incident")
    incident = token.internal_data["incident"]
    token.remember(incident=None)
    token.start()
    workflow.report(EffectType.INCIDENT_RESOLVED, token.id, incident=incident["number"])
    token.task_spec.retry(token, incident["at"])


def _cancel(workflow: Workflow, command: commands.Cancel) -> None:
    next(iter(workflow.tasks.values())).cancel()


_Handler: TypeAlias = Callable[[Workflow, commands.Command], None]
_C = TypeVar("_C", bound=commands.Command)


def _handler(
    kind: type[_C], handle: Callable[[Workflow, _C], None]
) -> tuple[type[commands.Command], _Handler]:
    return kind, cast(_Handler, handle)


_HANDLERS: dict[type[commands.Command], _Handler] = dict(
    (
        _handler(commands.CompleteTask, _complete_task),
        _handler(commands.AssignTask, _assign_task),
        _handler(commands.UpdateTask, _update_task),
        _handler(commands.FireTimer, _fire_timer),
        _handler(commands.CorrelateMessage, _correlate_message),
        _handler(commands.CompleteJob, _complete_job),
        _handler(commands.FailJob, _fail_job),
        _handler(commands.UpdateJob, _update_job),
        _handler(commands.ThrowJobError, _throw_job_error),
        _handler(commands.SetVariables, _set_variables),
        _handler(commands.ResolveIncident, _resolve_incident),
        _handler(commands.Cancel, _cancel),
    )
)
