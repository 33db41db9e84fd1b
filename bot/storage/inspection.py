"""Looking at a database and its folder without changing anything, also while the bot runs."""

from __future__ import annotations

import fcntl
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.domain.people import Role
from bot.errors import StorageError
from bot.frozen import frozen
from bot.storage import people
from bot.storage.backup import verify
from bot.storage.database import Tx
from bot.storage.disk import told

SQLITE = sqlite3.sqlite_version


@frozen
class Inspected:
    """A whole database. `revision` is "" where there is no schema yet."""

    revision: str
    owned: bool


def read_only(path: Path) -> Tx:
    """A connection that cannot change the file."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)


def inspect(path: Path, newest: str) -> Inspected:
    """Open it and check all of it. Raises StorageError: "corrupt", "newer_schema" …"""
    with told(path), closing(read_only(path)) as tx:
        verify(tx, path)
        revision = _revision(tx)
        if revision > newest:
            raise StorageError("newer_schema", str(path))
        owned = bool(revision) and bool(people.with_roles(tx, frozenset({Role.OWNER})))
        return Inspected(revision, owned)


def _revision(tx: Tx) -> str:
    if not tx.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
        return ""
    row = tx.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def holder(folder: Path) -> str:
    """The number of the process that holds the folder's lock, "" if none does."""
    path = folder / "lock"
    try:
        with path.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return file.read().strip() or "?"
    except OSError:
        return ""
    return ""
