"""What the operating system says of a disk, in the words of StorageError."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import StorageError
from bot.storage.database import storage_error

_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "readonly",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
}


def disk_error(error: OSError, path: Path) -> StorageError:
    """The expected failures of a disk: "full", "readonly", or "cannot_open"."""
    return StorageError(_REASONS.get(error.errno or 0, "cannot_open"), str(path))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """What goes wrong inside with the disk or with SQLite comes out as a StorageError."""
    try:
        yield
    except sqlite3.Error as error:
        raise storage_error(error, path) from error
    except OSError as error:
        raise disk_error(error, path) from error
