"""Who asked to be erased, as keyed hashes in a file beside the database.

A backup is older than what came after it: after a restore, these erasures are done again.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from pathlib import Path
from typing import IO

from bot.clock import moment
from bot.errors import StorageError
from bot.frozen import frozen
from bot.storage import personal_data
from bot.storage.database import Tx

NAME = "erasures.log"


@frozen
class Erasure:
    """One line of the file: who, as a mark that says nothing without the key, and when."""

    mark: str
    at: str


def mark(secret: bytes, telegram_id: int) -> str:
    """HMAC-SHA256 of the account's number."""
    return hmac.new(secret, f"erasure:{telegram_id}".encode(), hashlib.sha256).hexdigest()


def note(folder: Path, erasure: Erasure) -> None:
    """Append one line and wait until it is on the disk. Raises StorageError."""
    line = json.dumps({"mark": erasure.mark, "at": erasure.at}).encode() + b"\n"
    try:
        with (folder / NAME).open("ab+") as log:
            log.write(line if _whole(log) else b"\n" + line)
            log.flush()
            os.fsync(log.fileno())
    except OSError as error:
        reason = {28: "full", 30: "readonly", 13: "readonly"}.get(error.errno or 0, "cannot_open")
        raise StorageError(reason, str(folder / NAME)) from error


def noted(folder: Path) -> list[Erasure]:
    """All that were asked for, oldest first. A line that a crash cut short is left out."""
    path = folder / NAME
    if not path.exists():
        return []
    lines = path.read_text(encoding="ascii").splitlines()
    whole = (json.loads(line) for line in lines if line.endswith("}"))
    return [Erasure(str(line["mark"]), str(line["at"])) for line in whole]


def _whole(log: IO[bytes]) -> bool:
    """Whether the file is empty or ends with a line's end."""
    if log.tell() == 0:
        return True
    log.seek(-1, os.SEEK_END)
    return log.read(1) == b"\n"


def replay(tx: Tx, secret: bytes, erasures: list[Erasure]) -> int:
    """Erase again whom a restored backup brought back; returns how many.

    Who came back by themselves after their erasure stays.
    """
    latest = {one.mark: one.at for one in sorted(erasures, key=lambda one: moment(one.at))}
    back = [
        (int(person_id), int(telegram_id))
        for person_id, telegram_id, since in tx.execute(
            "SELECT id, telegram_id, created_at FROM person"
        ).fetchall()
        if since <= latest.get(mark(secret, int(telegram_id)), "")
    ]
    for person_id, telegram_id in back:
        personal_data.erase(tx, person_id, telegram_id)
    return len(back)
