"""Create the tables of messages."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "message",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("correlation_key", WORDS, nullable=False),
        sa.Column("message_id", WORDS, nullable=True),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("key_id", WORDS, nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.Column("state", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_message"),
        sa.UniqueConstraint(
            "name", "correlation_key", "message_id", name="uq_message_name_correlation_key_message_id"
        ),
    )
    op.create_index("ix_message_state_expires_at", "message", ["state", "expires_at"])
    op.create_index("ix_message_state_name_correlation_key", "message", ["state", "name", "correlation_key"])
    op.create_table(
        "message_subscription",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("root_key", sa.BigInteger(), nullable=True),
        sa.Column("instance_key", sa.BigInteger(), nullable=True),
        sa.Column("definition_key", sa.BigInteger(), nullable=False),
        sa.Column("element_id", WORDS, nullable=False),
        sa.Column("name", WORDS, nullable=False),
        sa.Column("correlation_key", WORDS, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_message_subscription"),
    )
    op.create_index("ix_message_subscription_definition_key", "message_subscription", ["definition_key"])
    op.create_index("ix_message_subscription_instance_key", "message_subscription", ["instance_key"])
    op.create_index(
        "ix_message_subscription_name_correlation_key", "message_subscription", ["name", "correlation_key"]
    )
    op.create_index("ix_message_subscription_root_key", "message_subscription", ["root_key"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("message_subscription")
    op.drop_table("message")
