"""Delivery: announcements, their runs over recipients, schedules, chats; a wider outbox."""

from alembic import op

revision = "0002"
down_revision = "0001"

OUTBOX = (
    """
    CREATE TABLE outbox_new (
        id INTEGER PRIMARY KEY,
        lane TEXT NOT NULL CHECK (lane IN ('reply', 'notice', 'bulk')),
        person_id INTEGER REFERENCES person ON DELETE CASCADE,
        chat_id INTEGER NOT NULL,
        method TEXT NOT NULL DEFAULT '',
        params TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(params)),
        attachment_name TEXT NOT NULL DEFAULT '',
        attachment BLOB,
        purpose TEXT NOT NULL DEFAULT '',
        subject_id INTEGER NOT NULL DEFAULT 0,
        mailing_id INTEGER REFERENCES mailing ON DELETE CASCADE,
        message_id INTEGER NOT NULL DEFAULT 0,
        parts TEXT NOT NULL DEFAULT '' CHECK (parts = '' OR json_valid(parts)),
        step INTEGER NOT NULL DEFAULT 0,
        session_id INTEGER NOT NULL DEFAULT 0,
        rev INTEGER NOT NULL DEFAULT 0,
        state TEXT NOT NULL DEFAULT 'pending'
            CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unreachable', 'unknown',
                             'skipped')),
        not_before TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0,
        dedupe_key TEXT,
        error TEXT NOT NULL DEFAULT '',
        created_at TEXT NOT NULL,
        CHECK ((lane = 'bulk') = (mailing_id IS NOT NULL))
    ) STRICT
    """,
    """
    INSERT INTO outbox_new (id, lane, person_id, chat_id, method, params, attachment_name,
        attachment, session_id, rev, state, not_before, attempts, dedupe_key, error, created_at)
    SELECT id, lane, person_id, chat_id, method, params, attachment_name,
        attachment, session_id, rev, state, not_before, attempts, dedupe_key, error, created_at
    FROM outbox
    """,
    "DROP TABLE outbox",
    "ALTER TABLE outbox_new RENAME TO outbox",
    "CREATE UNIQUE INDEX outbox_dedupe ON outbox (dedupe_key) WHERE dedupe_key IS NOT NULL",
    "CREATE INDEX outbox_due ON outbox (not_before, id, chat_id) "
    "WHERE state = 'pending' AND lane = 'notice'",
    "CREATE INDEX outbox_bulk ON outbox (mailing_id, not_before, id) "
    "WHERE state = 'pending' AND mailing_id IS NOT NULL",
    "CREATE UNIQUE INDEX outbox_recipient ON outbox (mailing_id, chat_id) "
    "WHERE mailing_id IS NOT NULL",
    "CREATE INDEX outbox_sending ON outbox (mailing_id) WHERE state = 'sending'",
    # for erasures: by the foreign key, and strangers by their chat
    "CREATE INDEX outbox_person ON outbox (person_id) WHERE person_id IS NOT NULL",
    "CREATE INDEX outbox_chat ON outbox (chat_id) WHERE person_id IS NULL",
)

TABLES = (
    """
    CREATE TABLE announcement (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        author_id INTEGER REFERENCES person ON DELETE SET NULL,
        status TEXT NOT NULL DEFAULT 'draft'
            CHECK (status IN ('draft', 'scheduled', 'sent', 'withdrawn', 'cancelled')),
        topic TEXT NOT NULL DEFAULT '',
        audience TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(audience)),
        text TEXT NOT NULL DEFAULT '',
        entities TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(entities)),
        media TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(media)),
        buttons TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(buttons)),
        funded INTEGER NOT NULL DEFAULT 0 CHECK (funded IN (0, 1)),
        paid INTEGER NOT NULL DEFAULT 0 CHECK (paid IN (0, 1)),
        urgent INTEGER NOT NULL DEFAULT 0 CHECK (urgent IN (0, 1)),
        corrects_id INTEGER REFERENCES announcement ON DELETE CASCADE,
        send_at TEXT NOT NULL DEFAULT '',
        repeat TEXT NOT NULL DEFAULT '' CHECK (repeat = '' OR json_valid(repeat)),
        awaiting TEXT NOT NULL DEFAULT '',
        revision INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX announcement_author ON announcement (author_id) WHERE awaiting <> ''",
    # `complete`: everybody is in the outbox; a pause may come before that
    """
    CREATE TABLE mailing (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        announcement_id INTEGER NOT NULL REFERENCES announcement ON DELETE CASCADE,
        kind TEXT NOT NULL CHECK (kind IN ('announcement', 'correction', 'withdrawal')),
        status TEXT NOT NULL DEFAULT 'planning'
            CHECK (status IN ('planning', 'running', 'paused', 'stopped', 'finished')),
        complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
        cursor INTEGER NOT NULL DEFAULT 0,
        not_before TEXT NOT NULL DEFAULT '',
        revision INTEGER NOT NULL DEFAULT 0,
        paid INTEGER NOT NULL DEFAULT 0 CHECK (paid IN (0, 1)),
        planned INTEGER NOT NULL DEFAULT 0,
        sent INTEGER NOT NULL DEFAULT 0,
        failed INTEGER NOT NULL DEFAULT 0,
        unreachable INTEGER NOT NULL DEFAULT 0,
        unknown INTEGER NOT NULL DEFAULT 0,
        skipped INTEGER NOT NULL DEFAULT 0,
        created_by INTEGER REFERENCES person ON DELETE SET NULL,
        created_at TEXT NOT NULL,
        started_at TEXT NOT NULL DEFAULT '',
        finished_at TEXT NOT NULL DEFAULT '',
        progress_chat_id INTEGER NOT NULL DEFAULT 0,
        progress_message_id INTEGER NOT NULL DEFAULT 0,
        told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
    ) STRICT
    """,
    "CREATE INDEX mailing_announcement ON mailing (announcement_id)",
    "CREATE INDEX mailing_open ON mailing (status) WHERE finished_at = ''",
    """
    CREATE TABLE schedule (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        subject_id INTEGER NOT NULL DEFAULT 0,
        next_at TEXT NOT NULL,
        rule TEXT NOT NULL DEFAULT '' CHECK (rule = '' OR json_valid(rule)),
        cursor INTEGER NOT NULL DEFAULT 0,
        status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'done', 'cancelled')),
        created_by INTEGER REFERENCES person ON DELETE SET NULL,
        created_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX schedule_subject ON schedule (kind, subject_id) WHERE status = 'active'",
    "CREATE INDEX schedule_due ON schedule (next_at) WHERE status = 'active'",
    """
    CREATE TABLE chat (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('group', 'supergroup', 'channel')),
        title TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('administrator', 'member', 'gone')),
        can_post INTEGER NOT NULL DEFAULT 0 CHECK (can_post IN (0, 1)),
        updated_at TEXT NOT NULL
    ) STRICT
    """,
    "ALTER TABLE person ADD COLUMN quiet_from TEXT",
    "ALTER TABLE person ADD COLUMN quiet_until TEXT",
    """
    CREATE TABLE reminder_refusal (
        person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
        purpose TEXT NOT NULL,
        subject_id INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (person_id, purpose, subject_id)
    ) STRICT, WITHOUT ROWID
    """,
    # what people were asked before there were four topics
    "UPDATE subscription SET topic = 'surveys' WHERE topic = 'results'",
    "UPDATE subscription SET topic = 'workshops' WHERE topic = 'events'",
)


def upgrade() -> None:
    for statement in (*OUTBOX, *TABLES):
        op.execute(statement)
