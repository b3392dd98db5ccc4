"""Sorting: from JSON to terms, always down to a unique one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement

from duecourse.persistence.search.fields import Field, invalid

MAXIMUM_TERMS: Final = 10
_ORDERS: Final = ("ASC", "DESC")


@dataclass(frozen=True)
class Term:
    """One term to sort by. Rows without a value come last, in either direction."""

    name: str
    field: Field
    descending: bool = False
    nulls_last: bool = True

    def reversed(self) -> "Term":
        """Return the term that sorts the other way round."""
        return Term(self.name, self.field, not self.descending, not self.nulls_last)

    def clauses(self) -> list[ColumnElement[Any]]:
        """Return what stands in ORDER BY."""
        column = self.field.column
        order = column.desc() if self.descending else column.asc()
        if not self.field.nullable:
            return [order]
        missing = column.is_(None)
        return [missing.asc() if self.nulls_last else missing.desc(), order]


def terms_of(fields: Mapping[str, Field], identity: Mapping[str, Field], given: object) -> list[Term]:
    """Return the terms of a sort, ended by those that tell rows apart; raise InvalidInput if it is wrong."""
    if not isinstance(given, list) or len(given) > MAXIMUM_TERMS:
        raise invalid("sort", f"must be a list of at most {MAXIMUM_TERMS} terms")
    terms = [_term(fields, each, f"sort[{n}]") for n, each in enumerate(given)]
    used = {term.name for term in terms}
    return [*terms, *(Term(name, field) for name, field in identity.items() if name not in used)]


def _term(fields: Mapping[str, Field], given: object, place: str) -> Term:
    if not isinstance(given, Mapping) or not set(given) <= {"field", "order"}:
        raise invalid(place, "must be an object with field and order")
    name = given.get("field")
    sortable = _sortable(fields)
    if name not in sortable:
        raise invalid(f"{place}.field", f"must be one of {', '.join(sortable)}")
    order = str(given.get("order") or "ASC").upper()
    if order not in _ORDERS:
        raise invalid(f"{place}.order", "must be ASC or DESC")
    return Term(str(name), fields[str(name)], order == "DESC")


def _sortable(fields: Mapping[str, Field]) -> Sequence[str]:
    return [name for name, field in sorted(fields.items()) if field.within is None]
