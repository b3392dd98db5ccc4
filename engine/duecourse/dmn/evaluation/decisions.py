"""Run decisions and services: each decision once, after those that it requires."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from duecourse.dmn.elements import Key
from duecourse.dmn.evaluation.inputs import as_declared
from duecourse.dmn.evaluation.plans import DecisionPlan, InputPlan, Plans, ServicePlan
from duecourse.dmn.evaluation.session import Session, at, conforming
from duecourse.dmn.results import EvaluatedDecision
from duecourse.feel.conversion import from_json
from duecourse.feel.state import Frame, State

_MISSING: Final = object()


@dataclass(frozen=True)
class Run:
    """One run of decisions with one set of inputs.

    ``given`` are the inputs by name; ``outermost`` the scope of those that nothing in the model declares;
    ``values`` are those of the elements so far.
    """

    plans: Plans
    state: State
    given: Mapping[str, object] = field(default_factory=dict)
    outermost: Frame | None = None
    values: dict[Key, object] = field(default_factory=dict)
    service: str | None = None

    def decide(self, wanted: Iterable[Key], given: Collection[Key] = ()) -> None:
        """Evaluate decisions with all that they require, but not those whose values are to be ``given``."""
        for key in self.plans.order(wanted, given):
            self.values[key] = self._decide(self.plans.decisions[key])

    def _decide(self, plan: DecisionPlan) -> object:
        state = self.state
        state.charge(1 + len(plan.bound))
        outer = []
        if isinstance(state, Session):
            outer, state.tables = state.tables, []
        frame = self._frame(plan)
        if plan.code is None:
            with at(state, plan.place):
                state.warn(0, f"{plan.name} has no logic")
            value = None
        else:
            value = conforming(state, plan.code(frame), plan.type, plan.type_place, plan.name)
        if isinstance(state, Session):
            told = EvaluatedDecision(
                plan.key[0], plan.id, plan.name, plan.kind, value, tuple(state.tables), self.service
            )
            state.keep_decision(told)
            state.tables = outer
        return value

    def _frame(self, plan: DecisionPlan) -> Frame:
        frame = Frame(self.state, {}, self.outermost)
        for bound in plan.bound:
            value = self._value(bound.key) if bound.function is None else bound.function
            if value is _MISSING:
                continue  # reading it warns
            holder = frame.bindings
            if bound.prefix:
                inner = holder.setdefault(bound.prefix, {})
                holder = inner if isinstance(inner, dict) else {}
            for name in bound.names:
                holder[name] = value
        return frame

    def _value(self, key: Key) -> object:
        if key not in self.values and key in self.plans.inputs:
            plan = self.plans.inputs[key]
            value = self._given(plan)
            if value is _MISSING:
                return value
            self.values[key] = value
        return self.values.get(key, _MISSING)

    def _given(self, plan: InputPlan | DecisionPlan) -> object:
        qualified = f"{{{plan.key[0]}}}{plan.name}"
        name = qualified if qualified in self.given else plan.name
        if name not in self.given:
            return _MISSING
        return self._taken(self.given[name], plan)

    def take(self, key: Key) -> None:
        """Take the value of an element from what is given, if it is given."""
        plan = self.plans.inputs.get(key) or self.plans.decisions[key]
        value = self._given(plan)
        if value is not _MISSING:
            self.values[key] = value

    def _taken(self, value: object, plan: InputPlan | DecisionPlan) -> object:
        found = from_json(value, self.state.limits.depth, self.state.charge)
        if plan.type is not None:
            found = as_declared(found, plan.type, self.state)
        return conforming(self.state, found, plan.type, plan.type_place, plan.name)


def call_service(plans: Plans, plan: ServicePlan, values: list[object], state: State) -> object:
    """Return what a decision service gives for arguments in order; it sees nothing of where it is called."""
    given = {key: value for (_, key), value in zip(plan.inputs, values, strict=True)}
    run = Run(plans, state, values=given, service=plan.name)
    return serve(run, plan)


def serve(run: Run, plan: ServicePlan) -> object:
    """Return the output of a decision service: the value of its decision, or a context of several."""
    run.decide([key for _, key in plan.outputs], {key for _, key in plan.inputs})
    found = {name: run.values.get(key) for name, key in plan.outputs}
    value = next(iter(found.values())) if len(found) == 1 else found
    return conforming(run.state, value, plan.type, plan.type_place, plan.name)
