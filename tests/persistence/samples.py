"""Rows for tests: a definition, a case with one instance, and tasks in it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert

from duecourse.model.states import CandidateKind, InstanceState, UserTaskState
from duecourse.persistence import cases, definitions, deployments, instances
from duecourse.persistence.cases import CaseFile
from duecourse.persistence.definitions import ProcessDefinition
from duecourse.persistence.deployments import Deployment
from duecourse.persistence.history import HistoryEntry
from duecourse.persistence.instances import ProcessInstance
from duecourse.persistence.session import Session
from duecourse.persistence.tables import user_task, user_task_candidate

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
DEPLOYMENT = 1 << 22
DEFINITION = 2 << 22
CASE = 3 << 22
ROOT = 4 << 22


def definition(session: Session, key: int = DEFINITION, process_id: str = "review", version: int = 1) -> None:
    if deployments.get(session, DEPLOYMENT) is None:
        deployments.add(session, Deployment(key=DEPLOYMENT, deployed_at=NOW, deployed_by="olga"))
    definitions.add(
        session,
        ProcessDefinition(
            key=key,
            process_id=process_id,
            version=version,
            version_tag=None,
            name="Review",
            resource_name="review.bpmn",
            deployment_key=DEPLOYMENT,
            content=b"<definitions/>",
            checksum="0",
        ),
    )


def case(session: Session, key: int = CASE, business_id: str | None = "SCR-1") -> None:
    cases.add(session, CaseFile(key=key, business_id=business_id, opened_at=NOW))


def instance(session: Session, key: int = ROOT, root_key: int | None = None, case_key: int = CASE) -> None:
    root = root_key is None
    instances.add(
        session,
        ProcessInstance(
            key=key,
            root_key=key if root_key is None else root_key,
            case_key=case_key,
            parent_key=root_key,
            parent_element_key=None if root_key is None else root_key + 1,
            definition_key=DEFINITION,
            process_id="review",
            version=1,
            state=InstanceState.ACTIVE,
            stage=None,
            started_at=NOW,
            ended_at=None,
            started_by="olga",
            has_incident=False,
            revision=0 if root else None,
            last_seq=0 if root else None,
            snapshot_seq=0 if root else None,
        ),
    )


def world(session: Session) -> None:
    """Store a definition, a case and its root instance."""
    definition(session)
    case(session)
    instance(session)


def task(
    session: Session,
    key: int,
    *,
    assignee: str | None = None,
    groups: Iterable[str] = (),
    users: Iterable[str] = (),
    name: str | None = "Decide",
    priority: int = 50,
    due_at: datetime | None = None,
    state: UserTaskState = UserTaskState.CREATED,
) -> None:
    session.execute(
        insert(user_task).values(
            key=key,
            root_key=ROOT,
            instance_key=ROOT,
            definition_key=DEFINITION,
            element_id="decide",
            name=name,
            state=state,
            assignee=assignee,
            due_at=due_at,
            priority=priority,
            created_at=NOW + timedelta(seconds=key % 7),
        )
    )
    rows = [(CandidateKind.GROUP, each) for each in groups] + [(CandidateKind.USER, each) for each in users]
    for kind, each in rows:
        session.execute(insert(user_task_candidate).values(user_task_key=key, kind=kind, name=each))


def entry(seq: int, root_key: int = ROOT, command: bytes = b'{"kind":"cancel"}') -> HistoryEntry:
    return HistoryEntry(
        root_key=root_key,
        seq=seq,
        kind="cancel",
        entered_at=NOW,
        recorded_at=NOW + timedelta(minutes=5),
        act_date=date(2026, 2, 27),
        actor_key=7,
        definition_key=DEFINITION,
        semantics=1,
        reason_code=None,
        command=command,
        context=b"{}",
        effects=b"[]",
        delta=b"{}",
    )
