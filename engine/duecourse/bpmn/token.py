"""Tokens: SpiffWorkflow's tasks with ids from the case and a tree that holds only what is active."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

if TYPE_CHECKING:
    from duecourse.bpmn.specs.node import Flow, NodeSpec
    from duecourse.bpmn.workflow import Workflow


class Token(Task):
    """One activation of an element: SpiffWorkflow's task, whose parent is the scope that it lives in.

    States: READY is queued, STARTED is active and waits for the outside, WAITING is an armed event or a
    join that still lacks tokens, ERROR is stopped by an incident. ``id`` is the local number in the case.
    What must survive between commands is in ``internal_data`` (JSON); ``data`` is not used. ``armed``
    counts the event sub-processes that wait in this scope, ``chosen`` holds the flows that the token is about
    to take, ``ends_body`` says whether the end of this instance ends its multi-instance.
    """

    workflow: "Workflow"
    task_spec: "NodeSpec"
    id: int
    internal_data: dict[str, Any]

    def __init__(
        self, workflow: "Workflow", task_spec: "NodeSpec", parent: "Token | None", number: int
    ) -> None:
        # Task.__init__ draws a random id and reads the wall clock; neither may happen here.
        self.id = number
        self.workflow = workflow
        self.task_spec = task_spec
        self.triggered = False
        self.thread_id = 0
        self.data: dict[str, Any] = {}
        self.internal_data = {}
        self.last_state_change = 0.0
        self._parent = parent.id if parent is not None else None
        self._children: dict[int, None] = {}
        self._state = TaskState.FUTURE
        self.armed = 0
        self.chosen: Sequence[Flow] = ()
        self.ends_body = False
        workflow.tasks[number] = self
        if parent is not None:
            parent._children[number] = None

    @property
    def parent(self) -> "Token | None":
        """The scope around this element."""
        return None if self._parent is None else self.workflow.tasks[self._parent]

    @property
    def children(self) -> "list[Token]":
        """What is active inside this element, oldest first."""
        return [self.workflow.tasks[number] for number in self._children]

    @property
    def is_process(self) -> bool:
        """Whether this is a process, the outermost scope of its variables."""
        return self.task_spec.is_process

    @property
    def process(self) -> "Token":
        """The process that this element belongs to."""
        current = self
        while not current.is_process:
            assert current.parent is not None
            current = current.parent
        return current

    def _set_state(self, value: int) -> None:
        self._state = value
        self.workflow.touch(self)

    def _ready(self) -> None:
        self._set_state(TaskState.READY)
        self.workflow.enqueue(self)

    def start(self) -> None:
        """Mark the element as active and waiting for the outside."""
        self._set_state(TaskState.STARTED)

    def remember(self, **values: object) -> None:
        """Keep values in ``internal_data``; None forgets one."""
        for name, value in values.items():
            if value is None:
                self.internal_data.pop(name, None)
            else:
                self.internal_data[name] = value
        self.workflow.touch(self)

    def cancel(self) -> None:
        """Terminate this element and all that is active inside it, innermost first."""
        pending = [self]
        order: list[Token] = []
        while pending:
            current = pending.pop()
            order.append(current)
            pending.extend(current.children)
        for each in reversed(order):
            if each.id in self.workflow.tasks:
                if each._state != TaskState.COMPLETED:
                    each._set_state(TaskState.CANCELLED)
                    each.task_spec._on_cancel(each)
                self.workflow.remove(each)
