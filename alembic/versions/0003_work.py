"""Create the tables of work."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "element_instance",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root_key", sa.BigInteger(), nullable=False),
        sa.Column("instance_key", sa.BigInteger(), nullable=False),
        sa.Column("scope_key", sa.BigInteger(), nullable=True),
        sa.Column("element_id", WORDS, nullable=False),
        sa.Column("element_name", WORDS, nullable=True),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("started_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.Column("incident_key", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_element_instance"),
    )
    op.create_index("ix_element_instance_element_id_state", "element_instance", ["element_id", "state"])
    op.create_index("ix_element_instance_instance_key_state", "element_instance", ["instance_key", "state"])
    op.create_index("ix_element_instance_root_key", "element_instance", ["root_key"])
    op.create_index("ix_element_instance_scope_key", "element_instance", ["scope_key"])
    op.create_table(
        "incident",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root_key", sa.BigInteger(), nullable=False),
        sa.Column("instance_key", sa.BigInteger(), nullable=False),
        sa.Column("definition_key", sa.BigInteger(), nullable=False),
        sa.Column("element_id", WORDS, nullable=False),
        sa.Column("element_instance_key", sa.BigInteger(), nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("message", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("resolved_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_incident"),
    )
    op.create_index("ix_incident_instance_key_state", "incident", ["instance_key", "state"])
    op.create_index("ix_incident_root_key", "incident", ["root_key"])
    op.create_index("ix_incident_state_created_at", "incident", ["state", "created_at"])
    op.create_table(
        "job",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root_key", sa.BigInteger(), nullable=False),
        sa.Column("instance_key", sa.BigInteger(), nullable=False),
        sa.Column("definition_key", sa.BigInteger(), nullable=False),
        sa.Column("element_id", WORDS, nullable=False),
        sa.Column("type", WORDS, nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("retries", sa.Integer(), nullable=False),
        sa.Column("worker", WORDS, nullable=True),
        sa.Column("locked_until", INSTANT, nullable=True),
        sa.Column("headers", sa.LargeBinary(), nullable=False),
        sa.Column("error_message", WORDS, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_job"),
    )
    op.create_index("ix_job_instance_key", "job", ["instance_key"])
    op.create_index("ix_job_root_key", "job", ["root_key"])
    op.create_index("ix_job_type_state_locked_until", "job", ["type", "state", "locked_until"])
    op.create_table(
        "sequence_flow",
        sa.Column("root_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("instance_key", sa.BigInteger(), nullable=False),
        sa.Column("flow_id", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("root_key", "seq", "n", name="pk_sequence_flow"),
    )
    op.create_index("ix_sequence_flow_instance_key", "sequence_flow", ["instance_key"])
    op.create_table(
        "timer",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root_key", sa.BigInteger(), nullable=True),
        sa.Column("definition_key", sa.BigInteger(), nullable=False),
        sa.Column("element_id", WORDS, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_timer"),
    )
    op.create_index("ix_timer_definition_key", "timer", ["definition_key"])
    op.create_index("ix_timer_due_at", "timer", ["due_at"])
    op.create_index("ix_timer_root_key", "timer", ["root_key"])
    op.create_table(
        "user_task",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root_key", sa.BigInteger(), nullable=False),
        sa.Column("instance_key", sa.BigInteger(), nullable=False),
        sa.Column("definition_key", sa.BigInteger(), nullable=False),
        sa.Column("element_id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=True),
        sa.Column("state", WORDS, nullable=False),
        sa.Column("assignee", WORDS, nullable=True),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("follow_up_at", INSTANT, nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("form_key", sa.BigInteger(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("completed_at", INSTANT, nullable=True),
        sa.Column("completed_by", WORDS, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_user_task"),
    )
    op.create_index("ix_user_task_assignee_state", "user_task", ["assignee", "state"])
    op.create_index("ix_user_task_created_at", "user_task", ["created_at"])
    op.create_index("ix_user_task_definition_key", "user_task", ["definition_key"])
    op.create_index("ix_user_task_instance_key", "user_task", ["instance_key"])
    op.create_index("ix_user_task_root_key", "user_task", ["root_key"])
    op.create_index("ix_user_task_state_created_at", "user_task", ["state", "created_at"])
    op.create_index("ix_user_task_state_due_at", "user_task", ["state", "due_at"])
    op.create_table(
        "variable",
        sa.Column("scope_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("root_key", sa.BigInteger(), nullable=False),
        sa.Column("instance_key", sa.BigInteger(), nullable=False),
        sa.Column("key_id", WORDS, nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("scope_key", "name", name="pk_variable"),
        sa.UniqueConstraint("key", name="uq_variable_key"),
    )
    op.create_index("ix_variable_instance_key", "variable", ["instance_key"])
    op.create_index("ix_variable_name", "variable", ["name"])
    op.create_index("ix_variable_root_key", "variable", ["root_key"])
    op.create_table(
        "user_task_candidate",
        sa.Column("user_task_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.ForeignKeyConstraint(
            ["user_task_key"],
            ["user_task.key"],
            name="fk_user_task_candidate_user_task_key",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_task_key", "kind", "name", name="pk_user_task_candidate"),
    )
    op.create_index("ix_user_task_candidate_kind_name", "user_task_candidate", ["kind", "name"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("user_task_candidate")
    op.drop_table("variable")
    op.drop_table("user_task")
    op.drop_table("timer")
    op.drop_table("sequence_flow")
    op.drop_table("job")
    op.drop_table("incident")
    op.drop_table("element_instance")
