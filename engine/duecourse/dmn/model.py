"""Compiled decision models, and what can be asked of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from duecourse.diagram.elements import Note
from duecourse.diagram.problems import Problem
from duecourse.dmn.compilation.compiler import Compiler, kind_of
from duecourse.dmn.compilation.graph import Graph, graph, readable_names
from duecourse.dmn.elements import Decision, Definitions
from duecourse.dmn.evaluation.plans import DecisionPlan, Plans, ServicePlan
from duecourse.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInfo:
    """A decision that can be evaluated.

    ``kind`` is the name of its boxed expression in DMN, such as ``decisionTable``; "" if it has no logic.
    """

    id: str
    name: str
    line: int
    kind: str
    type: str | None
    version_tag: str | None


@dataclass(frozen=True, slots=True)
class Needs:
    """What a decision reads, itself or through others that it requires.

    ``inputs`` are the names of input data; ``variables`` the names beside these that nothing in the model
    declares: whoever evaluates the decision may give them.
    """

    inputs: tuple[str, ...]
    variables: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Model:
    """A decision model, read and compiled; it never changes and may be kept and shared between threads.

    ``decisions`` are in the order of the file, by id (by name where there is none); so are ``services``, of
    which the names are kept. ``problems`` is empty unless it was compiled leniently.
    """

    id: str
    name: str
    namespace: str
    version: str
    decisions: Mapping[str, DecisionInfo]
    services: Mapping[str, str]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...]
    plans: Plans = field(repr=False)
    names: frozenset[str] = field(repr=False)
    """All names of the elements of the model and its imports: a variable from outside has none of them."""

    def find(self, name: str) -> DecisionPlan | ServicePlan:
        """Return the decision or service of an id or, if there is none, of a name; raises NotFound."""
        found = self._of(name, by_id=True) or self._of(name, by_id=False)
        if len(found) == 1:
            return found[0]
        if found:
            raise NotFound(f"the model {self.name} has {len(found)} decisions of the name {name}: use the id")
        raise NotFound(f"the model {self.name} has no decision {name}")

    def needs(self, name: str) -> Needs:
        """Return what a decision or service reads; raises NotFound."""
        plan = self.find(name)
        roots = [plan.key] if isinstance(plan, DecisionPlan) else [key for _, key in plan.outputs]
        given = () if isinstance(plan, DecisionPlan) else [key for _, key in plan.inputs]
        inputs = {} if isinstance(plan, DecisionPlan) else {name: None for name, _ in plan.inputs}
        variables: set[str] = set()
        for key in self.plans.order(roots, given):
            decision = self.plans.decisions[key]
            variables |= decision.variables
            for bound in decision.bound:
                if bound.key in self.plans.inputs:
                    inputs[self.plans.inputs[bound.key].name] = None
        return Needs(tuple(inputs), tuple(sorted(variables)))

    def _of(self, name: str, *, by_id: bool) -> list[DecisionPlan | ServicePlan]:
        if by_id:
            key = (self.namespace, name)
            plan = self.plans.decisions.get(key) or self.plans.services.get(key)
            return [] if plan is None else [plan]
        every: list[DecisionPlan | ServicePlan] = [
            *self.plans.decisions.values(),
            *self.plans.services.values(),
        ]
        return [plan for plan in every if plan.key[0] == self.namespace and plan.name == name]


def compile_model(
    definitions: Definitions, others: Collection[Definitions] = (), *, lenient: bool = False
) -> Model:
    """Compile a decision model; ``others`` are the models that it may import.

    Raises DecisionModelError, with every problem that was found, for references that lead nowhere, decisions
    that require themselves, types and expressions that cannot be read, and functions that are not run. With
    ``lenient``, for tools that look at models which are not in use, only for the first two: what cannot be
    read gives null where it is evaluated.
    """
    found = graph(definitions, others)
    report = found.reports[definitions.namespace]
    report.check()
    found.check_references()
    _imported_problems(found, definitions)
    report.check()
    found.check_cycles()
    report.check()
    compiler = Compiler(found)
    compiler.compile()
    _imported_problems(found, definitions)
    if not lenient:
        report.check()
    return Model(
        id=definitions.id,
        name=definitions.name,
        namespace=definitions.namespace,
        version=definitions.version,
        decisions={name: _info(element) for name, element in definitions.decisions.items()},
        services={key: element.name for key, element in definitions.services.items()},
        notes=definitions.notes,
        problems=tuple(report.problems),
        plans=compiler.plans,
        names=frozenset(name for node in found.nodes.values() for name in readable_names(node)),
    )


def _imported_problems(found: Graph, definitions: Definitions) -> None:
    """Say of an imported model that cannot be used that it cannot; what is wrong with it, it says itself."""
    own = found.reports[definitions.namespace]
    lines = {imported.namespace: imported.line for imported in definitions.imports}
    for namespace, report in found.reports.items():
        if report is not own and report.problems:
            # What is imported by an imported model is not named in this file.
            line = lines.get(namespace, definitions.line)
            name = found.models[namespace].name if namespace in found.models else namespace
            reason = f"the imported model {name} cannot be used: {report.problems[0]}"
            own.refuse("import", line, None, reason)


def _info(element: Decision) -> DecisionInfo:
    return DecisionInfo(
        id=element.id,
        name=element.name,
        line=element.line,
        kind=kind_of(element.logic),
        type=element.variable.type,
        version_tag=element.version_tag,
    )
