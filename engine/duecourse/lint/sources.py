"""Where the variables of a process come from: forms, messages, jobs, calls, scripts and mappings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from duecourse.diagram.elements import CallActivity, Event, FlowNode, Task, TaskKind
from duecourse.diagram.events import ErrorDefinition, EscalationDefinition, MessageDefinition
from duecourse.forms import Form
from duecourse.forms.components import ExpressionField, Input
from duecourse.forms.structure import Scope as FormScope
from duecourse.forms.structure import Slot as FormSlot
from duecourse.forms.structure import slots
from duecourse.lint.places import Place
from duecourse.lint.spots import (
    THROWING,
    Spot,
    is_job,
    is_script,
    is_user_task,
    loop_of,
    starts_process,
    triggers,
)

VARIABLES: Final = "duecourse:variables"


@dataclass(frozen=True, slots=True)
class Received:
    """The names of the values that complete an element; ``open`` if others may come beside them.

    ``fixed`` are those of read-only fields, whose values come back as they were shown.
    """

    names: frozenset[str] = frozenset()
    open: bool = False
    fixed: frozenset[str] = frozenset()

    @property
    def changed(self) -> frozenset[str]:
        """The names whose values may be new."""
        return self.names - self.fixed


NOTHING: Final = Received()


@dataclass(frozen=True, slots=True)
class Sources:
    """What must be known of the whole file to say what an element receives.

    ``forms`` are the forms by id, ``roots`` the variables of each executable process by id, ``errors`` and
    ``escalations`` what the throwers of the file send along.
    """

    forms: Mapping[str, Form]
    roots: Mapping[str, Place]
    errors: Received
    escalations: Received

    def received(self, spot: Spot) -> Received:
        """Return what completes an element; of a call into the same file only what it declares itself."""
        node = spot.node
        if is_job(node):
            return _declared(node)
        if isinstance(node, Task):
            return self._of_task(node)
        if isinstance(node, Event):
            return self._of_event(spot, node)
        if isinstance(node, CallActivity) and returns(node):
            received = _declared(node)
            return Received(received.names, received.open and self.called(node) is None)
        return NOTHING

    def called(self, node: CallActivity) -> Place | None:
        """Return the variables of the process that a call calls, if that is in the same file."""
        return self.roots.get(called_id(node) or "")

    def submitted(self, form_id: str | None, node: FlowNode) -> Received:
        """Return what a person submits to an element with this form."""
        form = None if form_id is None else self.forms.get(form_id)
        if form is None:
            return _declared(node)
        names = frozenset(form.keys) | (names_declared(node.properties) or frozenset())
        return Received(names, fixed=frozenset(key for key in form.keys if _is_fixed(form.scope.names[key])))

    def _of_task(self, node: Task) -> Received:
        if is_script(node) and node.script is not None:
            return Received(frozenset({node.script.result_variable}))
        if is_user_task(node):
            return self.submitted(node.form_id, node)
        return _declared(node) if node.kind is TaskKind.RECEIVE else NOTHING

    def _of_event(self, spot: Spot, event: Event) -> Received:
        definition = event.definition
        if event.kind in THROWING:
            return NOTHING
        if isinstance(definition, ErrorDefinition | EscalationDefinition):
            thrown = self.errors if isinstance(definition, ErrorDefinition) else self.escalations
            declared = names_declared(event.properties)
            return thrown if declared is None else Received(thrown.names | declared)
        if starts_process(spot):
            return self._of_start(spot, event)
        return _declared(event) if isinstance(definition, MessageDefinition) else NOTHING

    def _of_start(self, spot: Spot, event: Event) -> Received:
        if event.definition is not None and not isinstance(event.definition, MessageDefinition):
            return NOTHING
        received = _declared(event) if event.definition else self.submitted(event.form_id, event)
        return Received(received.names, received.open and VARIABLES not in spot.process.properties)


def _is_fixed(entry: FormSlot | FormScope) -> bool:
    """Return whether nobody can change what a form gives under a name."""
    return all(
        isinstance(each, ExpressionField)
        or (isinstance(each, Input) and (each.disabled or each.readonly is True))
        for each in (slot.component for slot in slots(entry))
    )


def names_declared(properties: Mapping[str, str]) -> frozenset[str] | None:
    """Return the names that ``duecourse:variables`` declares, None where it is missing."""
    text = properties.get(VARIABLES)
    return None if text is None else frozenset(part.strip() for part in text.split(",") if part.strip())


def _declared(node: FlowNode) -> Received:
    """Return what a node declares of the values that come from outside; without it anything may come."""
    names = names_declared(node.properties)
    return Received(open=True) if names is None else Received(names)


def returns(node: CallActivity) -> bool:
    """Return whether a call takes over variables of the called process."""
    return node.propagate_all_child_variables or bool(node.outputs)


def sources(spots: Iterable[Spot], forms: Mapping[str, Form], roots: Mapping[str, Place]) -> Sources:
    """Look through the file for what is thrown in it, and for who else may throw.

    A job may throw an error with any variables, a process of another file anything.
    """
    errors: set[str] = set()
    escalations: set[str] = set()
    jobs = calls = False
    for node in (spot.node for spot in spots):
        if is_job(node):
            jobs = True
        elif isinstance(node, CallActivity):
            calls = calls or called_id(node) not in roots
        elif isinstance(node, Event) and node.kind in THROWING:
            if isinstance(node.definition, ErrorDefinition):
                errors.update(each.target for each in node.inputs)
            elif isinstance(node.definition, EscalationDefinition):
                escalations.update(each.target for each in node.inputs)
    return Sources(
        forms, roots, Received(frozenset(errors), jobs or calls), Received(frozenset(escalations), calls)
    )


def called_id(node: CallActivity) -> str | None:
    """Return the id of the process that is called, None where it is computed."""
    return None if node.process_id.feel is not None else node.process_id.raw.strip()


def connect(spots: Iterable[Spot], known: Sources) -> None:
    """Enter into all places the names that come to be in them."""
    every = [(spot, known.received(spot)) for spot in spots]
    for spot, received in every:
        _declare(spot, received)
    for spot, received in every:
        _write(spot, received, known)


def _declare(spot: Spot, received: Received) -> None:
    """Enter what comes to be in the place itself."""
    if starts_process(spot) or triggers(spot):
        place, step = spot.outside, 0
    elif spot.node.outputs:
        place, step = spot.place, spot.completed_at
    else:
        return
    for name in received.names:
        place.declare(name, step)
    if received.open:
        place.open(step)


def _write(spot: Spot, received: Received, known: Sources) -> None:
    """Enter what goes to the places around."""
    node = spot.node
    root = known.roots[spot.process.id]
    for mapping in node.outputs:
        spot.outside.write(mapping.target)
    loop = loop_of(node)
    if loop is not None and loop.output_collection:
        spot.outside.write(loop.output_collection)
    if not node.outputs and not starts_process(spot) and not triggers(spot):
        for name in received.names:
            spot.place.write(name)
        if received.open:
            root.open()
    if isinstance(node, CallActivity):
        _call(spot, node, root, known.called(node))


def _call(spot: Spot, node: CallActivity, root: Place, called: Place | None) -> None:
    """Let the called process see what is passed, and the caller what is returned."""
    if called is None:
        return
    passed = spot.place if node.propagate_all_parent_variables else Place(own=spot.place.own)
    called.others.append(passed)
    if node.outputs:
        spot.place.others.append(called)
    elif node.propagate_all_child_variables:
        root.others.append(called)
