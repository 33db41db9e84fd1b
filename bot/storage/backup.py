"""Copies of the database by SQLite's own online backup, verified by opening them, and the way back.

A copy leaves out what people typed but nobody needs again: inbox payloads, replies on their way,
and the open sessions of anonymous surveys, which still say whose answers they are.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import StorageError
from bot.storage.database import Tx, connect, storage_error
from bot.storage.disk import told

PARTIAL = ".partial"  # a copy that is not finished; a crash may leave one behind
LOGS = ("-wal", "-shm")
DAMAGED = frozenset({"corrupt", "not_a_database", "database"})
STALE = 3600.0  # seconds after which nobody works on such a copy any more

# What is taken out of a copy, where the table is there.
_LEFT_OUT = {
    "inbox": "UPDATE inbox SET payload = ''",
    "outbox": "DELETE FROM outbox WHERE lane = 'reply'",
    "session": "DELETE FROM session WHERE kind = 'survey' AND subject_id IN "
    "(SELECT id FROM survey WHERE anonymous = 1)",
    # with those sessions goes what would tell of them; older schemas have neither table
    "reminder_refusal": "DELETE FROM reminder_refusal WHERE subject_id > 0",
    "schedule": "DELETE FROM outbox WHERE purpose IN ('survey_unfinished', 'survey_closing')",
}


def prune(backups: Path, kept: timedelta) -> None:
    """Delete older copies that the program made by itself; those that staff asked for stay."""
    before = (datetime.now(UTC) - kept).timestamp()
    for pattern in ("*-nightly.db", "*-before-*.db"):
        for copy in backups.glob(pattern):
            if copy.stat().st_mtime < before:
                copy.unlink()


def copy_database(path: Path, backups: Path, label: str) -> Path:
    """Copy a live database into `backups` and check the copy. Returns the copy's path.

    Raises StorageError.
    """
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    target = backups / f"{path.stem}-{moment}-{label}.db"
    partial = target.with_name(target.name + PARTIAL)
    if not path.is_file():
        raise StorageError("no_file", str(path))
    with told(target):
        backups.mkdir(parents=True, exist_ok=True)
        _clear_stale(backups)
        try:
            _private(partial)
            _copied(path, partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
    return target


def _copied(path: Path, partial: Path) -> None:
    with closing(connect(path)) as source, closing(_open(partial)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=MEMORY")
        copy.execute("PRAGMA foreign_keys=ON")
        copy.execute("PRAGMA secure_delete=ON")
        leave_out(copy)
        copy.execute("VACUUM")
        verify(copy, partial)
    _to_disk(partial)


def leave_out(copy: Tx) -> None:
    """Take out of a copy what a copy must not hold."""
    tables = {row[0] for row in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    copy.execute("BEGIN")
    for table, statement in _LEFT_OUT.items():
        if table in tables:
            copy.execute(statement)
    copy.execute("COMMIT")


def verify(copy: Tx, path: Path) -> None:
    """Raises StorageError("corrupt") unless SQLite finds the file whole."""
    try:
        answer = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise storage_error(error, path) from error
    if answer != ("ok",):
        raise StorageError("corrupt", str(path))


def verify_file(path: Path) -> None:
    """The same of a file, which must be there and is not changed. Raises StorageError."""
    if not path.is_file():
        raise StorageError("no_file", str(path))
    with told(path), closing(_read_only(path)) as tx:
        verify(tx, path)


def newest_copy(backups: Path) -> Path | None:
    """The copy that was made last."""
    return max(backups.glob("*.db"), key=lambda one: one.stat().st_mtime, default=None)


def restore_database(
    source: Path, path: Path, backups: Path, prepare: Callable[[Path], None]
) -> Path | None:
    """Put a copy in the database's place; the caller holds the folder's lock.

    `prepare` is given the new file before it takes the place (migrate it, erase again): if it
    raises, the present database stays as it is. Returns where the present one was put aside, None
    where there was none. Raises StorageError.
    """
    verify_file(source)
    fresh = path.with_name(path.name + PARTIAL)
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(fresh)
        try:
            _private(fresh)
            with closing(_read_only(source)) as copy, closing(_open(fresh)) as new:
                copy.backup(new)
            prepare(fresh)
            _closed(fresh)
            aside = put_aside(path, backups)
            fresh.replace(path)
            _to_disk(path.parent)
        finally:
            _remove(fresh)
    return aside


def put_aside(path: Path, backups: Path) -> Path | None:
    """Copy the present database and take its log away; a damaged one is moved as it is."""
    if not path.exists():
        return None
    try:
        aside = copy_database(path, backups, "before-restore")
        _closed(path)
    except StorageError as error:
        if error.reason not in DAMAGED:
            raise
        aside = _moved(path, backups)
    for suffix in LOGS:  # one that stayed would be played into the new file
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return aside


def _moved(path: Path, backups: Path) -> Path:
    moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    backups.mkdir(parents=True, exist_ok=True)
    aside = backups / f"{path.stem}-{moment}-damaged.db"
    for suffix in (*LOGS, ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            shutil.move(part, aside.with_name(aside.name + suffix))
    return aside


def _closed(path: Path) -> None:
    with closing(_open(path)) as tx:
        tx.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        verify(tx, path)
    _to_disk(path)


def _open(path: Path) -> Tx:
    return sqlite3.connect(path, isolation_level=None)


def _read_only(path: Path) -> Tx:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _private(path: Path) -> None:
    """An empty file that only the bot's user can read."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))


def _to_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _remove(path: Path) -> None:
    for suffix in ("", *LOGS):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _clear_stale(backups: Path) -> None:
    for partial in backups.glob("*" + PARTIAL):
        if time.time() - partial.stat().st_mtime > STALE:
            partial.unlink(missing_ok=True)
