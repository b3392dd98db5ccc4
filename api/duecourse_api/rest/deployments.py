"""Deployments: diagrams and forms, uploaded together."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from duecourse.commands import deployments
from duecourse.commands.deployments import Deployment
from duecourse.commands.transaction import Transaction
from duecourse.errors import FieldError, InvalidInput, TooLarge
from duecourse.lint import Finding
from duecourse_api.auth.rights import require_process_owner
from duecourse_api.dependencies import Caller, CallerDependency, CommanderDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.execution import execute
from duecourse_api.rest.schema import LONGEST_WORD, TENANT, Answer, Key, TenantId

router = APIRouter(tags=["Deployments"], route_class=ExactRoute)

Resources = Annotated[
    list[UploadFile],
    File(description="Diagrams (.bpmn) and forms (.form); all of them are deployed, or none."),
]
Tenant = Annotated[TenantId | None, Form(alias="tenantId")]
Note = Annotated[str, Field(max_length=2_000, pattern=r"^[^\x00]*$")]


class DeployedProcess(Answer):
    """A version of a process: a new one, or the newest if that has the same content."""

    process_definition_key: Key
    process_definition_id: str
    process_definition_version: int
    resource_name: str
    tenant_id: str = TENANT


class DeployedForm(Answer):
    """A version of a form: a new one, or the newest if that has the same content."""

    form_key: Key
    form_id: str
    version: int
    resource_name: str
    tenant_id: str = TENANT


class Deployed(Answer):
    """One thing that was deployed; the others are null."""

    process_definition: DeployedProcess | None = None
    decision_definition: None = None
    decision_requirements: None = None
    form: DeployedForm | None = None
    resource: None = None


class FindingAnswer(Answer):
    """Something that lint says about a diagram."""

    rule: str
    severity: str
    element_id: str | None
    line: int
    message: str


class DeploymentAnswer(Answer):
    """What was deployed together, and what lint says about each file that does not forbid it."""

    deployment_key: Key
    tenant_id: str = TENANT
    deployments: list[Deployed]
    findings: dict[str, list[FindingAnswer]]


class LintAnswer(Answer):
    """What lint says about each file."""

    findings: dict[str, list[FindingAnswer]]


@router.post("/deployments", response_model=DeploymentAnswer)
def deploy(
    caller: CommanderDependency,
    request: Request,
    resources: Resources,
    tenant_id: Tenant = None,
    note: Annotated[Note | None, Form(description="Why, for those who look back.")] = None,
) -> Response:
    """Deploy diagrams and forms.

    Every element that the engine does not understand is refused, with its id, line and reason. What has not
    changed keeps its version.

    **Permission**: members of `process_owners` or `administrators`.
    """
    require_process_owner(caller.actor)
    contents = _read(caller, resources)

    def work(tx: Transaction) -> DeploymentAnswer:
        return _deployment(deployments.deploy(tx, contents, note))

    return execute(caller, request.url.path, work)


@router.post("/process-definitions/lint", response_model=LintAnswer)
def lint(
    caller: CallerDependency, request: Request, resources: Resources, tenant_id: Tenant = None
) -> Response:
    """Say what is wrong with diagrams and forms, without deploying them.

    **Permission**: members of `process_owners` or `administrators`.
    """
    require_process_owner(caller.actor)
    contents = _read(caller, resources)

    def work(tx: Transaction) -> LintAnswer:
        return LintAnswer(findings=_findings(deployments.lint(tx, contents)))

    return execute(caller, request.url.path, work)


def _read(caller: Caller, resources: list[UploadFile]) -> dict[str, bytes]:
    largest = caller.installation.settings.max_upload_bytes
    contents: dict[str, bytes] = {}
    wrong: list[FieldError] = []
    for upload in resources:
        name = upload.filename or ""
        content = upload.file.read(largest + 1)
        if len(content) > largest:
            message = f"is longer than {largest} bytes"
            raise TooLarge(f"{name[:LONGEST_WORD]} {message}", fields=[FieldError(name, message)])
        if not name.isprintable() or not 0 < len(name) <= LONGEST_WORD:
            wrong.append(FieldError("resources", "has a file without a name that can be used"))
        elif name in contents:
            wrong.append(FieldError(name, "is there twice"))
        contents[name] = content
    if wrong:
        raise InvalidInput(f"{wrong[0].field} {wrong[0].message}", fields=wrong)
    return contents


def _deployment(made: Deployment) -> DeploymentAnswer:
    processes = [
        Deployed(
            process_definition=DeployedProcess(
                process_definition_key=each.key,
                process_definition_id=each.process_id,
                process_definition_version=each.version,
                resource_name=each.resource_name,
            )
        )
        for each in made.definitions
    ]
    forms = [
        Deployed(
            form=DeployedForm(
                form_key=each.key,
                form_id=each.form_id,
                version=each.version,
                resource_name=each.resource_name,
            )
        )
        for each in made.forms
    ]
    return DeploymentAnswer(
        deployment_key=made.key,
        deployments=processes + forms,
        findings=_findings(made.findings),
    )


def _findings(found: Mapping[str, Sequence[Finding]]) -> dict[str, list[FindingAnswer]]:
    return {name: [_finding(each) for each in findings] for name, findings in found.items()}


def _finding(found: Finding) -> FindingAnswer:
    return FindingAnswer(
        rule=found.rule,
        severity=found.severity,
        element_id=found.element_id,
        line=found.line,
        message=found.message,
    )
