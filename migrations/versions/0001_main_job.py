"""The main job: people, forms, surveys, answers, and the two boxes that updates go through."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE profile (
        key TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # AUTOINCREMENT: the id of somebody who was erased never becomes another's
    """
    CREATE TABLE person (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        telegram_id INTEGER NOT NULL UNIQUE,
        name TEXT NOT NULL,
        username TEXT NOT NULL DEFAULT '',
        language TEXT NOT NULL,
        language_chosen INTEGER NOT NULL DEFAULT 0 CHECK (language_chosen IN (0, 1)),
        role TEXT NOT NULL DEFAULT 'resident'
            CHECK (role IN ('resident', 'partner', 'assessor', 'librarian', 'owner')),
        notice_accepted_at TEXT,
        start TEXT,
        reachable INTEGER NOT NULL DEFAULT 1 CHECK (reachable IN (0, 1)),
        created_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX person_role ON person (role) WHERE role <> 'resident'",
    """
    CREATE TABLE subscription (
        person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
        topic TEXT NOT NULL,
        since TEXT NOT NULL,
        PRIMARY KEY (person_id, topic)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE invitation (
        mark TEXT PRIMARY KEY,
        role TEXT NOT NULL CHECK (role IN ('partner', 'assessor', 'librarian', 'owner')),
        created_by INTEGER REFERENCES person ON DELETE SET NULL,
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        used_by INTEGER REFERENCES person ON DELETE SET NULL,
        used_at TEXT
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE form (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        version TEXT NOT NULL,
        workbook TEXT NOT NULL CHECK (json_valid(workbook)),
        created_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE survey (
        id INTEGER PRIMARY KEY,
        token TEXT NOT NULL UNIQUE,
        form_id INTEGER NOT NULL REFERENCES form,
        title TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('draft', 'open', 'closed')),
        anonymous INTEGER NOT NULL DEFAULT 1 CHECK (anonymous IN (0, 1)),
        opens_at TEXT,
        closes_at TEXT,
        created_by INTEGER REFERENCES person ON DELETE SET NULL,
        created_at TEXT NOT NULL,
        published_at TEXT,
        closed_at TEXT
    ) STRICT
    """,
    # AUTOINCREMENT: an id is never used twice, since buttons of old messages carry it
    """
    CREATE TABLE session (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
        kind TEXT NOT NULL,
        subject_id INTEGER NOT NULL DEFAULT 0,
        form_id INTEGER NOT NULL REFERENCES form,
        state TEXT NOT NULL CHECK (json_valid(state)),
        rev INTEGER NOT NULL,
        number INTEGER NOT NULL DEFAULT 0,
        message_id INTEGER NOT NULL DEFAULT 0,
        current INTEGER NOT NULL CHECK (current IN (0, 1)),
        dry_run INTEGER NOT NULL DEFAULT 0 CHECK (dry_run IN (0, 1)),
        started_at TEXT NOT NULL,
        touched_at TEXT NOT NULL,
        expires_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX session_current ON session (person_id) WHERE current = 1",
    "CREATE UNIQUE INDEX session_subject ON session (person_id, kind, subject_id, dry_run)",
    "CREATE INDEX session_expiry ON session (expires_at)",
    "CREATE INDEX session_survey ON session (subject_id) WHERE kind = 'survey'",
    """
    CREATE TABLE attachment (
        name TEXT PRIMARY KEY,
        person_id INTEGER REFERENCES person ON DELETE CASCADE,
        session_id INTEGER REFERENCES session ON DELETE CASCADE,
        survey_id INTEGER REFERENCES survey ON DELETE CASCADE,
        file_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        size INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE response (
        key TEXT PRIMARY KEY,
        survey_id INTEGER NOT NULL REFERENCES survey,
        form_id INTEGER NOT NULL REFERENCES form,
        person_id INTEGER REFERENCES person ON DELETE CASCADE,
        day TEXT NOT NULL,
        channel TEXT NOT NULL DEFAULT 'bot' CHECK (channel IN ('bot', 'paper', 'interview')),
        language TEXT NOT NULL,
        answers TEXT NOT NULL CHECK (json_valid(answers))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX response_person ON response (person_id, survey_id) "
    "WHERE person_id IS NOT NULL",
    "CREATE INDEX response_survey ON response (survey_id, form_id)",
    """
    CREATE TABLE participation (
        survey_id INTEGER NOT NULL REFERENCES survey ON DELETE CASCADE,
        mark TEXT NOT NULL,
        PRIMARY KEY (survey_id, mark)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE result_snapshot (
        survey_id INTEGER NOT NULL REFERENCES survey ON DELETE CASCADE,
        total INTEGER NOT NULL,
        closed INTEGER NOT NULL CHECK (closed IN (0, 1)),
        day TEXT NOT NULL,
        tables TEXT NOT NULL CHECK (json_valid(tables)),
        PRIMARY KEY (survey_id, total)
    ) STRICT
    """,
    """
    CREATE TABLE publication (
        id INTEGER PRIMARY KEY,
        survey_id INTEGER NOT NULL REFERENCES survey ON DELETE CASCADE,
        token TEXT NOT NULL UNIQUE,
        questions TEXT NOT NULL CHECK (json_valid(questions)),
        comment TEXT NOT NULL,
        tables TEXT NOT NULL CHECK (json_valid(tables)),
        published_by INTEGER REFERENCES person ON DELETE SET NULL,
        published_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE inbox (
        bot_id INTEGER NOT NULL,
        update_id INTEGER NOT NULL,
        received_at TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
        payload TEXT NOT NULL,
        error TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (bot_id, update_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX inbox_open ON inbox (state) WHERE state <> 'done'",
    "CREATE INDEX inbox_age ON inbox (received_at)",
    """
    CREATE TABLE outbox (
        id INTEGER PRIMARY KEY,
        lane TEXT NOT NULL CHECK (lane IN ('reply', 'notice')),
        person_id INTEGER REFERENCES person ON DELETE CASCADE,
        chat_id INTEGER NOT NULL,
        method TEXT NOT NULL,
        params TEXT NOT NULL CHECK (json_valid(params)),
        attachment_name TEXT NOT NULL DEFAULT '',
        attachment BLOB,
        session_id INTEGER NOT NULL DEFAULT 0,
        rev INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL DEFAULT 'pending'
            CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unreachable', 'unknown',
                             'skipped')),
        not_before TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0,
        dedupe_key TEXT UNIQUE,
        error TEXT NOT NULL DEFAULT '',
        created_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX outbox_due ON outbox (not_before) WHERE state = 'pending'",
    """
    CREATE TABLE heartbeat (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor_id INTEGER REFERENCES person ON DELETE SET NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL DEFAULT '',
        details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details))
    ) STRICT
    """,
    """
    CREATE TRIGGER audit_stays BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit table is append-only'); END
    """,
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
