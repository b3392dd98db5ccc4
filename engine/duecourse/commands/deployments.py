"""Deployments: diagrams and forms, checked whole and taken whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from duecourse.bpmn.compile import compile_process
from duecourse.commands import resources as files_of
from duecourse.commands import timers as timer_starts
from duecourse.commands.transaction import Transaction
from duecourse.diagram.elements import Event, EventKind, Process
from duecourse.diagram.events import MessageDefinition, TimerDefinition
from duecourse.errors import DuecourseError, FieldError, Forbidden
from duecourse.forms import Form
from duecourse.lint import Finding, Severity
from duecourse.persistence import definitions, deployments, forms, message_subscriptions, timers


@dataclass(frozen=True, slots=True)
class DeployedDefinition:
    """A version of a process that was deployed, or was there already with the same content and forms."""

    key: int
    process_id: str
    version: int
    resource_name: str


@dataclass(frozen=True, slots=True)
class DeployedForm:
    """A version of a form that was deployed, or was there already with the same content."""

    key: int
    form_id: str
    version: int
    resource_name: str


@dataclass(frozen=True, slots=True)
class Deployment:
    """What was deployed together; ``findings`` are what lint found that does not forbid it, by file."""

    key: int
    deployed_at: datetime
    definitions: tuple[DeployedDefinition, ...]
    forms: tuple[DeployedForm, ...]
    findings: Mapping[str, tuple[Finding, ...]]


def deploy(tx: Transaction, resources: Mapping[str, bytes], note: str | None = None) -> Deployment:
    """Deploy files by name: diagrams (.bpmn) and forms (.form); all of them, or none.

    What is the same as its newest version stays that version. Raises Forbidden unless the actor is a process
    owner; InvalidInput with every error found, each with its file, line and element; TooLarge.
    """
    if not tx.actor.is_process_owner:
        raise Forbidden("only process owners deploy")
    files = files_of.read_files(resources, tx.installation.settings.max_upload_bytes)
    findings = files_of.lint_files(tx, files)
    files_of.refuse(
        [
            FieldError(name, sentence(finding))
            for name, each in findings.items()
            for finding in each
            if finding.severity is Severity.ERROR
        ]
    )
    key = tx.installation.new_key()
    deployments.add(
        tx.session,
        deployments.Deployment(key=key, deployed_at=tx.now, deployed_by=tx.actor.username, note=note),
    )
    deployed_forms = tuple(_form(tx, key, name, *each) for name, each in files.forms.items())
    deployed = tuple(
        _definition(tx, key, name, content, process)
        for name, (content, diagram) in files.diagrams.items()
        for process in diagram.processes.values()
        if process.executable
    )
    return Deployment(key, tx.now, deployed, deployed_forms, findings)


def lint(tx: Transaction, resources: Mapping[str, bytes]) -> dict[str, tuple[Finding, ...]]:
    """Return what lint finds in files, by file, without deploying them; raises InvalidInput, TooLarge."""
    return files_of.lint_files(tx, files_of.read_files(resources, tx.installation.settings.max_upload_bytes))


def sentence(finding: Finding) -> str:
    """Say what was found and where: "line 41, EndEvent_3: message"."""
    element = f", {finding.element_id}" if finding.element_id else ""
    return f"line {finding.line}{element}: {finding.message}"


def _form(tx: Transaction, deployment: int, name: str, content: bytes, form: Form) -> DeployedForm:
    checksum = sha256(content).hexdigest()
    known = forms.latest(tx.session, form.id)
    if known is not None and known.checksum == checksum:
        return DeployedForm(known.key, form.id, known.version, known.resource_name)
    key, version = tx.installation.new_key(), forms.next_version(tx.session, form.id)
    forms.add(
        tx.session,
        forms.Form(
            key=key,
            form_id=form.id,
            version=version,
            resource_name=name,
            deployment_key=deployment,
            content=content,
            checksum=checksum,
        ),
    )
    return DeployedForm(key, form.id, version, name)


def _definition(
    tx: Transaction, deployment: int, name: str, content: bytes, process: Process
) -> DeployedDefinition:
    checksum = sha256(content).hexdigest()
    bound = _bound_forms(tx, process)
    known = definitions.latest(tx.session, process.id)
    if known is not None and known.checksum == checksum and forms.bound(tx.session, known.key) == bound:
        return DeployedDefinition(known.key, process.id, known.version, known.resource_name)
    compile_process(process, bound)
    key, version = tx.installation.new_key(), definitions.next_version(tx.session, process.id)
    definitions.add(
        tx.session,
        definitions.ProcessDefinition(
            key=key,
            process_id=process.id,
            version=version,
            version_tag=process.version_tag,
            name=process.name or None,
            resource_name=name,
            deployment_key=deployment,
            content=content,
            checksum=checksum,
        ),
    )
    forms.bind(tx.session, key, bound)
    _subscribe_starts(tx, key, name, process)
    return DeployedDefinition(key, process.id, version, name)


def _bound_forms(tx: Transaction, process: Process) -> dict[str, int]:
    bound = {}
    for form_id in files_of.form_ids(process):
        row = forms.latest(tx.session, form_id)
        if row is not None:
            bound[form_id] = row.key
    return bound


def _subscribe_starts(tx: Transaction, key: int, name: str, process: Process) -> None:
    """Let the start events of the new version wait instead of those of the versions before it."""
    message_subscriptions.remove_starts(tx.session, process.id)
    timers.remove_starts(tx.session, process.id)
    for node in process.body.nodes.values():
        if not isinstance(node, Event) or node.kind is not EventKind.START:
            continue
        try:
            _subscribe_start(tx, key, node)
        except DuecourseError as error:
            files_of.refuse([FieldError(name, f"line {node.line}, {node.id}: {error.detail}")])


def _subscribe_start(tx: Transaction, key: int, start: Event) -> None:
    if isinstance(start.definition, TimerDefinition):
        timer_starts.arm_start(tx, key, start)
    elif isinstance(start.definition, MessageDefinition):
        text = start.definition.message.name
        subscription = message_subscriptions.MessageSubscription(
            key=tx.installation.new_key(),
            root_key=None,
            instance_key=None,
            definition_key=key,
            element_id=start.id,
            name=timer_starts.static_text(tx, text, f"message of {start.id}"),
            correlation_key=None,
            created_at=tx.now,
        )
        message_subscriptions.add(tx.session, subscription)
        tx.delivers = True
