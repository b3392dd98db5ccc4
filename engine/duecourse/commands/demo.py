"""Demo accounts: one for each group, with a password that everybody knows."""

from duecourse.commands import accounts
from duecourse.commands.installation import Installation, perform
from duecourse.commands.passwords import Passwords
from duecourse.commands.transaction import Transaction
from duecourse.errors import Forbidden
from duecourse.model.identity import BUILT_IN_GROUPS, SYSTEM
from duecourse.persistence import accounts as stored
from duecourse.persistence.accounts import Group
from duecourse.persistence.session import reading


def username_of(group: str) -> str:
    """Return the username of the demo account of a group: its name, or what one of its members is called."""
    return group.removesuffix("s") if group in BUILT_IN_GROUPS else group


def password_of(username: str) -> str:
    """Return the password of a demo account."""
    return f"demo-{username}"


def create_accounts(installation: Installation, passwords: Passwords) -> tuple[str, ...]:
    """Create the demo accounts that are missing; return their usernames.

    Raises Forbidden unless the installation is in demo mode.
    """
    if not installation.settings.demo:
        raise Forbidden("demo accounts exist in demo mode only (DUECOURSE_DEMO=true)")
    with reading(installation.sessions) as session:
        known = {account.username for account in stored.every(session)}
        missing = [each for each in stored.groups(session) if username_of(each.name) not in known]
    hashes = {each.name: passwords.hash(password_of(username_of(each.name))) for each in missing}

    def work(tx: Transaction) -> None:
        for each in missing:
            _create(tx, each, hashes[each.name])

    perform(installation, SYSTEM, work)
    return tuple(username_of(each.name) for each in missing)


def _create(tx: Transaction, group: Group, password_hash: str) -> None:
    username = username_of(group.name)
    accounts.create(
        tx.session,
        tx.installation.new_key,
        tx.installation.system_clock(),
        username=username,
        display_name=group.display_name,
        password_hash=password_hash,
        demo=True,
    )
    accounts.add_to_group(tx.session, username, group.name)
