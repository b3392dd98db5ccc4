"""Item definitions as FEEL types (DMN 1.5, 7.3.3)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from duecourse.diagram.xml import shown
from duecourse.dmn.boxed import Text
from duecourse.dmn.elements import ItemDefinition
from duecourse.dmn.evaluation.session import Place, placed
from duecourse.dmn.problems import Report
from duecourse.dmn.results import WarningKind
from duecourse.feel import FeelSyntaxError, FeelType
from duecourse.feel.expression import compiled, known, parse_tree
from duecourse.feel.state import Frame, State
from duecourse.feel.types import ANY

_DEEPEST: Final = 50
_PLAIN: Final = (
    *("Any", "Null", "number", "string", "boolean", "date", "time", "date and time"),
    *("days and time duration", "years and months duration", "list", "context", "range", "function"),
)
# As they are called where a name has no space: in DMN 1.1, and in the files of modelling tools.
_ALIASES: Final = {
    "any": "Any",
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}
_BUILT_IN: Final[Mapping[str, FeelType]] = {
    **{name: FeelType(name) for name in _PLAIN},
    **{alias: FeelType(name) for alias, name in _ALIASES.items()},
}
_INSTEAD: Final = {
    **dict.fromkeys(("integer", "long", "double", "int", "decimal"), "number"),
    "datetime": "dateTime",
    "duration": "dayTimeDuration or yearMonthDuration",
    "bool": "boolean",
}


@dataclass
class Types:
    """The types of a model by name: its own, those of its imports, and those of FEEL."""

    items: Mapping[str, ItemDefinition]
    imported: Mapping[str, FeelType]
    imported_values: Mapping[str, Text]
    report: Report
    own: dict[str, FeelType] = field(default_factory=dict)
    defined: Mapping[str, FeelType] = field(init=False)
    """All types that item definitions make, own and imported, as expressions name them."""
    _open: list[str] = field(default_factory=list)
    _depth: int = 0

    @property
    def values(self) -> dict[str, Text]:
        """The values that the model's own types allow, where they allow certain ones alone."""
        found = ((name, self.values_of(name)) for name in self.items)
        return {name: text for name, text in found if text is not None}

    def __post_init__(self) -> None:
        for name in self.items:
            self._item_type(name)
        self.defined = {**self.imported, **self.own}

    def named(self, name: str | None, line: int, element_id: str | None) -> FeelType | None:
        """Return the type of a name, None if anything goes; report a name that no type has."""
        if name is None:
            return None
        found = self._find(name)
        if found is None:
            instead = f"; write {_INSTEAD[name]}" if name in _INSTEAD else ""
            self.report.refuse("type", line, element_id, f"there is no type {shown(name)}{instead}")
        return None if found is None or found == ANY else found

    def values_of(self, name: str | None) -> Text | None:
        """Return the values that a type allows, in their order; None if it allows any."""
        seen: set[str] = set()
        while name is not None and name in self.items and name not in seen:
            seen.add(name)
            item = self.items[name]
            if item.allowed is not None:
                return item.allowed
            name = item.type
        return self.imported_values.get(name or "")

    def _find(self, name: str) -> FeelType | None:
        if name in self.items:
            return self._item_type(name)
        return self.imported.get(name) or _BUILT_IN.get(name)

    def _item_type(self, name: str) -> FeelType:
        if name in self.own:
            return self.own[name]
        item = self.items[name]
        if name in self._open:
            way = " → ".join([*self._open[self._open.index(name) :], name])
            self.report.refuse("type", item.line, item.id or None, f"the type is a part of itself: {way}")
            return ANY
        self._open.append(name)
        made = self._made(item, item.id or None)
        self._open.pop()
        self.own[name] = made
        return made

    def _made(self, item: ItemDefinition, owner: str | None) -> FeelType:
        if self._depth == _DEEPEST:
            reason = f"types are made of each other more than {_DEEPEST} deep"
            self.report.refuse("type", item.line, owner, reason)
            return ANY
        self._depth += 1
        made = self._base(item, item.id or owner)
        self._depth -= 1
        if item.allowed is not None:
            made = _narrowed(made, self._tests(item.allowed))
        made = replace(made, label=item.name)
        if item.collection:
            made = FeelType("list", (made,), label=item.name)
        return made if item.constraint is None else _narrowed(made, self._tests(item.constraint))

    def _base(self, item: ItemDefinition, owner: str | None) -> FeelType:
        if item.function is not None:
            parameters = tuple(
                self.named(each.type, each.line, owner) or ANY for each in item.function.parameters
            )
            result = self.named(item.function.result, item.line, owner) or ANY
            return FeelType("function", parameters, result=result)
        if item.components:
            names = tuple(component.name for component in item.components)
            if len(set(names)) < len(names):
                self.report.refuse("type", item.line, owner, "the type has two components of one name")
            return FeelType("context", tuple(self._made(each, owner) for each in item.components), names)
        return self.named(item.type, item.line, owner) or ANY

    def _tests(self, text: Text) -> Callable[[State, object], bool]:
        try:
            tree = parse_tree(text.feel, known(), tests=True)
        except FeelSyntaxError as error:
            line = text.line + text.feel.count("\n", 0, error.position)
            column = error.position - text.feel.rfind("\n", 0, error.position)
            reason = f"column {column}: expected {error.expected}, found {error.found}"
            self.report.refuse("feel-syntax", line, text.element_id, reason)
            return lambda _state, _value: True
        place = Place(WarningKind.TYPE, text.element_id, text.line, text.feel)
        code = placed(compiled(tree), place)
        return lambda state, value: code(Frame(state, {"?": value})) is True


def _narrowed(base: FeelType, allows: Callable[[State, object], bool]) -> FeelType:
    wider = base.allows
    if wider is None:
        return replace(base, allows=allows)
    return replace(base, allows=lambda state, value: wider(state, value) and allows(state, value))
