"""Compile a model with those that it imports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from duecourse.diagram.xml import shown
from duecourse.dmn.boxed import Boxed, FunctionDefinition, Iteration, Text
from duecourse.dmn.compilation.expressions import function_parts, translated
from duecourse.dmn.compilation.graph import Graph, Requirement, readable_names
from duecourse.dmn.compilation.members import members
from duecourse.dmn.compilation.scope import Scope, Use
from duecourse.dmn.compilation.types import Types
from duecourse.dmn.elements import Decision, DecisionService, InputData, Key, KnowledgeModel
from duecourse.dmn.evaluation.decisions import call_service
from duecourse.dmn.evaluation.plans import Bound, DecisionPlan, InputPlan, Plans, ServicePlan
from duecourse.dmn.evaluation.session import Place, conforming
from duecourse.dmn.problems import Report
from duecourse.dmn.results import WarningKind
from duecourse.feel import FeelType, Function
from duecourse.feel.expression import compiled, known
from duecourse.feel.state import Frame, State
from duecourse.feel.syntax.names import Known, spelling

Kind = TypeVar("Kind", InputData, Decision, KnowledgeModel, DecisionService)


@dataclass(frozen=True)
class _Names:
    """What the expressions of a model know beside what is required: types, and names of parts of values."""

    types: Types
    members: frozenset[str]
    declared: frozenset[str]
    known: Known


@dataclass
class Compiler:
    """Compiles the elements of a graph that has no cycles.

    ``uses`` are the names that the expressions of each decision and knowledge model read and call, but that
    nothing in the model declares.
    """

    graph: Graph
    plans: Plans = field(default_factory=Plans)
    uses: dict[Key, Use] = field(default_factory=dict)
    _names: dict[str, _Names] = field(default_factory=dict)
    _functions: dict[Key, Function] = field(default_factory=dict)

    def compile(self) -> None:
        """Compile all; problems go to the reports of the graph."""
        for namespace in self.graph.models:
            self._names[namespace] = self._known(namespace)
        for key, data in _each(self.graph, InputData):
            self._input(key, data)
        for key, service in _each(self.graph, DecisionService):
            self._service(key, service)
        # Each function knows what it requires once all functions are there.
        bindings: dict[Key, dict[str, object]] = {}
        for key, knowledge in _each(self.graph, KnowledgeModel):
            self._knowledge(key, knowledge, bindings.setdefault(key, {}))
        for key, names in bindings.items():
            self._bind_knowledge(key, names)
        for key, decision in _each(self.graph, Decision):
            self._decision(key, decision)

    def _report(self, key: Key) -> Report:
        return self.graph.reports[key[0]]

    # -- names ---------------------------------------------------------------------------------------

    def _known(self, namespace: str) -> _Names:
        model = self.graph.models[namespace]
        types: dict[str, FeelType] = {}
        values: dict[str, Text] = {}
        parts, declared = set(members(model)), {each.name for each in model.imports if each.name}
        for (space, _), node in self.graph.nodes.items():
            if space == namespace:
                declared.update(readable_names(node))
        for each in model.imports:
            imported = self._names[each.namespace]
            parts |= imported.members
            # In DMN 1.1 a type is named by its namespace.
            for prefix in (f"{each.name}." if each.name else "", f"{{{each.namespace}}}"):
                types |= {f"{prefix}{name}": made for name, made in imported.types.own.items()}
                values |= {f"{prefix}{name}": found for name, found in imported.types.values.items()}
        own = Types(model.items, types, values, self.graph.reports[namespace])
        every = known(members=parts, types=own.defined)
        return _Names(own, frozenset(parts), frozenset(declared), every)

    def _scope(self, key: Key, required: Sequence[Requirement]) -> Scope:
        names = self._names[key[0]]
        node = self.graph.nodes[key]
        readable = self._readable(key, required)
        self.uses[key] = use = Use()
        return Scope(readable, names.known, names.types, names.declared, node.name, use)

    def _readable(self, key: Key, required: Sequence[Requirement]) -> frozenset[str]:
        """Return the names by which expressions read what is required; report those that clash."""
        report, owner = self._report(key), self.graph.nodes[key].id or None
        taken: dict[str, str] = {}
        for each in required:
            for name in (each.prefix,) if each.prefix else each.names:
                # The elements of one import share its name.
                if name in taken and not (each.prefix and taken[name] == each.prefix):
                    report.refuse("requirement", each.line, owner, f"two names {shown(name)} are required")
                taken[name] = each.prefix
            if all(spelling(name) is None for name in each.names):
                reason = f"no expression can read the name {shown(each.node.variable.name)}"
                report.refuse("name", each.line, owner, reason)
        return frozenset(taken)

    def _check_use(self, key: Key) -> None:
        node, use = self.graph.nodes[key], self.uses[key]
        for name in sorted((use.variables | use.functions) & self._names[key[0]].declared):
            reason = f"{shown(name)} is read, but not required: draw the requirement"
            self._report(key).refuse("requirement", node.line, node.id or None, reason)

    def _type(self, key: Key) -> FeelType | None:
        node = self.graph.nodes[key]
        variable = node.variable
        return self._names[key[0]].types.named(variable.type, variable.line, node.id or None)

    # -- functions -----------------------------------------------------------------------------------

    def _knowledge(self, key: Key, node: KnowledgeModel, bindings: dict[str, object]) -> None:
        required = self.graph.knowledge(key)
        scope = self._scope(key, required).inner(node.variable.name)
        definition = node.function or FunctionDefinition(element_id=node.id or None, line=node.line)
        parameters, types, tree = function_parts(definition, scope)
        code = compiled(tree, self._names[key[0]].types.defined)
        self._check_use(key)
        declared = self._type(key)
        # The type of the variable is that of the function, or, in older models, that of its result.
        expected = declared.result if declared is not None and declared.name == "function" else declared
        place = Place(WarningKind.TYPE, node.id or None, node.line)

        def run(state: State, values: list[object]) -> object:
            inner = Frame(state, dict(zip(parameters, values, strict=True)), Frame(state, bindings))
            return conforming(state, code(inner), expected, place, f"the result of {node.name}")

        self._functions[key] = Function(parameters, run, types)

    def _bind_knowledge(self, key: Key, bindings: dict[str, object]) -> None:
        bindings[self.graph.nodes[key].variable.name] = self._functions[key]
        for each in self.graph.knowledge(key):
            self._bind(each, bindings)

    def _bind(self, required: Requirement, bindings: dict[str, object]) -> None:
        holder = bindings
        if required.prefix:
            inner = bindings.setdefault(required.prefix, {})
            holder = inner if isinstance(inner, dict) else {}
        for name in required.names:
            holder[name] = self._functions[required.key]

    def _service(self, key: Key, node: DecisionService) -> None:
        given = [*self.graph.inputs(key, node.input_data), *self.graph.decisions(key, node.input_decisions)]
        outputs = self.graph.decisions(key, node.outputs)
        declared = self._type(key)
        plan = ServicePlan(
            key=key,
            id=node.id,
            name=node.name,
            inputs=tuple((each.node.variable.name, each.key) for each in given),
            outputs=tuple((each.node.variable.name, each.key) for each in outputs),
            type=declared.result if declared is not None and declared.name == "function" else declared,
            type_place=Place(WarningKind.TYPE, node.id or None, node.line),
        )
        self.plans.services[key] = plan
        self._functions[key] = Function(
            tuple(name for name, _ in plan.inputs),
            lambda state, values: call_service(self.plans, plan, values, state),
            tuple(self._type(each.key) for each in given),
        )

    # -- values --------------------------------------------------------------------------------------

    def _input(self, key: Key, node: InputData) -> None:
        self.plans.inputs[key] = InputPlan(
            key=key,
            name=node.variable.name,
            type=self._type(key),
            type_place=Place(WarningKind.TYPE, node.id or None, node.line),
        )

    def _decision(self, key: Key, node: Decision) -> None:
        information, knowledge = self.graph.information(key), self.graph.knowledge(key)
        scope = self._scope(key, [*information, *knowledge])
        code = None
        if node.logic is not None:
            code = compiled(translated(node.logic, scope), self._names[key[0]].types.defined)
            self._check_use(key)
        bound = tuple(
            Bound(names=each.names, prefix=each.prefix, key=each.key, function=self._functions.get(each.key))
            for each in (*information, *knowledge)
        )
        self.plans.decisions[key] = DecisionPlan(
            key=key,
            id=node.id,
            name=node.name,
            kind=kind_of(node.logic),
            required=tuple(each.key for each in information if isinstance(each.node, Decision)),
            bound=bound,
            variables=frozenset(scope.use.variables),
            code=code,
            type=self._type(key),
            place=Place(WarningKind.NO_LOGIC, node.id or None, node.line),
            type_place=Place(WarningKind.TYPE, node.id or None, node.line),
        )


def _each(graph: Graph, kind: type[Kind]) -> Iterator[tuple[Key, Kind]]:
    for key, node in graph.nodes.items():
        if isinstance(node, kind):
            yield key, node


def kind_of(logic: Boxed | None) -> str:
    """Return the name of a boxed expression in DMN, "" if there is none."""
    if logic is None:
        return ""
    return logic.word if isinstance(logic, Iteration) else logic.element
