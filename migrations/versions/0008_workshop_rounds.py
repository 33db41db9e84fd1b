"""What is done to everybody on a workshop's list a piece at a time; pictures; ages."""

from alembic import op

revision = "0008"
down_revision = "0007"

TABLES = (
    # `after`: the sign-up that the last piece came to; `goal`: seats; `batch`: what makes the
    # notices of several meetings one
    """
    CREATE TABLE workshop_round (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        workshop_id INTEGER NOT NULL REFERENCES workshop ON DELETE CASCADE,
        what TEXT NOT NULL,
        batch TEXT NOT NULL DEFAULT '',
        goal INTEGER NOT NULL DEFAULT 0,
        after INTEGER NOT NULL DEFAULT 0,
        UNIQUE (workshop_id, what)
    ) STRICT
    """,
    # pictures of those who come: nothing said, agreed to, taken back; who and when: the audit
    "ALTER TABLE signup ADD COLUMN image TEXT NOT NULL DEFAULT '' "
    "CHECK (image IN ('', 'given', 'withdrawn'))",
    # years of birth from … to, no nearer; only of who gave it
    """
    CREATE TABLE age_band (
        person_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
        born_from INTEGER NOT NULL,
        born_until INTEGER NOT NULL CHECK (born_from <= born_until)
    ) STRICT
    """,
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
