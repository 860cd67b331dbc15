"""The lines of all logs in one table that only grows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_REFUSE = """
CREATE FUNCTION review_line_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'review_line only grows: no line is changed or taken out'; END $$
"""
_TRIGGER = """
CREATE TRIGGER review_line_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON review_line
FOR EACH STATEMENT EXECUTE FUNCTION review_line_only_grows()
"""


def upgrade() -> None:
    """Make the table, and the guard that keeps what is in it."""
    op.create_table(
        "review_line",
        sa.Column("number", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("report", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False, unique=True),
        sa.Column("line", sa.Text, nullable=False),
    )
    op.create_index("review_line_report", "review_line", ["report"])
    op.create_index("review_line_who", "review_line", ["who"])
    op.execute(_REFUSE)
    op.execute(_TRIGGER)


def downgrade() -> None:
    """Take the table away again, with all that is in it."""
    op.drop_table("review_line")
    op.execute("DROP FUNCTION review_line_only_grows()")
