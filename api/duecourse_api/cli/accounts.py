"""``duecourse account``: who can sign in, and which groups they belong to."""

import argparse
import getpass
import sys

from duecourse.commands import accounts
from duecourse.commands.installation import perform
from duecourse.commands.passwords import Passwords
from duecourse.commands.transaction import Transaction
from duecourse.errors import InvalidInput
from duecourse.model.identity import SYSTEM
from duecourse.persistence import accounts as stored
from duecourse.persistence.session import reading
from duecourse.settings import Settings
from duecourse_api.cli.arguments import Commands, declare, opened

PASSWORD_HELP = "read the password from standard input instead of asking for it"  # noqa: S105 - a help text


def add_to(commands: Commands) -> None:
    """Declare the commands of this module."""
    parser = commands.add_parser("account", help="look after accounts", description="Look after accounts.")
    verbs = parser.add_subparsers(title="commands", metavar="<command>", required=True)
    creating = declare(verbs, "create", create, "create an account; asks for its password")
    creating.add_argument("username")
    creating.add_argument("--name", help="what people call them (else the username)")
    creating.add_argument("--email")
    creating.add_argument("--group", action="append", default=[], metavar="GROUP", help="may be given again")
    creating.add_argument("--password-stdin", action="store_true", help=PASSWORD_HELP)
    changing = declare(verbs, "password", change_password, "give an account another password")
    changing.add_argument("username")
    changing.add_argument("--password-stdin", action="store_true", help=PASSWORD_HELP)
    for name, run, summary in (
        ("join", join, "make an account a member of groups"),
        ("leave", leave, "end the membership of an account in groups"),
    ):
        moving = declare(verbs, name, run, summary)
        moving.add_argument("username")
        moving.add_argument("group", nargs="+")
    for name, run, summary in (
        ("disable", disable, "end the use of an account, its tokens included"),
        ("enable", enable, "allow the use of an account again"),
    ):
        declare(verbs, name, run, summary).add_argument("username")
    declare(verbs, "list", show, "list all accounts with their groups")


def create(settings: Settings, given: argparse.Namespace) -> int:
    """Create an account."""
    with opened(settings) as installation:
        hashed = Passwords(1).hash(_password(given))

        def work(tx: Transaction) -> None:
            accounts.create(
                tx.session,
                tx.installation.new_key,
                tx.installation.system_clock(),
                username=given.username,
                display_name=given.name or given.username,
                email=given.email,
                password_hash=hashed,
            )
            _join(tx, given.username, given.group)

        perform(installation, SYSTEM, work)
    print(f"There is an account {given.username} now.")
    return 0


def change_password(settings: Settings, given: argparse.Namespace) -> int:
    """Give an account another password."""
    with opened(settings) as installation:
        hashed = Passwords(1).hash(_password(given))
        perform(installation, SYSTEM, lambda tx: accounts.change_password(tx.session, given.username, hashed))
    print(f"The password of {given.username} is changed.")
    return 0


def join(settings: Settings, given: argparse.Namespace) -> int:
    """Make an account a member of groups."""
    with opened(settings) as installation:
        perform(installation, SYSTEM, lambda tx: _join(tx, given.username, given.group))
    print(f"{given.username} is a member of {', '.join(given.group)} now.")
    return 0


def leave(settings: Settings, given: argparse.Namespace) -> int:
    """End the membership of an account in groups."""

    def work(tx: Transaction) -> None:
        for name in given.group:
            accounts.remove_from_group(tx.session, given.username, name)

    with opened(settings) as installation:
        perform(installation, SYSTEM, work)
    print(f"{given.username} is no member of {', '.join(given.group)} now.")
    return 0


def disable(settings: Settings, given: argparse.Namespace) -> int:
    """End the use of an account."""
    return _set_active(settings, given.username, active=False)


def enable(settings: Settings, given: argparse.Namespace) -> int:
    """Allow the use of an account again."""
    return _set_active(settings, given.username, active=True)


def show(settings: Settings, given: argparse.Namespace) -> int:
    """List all accounts."""
    with opened(settings) as installation, reading(installation.sessions) as session:
        for account in stored.every(session):
            groups = ", ".join(sorted(stored.groups_of(session, account.key))) or "no group"
            disabled = "" if account.active else "\tdisabled"
            print(f"{account.username}\t{account.display_name}\t{groups}{disabled}")
    return 0


def _set_active(settings: Settings, username: str, *, active: bool) -> int:
    with opened(settings) as installation:
        perform(installation, SYSTEM, lambda tx: accounts.set_active(tx.session, username, active=active))
    print(f"The account {username} can{'' if active else 'not'} be used now.")
    return 0


def _join(tx: Transaction, username: str, groups: list[str]) -> None:
    for name in groups:
        accounts.add_to_group(tx.session, username, name)


def _password(given: argparse.Namespace) -> str:
    if given.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    try:
        first = getpass.getpass(f"Password for {given.username}: ")
        second = getpass.getpass("The same again: ")
    except EOFError:
        raise InvalidInput("no password was given; nothing was changed") from None
    if first != second:
        raise InvalidInput("the two passwords differ; nothing was changed")
    return first
