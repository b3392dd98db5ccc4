"""Tasks: what each kind needs (BPMN 2.0, section 10.3.3)."""

from collections.abc import Iterator

from duecourse.diagram.elements import Task, TaskKind
from duecourse.diagram.problems import Problem
from duecourse.diagram.rules.breach import Place, breach
from duecourse.diagram.rules.messages import check_awaited


def check_task(place: Place, task: Task) -> Iterator[Problem]:
    """Yield what a task lacks."""
    if task.kind is TaskKind.RECEIVE:
        yield from check_awaited(task, task.message)
        if task.message is None:
            yield breach("task", task, "a receive task needs a message")
    elif task.job is not None:
        return
    elif task.kind is TaskKind.SCRIPT and task.script is None:
        reason = "a script task needs a zeebe:script in FEEL, or a zeebe:taskDefinition"
        yield breach("task", task, reason)
    elif task.kind is TaskKind.SEND and task.message is None:
        yield breach("task", task, "a send task needs a zeebe:taskDefinition, or a message")
    elif task.kind in (TaskKind.SERVICE, TaskKind.BUSINESS_RULE):
        yield breach("task", task, f"a {task.kind.value} needs a zeebe:taskDefinition")
