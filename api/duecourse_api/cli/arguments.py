"""What the commands have in common: how they are declared, and the installation that they work in."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from duecourse.commands import accounts, demo
from duecourse.commands.installation import Installation, open_installation, perform
from duecourse.commands.passwords import Passwords
from duecourse.errors import InvalidInput, Unavailable
from duecourse.model.identity import SYSTEM
from duecourse.persistence import migrations
from duecourse.persistence.session import reading
from duecourse.settings import Settings

# argparse has no public name for what add_subparsers returns.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
_DATABASES: Final = frozenset({"sqlite", "postgresql", "postgresql+psycopg"})

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


def check_database_url(url: str) -> None:
    """Raise InvalidInput unless a URL names a database of a kind that we know; it may hold a password."""
    try:
        parts = urlsplit(url)
        named = len(parts.path) > 1 and (parts.port is None or parts.port > 0)
    except ValueError:
        named = False
    if not named or parts.scheme not in _DATABASES or (parts.scheme == "sqlite" and parts.netloc):
        raise InvalidInput(
            "DUECOURSE_DATABASE_URL must be sqlite:///<path> or postgresql://<user>:<password>@<host>/<name>"
        )


@contextmanager
def opened(settings: Settings) -> Iterator[Installation]:
    """Give the installation with its own groups, and close its database at the end.

    Raises Unavailable unless the database is up to date.
    """
    installation = open_installation(settings)
    try:
        with reading(installation.sessions) as session:
            current = migrations.is_current(session.get_bind().engine)
        if not current:
            raise Unavailable(
                "the database has another shape than this version needs: run duecourse db upgrade"
            )
        perform(installation, SYSTEM, lambda tx: accounts.ensure_built_in_groups(tx.session))
        yield installation
    finally:
        with installation.sessions() as session:
            session.get_bind().engine.dispose()


def create_demo_accounts(installation: Installation, passwords: Passwords) -> None:
    """Create the demo accounts that are missing, in demo mode; elsewhere do nothing."""
    if installation.settings.demo:
        demo.create_accounts(installation, passwords)
