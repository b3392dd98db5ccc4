"""Processes that were drawn in code, in a place where the commands find them."""

from collections.abc import Mapping

from duecourse.bpmn.compile import compile_process
from duecourse.commands.definitions import Compiled, Definitions
from duecourse.diagram.elements import Process
from duecourse.persistence import definitions, deployments
from duecourse.persistence.session import Session
from tests.commands.office import NOW

DEPLOYMENT = 1 << 22


class Drawn(Definitions):
    """Definitions that stand for no file; their keys begin behind that of their deployment."""

    def __init__(self, *processes: Process) -> None:
        super().__init__()
        self.processes: Mapping[int, Process] = {
            DEPLOYMENT * number: process for number, process in enumerate(processes, 2)
        }
        self._compiled = {
            key: Compiled(key, process.id, 1, compile_process(process), {})
            for key, process in self.processes.items()
        }

    def get(self, session: Session, key: int) -> Compiled:
        """Return the definition with this key."""
        return self._compiled[key]

    def store(self, session: Session) -> None:
        """Store the rows that cases refer to."""
        deployments.add(session, deployments.Deployment(key=DEPLOYMENT, deployed_at=NOW, deployed_by="olga"))
        for key, process in self.processes.items():
            definitions.add(
                session,
                definitions.ProcessDefinition(
                    key=key,
                    process_id=process.id,
                    version=1,
                    version_tag=None,
                    name=None,
                    resource_name="drawn",
                    deployment_key=DEPLOYMENT,
                    content=b"drawn",
                    checksum="drawn",
                ),
            )
