"""One bot, one process: a lock on the data folder, taken before anything else."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO

from bot.errors import StorageError


def lock_folder(folder: Path) -> IO[str]:
    """Hold the folder until the returned file is closed (or the process ends, however).

    Raises StorageError: "another_copy", "readonly", "full" or "cannot_open".
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("a+")
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
    except BlockingIOError as error:
        raise StorageError("another_copy", str(folder)) from error
    except PermissionError as error:
        raise StorageError("readonly", str(folder)) from error
    except OSError as error:
        reason = {28: "full", 30: "readonly"}.get(error.errno or 0, "cannot_open")
        raise StorageError(reason, str(folder)) from error
    return file
