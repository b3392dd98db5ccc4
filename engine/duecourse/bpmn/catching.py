"""What an event waits for, compiled; and how a wait begins."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from duecourse.bpmn import variables
from duecourse.bpmn.failures import ElementFailure, IncidentType
from duecourse.bpmn.formulas import Formula
from duecourse.bpmn.timing import read_timer
from duecourse.diagram.events import TimerKind
from duecourse.errors import DuecourseError
from duecourse.history.effects import EffectType
from duecourse.model.json import Json

if TYPE_CHECKING:
    from duecourse.bpmn.token import Token


@dataclass(frozen=True, slots=True)
class TimerCatch:
    """Waits for a time; ``deadline`` makes a date mean the end of its day, and null that there is none."""

    kind: TimerKind
    text: Formula
    deadline: bool

    def subscription(self, token: "Token") -> dict[str, Json] | None:
        """Return what to keep while waiting, as seen from ``token``; None if there is nothing to wait for."""
        workflow = token.workflow
        view, environment = variables.Visible(token), workflow.environment
        if self.deadline and self.text.value(view, environment) is None:
            return None
        text = self.text.string(view, environment)
        try:
            timer = read_timer(
                self.kind, text, environment.now, environment.timezone, whole_day=self.deadline
            )
        except DuecourseError as error:
            raise ElementFailure(
                IncidentType.EXTRACT_VALUE, f"{self.text.what} '{self.text.text}': {error}"
            ) from error
        return None if timer is None else {"timer": timer.to_json()}


@dataclass(frozen=True, slots=True)
class MessageCatch:
    """Waits for a message of a name; ``key`` is the correlation key, None for a start of a process."""

    name: Formula
    key: Formula | None

    def subscription(self, token: "Token") -> dict[str, Json]:
        """Return what to keep while waiting, as seen from ``token``."""
        view, environment = variables.Visible(token), token.workflow.environment
        record: dict[str, Json] = {"name": self.name.string(view, environment)}
        if self.key is not None:
            record["key"] = self.key.string(view, environment)
        return {"message": record}


Awaited = TimerCatch | MessageCatch


@dataclass(frozen=True, slots=True)
class ThrownCatch:
    """Catches errors or escalations; without a code, all of them."""

    effect: EffectType
    code: str | None

    def rank(self, effect: EffectType, code: str) -> int:
        """Return how well this fits: 2 by its code, 1 as a catcher of all, 0 not at all."""
        if effect is not self.effect or self.code not in (None, code):
            return 0
        return 1 if self.code is None else 2


def report_wait(token: "Token") -> None:
    """Report what a token has begun to wait for."""
    timer, message = token.internal_data.get("timer"), token.internal_data.get("message")
    if timer is not None:
        token.workflow.report(EffectType.TIMER_ARMED, token.id, id=token.task_spec.bpmn_id, due=timer["due"])
    if message is not None:
        token.workflow.report(EffectType.MESSAGE_AWAITED, token.id, id=token.task_spec.bpmn_id, **message)
