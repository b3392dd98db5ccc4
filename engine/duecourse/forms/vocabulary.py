"""Which components of form-js are understood, and which properties of each.

What is not in these tables is refused. ``docs/reference/forms.md`` describes them. The names are those of
form-js 2.0, schema version 19.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

NEWEST_SCHEMA: Final = 19


class ComponentType(StrEnum):
    """The types of component, by their names in form-js."""

    TEXTFIELD = "textfield"
    TEXTAREA = "textarea"
    NUMBER = "number"
    DATETIME = "datetime"
    CHECKBOX = "checkbox"
    RADIO = "radio"
    SELECT = "select"
    CHECKLIST = "checklist"
    TAGLIST = "taglist"
    EXPRESSION = "expression"
    GROUP = "group"
    DYNAMICLIST = "dynamiclist"
    TEXT = "text"
    HTML = "html"
    IMAGE = "image"
    SPACER = "spacer"
    SEPARATOR = "separator"
    BUTTON = "button"
    TABLE = "table"
    IFRAME = "iframe"
    DOCUMENT_PREVIEW = "documentPreview"


_BASE: Final = "type id conditional layout properties"
_INPUT: Final = f"{_BASE} key label description disabled readonly defaultValue validate"
_CHOICE: Final = f"{_INPUT} values valuesKey valuesExpression"
_CONTAINER: Final = f"{_BASE} label path components showOutline verticalAlignment"

FORM: Final = (
    "type id schemaVersion components exporter executionPlatform executionPlatformVersion versionTag"
)

COMPONENTS: Final[Mapping[ComponentType, str]] = {
    ComponentType.TEXTFIELD: f"{_INPUT} appearance",
    ComponentType.TEXTAREA: _INPUT,
    ComponentType.NUMBER: f"{_INPUT} appearance decimalDigits increment serializeToString",
    ComponentType.DATETIME: (
        f"{_INPUT} subtype dateLabel timeLabel use24h timeSerializingFormat timeInterval disallowPassedDates"
    ),
    ComponentType.CHECKBOX: _INPUT,
    ComponentType.RADIO: _CHOICE,
    ComponentType.SELECT: f"{_CHOICE} searchable",
    ComponentType.CHECKLIST: _CHOICE,
    ComponentType.TAGLIST: _CHOICE,
    ComponentType.EXPRESSION: f"{_BASE} key expression computeOn",
    ComponentType.GROUP: _CONTAINER,
    ComponentType.DYNAMICLIST: (
        f"{_CONTAINER} isRepeating defaultRepetitions allowAddRemove disableCollapse nonCollapsedItems"
    ),
    ComponentType.TEXT: f"{_BASE} text",
    ComponentType.HTML: f"{_BASE} content",
    ComponentType.IMAGE: f"{_BASE} source alt",
    ComponentType.SPACER: f"{_BASE} height",
    ComponentType.SEPARATOR: _BASE,
    ComponentType.BUTTON: f"{_BASE} label action",
    ComponentType.TABLE: f"{_BASE} label dataSource columns columnsExpression rowCount",
    ComponentType.IFRAME: f"{_BASE} label url height security",
    ComponentType.DOCUMENT_PREVIEW: f"{_BASE} label dataSource maxHeight",
}

# What ``validate`` may hold; an input that is not listed may only be required.
VALIDATIONS: Final[Mapping[ComponentType, str]] = {
    ComponentType.TEXTFIELD: "required validationType minLength maxLength pattern patternErrorMessage",
    ComponentType.TEXTAREA: "required minLength maxLength",
    ComponentType.NUMBER: "required min max",
}

# Our own custom properties, each "true" or "false".
OWN_PREFIX: Final = "duecourse:"
CUSTOM: Final = "duecourse:custom"
SENSITIVE: Final = "duecourse:sensitive"
SEARCHABLE: Final = "duecourse:searchable"

CHOICES: Final = frozenset(
    {ComponentType.RADIO, ComponentType.SELECT, ComponentType.CHECKLIST, ComponentType.TAGLIST}
)
INPUTS: Final = CHOICES | {
    ComponentType.TEXTFIELD,
    ComponentType.TEXTAREA,
    ComponentType.NUMBER,
    ComponentType.DATETIME,
    ComponentType.CHECKBOX,
}

# What a frame may be allowed to do.
FRAME_RIGHTS: Final = (
    "allowScripts allowSameOrigin fullscreen geolocation camera microphone allowForms allowModals "
    "allowPopups allowTopNavigation allowStorageAccessByUserActivation"
)
