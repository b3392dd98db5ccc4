"""``duecourse deploy`` and ``duecourse lint``: diagrams and forms from a folder."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from duecourse.commands import accounts, deployments
from duecourse.commands.deployments import Deployment
from duecourse.commands.installation import Installation, perform
from duecourse.commands.passwords import Passwords
from duecourse.commands.resources import lint_alone, read_files
from duecourse.commands.transaction import Transaction
from duecourse.errors import FieldError, InvalidInput
from duecourse.lint import Finding, Severity
from duecourse.model.identity import BUILT_IN_GROUPS, Actor
from duecourse.persistence import accounts as stored
from duecourse.persistence.session import reading
from duecourse.settings import Settings
from duecourse_api.cli.arguments import Commands, create_demo_accounts, declare, opened
from duecourse_api.cli.folders import GROUPS, Folder, read_folder

DEMO_OWNER = "process_owner"


def add_to(commands: Commands) -> None:
    """Declare the commands of this module."""
    deploying = declare(
        commands,
        "deploy",
        deploy,
        "deploy the diagrams and forms of folders",
        "What has not changed keeps its version. The groups that groups.toml in the folder lists are created "
        "where\nthey are missing. Nothing of a folder is deployed if anything in it is wrong.",
    )
    deploying.add_argument("path", nargs="+", type=Path, help="a folder, or a single diagram or form")
    deploying.add_argument("--as", dest="account", metavar="ACCOUNT", help="the process owner who deploys")
    deploying.add_argument("--note", help="why, for those who look back")
    linting = declare(
        commands,
        "lint",
        lint,
        "say what is wrong with diagrams and forms, without a database",
        "Ends with status 1 if anything would forbid a deployment.",
    )
    linting.add_argument("path", nargs="+", type=Path, help="a folder, or a single diagram or form")


def deploy(settings: Settings, given: argparse.Namespace) -> int:
    """Deploy folders, each whole, by the account named or, in demo mode, the demo's process owner."""
    folders = [read_folder(path) for path in given.path]
    with opened(settings) as installation:
        passwords = Passwords(settings.password_hash_concurrency)
        create_demo_accounts(installation, passwords)
        actor = _deployer(installation, given.account)
        for folder in folders:
            _report(_deploy(installation, actor, folder, given.note))
        # The folders may have brought groups.
        create_demo_accounts(installation, passwords)
    return 0


def lint(settings: Settings, given: argparse.Namespace) -> int:
    """Lint folders."""
    status = 0
    for path in given.path:
        folder = read_folder(path)
        groups = {*BUILT_IN_GROUPS, *folder.groups}
        files = read_files(folder.resources, settings.max_upload_bytes)
        for name, findings in lint_alone(files, groups).items():
            _show(name, findings)
            if any(each.severity is Severity.ERROR for each in findings):
                status = 1
    return status


def _deploy(installation: Installation, actor: Actor, folder: Folder, note: str | None) -> Deployment:
    def work(tx: Transaction) -> Deployment:
        for name, title in folder.groups.items():
            _create_group(tx, name, title)
        return deployments.deploy(tx, folder.resources, note)

    return perform(installation, actor, work)


def _create_group(tx: Transaction, name: str, title: str) -> None:
    if stored.group(tx.session, name) is not None:
        return
    try:
        accounts.create_group(tx.session, name, title)
    except InvalidInput as error:
        wrong = [FieldError(name, each.message) for each in error.fields]
        raise InvalidInput(f"{GROUPS} has a group whose name cannot be used", fields=wrong) from error


def _deployer(installation: Installation, username: str | None) -> Actor:
    if username is None and not installation.settings.demo:
        raise InvalidInput("say who deploys: --as <account>, a process owner")
    with reading(installation.sessions) as session:
        return accounts.actor(session, username or DEMO_OWNER)


def _report(made: Deployment) -> None:
    for definition in made.definitions:
        print(f"{definition.process_id} version {definition.version} ({definition.resource_name})")
    for form in made.forms:
        print(f"form {form.form_id} version {form.version} ({form.resource_name})")
    for name, findings in made.findings.items():
        _show(name, findings)


def _show(name: str, findings: Iterable[Finding]) -> None:
    for each in findings:
        print(f"{name}: {each.severity.lower()}: {deployments.sentence(each)} [{each.rule}]", file=sys.stderr)
