"""Searching process definitions."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from duecourse.persistence.search import Searchable
from duecourse.persistence.tables import process_definition as table
from duecourse.persistence.views.columns import TENANT, builder, key, number, text, truth


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessDefinitionView:
    """One version of a process, without its diagram."""

    key: int
    process_id: str
    version: int
    version_tag: str | None
    name: str | None
    resource_name: str
    deployment_key: int
    is_latest: bool


_other = table.alias("other")
_newest = (
    select(func.max(_other.c.version)).where(_other.c.process_id == table.c.process_id).scalar_subquery()
)
_is_latest = table.c.version == _newest

SEARCH: Final = Searchable(
    source=select(
        table.c.key,
        table.c.process_id,
        table.c.version,
        table.c.version_tag,
        table.c.name,
        table.c.resource_name,
        table.c.deployment_key,
        _is_latest.label("is_latest"),
    ),
    fields={
        "processDefinitionKey": key(table.c.key),
        "processDefinitionId": text(table.c.process_id),
        "version": number(table.c.version),
        "versionTag": text(table.c.version_tag, nullable=True),
        "name": text(table.c.name, nullable=True),
        "resourceName": text(table.c.resource_name),
        "isLatestVersion": truth(_is_latest),
        "tenantId": TENANT,
    },
    identity=("processDefinitionKey",),
    build=builder(ProcessDefinitionView),
)
