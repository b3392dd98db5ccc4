"""Compile calls and function definitions."""

from duecourse.feel.evaluation.compilation import Compilation
from duecourse.feel.functions.builtin import Builtin
from duecourse.feel.invocation import invoke
from duecourse.feel.state import Code, Frame, State, look_up
from duecourse.feel.syntax import tree
from duecourse.feel.types import resolve
from duecourse.feel.values import FeelType, Function, type_name


def call(node: tree.Call, compilation: Compilation) -> Code:
    """Compile `function(arguments)`; arguments that do not fit give null."""
    arguments = [compilation.compile(argument) for argument in node.arguments]
    builtin = _builtin(node.function, compilation)
    function = compilation.compile(node.function)
    name = node.function.name if isinstance(node.function, tree.Name) else None

    def run(frame: Frame) -> object:
        if builtin is not None and name is not None:
            # A variable hides the built-in function of its name.
            called = look_up(frame, name)
            if not isinstance(called, Function):
                values = [argument(frame) for argument in arguments]
                frame.state.charge()
                return builtin.invoke(frame.state, values, node.names, node.position)
        else:
            called = function(frame)
        return _invoke(frame, node, called, [argument(frame) for argument in arguments])

    return run


def _builtin(node: tree.Node, compilation: Compilation) -> Builtin | None:
    return compilation.functions.get(node.name) if isinstance(node, tree.Name) else None


def _invoke(frame: Frame, node: tree.Call, called: object, values: list[object]) -> object:
    state = frame.state
    state.charge()
    if not isinstance(called, Function):
        state.warn(node.position, f"a {type_name(called)} cannot be called")
        return None
    if isinstance(called.builtin, Builtin):
        return called.builtin.invoke(state, values, node.names, node.position)
    ordered = _ordered(called, values, node.names) if node.names else values
    if ordered is None:
        state.warn(node.position, f"the function's parameters are {', '.join(called.parameters)}")
        return None
    return invoke(state, called, ordered, node.position)


def _ordered(called: Function, values: list[object], names: tuple[str, ...]) -> list[object] | None:
    if set(names) != set(called.parameters) or len(names) != len(called.parameters):
        return None
    given = dict(zip(names, values, strict=True))
    return [given[parameter] for parameter in called.parameters]


def function_definition(node: tree.FunctionDefinition, compilation: Compilation) -> Code:
    """Compile `function(parameters) body`; an external one is never run and gives null."""
    body = _external(node) if node.external else compilation.compile(node.body)
    parameters = tuple(name for name, _ in node.parameters)
    types = tuple(_type(declared, compilation) for _, declared in node.parameters)

    def run(frame: Frame) -> object:
        place = frame.state.place

        def apply(state: State, values: list[object]) -> object:
            caller, state.place = state.place, place
            value = body(Frame(state, dict(zip(parameters, values, strict=True)), frame))
            state.place = caller  # what raises ends the evaluation: then the place is where it ended
            return value

        return Function(parameters, apply, types)

    return run


def _external(node: tree.FunctionDefinition) -> Code:
    def run(frame: Frame) -> object:
        frame.state.warn(node.position, "an external function is not run")
        return None

    return run


def _type(declared: tree.Type | None, compilation: Compilation) -> FeelType | None:
    return resolve(declared, compilation.types) if declared is not None else None
