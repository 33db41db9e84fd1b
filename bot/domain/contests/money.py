"""Amounts in whole grosze, read from and written as text without any rounding."""

from __future__ import annotations

import re

GROSZE = 100
HIGHEST = 10**15  # ten billion złoty: beyond it a comma is missing
_AMOUNT = re.compile(r"(?P<whole>[0-9]{1,13})(?:\.(?P<part>[0-9]{1,2})0*)?")


def grosze(text: str) -> int | None:
    """„1500”, „1500.5” or „1500.50” złoty as grosze; None for anything else."""
    match = _AMOUNT.fullmatch(text)
    if match is None:
        return None
    amount = int(match["whole"]) * GROSZE + int((match["part"] or "0").ljust(2, "0"))
    return amount if amount <= HIGHEST else None


def plain(amount: int) -> str:
    """Grosze as złoty with a point, and two digits behind it only where they are needed."""
    whole, part = divmod(amount, GROSZE)
    return f"{whole}.{part:02}" if part else str(whole)
