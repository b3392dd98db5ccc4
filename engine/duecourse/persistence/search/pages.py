"""Running a search: one page of its rows, and how many there are in all."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.search import cursors
from duecourse.persistence.search.fields import Condition, Field, invalid
from duecourse.persistence.search.filters import condition
from duecourse.persistence.search.sorting import Term, terms_of

DEFAULT_LIMIT: Final = 100
MAXIMUM_LIMIT: Final = 10_000
_LARGEST_OFFSET: Final = 2**31

V = TypeVar("V")
W = TypeVar("W")
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Searchable(Generic[V]):
    """Something that can be searched.

    ``source`` selects the columns that ``build`` makes views from, a page at a time; ``fields`` are what can
    be filtered and sorted by; ``identity`` names those that together tell rows apart: the default order.
    """

    source: Select[Any]
    fields: Mapping[str, Field]
    identity: tuple[str, ...]
    build: Callable[[Session, Sequence[Row]], Sequence[V]]


@dataclass(frozen=True)
class Page(Generic[V]):
    """One page of a search; the cursors are those of its first and last item."""

    items: tuple[V, ...]
    total_items: int
    start_cursor: str | None
    end_cursor: str | None
    has_more_total_items: bool = False

    def map(self, change: Callable[[V], W]) -> "Page[W]":
        """Return the page with each item changed."""
        return Page(
            tuple(change(item) for item in self.items),
            self.total_items,
            self.start_cursor,
            self.end_cursor,
            self.has_more_total_items,
        )


@dataclass(frozen=True)
class _Wanted:
    limit: int
    offset: int = 0
    after: object = None
    before: object = None


def search(
    session: Session,
    searchable: Searchable[V],
    request: Mapping[str, object] | None = None,
    *,
    where: Condition | None = None,
) -> Page[V]:
    """Return a page of what a request asks for, within ``where``.

    The request has ``filter`` ({field: value or operators, "$or": [filters]}), ``sort`` ([{field, order}])
    and ``page`` ({limit, and one of from, after, before}), each of which may be missing. Pages by cursor are
    stable while rows are added. Raises InvalidInput, which names the field that is wrong.
    """
    request = request or {}
    for name in request:
        if name not in ("filter", "sort", "page"):
            raise invalid(name, "is no part of a search; there are filter, sort and page")
    identity = {name: searchable.fields[name] for name in searchable.identity}
    terms = terms_of(searchable.fields, identity, _part(request, "sort", []))
    wanted = _wanted(_part(request, "page", {}))
    matching = searchable.source.where(
        condition(searchable.fields, _part(request, "filter", {}), postgresql=records.is_postgresql(session))
    )
    if where is not None:
        matching = matching.where(where)
    return _page(session, searchable, matching, terms, wanted)


def find(
    session: Session, searchable: Searchable[V], key: int, *, where: Condition | None = None
) -> V | None:
    """Return the view of the row with a key, within ``where``, or None."""
    statement = searchable.source.where(searchable.fields[searchable.identity[0]].column == key)
    if where is not None:
        statement = statement.where(where)
    rows = session.execute(statement.limit(1)).mappings().all()
    found = searchable.build(session, [dict(row) for row in rows])
    return found[0] if found else None


def _page(
    session: Session,
    searchable: Searchable[V],
    matching: Select[Any],
    terms: Sequence[Term],
    wanted: _Wanted,
) -> Page[V]:
    total = session.execute(select(func.count()).select_from(matching.subquery())).scalar_one()
    backwards = wanted.before is not None
    ordered = [term.reversed() for term in terms] if backwards else list(terms)
    statement = matching.add_columns(*(term.field.column.label(_label(n)) for n, term in enumerate(terms)))
    if backwards:
        statement = statement.where(
            cursors.behind(ordered, cursors.read(terms, wanted.before, "page.before"))
        )
    elif wanted.after is not None:
        statement = statement.where(cursors.behind(ordered, cursors.read(terms, wanted.after, "page.after")))
    statement = statement.order_by(*(clause for term in ordered for clause in term.clauses()))
    rows = [
        dict(row) for row in session.execute(statement.limit(wanted.limit).offset(wanted.offset)).mappings()
    ]
    if backwards:
        rows.reverse()
    places = [[row.pop(_label(n)) for n in range(len(terms))] for row in rows]
    return Page(
        items=tuple(searchable.build(session, rows)),
        total_items=total,
        start_cursor=cursors.write(terms, places[0]) if places else None,
        end_cursor=cursors.write(terms, places[-1]) if places else None,
    )


def _part(request: Mapping[str, object], name: str, default: object) -> object:
    part = request.get(name)
    return default if part is None else part


def _label(n: int) -> str:
    return f"sorted_by_{n}"


def _wanted(given: object) -> _Wanted:
    if not isinstance(given, Mapping):
        raise invalid("page", "must be an object")
    for name in given:
        if name not in ("limit", "from", "after", "before"):
            raise invalid(f"page.{name}", "is no part of a page; there are limit, from, after and before")
    ways = [name for name in ("from", "after", "before") if given.get(name) is not None]
    if len(ways) > 1:
        raise invalid(f"page.{ways[1]}", f"cannot be given together with {ways[0]}")
    return _Wanted(
        limit=_number(given, "limit", DEFAULT_LIMIT, 1, MAXIMUM_LIMIT),
        offset=_number(given, "from", 0, 0, _LARGEST_OFFSET),
        after=given.get("after"),
        before=given.get("before"),
    )


def _number(given: Mapping[str, object], name: str, default: int, least: int, most: int) -> int:
    value = given.get(name)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise invalid(f"page.{name}", f"must be a whole number from {least} to {most}")
    return value
