"""Create the tables of definitions."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "calendar",
        sa.Column("id", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", "version", name="pk_calendar"),
    )
    op.create_table(
        "deployment",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deployed_at", INSTANT, nullable=False),
        sa.Column("deployed_by", WORDS, nullable=False),
        sa.Column("note", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_deployment"),
    )
    op.create_table(
        "form",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form_id", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("resource_name", WORDS, nullable=False),
        sa.Column("deployment_key", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("checksum", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["deployment_key"], ["deployment.key"], name="fk_form_deployment_key"),
        sa.PrimaryKeyConstraint("key", name="pk_form"),
        sa.UniqueConstraint("form_id", "version", name="uq_form_form_id_version"),
    )
    op.create_index("ix_form_deployment_key", "form", ["deployment_key"])
    op.create_table(
        "process_definition",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("process_id", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("version_tag", WORDS, nullable=True),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("resource_name", WORDS, nullable=False),
        sa.Column("deployment_key", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("checksum", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["deployment_key"], ["deployment.key"], name="fk_process_definition_deployment_key"
        ),
        sa.PrimaryKeyConstraint("key", name="pk_process_definition"),
        sa.UniqueConstraint("process_id", "version", name="uq_process_definition_process_id_version"),
    )
    op.create_index("ix_process_definition_deployment_key", "process_definition", ["deployment_key"])
    op.create_table(
        "definition_form",
        sa.Column("definition_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form_id", WORDS, nullable=False),
        sa.Column("form_key", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["definition_key"], ["process_definition.key"], name="fk_definition_form_definition_key"
        ),
        sa.ForeignKeyConstraint(["form_key"], ["form.key"], name="fk_definition_form_form_key"),
        sa.PrimaryKeyConstraint("definition_key", "form_id", name="pk_definition_form"),
    )
    op.create_index("ix_definition_form_form_key", "definition_form", ["form_key"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("definition_form")
    op.drop_table("process_definition")
    op.drop_table("form")
    op.drop_table("deployment")
    op.drop_table("calendar")
