"""Ship the migrations inside the wheel; an editable install reads them where they are edited."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MigrationsInWheel(BuildHookInterface[Any]):
    """Add alembic/ to a standard wheel as duecourse/persistence/migrations."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Force the folder in, unless the build is the editable one, where a copy would go stale."""
        if version == "standard":
            build_data["force_include"]["alembic"] = "duecourse/persistence/migrations"
