"""What the library may write to a person about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """Each is off until the person taps."""

    RESULTS = "results"  # of surveys
    EVENTS = "events"  # workshops and meetings


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """What is on now; `chosen` once the person has tapped something."""

    topics: frozenset[str] = frozenset()
    chosen: bool = False
