"""Reading what every component has."""

from collections.abc import Mapping
from typing import Final, TypedDict

from duecourse.feel import Expression
from duecourse.forms.reading.source import Source
from duecourse.forms.texts import Text
from duecourse.forms.vocabulary import (
    CHOICES,
    CUSTOM,
    INPUTS,
    OWN_PREFIX,
    SEARCHABLE,
    SENSITIVE,
    ComponentType,
)

_GREATEST_COLUMNS: Final = 16
_OWN: Final = {CUSTOM: CHOICES, SENSITIVE: INPUTS, SEARCHABLE: INPUTS}


class Common(TypedDict):
    """The fields of ``Component``."""

    type: ComponentType
    id: str
    label: Text
    hide: Expression | None
    row: str | None
    columns: int | None
    properties: Mapping[str, str]


def common(source: Source, kind: ComponentType) -> Common:
    """Read what every component has."""
    layout = source.part("layout", "row columns")
    return Common(
        type=kind,
        id=source.text("id"),
        label=source.shown("label"),
        hide=source.part("conditional", "hide").expression("hide"),
        row=layout.text("row") or None,
        columns=layout.whole("columns", 1, _GREATEST_COLUMNS),
        properties=_foreign(source),
    )


def _foreign(source: Source) -> Mapping[str, str]:
    found = source.texts("properties")
    return {name: value for name, value in found.items() if not name.startswith(OWN_PREFIX)}


def check_own_properties(source: Source, kind: ComponentType) -> None:
    """Refuse a custom property of ours that is not known, or means nothing here."""
    properties = source.values.get("properties")
    for name, value in properties.items() if isinstance(properties, Mapping) else ():
        if not name.startswith(OWN_PREFIX):
            continue
        if name not in _OWN:
            source.refuse(f"the custom property {name} is not known; there are {', '.join(_OWN)}")
        elif kind not in _OWN[name]:
            source.refuse(f"the custom property {name} means nothing on a {kind}")
        elif value not in ("true", "false"):
            source.refuse(f'the custom property {name} must be "true" or "false"')


def own_property(source: Source, name: str) -> bool:
    """Tell whether a custom property of ours is set."""
    properties = source.values.get("properties")
    return isinstance(properties, Mapping) and properties.get(name) == "true"
