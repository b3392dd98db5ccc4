"""What the rules examine: a diagram, walked once for all of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from duecourse import feel
from duecourse.diagram.elements import Definitions, Process
from duecourse.diagram.expressions import Text
from duecourse.lint.expressions import Reader, Use, messages
from duecourse.lint.findings import Finding
from duecourse.lint.places import Place
from duecourse.lint.resources import Resources
from duecourse.lint.sources import Sources, connect, names_declared, sources
from duecourse.lint.spots import Spot, walk


@dataclass(frozen=True, eq=False)
class Subject:
    """A diagram and what is beside it, as rules see it.

    ``processes`` are the executable ones, ``spots`` all their nodes in document order, ``uses`` all their
    expressions, ``parsed`` the FEEL among them by text.
    """

    definitions: Definitions
    resources: Resources
    processes: tuple[Process, ...]
    spots: tuple[Spot, ...]
    sources: Sources
    uses: tuple[Use, ...]
    parsed: Mapping[str, feel.Expression | feel.FeelSyntaxError]

    def expression(self, text: Text | None) -> feel.Expression | None:
        """Return what a text says in FEEL; None for a literal, and for what cannot be parsed."""
        found = None if text is None or text.feel is None else self.parsed.get(text.feel)
        return found if isinstance(found, feel.Expression) else None

    def expressions(self) -> Iterator[tuple[Use, feel.Expression]]:
        """Yield every FEEL expression that can be parsed."""
        for use in self.uses:
            found = self.expression(use.text)
            if found is not None:
                yield use, found


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, the sentence that it says of every good diagram, and what looks for breaches."""

    id: str
    sentence: str
    check: Callable[[Subject], Iterator[Finding]]


def subject(definitions: Definitions, resources: Resources) -> Subject:
    """Walk a diagram."""
    processes = tuple(each for each in definitions.processes.values() if each.executable)
    roots = {process.id: _root(process) for process in processes}
    spots = tuple(spot for process in processes for spot in walk(process, roots[process.id]))
    known = sources(spots, resources.forms, roots)
    connect(spots, known)
    reader = Reader({(spot.process.id, spot.node.id): spot for spot in spots}, known)
    uses = (*(use for spot in spots for use in reader.uses(spot)), *messages(definitions))
    texts = dict.fromkeys(use.text.feel for use in uses if use.text.feel is not None)
    return Subject(
        definitions, resources, processes, spots, known, uses, {text: _parse(text) for text in texts}
    )


def _root(process: Process) -> Place:
    root = Place()
    for name in names_declared(process.properties) or ():
        root.declare(name)
    return root


def _parse(text: str) -> feel.Expression | feel.FeelSyntaxError:
    try:
        return feel.parse(text)
    except feel.FeelSyntaxError as error:
        return error
