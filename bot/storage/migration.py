"""Bringing a database to the newest schema: copy first, then all or nothing.

Alembic and SQLAlchemy are imported only when there is something to do.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.errors import StorageError
from bot.storage.backup import copy_database
from bot.storage.database import connect, storage_error

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"


def newest(migrations: Path = MIGRATIONS) -> str:
    """The revision of the code: the last file of `versions/`, whose names begin with it."""
    return max(path.name.split("_")[0] for path in migrations.glob("versions/[0-9]*_*.py"))


def revision(path: Path) -> str:
    """The revision of a database file, "" for a new one."""
    with closing(connect(path)) as tx:
        try:
            row = tx.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return ""
            raise storage_error(error, path) from error
    return str(row[0]) if row else ""


def migrate(path: Path, backups: Path, migrations: Path = MIGRATIONS) -> Path | None:
    """Upgrade the file; returns the copy made before, if there was anything to lose.

    Raises StorageError: "newer_schema" for a database of a later version of the program;
    "migration_failed" with the copy's path, after which the old schema and data are as they were.
    """
    current, target = revision(path), newest(migrations)
    if current == target:
        return None
    if current > target:
        raise StorageError("newer_schema", str(path))
    copy = copy_database(path, backups, f"before-{target}") if current else None
    try:
        _upgrade(path, migrations)
    except Exception as error:
        raise _told(error, path, copy) from error
    return copy


def _told(error: Exception, path: Path, copy: Path | None) -> StorageError:
    """A full disk is a full disk, not a fault of the revision. SQLAlchemy carries SQLite's own."""
    cause = getattr(error, "orig", None)
    if isinstance(cause, sqlite3.Error):
        own = storage_error(cause, path)
        if own.reason != "database":
            return own
    return StorageError("migration_failed", str(copy or path))


def _upgrade(path: Path, migrations: Path) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("sqlalchemy.url", f"sqlite:///{path}".replace("%", "%%"))
    command.upgrade(config, "head")
