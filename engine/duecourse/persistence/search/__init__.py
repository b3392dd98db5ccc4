"""Searches as the REST interface offers them: filters, sorting and pages over a select."""

from duecourse.persistence.search.fields import Field, Kind
from duecourse.persistence.search.pages import Page, Searchable, find, search

__all__ = ["Field", "Kind", "Page", "Searchable", "find", "search"]
