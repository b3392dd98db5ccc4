"""The command line: serve, work, deploy, lint, migrate, and look after accounts."""

import argparse
import os
import sys
from collections.abc import Sequence

from duecourse.errors import DuecourseError
from duecourse.settings import read_settings
from duecourse_api.cli import accounts, database, deploying, groups, serving
from duecourse_api.cli.arguments import check_database_url

EPILOG = """\
An installation is described by environment variables that begin with DUECOURSE_; DUECOURSE_DATABASE_URL says
where everything is kept (sqlite:///duecourse.db unless set). docs/reference/settings.md lists them all.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 if it was carried out, 1 if not, 2 if it could not be understood."""
    given = _parser().parse_args(arguments)
    try:
        settings = read_settings(os.environ)
        check_database_url(settings.database_url)
        status: int = given.run(settings, given)
    except KeyboardInterrupt:
        print("\nduecourse: stopped; nothing was changed", file=sys.stderr)
        return 1
    except DuecourseError as error:
        print(f"duecourse: {error.detail}", file=sys.stderr)
        for each in error.fields:
            print(f"  {each.field}: {each.message}", file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="duecourse",
        description="Statutory procedures as executable BPMN.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", metavar="<command>", required=True)
    for each in (serving, deploying, database, accounts, groups):
        each.add_to(commands)
    return parser
