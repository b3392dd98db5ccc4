"""Searches: what they take, what they answer, and how OpenAPI describes both."""

from collections.abc import Callable, Mapping
from typing import Annotated, Final, Generic, TypeAlias, TypeVar

from pydantic import WithJsonSchema

from duecourse.model.json import Json
from duecourse.persistence.search import Kind, Page, Searchable
from duecourse_api.rest.schema import Answer, Given

T = TypeVar("T", bound=Answer)
V = TypeVar("V")

Filter: TypeAlias = dict[str, object] | None
Sort: TypeAlias = list[object] | None

_CURSOR: Final = {"type": "string", "description": "A cursor of an earlier answer."}
_COUNT: Final = {"type": "integer", "minimum": 0}

PageGiven: TypeAlias = Annotated[
    dict[str, object] | None,
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": False,
            "description": "At most one of from, after and before.",
            "properties": {
                "limit": {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 100},
                "from": _COUNT,
                "after": _CURSOR,
                "before": _CURSOR,
            },
            "example": {"limit": 20},
        }
    ),
]


class Search(Given):
    """What a search takes; the engine reads it, and names what is wrong with it."""

    filter: Filter = None
    sort: Sort = None
    page: PageGiven = None

    def request(self) -> Mapping[str, object]:
        """Return the search as the engine takes it."""
        parts = {"filter": self.filter, "sort": self.sort, "page": self.page}
        return {name: part for name, part in parts.items() if part is not None}


class PageAnswer(Answer):
    """Where a page stands among all items."""

    total_items: int
    has_more_total_items: bool
    start_cursor: str | None
    end_cursor: str | None


class Found(Answer, Generic[T]):
    """One page of what a search found."""

    items: list[T]
    page: PageAnswer


def found(page: Page[V], item: Callable[[V], T]) -> Found[T]:
    """Return the answer to a search."""
    return Found[T](
        items=[item(each) for each in page.items],
        page=PageAnswer(
            total_items=page.total_items,
            has_more_total_items=page.has_more_total_items,
            start_cursor=page.start_cursor,
            end_cursor=page.end_cursor,
        ),
    )


_TYPES: Final[Mapping[Kind, dict[str, Json]]] = {
    Kind.TEXT: {"type": "string"},
    Kind.KEY: {"type": "string", "pattern": "^[0-9]{1,19}$"},
    Kind.INTEGER: {"type": "integer"},
    Kind.INSTANT: {"type": "string", "format": "date-time"},
    Kind.BOOLEAN: {"type": "boolean"},
}
_ORDERED: Final = (Kind.INTEGER, Kind.INSTANT)


def filter_of(searchable: Searchable[V], example: Mapping[str, Json]) -> WithJsonSchema:
    """Return how OpenAPI describes the filter of a search."""
    properties: dict[str, Json] = {}
    for name, field in searchable.fields.items():
        value: dict[str, Json] = dict(_TYPES[field.kind])
        if field.choices is not None:
            value["enum"] = sorted(field.choices)
        properties[name] = {"anyOf": [value, _operators(field.kind, value)]}
    return WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                **properties,
                "$or": {
                    "type": "array",
                    "items": {"type": "object"},
                    "description": "Filters of which one must hold.",
                },
            },
            "example": dict(example),
        }
    )


def sort_of(searchable: Searchable[V]) -> WithJsonSchema:
    """Return how OpenAPI describes the sorting of a search."""
    names = sorted(name for name, field in searchable.fields.items() if field.within is None)
    return WithJsonSchema(
        {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["field"],
                "properties": {
                    "field": {"type": "string", "enum": names},
                    "order": {"type": "string", "enum": ["ASC", "DESC"], "default": "ASC"},
                },
            },
            "example": [{"field": searchable.identity[0], "order": "DESC"}],
        }
    )


def _operators(kind: Kind, value: Mapping[str, Json]) -> dict[str, Json]:
    several: dict[str, Json] = {"type": "array", "items": dict(value)}
    operators: dict[str, Json] = {
        "$eq": dict(value),
        "$neq": dict(value),
        "$exists": {"type": "boolean"},
        "$in": several,
        "$notIn": several,
    }
    if kind is Kind.TEXT:
        operators["$like"] = {"type": "string", "description": "* stands for any characters, ? for one."}
    if kind in _ORDERED:
        operators |= {name: dict(value) for name in ("$gt", "$gte", "$lt", "$lte")}
    return {"type": "object", "additionalProperties": False, "properties": operators}
