"""The components that show something and ask for nothing."""

from dataclasses import dataclass
from enum import StrEnum

from duecourse.feel import Expression
from duecourse.forms.components import Component
from duecourse.forms.texts import NO_TEXT, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView(Component):
    """A text in Markdown."""

    text: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlView(Component):
    """A text in HTML, as its author wrote it: who shows it cleans it first."""

    content: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageView(Component):
    """A picture, and the text for those who do not see it."""

    source: Text = NO_TEXT
    alternative: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacer(Component):
    """Empty space of a height in pixels."""

    height: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Separator(Component):
    """A line across."""


class Action(StrEnum):
    """What a button does."""

    SUBMIT = "submit"
    RESET = "reset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button(Component):
    """A button that submits the form, or sets it back to what it was."""

    action: Action = Action.SUBMIT


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, and the name of what is shown of each row."""

    label: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Component):
    """A table of the objects that FEEL gives; the columns are written in the form, or FEEL gives them too.

    ``rows`` is how many are shown on a page, None for all.
    """

    source: Expression
    column_list: tuple[Column, ...] = ()
    columns_from: Expression | None = None
    rows: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame(Component):
    """A page of elsewhere; ``rights`` are what it may do, by their names in form-js."""

    url: Text = NO_TEXT
    height: int = 300
    rights: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPreview(Component):
    """The documents that FEEL gives."""

    source: Expression
    maximum_height: int | None = None
