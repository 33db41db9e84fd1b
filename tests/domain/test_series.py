"""Recurrence rules, the days they give, and Polish holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.holidays import easter, holiday, holidays
from bot.domain.series import DAYS, Frequency, Rule, meetings, parse
from bot.errors import Refused

WARSAW = ZoneInfo("Europe/Warsaw")


def days(rule: str, first: datetime, **more: bool) -> list[str]:
    found = meetings(parse(rule), first, WARSAW, **more)
    return [f"{one.astimezone(WARSAW):%d.%m.%y %H:%M}" for one in found.starts]


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (datetime(2026, 10, 21, 17, tzinfo=WARSAW), ["21.10.26", "28.10.26"]),
        (datetime(2027, 3, 24, 17, tzinfo=WARSAW), ["24.03.27", "31.03.27"]),
    ],
)
def test_over_both_dst_nights_it_stays_at_17(first: datetime, expected: list[str]) -> None:
    """By the wall clock, not by hours between."""
    assert days("FREQ=WEEKLY;COUNT=2", first) == [f"{one} 17:00" for one in expected]


def test_six_wednesdays_are_six_that_take_place() -> None:
    """11 November 2026 is a Wednesday and free."""
    found = meetings(
        parse("FREQ=WEEKLY;BYDAY=WE;COUNT=6"), datetime(2026, 10, 28, 17, tzinfo=WARSAW), WARSAW
    )

    assert len(found.starts) == 6
    assert [(one.day, one.holiday) for one in found.skipped] == [
        (date(2026, 11, 11), "Święto Niepodległości")
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;INTERVAL=2;COUNT=3", ["05.07", "07.07", "09.07"]),
        ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3", ["06.07", "08.07", "13.07"]),
        ("FREQ=WEEKLY;INTERVAL=2;COUNT=3", ["05.07", "19.07", "02.08"]),
        ("FREQ=WEEKLY;UNTIL=20270719T235959Z", ["05.07", "12.07", "19.07"]),
        ("FREQ=MONTHLY;COUNT=3", ["05.07", "05.08", "05.09"]),
        ("FREQ=MONTHLY;BYDAY=2WE;COUNT=3", ["14.07", "11.08", "08.09"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", ["30.07", "27.08", "24.09"]),
        ("RRULE:FREQ=DAILY;BYDAY=MO,TU;COUNT=3", ["05.07", "06.07", "12.07"]),
    ],
)
def test_rules_as_rfc_5545_means_them(rule: str, expected: list[str]) -> None:
    """From Monday 5 July 2027."""
    first = datetime(2027, 7, 5, 17, tzinfo=WARSAW)

    assert [one[:5] for one in days(rule, first)] == expected


def test_the_31st_is_only_in_long_months() -> None:
    """RFC 5545, section 3.3.10: an invalid date is left out."""
    first = datetime(2027, 7, 31, 17, tzinfo=WARSAW)

    assert [one[:5] for one in days("FREQ=MONTHLY;COUNT=3", first)] == ["31.07", "31.08", "31.10"]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=WEEKLY", "rule_endless"),
        ("FREQ=HOURLY;COUNT=3", "bad_rule"),
        ("FREQ=WEEKLY;COUNT=0", "bad_rule"),
        ("FREQ=WEEKLY;COUNT=61", "bad_rule"),
        ("FREQ=WEEKLY;COUNT=x", "bad_rule"),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20270101", "bad_rule"),
        ("FREQ=WEEKLY;BYDAY=2WE;COUNT=2", "bad_rule"),
        ("FREQ=MONTHLY;BYDAY=WE;COUNT=2", "bad_rule"),
        ("FREQ=WEEKLY;BYDAY=XX;COUNT=2", "bad_rule"),
        ("FREQ=WEEKLY;BYMONTH=1;COUNT=2", "bad_rule"),
        ("FREQ=DAILY;INTERVAL=0;COUNT=2", "bad_rule"),
    ],
)
def test_what_we_do_not_do_is_refused(rule: str, reason: str) -> None:
    """Never guessed at."""
    with pytest.raises(Refused, match=f"^{reason}$"):
        parse(rule)


@given(
    st.sampled_from([Frequency.DAILY, Frequency.WEEKLY]),
    st.integers(1, 8),
    st.integers(1, 60),
    st.lists(st.integers(0, 6), unique=True).map(sorted),
)
def test_a_rule_reads_as_it_is_written(
    frequency: Frequency, interval: int, count: int, weekdays: list[int]
) -> None:
    """Text and back; every meeting is on a wanted day, at its hour, and no holiday."""
    rule = Rule(frequency, interval, count, None, tuple((day, 0) for day in weekdays))
    first = datetime(2027, 1, 11, 17, tzinfo=WARSAW)

    assert parse(str(rule)) == rule
    local = [one.astimezone(WARSAW) for one in meetings(rule, first, WARSAW).starts]
    assert len(local) <= count
    assert all(one.hour == 17 and not holiday(one.date()) for one in local)
    assert {DAYS[one.weekday()] for one in local} <= {DAYS[day] for day in weekdays or range(7)}
    assert local == sorted(set(local))


@pytest.mark.parametrize(
    "sunday",
    [date(2024, 3, 31), date(2025, 4, 20), date(2026, 4, 5), date(2027, 3, 28), date(2038, 4, 25),
     date(2049, 4, 18), date(2076, 4, 19)],
)  # fmt: skip
def test_easter(sunday: date) -> None:
    """Years as published, the two that other formulas get wrong among them."""
    assert easter(sunday.year) == sunday


def test_the_free_days_of_2027() -> None:
    """Thirteen of the act and Christmas Eve; Corpus Christi is a Thursday."""
    assert len(holidays(2027)) == 14
    assert holiday(date(2027, 3, 29)) == "Poniedziałek Wielkanocny"
    assert holiday(date(2027, 5, 27)) == "Boże Ciało"
    assert date(2027, 5, 27).weekday() == 3
    assert holiday(date(2027, 12, 24)) == "Wigilia"
    assert holiday(date(2024, 12, 24)) is None


@given(st.integers(1900, 2200))
def test_easter_is_a_sunday_in_its_month(year: int) -> None:
    """Between 22 March and 25 April."""
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
    assert timedelta(0) < easter(year) - date(year, 1, 1)
