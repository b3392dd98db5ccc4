"""Reading the components that only show something."""

from collections.abc import Callable
from typing import Final, TypeAlias

from duecourse.forms.components import Component
from duecourse.forms.displays import (
    Action,
    Button,
    Column,
    DocumentPreview,
    Frame,
    HtmlView,
    ImageView,
    Separator,
    Spacer,
    Table,
    TextView,
)
from duecourse.forms.reading.component import Common
from duecourse.forms.reading.source import Source
from duecourse.forms.vocabulary import FRAME_RIGHTS, ComponentType

_TALLEST: Final = 10_000
_MOST_ROWS: Final = 1_000

_Build: TypeAlias = Callable[[Source, Common], Component | None]


def read_display(source: Source, shared: Common) -> Component | None:
    """Read a component that only shows something; None if it lacks what it cannot be without."""
    return _BUILDERS[shared["type"]](source, shared)


def _text(source: Source, shared: Common) -> Component:
    return TextView(**shared, text=source.shown("text"))


def _html(source: Source, shared: Common) -> Component:
    return HtmlView(**shared, content=source.shown("content"))


def _image(source: Source, shared: Common) -> Component:
    return ImageView(**shared, source=source.shown("source"), alternative=source.shown("alt"))


def _spacer(source: Source, shared: Common) -> Component:
    return Spacer(**shared, height=source.whole("height", 1, _TALLEST) or 60)


def _separator(_: Source, shared: Common) -> Component:
    return Separator(**shared)


def _button(source: Source, shared: Common) -> Component:
    return Button(**shared, action=source.word("action", Action.SUBMIT))


def _table(source: Source, shared: Common) -> Component | None:
    written, computed = source.values.get("columns"), source.values.get("columnsExpression")
    if (written is None) is (computed is None):
        source.refuse("needs columns, either as columns or as columnsExpression")
    columns = tuple(
        Column(part.text("label"), part.text("key")) for part in source.parts("columns", "label key")
    )
    if not all(column.key for column in columns):
        source.refuse("has a column without a key")
    rows, columns_from = source.whole("rowCount", 1, _MOST_ROWS), source.expression("columnsExpression")
    data = source.expression("dataSource", needed=True)
    if data is None:
        return None
    return Table(**shared, source=data, column_list=columns, columns_from=columns_from, rows=rows)


def _frame(source: Source, shared: Common) -> Component:
    security = source.part("security", FRAME_RIGHTS)
    return Frame(
        **shared,
        url=source.shown("url"),
        height=source.whole("height", 1, _TALLEST) or 300,
        rights=frozenset(name for name in FRAME_RIGHTS.split() if security.flag(name)),
    )


def _documents(source: Source, shared: Common) -> Component | None:
    data, height = source.expression("dataSource", needed=True), source.whole("maxHeight", 1, _TALLEST)
    return None if data is None else DocumentPreview(**shared, source=data, maximum_height=height)


_BUILDERS: Final[dict[ComponentType, _Build]] = {
    ComponentType.TEXT: _text,
    ComponentType.HTML: _html,
    ComponentType.IMAGE: _image,
    ComponentType.SPACER: _spacer,
    ComponentType.SEPARATOR: _separator,
    ComponentType.BUTTON: _button,
    ComponentType.TABLE: _table,
    ComponentType.IFRAME: _frame,
    ComponentType.DOCUMENT_PREVIEW: _documents,
}
