"""What becomes of funded applications: milestones, what was spent, reports."""

from alembic import op

revision = "0007"
down_revision = "0006"

TABLES: tuple[str, ...] = (
    # `departed`: people named in the application who have left the group
    """
    CREATE TABLE realisation (
        application_id INTEGER PRIMARY KEY REFERENCES application ON DELETE CASCADE,
        status TEXT NOT NULL DEFAULT 'running'
            CHECK (status IN ('running', 'handed-in', 'returned', 'accepted', 'abandoned')),
        report_due TEXT,
        departed INTEGER NOT NULL DEFAULT 0 CHECK (departed >= 0),
        begun_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE milestone (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        application_id INTEGER NOT NULL REFERENCES realisation ON DELETE CASCADE,
        title TEXT NOT NULL CHECK (title <> ''),
        due TEXT,
        done_on TEXT
    ) STRICT
    """,
    "CREATE INDEX milestone_application ON milestone (application_id)",
    """
    CREATE TABLE realisation_event (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        application_id INTEGER NOT NULL REFERENCES realisation ON DELETE CASCADE,
        day TEXT NOT NULL,
        what TEXT NOT NULL,
        people INTEGER NOT NULL CHECK (people >= 0),
        newcomers INTEGER NOT NULL DEFAULT 0 CHECK (newcomers BETWEEN 0 AND people),
        reported_by INTEGER REFERENCES person ON DELETE SET NULL,
        reported_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX realisation_event_application ON realisation_event (application_id)",
    """
    CREATE TABLE realisation_photo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        application_id INTEGER NOT NULL REFERENCES realisation ON DELETE CASCADE,
        file_id TEXT NOT NULL,
        caption TEXT NOT NULL DEFAULT '',
        consent TEXT NOT NULL CHECK (consent <> ''),
        public INTEGER NOT NULL DEFAULT 0 CHECK (public IN (0, 1)),
        shared_by INTEGER REFERENCES person ON DELETE CASCADE,
        shared_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX realisation_photo_application ON realisation_photo (application_id)",
    # grosze; `line`: of the budget, 0 for none
    """
    CREATE TABLE expense (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        application_id INTEGER NOT NULL REFERENCES realisation ON DELETE CASCADE,
        line INTEGER NOT NULL DEFAULT 0 CHECK (line >= 0),
        what TEXT NOT NULL,
        amount INTEGER NOT NULL CHECK (amount > 0),
        source TEXT NOT NULL CHECK (source IN ('grant', 'own')),
        document TEXT NOT NULL DEFAULT '',
        day TEXT,
        entered_by INTEGER REFERENCES person ON DELETE SET NULL,
        entered_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX expense_application ON expense (application_id)",
    # every version is kept; the highest stands
    """
    CREATE TABLE realisation_report (
        application_id INTEGER NOT NULL REFERENCES realisation ON DELETE CASCADE,
        number INTEGER NOT NULL,
        outcome TEXT NOT NULL,
        worked TEXT NOT NULL,
        not_worked TEXT NOT NULL DEFAULT '',
        quote TEXT NOT NULL DEFAULT '',
        handed_in_by INTEGER REFERENCES person ON DELETE SET NULL,
        handed_in_at TEXT NOT NULL,
        returned TEXT NOT NULL DEFAULT '',
        decided_by INTEGER REFERENCES person ON DELETE SET NULL,
        accepted_at TEXT,
        PRIMARY KEY (application_id, number)
    ) STRICT, WITHOUT ROWID
    """,
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
