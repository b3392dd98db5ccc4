"""Create the tables of people."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WORDS = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "access_log",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("account_key", sa.BigInteger(), nullable=False),
        sa.Column("action", WORDS, nullable=False),
        sa.Column("root_key", sa.BigInteger(), nullable=True),
        sa.Column("detail", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_access_log"),
    )
    op.create_index("ix_access_log_account_key_at", "access_log", ["account_key", "at"])
    op.create_index("ix_access_log_at", "access_log", ["at"])
    op.create_index("ix_access_log_root_key_at", "access_log", ["root_key", "at"])
    op.create_table(
        "account",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("username", WORDS, nullable=False),
        sa.Column("display_name", WORDS, nullable=False),
        sa.Column("email", WORDS, nullable=True),
        sa.Column("password_hash", WORDS, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_account"),
        sa.UniqueConstraint("username", name="uq_account_username"),
    )
    op.create_table(
        "member_group",
        sa.Column("name", WORDS, nullable=False),
        sa.Column("display_name", WORDS, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_member_group"),
    )
    op.create_table(
        "access_token",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account_key", sa.BigInteger(), nullable=False),
        sa.Column("token_hash", WORDS, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.Column("label", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["account_key"], ["account.key"], name="fk_access_token_account_key"),
        sa.PrimaryKeyConstraint("key", name="pk_access_token"),
        sa.UniqueConstraint("token_hash", name="uq_access_token_token_hash"),
    )
    op.create_index("ix_access_token_account_key", "access_token", ["account_key"])
    op.create_table(
        "membership",
        sa.Column("account_key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_name", WORDS, nullable=False),
        sa.ForeignKeyConstraint(["account_key"], ["account.key"], name="fk_membership_account_key"),
        sa.ForeignKeyConstraint(["group_name"], ["member_group.name"], name="fk_membership_group_name"),
        sa.PrimaryKeyConstraint("account_key", "group_name", name="pk_membership"),
    )
    op.create_index("ix_membership_group_name", "membership", ["group_name"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("membership")
    op.drop_table("access_token")
    op.drop_table("member_group")
    op.drop_table("account")
    op.drop_table("access_log")
