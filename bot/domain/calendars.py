"""iCalendar files (RFC 5545), made by hand: one calendar, its time zone, an event a workshop.

Lines end in CRLF and are folded at 75 octets (section 3.1), text is escaped (3.3.11), the zone is
spelled out (3.6.5), the UID stays while SEQUENCE rises (3.8.7.4), METHOD is PUBLISH, or CANCEL for
what is called off (RFC 5546, sections 3.2.1 and 3.2.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.workshops import Status, Workshop
from bot.frozen import frozen

OCTETS = 75  # of a line, without its end
PRODUCT = "-//Trzecie Miejsce//Warsztaty//PL"
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_HOUR = timedelta(hours=1)


@frozen
class Entry:
    """One event in somebody's calendar. Moments are aware; `geo` is latitude and longitude."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    description: str = ""
    location: str = ""
    link: str = ""
    geo: tuple[float, float] | None = None
    cancelled: bool = False

    @staticmethod
    def of(workshop: Workshop, link: str, domain: str, *, cancelled: bool = False) -> Entry:
        """A workshop; `domain` makes its UID the world's only one.

        A place that somebody gave up, too, comes as a cancelled one, one step further: a calendar
        takes no CANCEL with an old SEQUENCE.
        """
        off = workshop.status is Status.CANCELLED
        known = workshop.latitude is not None and workshop.longitude is not None
        return Entry(
            uid=f"{workshop.token}@{domain}",
            sequence=workshop.sequence + int(cancelled and not off),
            starts_at=workshop.starts_at,
            ends_at=workshop.ends_at,
            title=workshop.title,
            description=workshop.description,
            location=", ".join(filter(None, (workshop.place, workshop.address))),
            link=link,
            geo=(workshop.latitude or 0.0, workshop.longitude or 0.0) if known else None,
            cancelled=cancelled or off,
        )


def calendar(entries: Sequence[Entry], zone: ZoneInfo, now: datetime) -> bytes:
    """The file. All entries are to be published or all are cancelled: there is one METHOD.

    Raises ValueError for a mixture and for no entries.
    """
    cancelled = {one.cancelled for one in entries}
    if len(cancelled) != 1:
        raise ValueError("entries of one method are needed")
    method = "CANCEL" if cancelled.pop() else "PUBLISH"
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
    ]  # fmt: skip
    years = [one.starts_at.astimezone(zone).year for one in entries]
    lines += _zone(zone, min(years) - 1, max(years) + 1)
    for one in entries:
        lines += _event(one, zone, now)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(entry: Entry, zone: ZoneInfo, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"DTSTART;TZID={zone.key}:{entry.starts_at.astimezone(zone):%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID={zone.key}:{entry.ends_at.astimezone(zone):%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{escaped(entry.title)}"
    if entry.description:
        yield f"DESCRIPTION:{escaped(entry.description)}"
    if entry.location:
        yield f"LOCATION:{escaped(entry.location)}"
    if entry.geo:
        yield f"GEO:{entry.geo[0]:.6f};{entry.geo[1]:.6f}"
    if entry.link:
        yield f"URL:{entry.link}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """A TEXT value: backslash, semicolon, comma and new line; other controls are left out."""
    plain = "".join(one for one in text if one in "\n\t" or ord(one) >= 32)
    return plain.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets that cut no letter; a space begins the further ones."""
    pieces, piece = [], b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > OCTETS:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


# The zone, for the years that the entries touch, the one before and the one after.


@frozen
class _Turn:
    """A moment at which the clocks are changed: the old offset's wall clock, and both offsets."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool


@lru_cache(maxsize=16)
def _zone(zone: ZoneInfo, first: int, last: int) -> tuple[str, ...]:
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone.key}"]
    for turn in _turns(zone, first, last):
        kind = "DAYLIGHT" if turn.summer else "STANDARD"
        lines += [
            f"BEGIN:{kind}",
            f"DTSTART:{turn.wall:%Y%m%dT%H%M%S}",
            f"TZOFFSETFROM:{_offset(turn.before)}",
            f"TZOFFSETTO:{_offset(turn.after)}",
            f"TZNAME:{turn.name}",
            f"END:{kind}",
        ]
    return (*lines, "END:VTIMEZONE")


def _turns(zone: ZoneInfo, first: int, last: int) -> Iterator[_Turn]:
    """Every change of the clocks from the first year to the last, found hour by hour in the days
    on which the offset differs; a zone without any gets its one offset."""
    day = datetime(first, 1, 1, tzinfo=UTC)
    end = datetime(last + 1, 1, 1, tzinfo=UTC)
    found = False
    while day < end:
        after = day + timedelta(days=1)
        if _utcoffset(day, zone) != _utcoffset(after, zone):
            yield _change(day, zone)
            found = True
        day = after
    if not found:
        start, offset = datetime(first, 1, 1, tzinfo=UTC), _utcoffset(day, zone)
        name = start.astimezone(zone).tzname() or zone.key
        yield _Turn(start, offset, offset, name, summer=False)


def _change(day: datetime, zone: ZoneInfo) -> _Turn:
    before = _utcoffset(day, zone)
    moment = day
    while _utcoffset(moment, zone) == before:
        moment += _HOUR
    local = moment.astimezone(zone)
    after = _utcoffset(moment, zone)
    return _Turn(moment + before, before, after, local.tzname() or zone.key, after > before)


def _utcoffset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}{abs(minutes) % 60:02d}"
