"""Activities: what has a beginning and an end, may have boundary events and several instances."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from duecourse.bpmn import variables
from duecourse.bpmn.catching import MessageCatch
from duecourse.bpmn.failures import ElementFailure, IncidentType
from duecourse.bpmn.formulas import Formula, is_word
from duecourse.bpmn.specs.events import ArmedSpec, happened, publish, wait
from duecourse.bpmn.specs.node import NodeSpec, Outline
from duecourse.calendars.errors import PeriodError
from duecourse.calendars.periods import parse_date, parse_instant
from duecourse.history.effects import EffectType
from duecourse.model.json import Json

if TYPE_CHECKING:
    from duecourse.bpmn.specs.multi_instance import MultiInstanceSpec
    from duecourse.bpmn.specs.process import ProcessSpec
    from duecourse.bpmn.token import Token


class ActivitySpec(NodeSpec):
    """The base of activities.

    ``begin`` starts the work: True when it is done at once, None to wait; whatever can fail in it fails
    before it changes anything. ``body`` is the multi-instance that this activity is an instance of, if any;
    then the boundary events belong to the body.
    """

    def __init__(self, process: "ProcessSpec", outline: Outline, name: str | None = None) -> None:
        super().__init__(process, outline, name)
        self.body: MultiInstanceSpec | None = None

    def begin(self, token: "Token") -> bool | None:
        """Start the work."""
        return True

    def enter(self, token: "Token") -> bool | None:
        subscriptions = subscribe(self.boundary, token)
        if self.begin(token):
            return True
        assert token.parent is not None
        for spec, subscription in subscriptions:
            spec.arm(token.parent, subscription, host=token)
        return None

    def finish_inline(self, token: "Token") -> None:
        if self.body is None:
            super().finish_inline(token)
        else:
            self.apply_outputs(token)
            self.body.collect(token)

    def leave(self, token: "Token") -> None:
        if self.body is None:
            super().leave(token)
        else:
            self.body.instance_left(token)


def subscribe(specs: tuple[ArmedSpec, ...], host: "Token") -> list[tuple[ArmedSpec, dict[str, Json]]]:
    """Work out what the armed events of an element will wait for, before anything begins."""
    found = []
    for spec in specs:
        subscription = None if spec.awaited is None else spec.awaited.subscription(host)
        if subscription is not None:
            found.append((spec, subscription))
    return found


class ScriptSpec(ActivitySpec):
    """A script task: a FEEL expression whose value becomes a variable."""

    def __init__(self, process: "ProcessSpec", outline: Outline, expression: Formula, result: str) -> None:
        super().__init__(process, outline)
        self.expression = expression
        self.result = result

    def begin(self, token: "Token") -> bool | None:
        value = self.expression.value(variables.Visible(token), token.workflow.environment)
        self.receive(token, {self.result: value})
        return True


def _is_moment(value: Json) -> bool:
    try:
        parse_instant(str(value), None) if "T" in str(value) else parse_date(str(value))
    except PeriodError:
        return False
    return True


def _is_priority(value: Json) -> bool:
    text = str(value)
    return text.isascii() and text.isdigit() and int(text) <= HIGHEST_PRIORITY


HIGHEST_PRIORITY: Final = 100
_CHECKS: Final[dict[str, Callable[[Json], bool]]] = {
    "assignee": is_word,
    "dueDate": _is_moment,
    "followUpDate": _is_moment,
    "priority": _is_priority,
}
_WANTED: Final = {
    "assignee": "a text",
    "dueDate": "a date, or a date and time",
    "followUpDate": "a date, or a date and time",
    "priority": f"a whole number from 0 to {HIGHEST_PRIORITY}",
}


class UserTaskSpec(ActivitySpec):
    """A user task: it waits for a person.

    ``texts`` and ``lists`` are its compiled attributes by the name that they have in the record of the task
    (assignee, dueDate, followUpDate, priority; candidateGroups, candidateUsers); ``groups`` are those of its
    lane, where the task names nobody; ``form`` is the key of its form.
    """

    def __init__(
        self,
        process: "ProcessSpec",
        outline: Outline,
        texts: dict[str, Formula],
        lists: dict[str, Formula],
        groups: tuple[str, ...],
        form: int | None,
    ) -> None:
        super().__init__(process, outline)
        self.texts = texts
        self.lists = lists
        self.groups = groups
        self.form = form

    def begin(self, token: "Token") -> bool | None:
        view, environment = variables.Visible(token), token.workflow.environment
        task: dict[str, Json] = {name: each.value(view, environment) for name, each in self.texts.items()}
        task |= {name: list(each.strings(view, environment)) for name, each in self.lists.items()}
        for name, check in _CHECKS.items():
            if task.get(name) is not None and not check(task[name]):
                raise self.texts[name].failure(
                    IncidentType.EXTRACT_VALUE, _WANTED[name], task[name], environment
                )
        if not self.lists and task.get("assignee") is None:
            task["candidateGroups"] = list(self.groups)
        if self.form is not None:
            task["formKey"] = str(self.form)
        kept = {name: value for name, value in task.items() if value is not None}
        token.remember(task=kept)
        token.workflow.report(EffectType.TASK_CREATED, token.id, id=self.bpmn_id, **kept)
        return None


class JobSpec(ActivitySpec):
    """A task that a program does: it waits for a worker to complete its job."""

    def __init__(
        self,
        process: "ProcessSpec",
        outline: Outline,
        type_: Formula,
        retries: Formula | None,
        headers: dict[str, str],
    ) -> None:
        super().__init__(process, outline)
        self.type = type_
        self.retries = retries
        self.headers = headers

    def begin(self, token: "Token") -> bool | None:
        view, environment = variables.Visible(token), token.workflow.environment
        job: dict[str, Json] = {"type": self.type.string(view, environment), "retries": self._retries(token)}
        if self.headers:
            job["headers"] = dict(self.headers)
        token.remember(job=job)
        # The type of an effect is what happened; that of the job has another name there.
        told = {"jobType" if name == "type" else name: value for name, value in job.items()}
        token.workflow.report(EffectType.JOB_CREATED, token.id, id=self.bpmn_id, **told)
        return None

    def _retries(self, token: "Token") -> int:
        if self.retries is None:
            return 3
        text = self.retries.string(variables.Visible(token), token.workflow.environment)
        if not (text.isascii() and text.isdigit()):
            raise ElementFailure(IncidentType.EXTRACT_VALUE, f"retries '{text}' is not a whole number")
        return int(text)

    def retry(self, token: "Token", at: str) -> None:
        if at != "job":
            super().retry(token, at)
            return
        job = dict(token.internal_data["job"])
        job["retries"] = max(1, int(job["retries"]))
        job.pop("message", None)
        token.start()
        token.remember(job=job)


class SendSpec(ActivitySpec):
    """A send task that publishes a message itself; what its input mappings make travels with it."""

    def __init__(self, process: "ProcessSpec", outline: Outline, message: dict[str, Formula]) -> None:
        super().__init__(process, outline)
        self.message = message

    def begin(self, token: "Token") -> bool | None:
        publish(token, self.message)
        return True


class ReceiveSpec(ActivitySpec):
    """A receive task: it waits for a message."""

    def __init__(self, process: "ProcessSpec", outline: Outline, awaited: MessageCatch) -> None:
        super().__init__(process, outline)
        self.awaited = awaited

    def begin(self, token: "Token") -> bool | None:
        return wait(token, self.awaited)

    def trigger(self, token: "Token", values: dict[str, Json]) -> None:
        """Take the message and go on."""
        happened(token)
        self.receive(token, values)
        token.workflow.finish(token)
