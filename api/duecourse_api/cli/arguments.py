"""What the commands have in common: how they are declared, and the installation that they work in."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

from duecourse.commands import accounts
from duecourse.commands.installation import Installation, open_installation, perform
from duecourse.errors import Unavailable
from duecourse.model.identity import SYSTEM
from duecourse.persistence import migrations
from duecourse.persistence.session import reading
from duecourse.settings import Settings

# argparse has no public name for what add_subparsers returns.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run: TypeAlias = Callable[[Settings, argparse.Namespace], int]


def declare(
    commands: Commands, name: str, run: Run, summary: str, details: str = ""
) -> argparse.ArgumentParser:
    """Declare a command; return its parser, to add arguments to."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[0].upper()}{summary[1:]}.\n\n{details}".strip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def opened(settings: Settings) -> Installation:
    """Return the installation with its own groups; raises Unavailable unless its database is up to date."""
    installation = open_installation(settings)
    with reading(installation.sessions) as session:
        current = migrations.is_current(session.get_bind().engine)
    if not current:
        raise Unavailable("the database has another shape than this version needs: run duecourse db upgrade")
    perform(installation, SYSTEM, lambda tx: accounts.ensure_built_in_groups(tx.session))
    return installation
