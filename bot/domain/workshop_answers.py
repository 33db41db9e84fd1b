"""A workshop and the answers of the form `warsztat`: what they come to, what is known already."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.workshops import Audience, Silence, Status, Workshop
from bot.errors import Refused
from bot.forms.moments import written_moment

TEXTS = (
    "title", "description", "place", "address", "bring", "instructor", "partner", "contact",
    "accessibility", "image_notice", "project", "topic",
)  # fmt: skip
NUMBERS = ("seats", "party", "cancel_hours")
YES_NO = ("guardian_agrees", "guardian_stays", "funded")
MODES = {Status.DRAFT: "draft", Status.PROPOSED: "draft"}  # others: "published"
_AGES = re.compile(r"\s*(\d{1,2})\s*(?:(?P<open>\+)|[-–]\s*(\d{1,2}))?\s*")


def values(answers: Mapping[str, str], zone: ZoneInfo) -> dict[str, Any]:
    """Fields of `Workshop` by name. Questions that were not asked are left out.

    `needs_days` counts from the beginning, so it is read by `with_needs`. Raises Refused: bad_ages.
    """
    found: dict[str, Any] = {name: answers[name].strip() for name in TEXTS if name in answers}
    found |= {name: int(answers[name]) for name in NUMBERS if answers.get(name)}
    found |= {name: answers[name] == "yes" for name in YES_NO if name in answers}
    for name, read in _READ.items():
        if name in answers:
            found |= read(answers[name], zone)
    if answers.get("starts") and answers.get("ends"):
        found |= _times(answers["starts"], answers["ends"], zone)
    return found


def with_needs(
    found: dict[str, Any], answers: Mapping[str, str], starts_at: datetime
) -> dict[str, Any]:
    """The same with the moment until which access needs are asked for, if it was asked."""
    if "needs_days" not in answers:
        return found
    days = answers["needs_days"]
    until = starts_at - timedelta(days=int(days)) if days else None
    return {**found, "needs_until": until}


def known(workshop: Workshop, zone: ZoneInfo) -> dict[str, str]:
    """What the form shows as already known, by question name."""
    starts, ends = workshop.starts_at.astimezone(zone), workshop.ends_at.astimezone(zone)
    found = {name: getattr(workshop, name) for name in TEXTS}
    found |= {name: str(getattr(workshop, name)) for name in NUMBERS}
    found |= {name: "yes" if getattr(workshop, name) else "no" for name in YES_NO}
    found |= {
        "starts": _written(starts, zone),
        "ends": written_moment(ends.date(), ends.time(), ends).partition("T")[2],
        "audience": workshop.audience.value,
        "silence": workshop.silence.value,
        "ages": ages_text(workshop.age_from, workshop.age_to),
        "reserve": "" if workshop.reserve is None else str(workshop.reserve),
        "fee": f"{Decimal(workshop.fee) / 100:f}",
        "languages": " ".join(workshop.languages),
        "opens": _written(workshop.opens_at, zone),
        "closes": _written(workshop.closes_at, zone),
        "needs_days": _days_before(workshop),
        "pin": "" if workshop.latitude is None else f"{workshop.latitude} {workshop.longitude} 0 0",
        "mode": MODES.get(workshop.status, "published"),
    }
    return {name: text for name, text in found.items() if text}


def read_ages(text: str) -> tuple[int | None, int | None]:
    """„7–12”, „16+”, „8”. Raises Refused: bad_ages."""
    if not text.strip():
        return None, None
    match = _AGES.fullmatch(text)
    if match is None:
        raise Refused("bad_ages")
    youngest = int(match[1])
    oldest = None if match["open"] else int(match[3] or match[1])
    if oldest is not None and oldest < youngest:
        raise Refused("bad_ages")
    return youngest, oldest


def ages_text(youngest: int | None, oldest: int | None) -> str:
    """The same, as it is typed."""
    if youngest is None and oldest is None:
        return ""
    if oldest is None:
        return f"{youngest}+"
    return str(oldest) if youngest == oldest else f"{youngest or 0}–{oldest}"


def on_day(workshop: Workshop, day: date, zone: ZoneInfo) -> datetime:
    """The workshop's hour on another day, by the wall clock."""
    hour = workshop.starts_at.astimezone(zone).time()
    return datetime.combine(day, hour, zone).astimezone(UTC)


def _times(starts: str, ends: str, zone: ZoneInfo) -> dict[str, Any]:
    begins = datetime.fromisoformat(starts)
    hour = time.fromisoformat(ends[:5])
    local = begins.astimezone(zone)
    # an hour before the beginning is the next morning's: a night in the library
    day = local.date() + timedelta(days=int(hour <= local.time()))
    over = datetime.combine(day, hour, zone)
    return {"starts_at": begins.astimezone(UTC), "ends_at": over.astimezone(UTC)}


def _written(moment: datetime | None, zone: ZoneInfo) -> str:
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    return written_moment(local.date(), local.time(), local)


def _days_before(workshop: Workshop) -> str:
    if workshop.needs_until is None:
        return ""
    return str((workshop.starts_at - workshop.needs_until).days)


def _moment(name: str) -> Callable[[str, ZoneInfo], dict[str, Any]]:
    def read(text: str, _: ZoneInfo) -> dict[str, Any]:
        return {name: datetime.fromisoformat(text).astimezone(UTC) if text else None}

    return read


def _ages(text: str, _: ZoneInfo) -> dict[str, Any]:
    youngest, oldest = read_ages(text)
    return {"age_from": youngest, "age_to": oldest}


def _pin(text: str, _: ZoneInfo) -> dict[str, Any]:
    if not text:
        return {"latitude": None, "longitude": None}
    latitude, longitude = text.split()[:2]
    return {"latitude": float(latitude), "longitude": float(longitude)}


_READ: Mapping[str, Callable[[str, ZoneInfo], dict[str, Any]]] = {
    "audience": lambda text, _: {"audience": Audience(text)},
    "silence": lambda text, _: {"silence": Silence(text)},
    "ages": _ages,
    "reserve": lambda text, _: {"reserve": int(text) if text else None},
    "fee": lambda text, _: {"fee": round(Decimal(text) * 100)},
    "languages": lambda text, _: {"languages": tuple(text.split())},
    "opens": _moment("opens_at"),
    "closes": _moment("closes_at"),
    "pin": _pin,
}
