"""What residents say of a contest's applications before the vote, and the ballot on its way."""

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES: tuple[str, ...] = (
    # from then on no ballot comes in or goes, and the tally may be seen
    "ALTER TABLE contest ADD COLUMN votes_counted_at TEXT",
    # drawn by lot once: the same for everybody, on a phone and on paper
    """
    CREATE TABLE ballot_number (
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        round INTEGER NOT NULL,
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        number INTEGER NOT NULL CHECK (number > 0),
        PRIMARY KEY (contest_id, round, application_id),
        UNIQUE (contest_id, round, number)
    ) STRICT, WITHOUT ROWID
    """,
    # what somebody has chosen so far; goes in the transaction that casts it. `code`: a keyed hash
    """
    CREATE TABLE ballot_draft (
        person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        projects TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(projects)),
        points TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(points)),
        code TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (person_id, contest_id)
    ) STRICT, WITHOUT ROWID
    """,
    # whose next typed message is a ballot: their own, or one from paper
    """
    CREATE TABLE ballot_writing (
        person_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        medium TEXT NOT NULL CHECK (medium IN ('bot', 'paper')),
        until TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # who waits for a PDF to sign
    """
    CREATE TABLE signing_paper (
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
        PRIMARY KEY (application_id, person_id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE support (
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
        since TEXT NOT NULL,
        PRIMARY KEY (application_id, person_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX support_person ON support (person_id)",
    # on an application, or on the rules where there is none
    """
    CREATE TABLE remark (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        application_id INTEGER REFERENCES application ON DELETE CASCADE,
        person_id INTEGER REFERENCES person ON DELETE SET NULL,
        text TEXT NOT NULL CHECK (text <> ''),
        status TEXT NOT NULL DEFAULT 'waiting'
            CHECK (status IN ('waiting', 'approved', 'hidden')),
        written_at TEXT NOT NULL,
        decided_by INTEGER REFERENCES person ON DELETE SET NULL
    ) STRICT
    """,
    "CREATE INDEX remark_contest ON remark (contest_id, status)",
    "CREATE INDEX remark_person ON remark (person_id)",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
