"""``duecourse group``: the groups of people that diagrams name as candidates."""

import argparse

from duecourse.commands import accounts
from duecourse.commands.installation import perform
from duecourse.model.identity import SYSTEM
from duecourse.persistence import accounts as stored
from duecourse.persistence.session import reading
from duecourse.settings import Settings
from duecourse_api.cli.arguments import Commands, declare, opened


def add_to(commands: Commands) -> None:
    """Declare the commands of this module."""
    parser = commands.add_parser("group", help="look after groups", description="Look after groups.")
    verbs = parser.add_subparsers(title="commands", metavar="<command>", required=True)
    creating = declare(verbs, "create", create, "create a group")
    creating.add_argument("name", help="what diagrams call it")
    creating.add_argument("--title", help="what people call it (else its name)")
    declare(verbs, "list", show, "list all groups")


def create(settings: Settings, given: argparse.Namespace) -> int:
    """Create a group."""
    title = given.title or given.name
    with opened(settings) as installation:
        perform(installation, SYSTEM, lambda tx: accounts.create_group(tx.session, given.name, title))
    print(f"There is a group {given.name} now.")
    return 0


def show(settings: Settings, given: argparse.Namespace) -> int:
    """List all groups."""
    with opened(settings) as installation, reading(installation.sessions) as session:
        for group in stored.groups(session):
            print(f"{group.name}\t{group.display_name}")
    return 0
