"""The typed model of a file: the requirements graph and item definitions, as read.

Every element keeps the line of the file that it was read from. Nothing here knows how it is evaluated; the
boxed expressions are in ``duecourse.dmn.boxed``.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from duecourse.diagram.elements import Note
from duecourse.dmn.boxed import Boxed, FunctionDefinition, Text, Variable

Key = tuple[str, str]
"""The namespace of a model, and the id of an element in it (the name of one without an id)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What the elements of a model have; an ``id`` that the file leaves out is empty."""

    id: str
    name: str
    line: int
    description: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to another element: ``namespace`` is None for the model's own."""

    namespace: str | None
    id: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Import(Element):
    """Another model, whose elements are known by the import's name, or by their own if it has none."""

    namespace: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemDefinition(Element):
    """A type: another one narrowed, a structure of ``components``, or a function.

    ``allowed`` narrows the type that is referred to, or its items; ``constraint`` the type as a whole.
    """

    type: str | None = None
    collection: bool = False
    allowed: Text | None = None
    constraint: Text | None = None
    components: tuple["ItemDefinition", ...] = ()
    function: "FunctionItem | None" = None


@dataclass(frozen=True, slots=True)
class FunctionItem:
    """The parameters and the result of a type of functions."""

    parameters: tuple[Variable, ...]
    result: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InputData(Element):
    """A value that an evaluation is given."""

    variable: Variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Element):
    """A decision: what it requires, and its logic, None if the model leaves it to people."""

    variable: Variable
    declared: bool = True
    information: tuple[Reference, ...] = ()
    knowledge: tuple[Reference, ...] = ()
    logic: Boxed | None = None
    question: str = ""
    allowed_answers: str = ""
    version_tag: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgeModel(Element):
    """A business knowledge model: a function that decisions share."""

    variable: Variable
    function: FunctionDefinition | None = None
    knowledge: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionService(Element):
    """Decisions as a function: what it gives, what it evaluates on the way, what it is given."""

    variable: Variable
    outputs: tuple[Reference, ...]
    encapsulated: tuple[Reference, ...] = ()
    input_decisions: tuple[Reference, ...] = ()
    input_data: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions(Element):
    """A whole DMN file as read; elements are by id."""

    namespace: str
    version: str
    imports: tuple[Import, ...] = ()
    items: Mapping[str, ItemDefinition]
    inputs: Mapping[str, InputData]
    decisions: Mapping[str, Decision]
    knowledge: Mapping[str, KnowledgeModel]
    services: Mapping[str, DecisionService]
    notes: tuple[Note, ...] = ()
