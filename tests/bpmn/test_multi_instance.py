"""Multi-instance: one activity, once for each item."""

from dataclasses import replace

from duecourse.diagram.elements import (
    MultiInstance,
    Task,
    TaskKind,
)
from duecourse.history import commands
from tests.bpmn.drawing import around, mapping, text
from tests.bpmn.running import Case


def each(collection: str, *, sequential: bool = False, condition: str | None = None) -> MultiInstance:
    return MultiInstance(
        sequential=sequential,
        input_collection=text(f"={collection}"),
        input_element="agency",
        output_collection="answers",
        output_element=text("=answer"),
        completion_condition=None if condition is None else text(f"={condition}"),
    )


def test_parallel_instances_keep_their_variables_apart_and_collect_in_the_order_of_the_items() -> None:
    task = Task(id="ask", kind=TaskKind.USER, loop=each("agencies"), outputs=(mapping("reply", "answer"),))
    case = Case(around(task).process(), agencies=["police", "health", "school"])
    numbers = [number for number, name, _ in case.active() if name == "ask"]
    for number, reply in reversed(list(zip(numbers, ("p", "h", "s"), strict=True))):
        case.do(commands.CompleteTask(element=number, variables={"reply": reply}))
    assert set(case.open()) == {"after"}


def test_an_output_element_is_read_inside_the_instance() -> None:
    loop = replace(each("[1, 2, 3]"), output_element=text("=agency * loopCounter"))
    task = Task(id="ask", kind=TaskKind.USER, loop=loop)
    case = Case(around(task).process())
    for number in [number for number, name, _ in case.active() if name == "ask"]:
        case.do(commands.CompleteTask(element=number))
    assert case.variables()["answers"] == [1, 4, 9]


def test_sequential_instances_come_one_after_the_other() -> None:
    loop = replace(each('["a", "b"]', sequential=True), output_element=text("=agency"))
    case = Case(around(Task(id="ask", kind=TaskKind.USER, loop=loop)).process())
    assert list(case.open()) == ["ask"]
    case.complete("ask")
    assert "answers" not in case.variables()
    case.complete("ask")
    assert case.variables()["answers"] == ["a", "b"]


def test_a_completion_condition_sees_all_counts_and_ends_the_rest() -> None:
    loop = replace(
        each("[1, 2, 3, 4]", condition="numberOfCompletedInstances >= 2 and numberOfInstances = 4"),
        output_element=text("=agency"),
    )
    case = Case(around(Task(id="ask", kind=TaskKind.USER, loop=loop)).process())
    numbers = [number for number, name, _ in case.active() if name == "ask"]
    case.do(commands.CompleteTask(element=numbers[3]))
    assert len([name for _, name, _ in case.active() if name == "ask"]) == 3
    case.do(commands.CompleteTask(element=numbers[1]))
    assert set(case.open()) == {"after"}
    assert case.variables()["answers"] == [None, 2, None, 4]


def test_no_items_no_instances() -> None:
    case = Case(around(Task(id="ask", kind=TaskKind.USER, loop=each("[]"))).process())
    assert set(case.open()) == {"after"}
    assert case.variables()["answers"] == []


def test_a_collection_that_is_no_list_is_an_incident() -> None:
    case = Case(around(Task(id="ask", kind=TaskKind.USER, loop=each("nobody"))).process())
    assert "a list" in str(case.incident("ask multi-instance")["message"])
    case.set(nobody=["x"])
    case.resolve("ask multi-instance")
    assert set(case.open()) == {"ask"}


def test_what_an_instance_gives_stays_with_it_where_the_output_element_names_it() -> None:
    loop = replace(each("[1, 2]"), output_element=text("=answer"))
    case = Case(around(Task(id="ask", kind=TaskKind.USER, loop=loop)).process())
    numbers = [number for number, name, _ in case.active() if name == "ask"]
    for given, number in enumerate(numbers, 1):
        case.do(commands.CompleteTask(element=number, variables={"answer": given}))

    assert case.variables()["answers"] == [1, 2]
    assert "answer" not in case.variables()
