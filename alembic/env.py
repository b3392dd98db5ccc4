"""Run migrations, each run in one transaction, on SQLite and PostgreSQL alike.

The database is the connection that ``duecourse.persistence.migrations`` hands over; on the command line it is
named by ``-x url=…`` or by DUECOURSE_DATABASE_URL.
"""

import os
from typing import Literal

from alembic import context
from sqlalchemy import Connection, Text, text

from duecourse.persistence.session import engine_for
from duecourse.persistence.tables import metadata

# What a migration is written with must not change when the code does: see script.py.mako.
FROZEN_TYPES = {"Instant": "INSTANT", "OneOf": "WORDS"}

# Any number will do, as long as every process takes the same one.
UPGRADE_LOCK = 5_020_241


def frozen(kind: str, item: object, _: object) -> str | Literal[False]:
    """Name the frozen stand-in of a column type of ours, when a migration is generated."""
    if kind != "type":
        return False
    return FROZEN_TYPES.get(type(item).__name__, "WORDS" if isinstance(item, Text) else False)


def run(connection: Connection) -> None:
    """Run the migrations on a connection."""
    postgresql = connection.dialect.name == "postgresql"
    if not postgresql:
        # Rebuilding a table drops it, which would delete what refers to it; no transaction may be open yet.
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
    with connection.begin():
        if postgresql:
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": UPGRADE_LOCK})
        context.configure(
            connection=connection,
            target_metadata=metadata,
            compare_type=True,
            render_item=frozen,
            compare_server_default=True,
            render_as_batch=True,
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        if not postgresql:
            broken = connection.execute(text("PRAGMA foreign_key_check")).all()
            if broken:
                raise RuntimeError(f"the migration would leave rows without what they refer to: {broken[:5]}")


def main() -> None:
    """Run the migrations on the connection given, or on the database named from outside."""
    given = context.config.attributes.get("connection")
    if given is not None:
        run(given)
        return
    url = context.get_x_argument(as_dictionary=True).get("url") or os.environ.get("DUECOURSE_DATABASE_URL")
    if not url:
        raise SystemExit("name the database: alembic -x url=sqlite:///duecourse.db …")
    engine = engine_for(url, pool_size=1)
    try:
        with engine.connect() as connection:
            run(connection)
    finally:
        engine.dispose()


main()
