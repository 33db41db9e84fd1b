"""What a library says of itself: seeded by the configuration once, then kept in the database."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Profile:
    """The library. `contact` and `inspector` must be known before anything that asks for data."""

    library: str = ""
    address: str = ""
    contact: str = ""
    inspector: str = ""  # data-protection officer (IOD): how to reach them
    notice: str = ""  # the library's own addition to the privacy notice
    funding: str = ""
    time_zone: str = "Europe/Warsaw"
    default_language: str = "pl"
    minimum_age: int = 16
    retention_days: int = 365  # how long a named answer is kept after the survey closes
    places: tuple[str, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which people read hours."""
        return ZoneInfo(self.time_zone)


def missing_for_publishing(profile: Profile) -> tuple[str, ...]:
    """The keys without which nothing that collects data may be published (GDPR art. 13)."""
    needed = {"library": profile.library, "contact": profile.contact,
              "inspector": profile.inspector}  # fmt: skip
    return tuple(key for key, value in needed.items() if not value.strip())
