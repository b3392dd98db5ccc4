"""Opening an installation."""

from duecourse.commands.installation import open_installation, perform
from duecourse.model.identity import SYSTEM
from duecourse.persistence import accounts
from duecourse.persistence.accounts import Group
from duecourse.settings import Settings
from tests.databases import Database


def test_an_installation_is_what_its_settings_say(database: Database) -> None:
    settings = Settings(database_url=database.url)

    first, second = open_installation(settings), open_installation(settings)
    perform(first, SYSTEM, lambda tx: accounts.add_group(tx.session, Group("clerks", "Clerks")))

    assert first.settings == settings
    assert first.calendar.id == "england"
    assert perform(second, SYSTEM, lambda tx: accounts.groups(tx.session)) == [Group("clerks", "Clerks")]
    assert first.new_key() != first.new_key()
    for each in (first, second):
        each.sessions.kw["bind"].dispose()
