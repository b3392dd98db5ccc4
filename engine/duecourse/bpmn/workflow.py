"""The running case: SpiffWorkflow's workflow with flat indexes, injected ids and time, and no scans."""

from collections import deque
from typing import Any

from SpiffWorkflow.bpmn.script_engine.python_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.script_engine.python_environment import BasePythonScriptEngineEnvironment
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from duecourse import feel
from duecourse.bpmn.failures import ElementFailure, IncidentType
from duecourse.bpmn.library import Library
from duecourse.bpmn.specs.node import NodeSpec
from duecourse.bpmn.token import Token
from duecourse.history.effects import Effect, EffectType
from duecourse.model.json import Json


class NoPython(BasePythonScriptEngineEnvironment):
    """SpiffWorkflow's seam for Python expressions; nothing in a case may ever reach it."""

    def evaluate(self, expression: str, context: Any, external_context: Any = None) -> Any:
        """Refuse: expressions are FEEL."""
        raise AssertionError("a Python expression reached the engine")

    def execute(self, script: str, context: Any, external_context: Any = None) -> Any:
        """Refuse: scripts are FEEL."""
        raise AssertionError("a Python script reached the engine")


class Workflow(BpmnWorkflow):
    """One case in memory.

    ``key`` and ``business_id`` are those of the case. ``tasks`` holds what is active, by local number;
    ``variables`` the variables by scope, each with a number of its own in ``variable_numbers``; ``outputs``
    what the instances of a multi-instance have given so far, ``items`` what a sequential one goes through;
    ``attached`` the armed events by host; ``joins`` the waiting joins by scope and name, ``arrived`` how many
    tokens each of them has by flow. Everything that changes is noted in ``touched`` (keys of records, see
    ``state``) and reported as an effect.
    """

    tasks: dict[int, Token]

    def __init__(
        self, library: Library, definition: int, environment: feel.Environment, step_limit: int
    ) -> None:
        super().__init__(
            library.definition(definition).spec,
            script_engine=PythonScriptEngine(NoPython()),
            deserializing=True,
        )
        self.library = library
        self.environment = environment
        self.step_limit = step_limit
        self.key = 0
        self.business_id: str | None = None
        self.next_id = 0
        self.stage: str | None = None
        self.variables: dict[int, dict[str, Json]] = {}
        self.variable_numbers: dict[tuple[int, str], int] = {}
        self.outputs: dict[int, dict[int, Json]] = {}
        self.items: dict[int, list[Json]] = {}
        self.touched: dict[str, None] = {}
        self.effects: list[Effect] = []
        self.called: dict[str, int] = {}
        self.attached: dict[int, dict[int, None]] = {}
        self._queue: deque[Token] = deque()
        self._ending: deque[Token] = deque()
        self.joins: dict[tuple[int, str], Token] = {}
        self.arrived: dict[int, dict[str, int]] = {}
        self._steps = 0

    # -- what changed -----------------------------------------------------------------------------------

    def identify(self, key: int, business_id: str | None) -> None:
        """Say which case this is."""
        self.key, self.business_id = key, business_id
        self.touched["c"] = None

    def touch(self, token: Token) -> None:
        """Note that the record of an element changed."""
        self.touched[f"t:{token.id}"] = None

    def touch_variable(self, scope: int, name: str) -> None:
        """Note that a variable changed."""
        self.touched[f"v:{scope}:{name}"] = None

    def touch_output(self, body: int, index: int) -> None:
        """Note that an instance of a multi-instance gave its output."""
        self.touched[f"o:{body}:{index}"] = None

    def keep_items(self, body: int, items: list[Json]) -> None:
        """Keep the items that a sequential multi-instance goes through."""
        self.items[body] = items
        self.touched[f"i:{body}"] = None

    def count_arrival(self, join: int, flow: str, change: int) -> None:
        """Count the tokens that a waiting join has got over a flow up or down."""
        counts = self.arrived.setdefault(join, {})
        counts[flow] = counts.get(flow, 0) + change
        if not counts[flow]:
            del counts[flow]
        self.touched[f"a:{join}:{flow}"] = None

    def report(self, kind: EffectType, element: int, /, **details: Json) -> None:
        """Add an effect."""
        self.effects.append({"type": kind.value, "element": element, **details})

    def enter_stage(self, token: Token, stage: str) -> None:
        """Make ``stage`` the stage of the case."""
        self.stage = stage
        self.touched["m"] = None
        self.report(EffectType.STAGE_ENTERED, token.id, stage=stage)

    # -- tokens -----------------------------------------------------------------------------------------

    def activate(self, spec: NodeSpec, scope: Token | None, **remembered: object) -> Token:
        """Put a token on an element; it runs when its turn comes."""
        token = self.place(spec, scope, **remembered)
        parent = scope.id if scope is not None else None
        about: dict[str, Json] = {
            "id": spec.bpmn_id,
            "kind": spec.outline.type,
            "scope": parent,
            **spec.details(token),
        }
        self.report(EffectType.ELEMENT_ACTIVATED, token.id, **about)
        token._ready()
        return token

    def number(self) -> int:
        """Return a new local number; the process of the case itself has 0."""
        self.next_id += 1
        self.touched["m"] = None
        return self.next_id - 1

    def place(self, spec: NodeSpec, scope: Token | None, **remembered: object) -> Token:
        """Create a token that does not run by itself, such as an armed event or a join."""
        token = Token(self, spec, scope, self.number())
        token.internal_data.update({name: value for name, value in remembered.items() if value is not None})
        token._set_state(TaskState.WAITING)
        self.index(token)
        return token

    def index(self, token: Token) -> None:
        """Enter a token into the flat indexes (also used when a case is loaded)."""
        host = token.internal_data.get("host")
        if host is not None:
            self.attached.setdefault(host, {})[token.id] = None
        if token.task_spec.is_subscription_of_scope and token.parent is not None:
            token.parent.armed += 1
        if "joins" in token.internal_data and token.parent is not None:
            self.joins[token.parent.id, token.task_spec.name] = token

    def remove(self, token: Token) -> None:
        """Take an ended element out of the case, with its variables and the events armed for it."""
        for number in [*self.attached.pop(token.id, ()), *token._children]:
            if number in self.tasks:
                self.tasks[number].cancel()
        self.attached.get(token.internal_data.get("host", -1), {}).pop(token.id, None)
        self._forget_in_scope(token)
        del self.tasks[token.id]
        self.touch(token)
        for name in self.variables.pop(token.id, ()):
            self.touch_variable(token.id, name)
            del self.variable_numbers[token.id, name]
        for index in self.outputs.pop(token.id, ()):
            self.touch_output(token.id, index)
        for flow in self.arrived.pop(token.id, ()):
            self.touched[f"a:{token.id}:{flow}"] = None
        if self.items.pop(token.id, None) is not None:
            self.touched[f"i:{token.id}"] = None
        if not self.tasks:
            self.touched["c"] = None

    def _forget_in_scope(self, token: Token) -> None:
        scope = token.parent
        if scope is None:
            return
        del scope._children[token.id]
        if token.task_spec.is_subscription_of_scope:
            scope.armed -= 1
        if self.joins.get((scope.id, token.task_spec.name)) is token:
            del self.joins[scope.id, token.task_spec.name]
        self._ending.append(scope)

    # -- running ----------------------------------------------------------------------------------------

    def enqueue(self, token: Token) -> None:
        """Let a READY token run in its turn."""
        self._queue.append(token)

    def settle(self) -> None:
        """Run until nothing can go on without the outside."""
        while True:
            if self._queue:
                self._advance(self._queue.popleft())
            elif self._ending:
                self._end(self._ending.popleft())
            elif not self._fire_join():
                return

    def _advance(self, token: Token) -> None:
        if self.tasks.get(token.id) is not token or token.state != TaskState.READY:
            return
        self._steps += 1
        if self._steps > self.step_limit:
            self.stop(token, ElementFailure(IncidentType.STEP_LIMIT, self._too_many_steps()), "enter")
            return
        self.attempt(token, "enter", token.run)

    def _too_many_steps(self) -> str:
        return f"one command ran more than {self.step_limit} elements: is there a loop that never waits?"

    def attempt(self, token: Token, at: str, action: Any) -> None:
        """Do something for a token; if it fails, the token stops with an incident."""
        try:
            action()
        except ElementFailure as failure:
            self.stop(token, failure, at)

    def stop(self, token: Token, failure: ElementFailure, at: str) -> None:
        """Stop a token with an incident; ``at`` says what is tried again when it is resolved."""
        token._set_state(TaskState.ERROR)
        incident: dict[str, Json] = {
            "number": self.number(),
            "type": failure.type.value,
            "message": failure.message,
        }
        token.remember(incident={**incident, "at": at})
        self.report(EffectType.INCIDENT_RAISED, token.id, id=token.task_spec.bpmn_id, incident=incident)

    def _end(self, scope: Token) -> None:
        if self.tasks.get(scope.id) is not scope or scope.state != TaskState.STARTED:
            return
        if len(scope._children) == scope.armed and scope.task_spec.ends_when_empty(scope):
            self.finish(scope)

    def finish(self, token: Token) -> None:
        """Complete an active element: output mappings, then the ways out of it."""
        self.attempt(token, "finish", lambda: token.task_spec.finish(token))

    def _fire_join(self) -> bool:
        return any(token.task_spec.fire_if_complete(token) for token in list(self.joins.values()))

    # -- what SpiffWorkflow would answer by scanning the tree -------------------------------------------

    def is_completed(self) -> bool:
        """Return whether nothing of the case is left."""
        return not self.tasks

    def update_waiting_tasks(self) -> None:
        """Do nothing: what waits is triggered by name, never polled."""

    def _task_completed_notify(self, task: Token) -> None:
        if task.id in self.tasks:
            self.remove(task)
