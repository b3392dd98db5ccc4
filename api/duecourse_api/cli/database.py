"""``duecourse db``: the database brought to the shape that this version needs."""

import argparse

from duecourse.errors import Unavailable
from duecourse.persistence import migrations
from duecourse.persistence.failures import is_outage
from duecourse.settings import Settings
from duecourse_api.cli.arguments import Commands, declare


def add_to(commands: Commands) -> None:
    """Declare the commands of this module."""
    parser = commands.add_parser("db", help="look after the database", description="Look after the database.")
    verbs = parser.add_subparsers(title="commands", metavar="<command>", required=True)
    declare(
        verbs,
        "upgrade",
        upgrade,
        "make the database, or bring it to the shape that this version needs",
        "Does nothing where it has that shape. Several at once take turns.",
    )


def upgrade(settings: Settings, given: argparse.Namespace) -> int:
    """Bring the database to the newest shape."""
    try:
        migrations.upgrade(settings.database_url)
    except Exception as error:
        if is_outage(error):
            raise Unavailable("The database cannot be reached; nothing was changed.") from error
        raise
    print("The database is up to date.")
    return 0
