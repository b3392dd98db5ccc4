"""An installation in a temporary folder, in which one diagram runs with a clock that is moved."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from duecourse.commands import clock, deployments, instances, jobs
from duecourse.commands.installation import Installation, open_installation, perform
from duecourse.history.effects import Effect
from duecourse.model.identity import ADMINISTRATORS, Actor
from duecourse.model.json import Json
from duecourse.persistence.session import reading
from duecourse.persistence.tables import metadata
from duecourse.queries import element_instances, history, incidents, process_instances
from duecourse.settings import Settings
from tests.conformance.translation import ERROR_JOB

OWNER: Final = Actor(1, "owner", frozenset({ADMINISTRATORS}))
BEGIN: Final = datetime(2026, 1, 5, 9, tzinfo=UTC)
STEP: Final = timedelta(seconds=1)
STEP_LIMIT: Final = 2_000


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A running installation."""

    installation: Installation

    def deploy(self, content: bytes) -> None:
        """Deploy a diagram; raises InvalidInput."""
        perform(self.installation, OWNER, lambda tx: deployments.deploy(tx, {"diagram.bpmn": content}))

    def start(self, process_id: str, variables: Mapping[str, Json]) -> int:
        """Start a process at its none start event; return the key of its instance."""
        created = perform(
            self.installation,
            OWNER,
            lambda tx: instances.create(tx, process_id=process_id, variables=variables),
        )
        return created.key

    def watch(self, seconds: float) -> None:
        """Let business time pass, in small steps, and let jobs that throw errors do so."""
        now = BEGIN
        self._throw_errors()
        while now < BEGIN + timedelta(seconds=seconds):
            now += STEP
            clock.pin(self.installation, OWNER, now)
            self._throw_errors()

    def _throw_errors(self) -> None:
        taken = perform(self.installation, OWNER, lambda tx: jobs.activate(tx, ERROR_JOB, "betsy", 1000, 100))
        for each in taken:
            key = each.job.key
            perform(self.installation, OWNER, partial(jobs.throw_error, key=key, code="ERR_CODE"))

    # -- what happened -------------------------------------------------------------------------------

    def effects(self) -> list[Effect]:
        """Return all that happened, case by case."""
        found: list[Effect] = []
        with reading(self.installation.sessions) as session:
            page = process_instances.search(session, {"page": {"limit": 1000}})
            for root in sorted({each.root_key for each in page.items}):
                for entry in history.read(session, root):
                    found.extend(entry.effects)
        return found

    def completed(self, key: int) -> bool:
        """Tell whether an instance came to its end."""
        with reading(self.installation.sessions) as session:
            return process_instances.get(session, key).state == "COMPLETED"

    def stopped(self) -> list[tuple[str, str]]:
        """Return type and message of what stopped."""
        with reading(self.installation.sessions) as session:
            found = incidents.search(session, {"filter": {"state": "ACTIVE"}})
        return [(each.type, each.message) for each in found.items]

    def waiting(self) -> list[str]:
        """Return the elements that are active."""
        with reading(self.installation.sessions) as session:
            found = element_instances.search(session, {"filter": {"state": "ACTIVE"}})
        return [each.element_id for each in found.items]


@contextmanager
def sandbox() -> Iterator[Sandbox]:
    """Open an installation of its own, gone when the block ends."""
    with tempfile.TemporaryDirectory(prefix="duecourse-conformance-") as folder:
        url = f"sqlite:///{Path(folder) / 'sandbox.db'}"
        settings = Settings(database_url=url, clock_movable=True, step_limit=STEP_LIMIT)
        installation = open_installation(settings)
        engine = installation.sessions.kw["bind"]
        metadata.create_all(engine)
        clock.pin(installation, OWNER, BEGIN)
        try:
            yield Sandbox(installation)
        finally:
            engine.dispose()
