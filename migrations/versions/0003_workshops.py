"""Workshops: meetings, series, sign-ups with their participants, offers, what was changed."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = (
    """
    CREATE TABLE series (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        rule TEXT NOT NULL,
        skip_holidays INTEGER NOT NULL DEFAULT 1 CHECK (skip_holidays IN (0, 1)),
        meetings INTEGER NOT NULL,
        signing TEXT NOT NULL DEFAULT 'either' CHECK (signing IN ('each', 'all', 'either')),
        created_by INTEGER REFERENCES person ON DELETE SET NULL,
        created_at TEXT NOT NULL
    ) STRICT
    """,
    # `due_at`: when it next needs attention; NULL: never again
    """
    CREATE TABLE workshop (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        token TEXT NOT NULL UNIQUE,
        status TEXT NOT NULL DEFAULT 'draft'
            CHECK (status IN ('draft', 'proposed', 'published', 'cancelled')),
        title TEXT NOT NULL,
        starts_at TEXT NOT NULL,
        ends_at TEXT NOT NULL,
        place TEXT NOT NULL,
        seats INTEGER NOT NULL CHECK (seats >= 0),
        description TEXT NOT NULL DEFAULT '',
        address TEXT NOT NULL DEFAULT '',
        latitude REAL,
        longitude REAL,
        reserve INTEGER CHECK (reserve >= 0),
        party INTEGER NOT NULL DEFAULT 1 CHECK (party >= 1),
        audience TEXT NOT NULL DEFAULT 'everyone'
            CHECK (audience IN ('everyone', 'adults', 'children', 'families')),
        age_from INTEGER CHECK (age_from >= 0),
        age_to INTEGER CHECK (age_to >= 0),
        fee INTEGER NOT NULL DEFAULT 0 CHECK (fee >= 0),
        bring TEXT NOT NULL DEFAULT '',
        instructor TEXT NOT NULL DEFAULT '',
        partner TEXT NOT NULL DEFAULT '',
        languages TEXT NOT NULL DEFAULT '',
        accessibility TEXT NOT NULL DEFAULT '',
        needs_until TEXT,
        opens_at TEXT,
        closes_at TEXT,
        cancel_hours INTEGER NOT NULL DEFAULT 0 CHECK (cancel_hours >= 0),
        guardian_agrees INTEGER NOT NULL DEFAULT 0 CHECK (guardian_agrees IN (0, 1)),
        guardian_stays INTEGER NOT NULL DEFAULT 0 CHECK (guardian_stays IN (0, 1)),
        image_notice TEXT NOT NULL DEFAULT '',
        contact TEXT NOT NULL DEFAULT '',
        funded INTEGER NOT NULL DEFAULT 0 CHECK (funded IN (0, 1)),
        poster TEXT NOT NULL DEFAULT '',
        form_id INTEGER REFERENCES form,
        survey_id INTEGER REFERENCES survey ON DELETE SET NULL,
        project TEXT NOT NULL DEFAULT '',
        topic TEXT NOT NULL DEFAULT '',
        silence TEXT NOT NULL DEFAULT 'keep' CHECK (silence IN ('keep', 'free')),
        instructor_check TEXT NOT NULL DEFAULT '',
        instructor_checked_on TEXT,
        series_id INTEGER REFERENCES series ON DELETE SET NULL,
        number INTEGER NOT NULL DEFAULT 1,
        sequence INTEGER NOT NULL DEFAULT 0,
        created_by INTEGER REFERENCES person ON DELETE SET NULL,
        created_at TEXT NOT NULL,
        published_at TEXT,
        cancelled_at TEXT,
        cancelled_why TEXT NOT NULL DEFAULT '',
        reminded TEXT NOT NULL DEFAULT '',
        due_at TEXT
    ) STRICT
    """,
    "CREATE INDEX workshop_starts ON workshop (status, starts_at)",
    "CREATE INDEX workshop_due ON workshop (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX workshop_series ON workshop (series_id) WHERE series_id IS NOT NULL",
    # what everybody heard of, old and new, so that a late message tells all of it at once
    """
    CREATE TABLE workshop_change (
        workshop_id INTEGER NOT NULL REFERENCES workshop ON DELETE CASCADE,
        sequence INTEGER NOT NULL,
        name TEXT NOT NULL,
        old TEXT NOT NULL,
        new TEXT NOT NULL,
        changed_by INTEGER REFERENCES person ON DELETE SET NULL,
        changed_at TEXT NOT NULL,
        PRIMARY KEY (workshop_id, sequence, name)
    ) STRICT, WITHOUT ROWID
    """,
    # AUTOINCREMENT: the id is the order of arrival, and buttons of old messages carry it
    """
    CREATE TABLE signup (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        workshop_id INTEGER NOT NULL REFERENCES workshop ON DELETE CASCADE,
        person_id INTEGER REFERENCES person ON DELETE SET NULL,
        name TEXT NOT NULL,
        phone TEXT NOT NULL DEFAULT '',
        channel TEXT NOT NULL DEFAULT 'bot' CHECK (channel IN ('bot', 'phone', 'walk_in')),
        code TEXT NOT NULL UNIQUE,
        active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
        needs TEXT NOT NULL DEFAULT '',
        answers TEXT NOT NULL DEFAULT '' CHECK (answers = '' OR json_valid(answers)),
        kept INTEGER NOT NULL DEFAULT 0,
        told INTEGER NOT NULL DEFAULT 0,
        asked INTEGER NOT NULL DEFAULT 0,
        coming_at TEXT,
        taken_by INTEGER REFERENCES person ON DELETE SET NULL,
        made_at TEXT NOT NULL
    ) STRICT
    """,
    # nobody is in twice
    "CREATE UNIQUE INDEX signup_person ON signup (person_id, workshop_id) "
    "WHERE active = 1 AND person_id IS NOT NULL",
    "CREATE INDEX signup_workshop ON signup (workshop_id, active)",
    "CREATE INDEX signup_taken_by ON signup (taken_by) WHERE taken_by IS NOT NULL",
    """
    CREATE TABLE participant (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        signup_id INTEGER NOT NULL REFERENCES signup ON DELETE CASCADE,
        workshop_id INTEGER NOT NULL REFERENCES workshop ON DELETE CASCADE,
        name TEXT NOT NULL,
        age INTEGER CHECK (age >= 0),
        minor INTEGER NOT NULL CHECK (minor IN (0, 1)),
        state TEXT NOT NULL CHECK (state IN ('awaiting_guardian', 'confirmed', 'reserve',
            'offered', 'attended', 'absent', 'cancelled')),
        why TEXT NOT NULL DEFAULT ''
    ) STRICT
    """,
    "CREATE INDEX participant_signup ON participant (signup_id)",
    "CREATE INDEX participant_state ON participant (workshop_id, state, signup_id)",
    """
    CREATE TABLE offer (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        signup_id INTEGER NOT NULL REFERENCES signup ON DELETE CASCADE,
        seats INTEGER NOT NULL,
        made_at TEXT NOT NULL,
        told_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        outcome TEXT NOT NULL DEFAULT 'open'
            CHECK (outcome IN ('open', 'accepted', 'declined', 'expired', 'withdrawn')),
        answered_at TEXT
    ) STRICT
    """,
    "CREATE INDEX offer_signup ON offer (signup_id)",
    "CREATE UNIQUE INDEX offer_open ON offer (signup_id) WHERE outcome = 'open'",
)


def upgrade() -> None:
    for statement in TABLES:
        op.execute(statement)
