"""Create the tables of cases."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "case_file",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("business_id", WORDS, nullable=True),
        sa.Column("opened_at", INSTANT, nullable=False),
        sa.Column("retention_class", WORDS, nullable=True),
        sa.Column("legal_hold", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_case_file"),
        sa.UniqueConstraint("business_id", name="uq_case_file_business_id"),
    )
    op.create_table(
        "history_entry",
        sa.Column("root_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("entered_at", INSTANT, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("act_date", sa.Date(), nullable=False),
        sa.Column("actor_key", sa.BigInteger(), nullable=False),
        sa.Column("definition_key", sa.BigInteger(), nullable=False),
        sa.Column("semantics", sa.Integer(), nullable=False),
        sa.Column("reason_code", WORDS, nullable=True),
        sa.Column("key_id", WORDS, nullable=False),
        sa.Column("command", sa.LargeBinary(), nullable=False),
        sa.Column("context", sa.LargeBinary(), nullable=False),
        sa.Column("effects", sa.LargeBinary(), nullable=False),
        sa.Column("delta", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("root_key", "seq", name="pk_history_entry"),
    )
    op.create_index("ix_history_entry_actor_key_recorded_at", "history_entry", ["actor_key", "recorded_at"])
    op.create_index("ix_history_entry_kind_recorded_at", "history_entry", ["kind", "recorded_at"])
    op.create_index("ix_history_entry_recorded_at", "history_entry", ["recorded_at"])
    op.create_table(
        "snapshot",
        sa.Column("root_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key_id", WORDS, nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("root_key", "seq", name="pk_snapshot"),
    )
    op.create_table(
        "process_instance",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root_key", sa.BigInteger(), nullable=False),
        sa.Column("case_key", sa.BigInteger(), nullable=False),
        sa.Column("parent_key", sa.BigInteger(), nullable=True),
        sa.Column("parent_element_key", sa.BigInteger(), nullable=True),
        sa.Column("definition_key", sa.BigInteger(), nullable=False),
        sa.Column("process_id", WORDS, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("stage", WORDS, nullable=True),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("started_by", WORDS, nullable=False),
        sa.Column("has_incident", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("last_seq", sa.Integer(), nullable=True),
        sa.Column("snapshot_seq", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_key"], ["case_file.key"], name="fk_process_instance_case_key"),
        sa.ForeignKeyConstraint(
            ["definition_key"], ["process_definition.key"], name="fk_process_instance_definition_key"
        ),
        sa.PrimaryKeyConstraint("key", name="pk_process_instance"),
    )
    op.create_index("ix_process_instance_case_key", "process_instance", ["case_key"])
    op.create_index(
        "ix_process_instance_definition_key_state", "process_instance", ["definition_key", "state"]
    )
    op.create_index("ix_process_instance_parent_key", "process_instance", ["parent_key"])
    op.create_index("ix_process_instance_process_id_state", "process_instance", ["process_id", "state"])
    op.create_index("ix_process_instance_root_key", "process_instance", ["root_key"])
    op.create_index("ix_process_instance_started_at", "process_instance", ["started_at"])
    op.create_index("ix_process_instance_state_started_at", "process_instance", ["state", "started_at"])
    op.create_index(
        "uq_process_instance_root",
        "process_instance",
        ["root_key"],
        unique=True,
        sqlite_where=sa.text("parent_key IS NULL"),
        postgresql_where=sa.text("parent_key IS NULL"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("process_instance")
    op.drop_table("snapshot")
    op.drop_table("history_entry")
    op.drop_table("case_file")
