"""Multi-instance: one activity, once for each item of a collection (BPMN 2.0, section 13.3.7)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from duecourse.bpmn import variables
from duecourse.bpmn.failures import ElementFailure, IncidentType
from duecourse.bpmn.formulas import Formula
from duecourse.bpmn.specs.activities import ActivitySpec
from duecourse.bpmn.specs.node import Outline
from duecourse.model.json import Json

if TYPE_CHECKING:
    from duecourse.bpmn.specs.process import ProcessSpec
    from duecourse.bpmn.token import Token

LARGEST = 100_000


class MultiInstanceSpec(ActivitySpec):
    """The body around the instances of an activity.

    Each instance has ``input_element`` and ``loopCounter`` (from 1) as variables of its own, and the variable
    that ``output_element`` names, null at first: what an instance gives stays with it, as in Camunda 8. The
    outputs are collected in the order of the items and set as ``output_collection`` around the body when it
    ends, with null where an instance did not complete.
    """

    def __init__(
        self, process: "ProcessSpec", outline: Outline, inner: ActivitySpec, *, sequential: bool
    ) -> None:
        super().__init__(process, outline, f"{outline.id} multi-instance")
        self.inner = inner
        self.sequential = sequential
        self.input_collection: Formula | None = None
        self.input_element: str | None = None
        self.cardinality: Formula | None = None
        self.output_collection: str | None = None
        self.output_element: Formula | None = None
        self.completion_condition: Formula | None = None

    @property
    def output_variable(self) -> str | None:
        """The variable that the output element is, or is a part of; None where it is another expression."""
        return None if self.output_element is None else self.output_element.variable

    def begin(self, token: "Token") -> bool | None:
        items = self._items(token)
        loop: dict[str, Json] = {"total": len(items), "next": 0, "done": 0, "terminated": 0}
        token.remember(loop=loop)
        if self.sequential:
            token.workflow.keep_items(token.id, items)
        for item in items[:1] if self.sequential else items:
            self._activate(token, item)
        return True if not items else None

    def _items(self, token: "Token") -> list[Json]:
        view, environment = variables.Visible(token), token.workflow.environment
        if self.input_collection is not None:
            found = self.input_collection.value(view, environment)
            if not isinstance(found, list):
                raise self.input_collection.failure(IncidentType.EXTRACT_VALUE, "a list", found, environment)
            return found
        assert self.cardinality is not None
        number = self.cardinality.value(view, environment)
        if (
            isinstance(number, bool)
            or not isinstance(number, int | Decimal)
            or number != int(number)
            or number < 0
        ):
            raise self.cardinality.failure(IncidentType.EXTRACT_VALUE, "a whole number", number, environment)
        if number > LARGEST:
            raise ElementFailure(IncidentType.EXTRACT_VALUE, f"{number} instances are more than {LARGEST}")
        return [None] * int(number)

    def _activate(self, body: "Token", item: Json) -> None:
        loop = dict(body.internal_data["loop"])
        index = int(loop["next"])
        loop["next"] = index + 1
        body.remember(loop=loop)
        instance = body.workflow.activate(self.inner, body, index=index)
        if self.input_element is not None:
            variables.set_local(body.workflow, instance, self.input_element, item)
        variables.set_local(body.workflow, instance, "loopCounter", index + 1)
        if self.output_variable not in (None, self.input_element):
            variables.set_local(body.workflow, instance, str(self.output_variable), None)

    def collect(self, instance: "Token") -> None:
        """Take the output of an instance that is about to complete, and see whether it ends the whole."""
        body, workflow = _body(instance), instance.workflow
        index = int(instance.internal_data["index"])
        if self.output_element is not None:
            value = self.output_element.value(variables.Visible(instance), workflow.environment)
            workflow.outputs.setdefault(body.id, {})[index] = value
            workflow.touch_output(body.id, index)
        instance.ends_body = False
        if self.completion_condition is not None:
            view = variables.Visible(instance, self._progress(body))
            instance.ends_body = self.completion_condition.truth(view, workflow.environment)

    def _progress(self, body: "Token") -> Mapping[str, Json]:
        loop: dict[str, Any] = body.internal_data["loop"]
        progress: dict[str, Json] = {
            "numberOfInstances": loop["total"],
            "numberOfActiveInstances": len(body.children) - 1,
            "numberOfCompletedInstances": loop["done"] + 1,
            "numberOfTerminatedInstances": loop["terminated"],
        }
        if self.output_collection is not None:
            progress[self.output_collection] = self._collected(body)
        return progress

    def instance_left(self, instance: "Token") -> None:
        """Count an instance that completed; begin the next, or end the rest, or go on waiting."""
        body = _body(instance)
        loop = dict(body.internal_data["loop"])
        loop["done"] += 1
        body.remember(loop=loop)
        if instance.ends_body:
            for other in body.children:
                if other is not instance:
                    other.cancel()
        elif self.sequential and loop["next"] < loop["total"]:
            self._activate(body, body.workflow.items[body.id][loop["next"]])

    def ends_when_empty(self, token: "Token") -> bool:
        return True

    def _collected(self, body: "Token") -> list[Json]:
        given = body.workflow.outputs.get(body.id, {})
        return [given.get(index) for index in range(int(body.internal_data["loop"]["total"]))]

    def apply_outputs(self, token: "Token") -> None:
        if self.output_collection is not None and token.parent is not None:
            variables.propagate(token.workflow, token.parent, self.output_collection, self._collected(token))


def _body(instance: "Token") -> "Token":
    assert instance.parent is not None
    return instance.parent
