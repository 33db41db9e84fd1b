"""What a town may read stays public when the next round of a contest opens."""

from alembic import op

revision = "0010"
down_revision = "0009"

TABLES = (
    """
    CREATE TABLE published_round (
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        round INTEGER NOT NULL,
        published_at TEXT NOT NULL,
        PRIMARY KEY (contest_id, round)
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO published_round "
    "SELECT id, round, published_at FROM contest WHERE published_at IS NOT NULL",
    "ALTER TABLE contest DROP COLUMN published_at",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
