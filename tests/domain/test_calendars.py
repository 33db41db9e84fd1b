"""Calendar files: what RFC 5545 asks of bytes, and what two readers make of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendars import Entry, calendar, escaped
from bot.domain.series import meetings, parse
from bot.domain.workshops import Status, Workshop

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2027, 5, 12, 10, tzinfo=UTC)
STARTS = datetime(2027, 5, 22, 10, tzinfo=WARSAW)
LINK = "https://t.me/zalesie_bot?start=w_a1"
WORKSHOP = Workshop(
    1, "Ceramika, czyli „zażółć gęślą jaźń”; kubki", STARTS, STARTS + timedelta(hours=2),
    "sala na parterze", 12, Status.PUBLISHED, "a1b2",
    "Lepimy z gliny.\nWeź fartuch; resztę damy \\ pożyczymy. Ґанок, їжак 🧵 dla wszystkich.",
    "ul. Szkolna 1, Zalesie", 52.0512345, 21.0311111, sequence=2,
)  # fmt: skip


def entry(workshop: Workshop = WORKSHOP, *, cancelled: bool = False) -> Entry:
    return Entry.of(workshop, LINK, "zalesie_bot", cancelled=cancelled)


def unfolded(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_the_bytes_are_as_the_standard_asks() -> None:
    """CRLF and nothing else ends a line, none is longer than 75 octets, no letter is cut."""
    content = calendar([entry()], WARSAW, NOW)

    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()


def test_text_is_escaped() -> None:
    """Backslash, semicolon, comma and new line; a control character would break the file."""
    assert escaped("a,b;c\\d\ne\r\nf\x00g") == "a\\,b\\;c\\\\d\\ne\\nfg"
    assert "SUMMARY:Ceramika\\, czyli „zażółć gęślą jaźń”\\; kubki" in unfolded(
        calendar([entry()], WARSAW, NOW)
    )


def test_icalendar_reads_what_we_meant() -> None:
    """Hours by the wall clock of the zone that the file itself describes."""
    read = icalendar.Calendar.from_ical(calendar([entry()], WARSAW, NOW))
    (event,) = read.walk("VEVENT")

    assert not event.errors
    assert read["METHOD"] == "PUBLISH"
    assert event["SUMMARY"] == WORKSHOP.title
    assert event["DESCRIPTION"] == WORKSHOP.description
    assert event["LOCATION"] == "sala na parterze, ul. Szkolna 1, Zalesie"
    assert event["DTSTART"].dt == STARTS
    assert event["DTSTART"].params["TZID"] == "Europe/Warsaw"
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=2)
    assert (str(event["UID"]), event["SEQUENCE"]) == ("a1b2@zalesie_bot", 2)
    assert [str(one["TZID"]) for one in read.walk("VTIMEZONE")] == ["Europe/Warsaw"]


def test_vobject_reads_what_we_meant() -> None:
    """A second reader, with its own reading of the zone."""
    read = vobject.readOne(calendar([entry()], WARSAW, NOW).decode())

    read.validate(raiseException=True)
    assert read.vevent.summary.value == WORKSHOP.title
    assert read.vevent.description.value == WORKSHOP.description
    assert read.vevent.dtstart.value.astimezone(UTC) == STARTS.astimezone(UTC)
    assert read.vevent.url.value == LINK


def test_the_zone_in_the_file_is_right_for_every_meeting_of_a_series() -> None:
    """Over both nights on which clocks change: the file's own rules give the same moments."""
    first = datetime(2026, 10, 14, 17, tzinfo=WARSAW)
    starts = meetings(parse("FREQ=WEEKLY;COUNT=30"), first, WARSAW).starts
    found = [
        replace(WORKSHOP, token=f"t{n}", starts_at=at, ends_at=at + timedelta(hours=1))
        for n, at in enumerate(starts)
    ]

    content = calendar([entry(one) for one in found], WARSAW, NOW)

    (zone,) = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")
    own = zone.to_tz()
    walls = [line.rpartition(":")[2] for line in unfolded(content) if line.startswith("DTSTART;")]
    assert {wall[9:] for wall in walls} == {"170000"}
    moments = [datetime.strptime(wall, "%Y%m%dT%H%M%S").replace(tzinfo=own) for wall in walls]
    assert [one.astimezone(UTC) for one in moments] == list(starts)


def test_a_change_keeps_the_uid_and_raises_the_sequence() -> None:
    """So that a calendar moves the entry instead of adding one."""
    later = replace(WORKSHOP, starts_at=STARTS + timedelta(days=7), sequence=3)

    before, after = entry(), entry(later)

    assert before.uid == after.uid
    assert after.sequence > before.sequence


@pytest.mark.parametrize("given_up", [True, False])
def test_what_is_off_is_cancelled_in_the_calendar_too(given_up: bool) -> None:
    """The workshop was called off, or somebody gave up their place: METHOD:CANCEL, and a
    SEQUENCE above that of the published entry (RFC 5546, section 3.2.5)."""
    off = replace(WORKSHOP, status=Status.CANCELLED, sequence=3)
    one = entry(cancelled=True) if given_up else entry(off)

    read = icalendar.Calendar.from_ical(calendar([one], WARSAW, NOW))
    (event,) = read.walk("VEVENT")

    assert read["METHOD"] == "CANCEL"
    assert event["STATUS"] == "CANCELLED"
    assert event["SEQUENCE"] == 3
    assert str(event["UID"]) == "a1b2@zalesie_bot"


def test_one_file_has_one_method() -> None:
    """Published and cancelled entries do not go together."""
    with pytest.raises(ValueError, match="one method"):
        calendar([entry(), entry(cancelled=True)], WARSAW, NOW)


@given(st.text(max_size=200), st.text(max_size=400))
def test_any_words_come_back_as_they_were(title: str, description: str) -> None:
    """Whatever a librarian types, apart from control characters."""
    title, description = (
        "".join(one for one in text if one in "\n\t" or one.isprintable())
        for text in (title, description)
    )
    workshop = replace(WORKSHOP, title=title, description=description)

    content = calendar([entry(workshop)], WARSAW, NOW)

    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert event["SUMMARY"] == title
    assert event.get("DESCRIPTION", "") == description


def test_the_clocks_of_the_file_are_those_of_poland() -> None:
    """The last Sundays of March and October, at 1.00 UTC."""
    lines = unfolded(calendar([entry()], WARSAW, NOW))

    begins = [line for line in lines if line.startswith("DTSTART:")]
    assert "DTSTART:20270328T020000" in begins
    assert "DTSTART:20271031T030000" in begins
    assert date(2027, 3, 28).weekday() == 6
