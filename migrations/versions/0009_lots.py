"""Lots that people draw, and who agreed to a larger pool."""

from alembic import op

revision = "0009"
down_revision = "0008"

TABLES = (
    """
    CREATE TABLE lot (
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        round INTEGER NOT NULL,
        drawn TEXT NOT NULL CHECK (json_valid(drawn)),
        words TEXT NOT NULL CHECK (words <> ''),
        drawn_at TEXT NOT NULL,
        PRIMARY KEY (contest_id, round)
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE award ADD COLUMN approval TEXT NOT NULL DEFAULT ''",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
