"""One bot, one process: a lock on the data folder, taken before anything else."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from pathlib import Path
from typing import IO

from bot.errors import StorageError

_REASONS = {
    errno.ENOSPC: "full",
    errno.EROFS: "readonly",
    errno.EACCES: "readonly",
    errno.EPERM: "readonly",
}


def lock_folder(folder: Path) -> IO[str]:
    """Hold the folder until the returned file is closed (or the process ends, however).

    Raises StorageError: "another_copy", "readonly", "full" or "cannot_open".
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("a+")
    except OSError as error:
        raise StorageError(_reason(error), str(folder)) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
    except OSError as error:
        with contextlib.suppress(OSError):
            file.close()
        raise StorageError(_reason(error), str(folder)) from error
    return file


def _reason(error: OSError) -> str:
    if isinstance(error, BlockingIOError):
        return "another_copy"
    return _REASONS.get(error.errno or 0, "cannot_open")
