"""Contests: phases, applications with their versions, the jury, the vote, decisions, protocols."""

from alembic import op

revision = "0004"
down_revision = "0003"

TABLES = (
    # `source`: the configuration as it came; phases are rows because they move
    """
    CREATE TABLE contest (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        token TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        form_id INTEGER NOT NULL REFERENCES form,
        round INTEGER NOT NULL DEFAULT 1,
        counted_at TEXT,
        published_at TEXT,
        archived_until TEXT,
        created_by INTEGER REFERENCES person ON DELETE SET NULL,
        created_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE contest_phase (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        name TEXT NOT NULL,
        begins_at TEXT,
        ends_at TEXT CHECK (ends_at > begins_at),
        UNIQUE (contest_id, name)
    ) STRICT
    """,
    """
    CREATE TABLE contest_phase_change (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        name TEXT NOT NULL,
        old_begin TEXT,
        old_end TEXT,
        new_begin TEXT,
        new_end TEXT,
        reason TEXT NOT NULL CHECK (reason <> ''),
        changed_by INTEGER REFERENCES person ON DELETE SET NULL,
        changed_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX contest_phase_change_contest ON contest_phase_change (contest_id)",
    """
    CREATE TABLE application (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        token TEXT NOT NULL UNIQUE,
        round INTEGER NOT NULL DEFAULT 1,
        status TEXT NOT NULL DEFAULT 'draft'
            CHECK (status IN ('draft', 'submitted', 'undecided', 'withdrawn', 'turned-away')),
        formal TEXT NOT NULL DEFAULT 'open'
            CHECK (formal IN ('open', 'called', 'passed', 'failed')),
        kind TEXT NOT NULL,
        title TEXT NOT NULL DEFAULT '',
        name TEXT NOT NULL DEFAULT '',
        organisation TEXT NOT NULL DEFAULT '',
        guardian TEXT NOT NULL DEFAULT '',
        minor INTEGER NOT NULL DEFAULT 0 CHECK (minor IN (0, 1)),
        channel TEXT NOT NULL DEFAULT 'bot' CHECK (channel IN ('bot', 'paper', 'email')),
        number INTEGER NOT NULL DEFAULT 0,
        year INTEGER NOT NULL DEFAULT 0,
        received_at TEXT,
        requested INTEGER NOT NULL DEFAULT 0 CHECK (requested >= 0),
        version INTEGER NOT NULL DEFAULT 0,
        author_id INTEGER REFERENCES person ON DELETE SET NULL,
        entered_by INTEGER REFERENCES person ON DELETE SET NULL,
        created_at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE UNIQUE INDEX application_receipt ON application (contest_id, year, number) "
    "WHERE number > 0",
    "CREATE INDEX application_author ON application (author_id)",
    """
    CREATE TABLE application_member (
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        person_id INTEGER NOT NULL REFERENCES person ON DELETE CASCADE,
        joined_at TEXT NOT NULL,
        PRIMARY KEY (application_id, person_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX application_member_person ON application_member (person_id)",
    """
    CREATE TABLE application_version (
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        number INTEGER NOT NULL,
        form_id INTEGER NOT NULL REFERENCES form,
        answers TEXT NOT NULL CHECK (json_valid(answers)),
        state TEXT NOT NULL CHECK (json_valid(state)),
        why TEXT NOT NULL
            CHECK (why IN ('submitted', 'edited', 'corrected', 'paper', 'new-budget')),
        saved_by INTEGER REFERENCES person ON DELETE SET NULL,
        saved_at TEXT NOT NULL,
        PRIMARY KEY (application_id, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE application_event (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        what TEXT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        done_by INTEGER REFERENCES person ON DELETE SET NULL,
        at TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX application_event_application ON application_event (application_id)",
    """
    CREATE TABLE formal_mark (
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        item TEXT NOT NULL,
        mark TEXT NOT NULL CHECK (mark IN ('yes', 'no', 'not-applicable')),
        marked_by INTEGER REFERENCES person ON DELETE SET NULL,
        marked_at TEXT NOT NULL,
        PRIMARY KEY (application_id, item)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE correction (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        what TEXT NOT NULL CHECK (what <> ''),
        until TEXT NOT NULL,
        sent_by INTEGER REFERENCES person ON DELETE SET NULL,
        sent_at TEXT NOT NULL,
        fixed_at TEXT
    ) STRICT
    """,
    "CREATE INDEX correction_application ON correction (application_id)",
    """
    CREATE TABLE assessor (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        person_id INTEGER REFERENCES person ON DELETE SET NULL,
        name TEXT NOT NULL,
        withdrawn TEXT NOT NULL DEFAULT '',
        joined_at TEXT NOT NULL,
        UNIQUE (contest_id, person_id)
    ) STRICT
    """,
    """
    CREATE TABLE assessor_invitation (
        mark TEXT PRIMARY KEY,
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        created_by INTEGER REFERENCES person ON DELETE SET NULL,
        expires_at TEXT NOT NULL,
        used_at TEXT
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE conflict (
        assessor_id INTEGER NOT NULL REFERENCES assessor ON DELETE CASCADE,
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        reason TEXT NOT NULL CHECK (reason <> ''),
        declared_at TEXT NOT NULL,
        PRIMARY KEY (assessor_id, application_id)
    ) STRICT, WITHOUT ROWID
    """,
    # points are exact: text as Python's Fraction writes it
    """
    CREATE TABLE sheet (
        assessor_id INTEGER NOT NULL REFERENCES assessor ON DELETE CASCADE,
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        points TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(points)),
        comment TEXT NOT NULL DEFAULT '',
        submitted_at TEXT,
        PRIMARY KEY (assessor_id, application_id)
    ) STRICT, WITHOUT ROWID
    """,
    # keyed hashes: who has voted, and which codes there are
    """
    CREATE TABLE vote_mark (
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        mark TEXT NOT NULL,
        PRIMARY KEY (contest_id, mark)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE vote_code (
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        mark TEXT NOT NULL,
        used INTEGER NOT NULL DEFAULT 0 CHECK (used IN (0, 1)),
        PRIMARY KEY (contest_id, mark)
    ) STRICT, WITHOUT ROWID
    """,
    # a random key and no time: nothing here leads to who voted
    """
    CREATE TABLE ballot (
        key TEXT PRIMARY KEY,
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        round INTEGER NOT NULL DEFAULT 1,
        medium TEXT NOT NULL CHECK (medium IN ('bot', 'paper')),
        projects TEXT NOT NULL CHECK (json_valid(projects)),
        points TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(points))
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX ballot_contest ON ballot (contest_id)",
    # every step is kept; the highest of a round stands
    """
    CREATE TABLE award (
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        round INTEGER NOT NULL,
        step INTEGER NOT NULL,
        what TEXT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        amount INTEGER NOT NULL DEFAULT 0,
        terms TEXT NOT NULL CHECK (json_valid(terms)),
        decisions TEXT NOT NULL CHECK (json_valid(decisions)),
        made_by INTEGER REFERENCES person ON DELETE SET NULL,
        made_at TEXT NOT NULL,
        PRIMARY KEY (contest_id, round, step)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE award_reason (
        application_id INTEGER NOT NULL REFERENCES application ON DELETE CASCADE,
        round INTEGER NOT NULL,
        words TEXT NOT NULL CHECK (words <> ''),
        given_by INTEGER REFERENCES person ON DELETE SET NULL,
        given_at TEXT NOT NULL,
        PRIMARY KEY (application_id, round)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE protocol (
        contest_id INTEGER NOT NULL REFERENCES contest ON DELETE CASCADE,
        round INTEGER NOT NULL,
        number INTEGER NOT NULL,
        reference TEXT NOT NULL,
        step INTEGER NOT NULL,
        approver TEXT NOT NULL,
        approved_by INTEGER REFERENCES person ON DELETE SET NULL,
        approved_at TEXT NOT NULL,
        PRIMARY KEY (contest_id, round, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE outage (
        since TEXT PRIMARY KEY,
        until TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
