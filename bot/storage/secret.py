"""The key of keyed hashes: 32 random bytes in a file of its own, apart from the database."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from bot.errors import StorageError

NAME = "secret.key"
LENGTH = 32  # bytes


def load(folder: Path) -> bytes:
    """The key, made at the first start, readable by the bot's own user only.

    Raises StorageError: "bad_secret" where the file holds something else.
    """
    path = folder / NAME
    try:
        _create(path)
        key = path.read_bytes()
    except OSError as error:
        reason = {28: "full", 30: "readonly", 13: "readonly"}.get(error.errno or 0, "cannot_open")
        raise StorageError(reason, str(path)) from error
    if len(key) != LENGTH:
        raise StorageError("bad_secret", str(path))
    return key


def _create(path: Path) -> None:
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(file, "wb") as out:
        out.write(secrets.token_bytes(LENGTH))
        out.flush()
        os.fsync(out.fileno())
