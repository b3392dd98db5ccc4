"""The state of a case as records, the delta between two states, and the fold of deltas.

A record is a JSON value under a key:

======================  ==============================================================================
``c``                   ``{"key": root key, "businessId": business id or null}`` while the case goes on
``m``                   ``{"next": next local number, "stage": stage or null}``
``t:<number>``          one active element: ``{"e": spec, "p": scope or null, "s": state, "d": data}``
``v:<scope>:<name>``    ``[value, number]``, one variable and its own number
``i:<body>``            ``[items]`` of a sequential multi-instance
``o:<body>:<index>``    ``[value]``, the output of one instance of a multi-instance
``a:<join>:<flow>``     ``[count]``, the tokens that a waiting join has got over one of its sequence flows
======================  ==============================================================================

A delta maps the keys that changed to their new record, or to null where the record is gone.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias, cast

from SpiffWorkflow.util.task import TaskState

from duecourse import feel
from duecourse.bpmn.failures import NotActive
from duecourse.bpmn.library import Definition, Library
from duecourse.bpmn.specs.node import NodeSpec
from duecourse.bpmn.token import Token
from duecourse.bpmn.workflow import Workflow
from duecourse.model.json import Json, dumps

Records: TypeAlias = dict[str, Json]
Delta: TypeAlias = dict[str, Json]

_STATES = {
    TaskState.READY: "ready",
    TaskState.STARTED: "active",
    TaskState.WAITING: "armed",
    TaskState.ERROR: "incident",
}
_NUMBERS = {name: number for number, name in _STATES.items()}


def fold(records: Mapping[str, Json], deltas: Iterable[Delta]) -> Records:
    """Return the state after applying deltas in order."""
    state = dict(records)
    for delta in deltas:
        for key, record in delta.items():
            if record is None:
                state.pop(key, None)
            else:
                state[key] = record
    return state


def delta_of(workflow: Workflow, before: Mapping[str, Json]) -> Delta:
    """Return what changed in ``workflow`` since it was loaded from ``before``, in a fixed order of keys."""
    delta: Delta = {}
    for key in sorted(workflow.touched):
        record = _record(workflow, key)
        old = before.get(key)
        if record is None and old is None:
            continue
        if record != old or dumps(record) != dumps(old):
            delta[key] = record
    return delta


def _record(workflow: Workflow, key: str) -> Json:
    kind, _, rest = key.partition(":")
    if kind == "c":
        return {"key": str(workflow.key), "businessId": workflow.business_id} if workflow.tasks else None
    if kind == "m":
        return {"next": workflow.next_id, "stage": workflow.stage} if workflow.tasks else _ended(workflow)
    number, _, name = rest.partition(":")
    if kind == "t":
        token = workflow.tasks.get(int(number))
        return None if token is None else _encode(token)
    if kind == "v":
        found = workflow.variables.get(int(number), {})
        return [found[name], workflow.variable_numbers[int(number), name]] if name in found else None
    if kind == "i":
        items = workflow.items.get(int(number))
        return None if items is None else [items]
    if kind == "a":
        arrived = workflow.arrived.get(int(number), {})
        return [arrived[name]] if name in arrived else None
    outputs = workflow.outputs.get(int(number), {})
    return [outputs[int(name)]] if int(name) in outputs else None


def _ended(workflow: Workflow) -> Json:
    return {"next": workflow.next_id, "stage": workflow.stage, "ended": True}


def _encode(token: Token) -> Json:
    record: dict[str, Json] = {"e": token.task_spec.name, "p": token._parent, "s": _STATES[token.state]}
    if token.internal_data:
        record["d"] = dict(token.internal_data)
    return record


def load(
    records: Mapping[str, Json], library: Library, environment: feel.Environment, step_limit: int
) -> Workflow:
    """Return the running case that ``records`` describe; there must be at least its process."""
    tokens = sorted(
        (int(key[2:]), cast(dict[str, Json], record))
        for key, record in records.items()
        if key.startswith("t:")
    )
    _, root = tokens[0]
    definition = int(str(cast(dict[str, Json], root["d"])["definition"]))
    workflow = Workflow(library, definition, environment, step_limit)
    about = cast(dict[str, Json], records["m"])
    case = cast(dict[str, Json], records["c"])
    workflow.key = int(str(case["key"]))
    workflow.business_id = cast(str | None, case["businessId"])
    workflow.next_id = cast(int, about["next"])
    workflow.stage = cast(str | None, about["stage"])
    definitions: dict[int, Definition] = {}
    for number, record in tokens:
        _place(workflow, library, definitions, number, record)
    _load_values(workflow, records)
    workflow.touched.clear()
    return workflow


def _place(
    workflow: Workflow,
    library: Library,
    definitions: dict[int, Definition],
    number: int,
    record: dict[str, Json],
) -> None:
    data = cast(dict[str, Json], record.get("d", {}))
    parent = cast(int | None, record["p"])
    if "definition" in data:
        definition = library.definition(int(str(data["definition"])))
    else:
        definition = definitions[cast(int, parent)]
    definitions[number] = definition
    spec = definition.spec.task_specs[cast(str, record["e"])]
    token = Token(workflow, spec, None if parent is None else workflow.tasks[parent], number)
    token.internal_data = dict(data)
    token._state = _NUMBERS[cast(str, record["s"])]
    workflow.index(token)


def _load_values(workflow: Workflow, records: Mapping[str, Json]) -> None:
    for key in sorted(records):
        record = records[key]
        kind, _, rest = key.partition(":")
        number, _, name = rest.partition(":")
        if kind == "v":
            value, own = cast(list[Json], record)
            workflow.variables.setdefault(int(number), {})[name] = value
            workflow.variable_numbers[int(number), name] = cast(int, own)
        elif kind == "i":
            workflow.items[int(number)] = cast(list[list[Json]], record)[0]
        elif kind == "a":
            workflow.arrived.setdefault(int(number), {})[name] = cast(list[int], record)[0]
        elif kind == "o":
            workflow.outputs.setdefault(int(number), {})[int(name)] = cast(list[Json], record)[0]


def spec_of(records: Mapping[str, Json], library: Library, number: int) -> NodeSpec:
    """Return the spec of an active element without loading the case; raises NotActive."""
    record = records.get(f"t:{number}")
    if record is None:
        raise NotActive(f"element {number} is not active")
    current = cast(dict[str, Json], record)
    while "definition" not in cast(dict[str, Json], current.get("d", {})):
        current = cast(dict[str, Json], records[f"t:{current['p']}"])
    key = int(str(cast(dict[str, Json], current["d"])["definition"]))
    spec: NodeSpec = library.definition(key).spec.task_specs[str(cast(dict[str, Json], record)["e"])]
    return spec
