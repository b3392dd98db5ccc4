"""The requirements graph of a model and of those that it imports (DMN 1.5, chapter 6)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from duecourse.diagram.xml import shown
from duecourse.dmn.elements import (
    Decision,
    DecisionService,
    Definitions,
    InputData,
    Key,
    KnowledgeModel,
    Reference,
)
from duecourse.dmn.problems import Report

Node = InputData | Decision | KnowledgeModel | DecisionService


def readable_names(node: Node) -> tuple[str, ...]:
    """Return the names by which expressions read an element: that of its variable.

    A decision that declares no variable is read by its id too, as the files of Camunda's tools do.
    """
    name = node.variable.name
    by_id = isinstance(node, Decision) and not node.declared and node.id not in ("", name)
    return (name, node.id) if by_id else (name,)


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an element requires, and the name by which its expressions read it; ``prefix`` is an import's."""

    key: Key
    node: Node
    prefix: str
    line: int

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which expressions read the value."""
        return readable_names(self.node)


@dataclass(frozen=True)
class Graph:
    """The elements of a model and of all that it imports, directly or not, by key.

    ``models`` and ``reports`` are by namespace, imported models before those that import them; ``prefixes``
    are the names of imports, by the namespaces of who imports and of what is imported.
    """

    models: Mapping[str, Definitions]
    nodes: Mapping[Key, Node]
    prefixes: Mapping[tuple[str, str], str]
    reports: Mapping[str, Report]

    def information(self, key: Key) -> list[Requirement]:
        """Return the decisions and input data that a decision requires."""
        node = self.nodes[key]
        return self._all(key, node.information if isinstance(node, Decision) else (), Decision, InputData)

    def knowledge(self, key: Key) -> list[Requirement]:
        """Return the knowledge models and services that a decision or knowledge model requires."""
        node = self.nodes[key]
        references = node.knowledge if isinstance(node, Decision | KnowledgeModel) else ()
        return self._all(key, references, KnowledgeModel, DecisionService)

    def decisions(self, key: Key, references: tuple[Reference, ...]) -> list[Requirement]:
        """Return the decisions that a service refers to."""
        return self._all(key, references, Decision)

    def inputs(self, key: Key, references: tuple[Reference, ...]) -> list[Requirement]:
        """Return the input data that a service refers to."""
        return self._all(key, references, InputData)

    def _all(self, key: Key, references: tuple[Reference, ...], *kinds: type[Node]) -> list[Requirement]:
        found: dict[Key, Requirement] = {}
        for reference in references:
            required = self._required(key, reference, kinds)
            if required is not None:
                found[required.key] = required
        return list(found.values())

    def _required(
        self, owner: Key, reference: Reference, kinds: tuple[type[Node], ...]
    ) -> Requirement | None:
        """Return what a reference leads to; report one that leads nowhere, or elsewhere."""
        namespace = reference.namespace or owner[0]
        node = self.nodes.get((namespace, reference.id))
        prefix = "" if reference.namespace is None else self.prefixes.get((owner[0], namespace))
        wanted = " or ".join(_KINDS[kind] for kind in kinds)
        if prefix is None:
            reason = f"the model of {shown(namespace)} is not imported"
        elif node is None:
            reason = f"there is no {wanted} {shown(reference.id)}"
        elif not isinstance(node, kinds):
            reason = f"{shown(reference.id)} is no {wanted}, but a {_KINDS[type(node)]}"
        else:
            return Requirement((namespace, reference.id), node, prefix, reference.line)
        self._refuse(owner, reference.line, reason)
        return None

    def check_references(self) -> None:
        """Report references that lead nowhere."""
        for key, node in self.nodes.items():
            self.information(key)
            self.knowledge(key)
            if isinstance(node, DecisionService):
                self.decisions(key, (*node.outputs, *node.encapsulated, *node.input_decisions))
                self.inputs(key, node.input_data)

    def check_cycles(self) -> None:
        """Report elements that require themselves; a knowledge model may call itself."""
        state: dict[Key, bool] = {}
        for root in self.nodes:
            path: list[Key] = []
            pending: list[tuple[Key, bool]] = [(root, False)]
            while pending:
                key, left = pending.pop()
                if left:
                    state[path.pop()] = True
                elif key not in state:
                    state[key] = False
                    path.append(key)
                    pending.append((key, True))
                    pending.extend((each, False) for each in self._all_required(key))
                elif not state[key]:
                    self._refuse_cycle(path[path.index(key) :])

    def _refuse_cycle(self, path: list[Key]) -> None:
        names = [self.nodes[key].name for key in path]
        way = " → ".join([*names, names[0]])
        self._refuse(path[0], self.nodes[path[0]].line, f"what is required requires itself: {way}")

    def _all_required(self, key: Key) -> Iterator[Key]:
        node = self.nodes[key]
        if isinstance(node, DecisionService):
            yield from (each.key for each in self.decisions(key, (*node.outputs, *node.encapsulated)))
            return
        yield from (each.key for each in self.information(key))
        yield from (each.key for each in self.knowledge(key) if each.key != key)

    def _refuse(self, owner: Key, line: int, reason: str) -> None:
        self.reports[owner[0]].refuse("requirement", line, self.nodes[owner].id or None, reason)


_KINDS = {
    InputData: "input data",
    Decision: "decision",
    KnowledgeModel: "business knowledge model",
    DecisionService: "decision service",
}


def graph(root: Definitions, others: Collection[Definitions]) -> Graph:
    """Return the graph of a model and of those of ``others`` that it imports, directly or not."""
    known: dict[str, list[Definitions]] = {}
    for each in others:
        known.setdefault(each.namespace, []).append(each)
    known[root.namespace] = [root]
    models: dict[str, Definitions] = {}
    reports: dict[str, Report] = {root.namespace: Report()}
    pending: list[tuple[Definitions, bool]] = [(root, False)]
    path: list[str] = []
    while pending:
        model, left = pending.pop()
        if left:
            models[path.pop()] = model
        elif model.namespace not in models:
            path.append(model.namespace)
            pending.append((model, True))
            for imported in _imported(model, known, path, reports[model.namespace]):
                reports.setdefault(imported.namespace, Report())
                pending.append((imported, False))
    prefixes = {
        (model.namespace, imported.namespace): imported.name
        for model in models.values()
        for imported in model.imports
    }
    return Graph(models, _every_node(models, reports), prefixes, reports)


def _imported(
    model: Definitions, known: Mapping[str, list[Definitions]], path: Collection[str], report: Report
) -> Iterator[Definitions]:
    """Yield the models that a model imports; report those that cannot be."""
    seen: set[str] = set()
    for each in model.imports:
        found = known.get(each.namespace, [])
        what = f"the model of {shown(each.namespace)}"
        if each.namespace in seen:
            reason = f"{what} is imported twice"
        elif not found:
            reason = f"{what} is not among the files"
        elif len(found) > 1:
            reason = f"{what} could be any of {len(found)} files"
        elif each.namespace in path:
            reason = f"{what} imports this one"
        else:
            seen.add(each.namespace)
            yield found[0]
            continue
        report.refuse("import", each.line, each.id or None, reason)


def _every_node(models: Mapping[str, Definitions], reports: Mapping[str, Report]) -> dict[Key, Node]:
    nodes: dict[Key, Node] = {}
    for model in models.values():
        for name, node in _nodes(model):
            if nodes.setdefault((model.namespace, name), node) is not node:
                # Ids are unique, so it is the name of an element without one.
                reason = f"there are two of the name {shown(name)}"
                reports[model.namespace].refuse("duplicate-name", node.line, node.id or None, reason)
    return nodes


def _nodes(model: Definitions) -> Iterator[tuple[str, Node]]:
    yield from model.inputs.items()
    yield from model.decisions.items()
    yield from model.knowledge.items()
    yield from model.services.items()
