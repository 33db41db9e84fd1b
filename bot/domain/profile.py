"""What a library says of itself: seeded by the configuration once, then kept in the database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any
from zoneinfo import ZoneInfo

from bot.frozen import frozen


@frozen
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


NUMBERS = frozenset({"minimum_age", "retention_days"})
ASKED = (
    "library", "contact", "inspector", "address", "places", "notice", "funding",
    "minimum_age", "retention_days",
)  # fmt: skip


@frozen
class ProfileSaved:
    """What the conversation about the profile came to. `changed` names the keys."""

    profile: Profile
    changed: tuple[str, ...]


def known(profile: Profile) -> dict[str, str]:
    """What the form `profil` shows as already known, by question name. `filled` is "yes" where
    nothing is missing: then the form does not ask whether to go on to the rest."""
    values = {key: _text(getattr(profile, key)) for key in ASKED}
    values["filled"] = "" if missing_for_publishing(profile) else "yes"
    return {key: value for key, value in values.items() if value}


def changed_by(profile: Profile, answers: Mapping[str, str]) -> ProfileSaved:
    """The profile after the form `profil` was filled in; questions not asked change nothing."""
    given: dict[str, Any] = {key: _value(key, answers[key]) for key in ASKED if key in answers}
    after = replace(profile, **given)
    before = asdict(profile)
    changed = tuple(key for key, value in asdict(after).items() if value != before[key])
    return ProfileSaved(after, changed)


def _text(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _value(key: str, text: str) -> object:
    if key in NUMBERS:
        return int(text)
    if key == "places":
        return tuple(dict.fromkeys(filter(None, map(str.strip, re.split(r"[,;\n]", text)))))
    return text.strip()
