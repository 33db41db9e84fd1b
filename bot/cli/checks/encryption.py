"""Does a folder lie on an encrypted volume? Told by Linux's own tables, without any rights."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")  # proc(5)
BLOCKS = Path("/sys/dev/block")
CRYPT = "CRYPT-"  # the UUID that cryptsetup gives a dm-crypt mapping


class Encryption(StrEnum):
    """What is known."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def encryption(
    folder: Path, mounts: Path = MOUNTS, blocks: Path = BLOCKS
) -> tuple[Encryption, str]:
    """Whether the folder's volume is encrypted, and its file system's type.

    Known only where a block device stands behind it: a network or a container's layer says
    nothing about the disk below.
    """
    found = mounted(folder, mounts)
    if found is None:
        return Encryption.UNKNOWN, "?"
    number, kind = found
    device = blocks / number
    if not device.exists():
        return Encryption.UNKNOWN, kind
    return (Encryption.YES if _encrypted(device.resolve()) else Encryption.NO), kind


def mounted(folder: Path, mounts: Path) -> tuple[str, str] | None:
    """„major:minor” and the type of the file system that holds the folder."""
    try:
        lines = mounts.read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    where = os.path.realpath(folder)
    best: tuple[int, str, str] | None = None
    for line in lines:
        before, _, after = line.partition(" - ")
        fields = before.split()
        point = fields[4].encode().decode("unicode_escape")
        if _holds(point, where) and (best is None or len(point) >= best[0]):
            best = (len(point), fields[2], after.split()[0])
    return best[1:] if best else None


def _holds(point: str, where: str) -> bool:
    return where == point or where.startswith(point.rstrip("/") + "/")


def _encrypted(device: Path) -> bool:
    """The device itself, or anything it is built of, is a dm-crypt mapping."""
    uuid = device / "dm" / "uuid"
    if uuid.is_file() and uuid.read_text(encoding="ascii", errors="replace").startswith(CRYPT):
        return True
    parts = list((device / "slaves").glob("*"))
    if not parts and (device / "partition").is_file():
        parts = [device.parent]
    return any(_encrypted(part.resolve()) for part in parts)
