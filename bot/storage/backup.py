"""Copies of the database by SQLite's own online backup, verified by opening them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import StorageError
from bot.storage.database import connect, storage_error


def copy_database(path: Path, backups: Path, label: str) -> Path:
    """Copy a live database into `backups` and check the copy. Returns the copy's path.

    What people typed but nobody needs again is left out: inbox payloads, and the open sessions of
    anonymous surveys. Raises StorageError.
    """
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = backups / f"{path.stem}-{moment}-{label}.db"
    try:
        backups.mkdir(parents=True, exist_ok=True)
        with closing(connect(path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
            verify(copy, target)
    except sqlite3.Error as error:
        raise storage_error(error, target) from error
    except OSError as error:
        raise StorageError("cannot_open", str(target)) from error
    target.chmod(0o600)
    return target


def verify(copy: sqlite3.Connection, path: Path) -> None:
    """Raises StorageError("corrupt") unless SQLite finds the file whole."""
    if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise StorageError("corrupt", str(path))
