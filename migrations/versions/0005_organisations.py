"""Organisations with their members and what they offer; conversations with the library."""

from alembic import op

revision = "0005"
down_revision = "0004"

TABLES = (
    """
    CREATE TABLE organisation (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('osp', 'kgw', 'ngo', 'school', 'parish', 'museum',
            'informal', 'other')),
        status TEXT NOT NULL CHECK (status IN ('proposed', 'active', 'refused', 'closed')),
        about TEXT NOT NULL DEFAULT '',
        created_by INTEGER REFERENCES person ON DELETE SET NULL,
        created_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX organisation_status ON organisation (status, name)",
    """
    CREATE TABLE membership (
        organisation_id INTEGER NOT NULL REFERENCES organisation ON DELETE CASCADE,
        person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
        since TEXT NOT NULL,
        PRIMARY KEY (organisation_id, person_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX membership_person ON membership (person_id)",
    # what an organisation can give: hands, a hall, chairs
    """
    CREATE TABLE resource (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        organisation_id INTEGER NOT NULL REFERENCES organisation ON DELETE CASCADE,
        text TEXT NOT NULL,
        offered_by INTEGER REFERENCES person ON DELETE SET NULL,
        offered_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX resource_organisation ON resource (organisation_id)",
    "ALTER TABLE invitation ADD COLUMN organisation_id INTEGER "
    "REFERENCES organisation ON DELETE CASCADE",
    # `minor` never goes back to 0: one person could otherwise undo what two must decide
    """
    CREATE TABLE thread (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER REFERENCES person ON DELETE SET NULL,
        organisation_id INTEGER REFERENCES organisation ON DELETE SET NULL,
        status TEXT NOT NULL CHECK (status IN ('waiting', 'answered', 'closed')),
        minor INTEGER NOT NULL DEFAULT 0 CHECK (minor IN (0, 1)),
        assignee_id INTEGER REFERENCES person ON DELETE SET NULL,
        deletion_asked_by INTEGER REFERENCES person ON DELETE SET NULL,
        opened_at TEXT NOT NULL,
        waiting_since TEXT NOT NULL,
        touched_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX thread_person ON thread (person_id)",
    "CREATE INDEX thread_organisation ON thread (organisation_id)",
    "CREATE INDEX thread_status ON thread (status, waiting_since)",
    """
    CREATE TABLE message (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        thread_id INTEGER NOT NULL REFERENCES thread ON DELETE CASCADE,
        side TEXT NOT NULL CHECK (side IN ('person', 'library')),
        author_id INTEGER REFERENCES person ON DELETE SET NULL,
        text TEXT NOT NULL,
        media TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(media)),
        sent_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX message_thread ON message (thread_id, id)",
    # which of the staff have opened a conversation, and up to which message
    """
    CREATE TABLE reading (
        thread_id INTEGER NOT NULL REFERENCES thread ON DELETE CASCADE,
        person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
        message_id INTEGER NOT NULL,
        PRIMARY KEY (thread_id, person_id)
    ) STRICT, WITHOUT ROWID
    """,
    # whose next message goes into a conversation; without one yet, it opens it
    """
    CREATE TABLE writing (
        person_id INTEGER PRIMARY KEY REFERENCES person ON DELETE CASCADE,
        thread_id INTEGER REFERENCES thread ON DELETE CASCADE,
        organisation_id INTEGER REFERENCES organisation ON DELETE CASCADE,
        draft_id INTEGER REFERENCES announcement ON DELETE CASCADE,
        until TEXT NOT NULL
    ) STRICT
    """,
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
