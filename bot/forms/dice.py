"""Random numbers that come out the same whenever a session is looked at again."""

from __future__ import annotations

from random import Random


def dice(seed: int, ref: str = "") -> Random:
    """The random numbers of one node of one session."""
    return Random(f"{seed} {ref}")  # noqa: S311  for the order of choices, not for secrets
