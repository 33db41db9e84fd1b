"""Dates and times as people type them. The examples are read on Monday 10 May 2027."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.forms.dates import read_date
from bot.forms.model import Kind
from bot.forms.moments import picked, read_moment, written_time
from bot.forms.refusal import Refusal
from bot.forms.times import read_time

TODAY = date(2027, 5, 10)
NOW = datetime(2027, 5, 10, 12, tzinfo=ZoneInfo("Europe/Warsaw"))


def day(text: str) -> str:
    found = read_date(text, TODAY)
    return found.reason if isinstance(found, Refusal) else found.isoformat()


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12 maja", "2027-05-12"),
        ("12. maja", "2027-05-12"),
        ("12-go maja", "2027-05-12"),
        ("12.05.2027", "2027-05-12"),
        ("12.05.2027 r.", "2027-05-12"),
        ("12.5", "2027-05-12"),
        ("12.05.", "2027-05-12"),
        ("12 05", "2027-05-12"),
        ("12 maja 2028", "2028-05-12"),
        ("12 maja 2028 roku", "2028-05-12"),
        ("12/05/2027", "2027-05-12"),
        ("12/05/27", "2027-05-12"),
        ("3.04.88", "1988-04-03"),
        ("2027-05-12", "2027-05-12"),
        ("9 maja", "2028-05-09"),
        ("10 maja", "2027-05-10"),
        ("29 lutego", "2028-02-29"),
        ("12 травня", "2027-05-12"),
        ("May 12, 2027", "2027-05-12"),
        ("12th of May", "2027-05-12"),
        ("dziś", "2027-05-10"),
        ("Dzisiaj", "2027-05-10"),
        ("jutro", "2027-05-11"),
        ("POJUTRZE", "2027-05-12"),
        ("wczoraj", "2027-05-09"),
        ("завтра", "2027-05-11"),
        ("позавчора", "2027-05-08"),
        ("day after tomorrow", "2027-05-12"),
        ("w sobotę", "2027-05-15"),
        ("we wtorek", "2027-05-11"),
        ("poniedziałek", "2027-05-17"),
        ("w najbliższą niedzielę", "2027-05-16"),
        ("у суботу", "2027-05-15"),
        ("в п'ятницю", "2027-05-14"),
        ("on Friday", "2027-05-14"),
        ("za tydzień", "2027-05-17"),
        ("za 3 dni", "2027-05-13"),
        ("za dwa tygodnie", "2027-05-24"),
        ("za miesiąc", "2027-06-10"),
        ("za rok", "2028-05-10"),
        ("через 3 дні", "2027-05-13"),
        ("in a week", "2027-05-17"),
        ("3 dni temu", "2027-05-07"),
        ("tydzień temu", "2027-05-03"),
        ("31 lutego", "impossible_date"),
        ("31.04", "impossible_date"),
        ("12.13", "impossible_date"),
        ("0.5", "impossible_date"),
        ("29.02.2027", "impossible_date"),
        ("w przyszłą sobotę", "ambiguous_date"),
        ("za 99999 lat", "not_date"),
        ("za 9999 lat", "impossible_date"),
        ("kiedyś", "not_date"),
        ("12", "not_date"),
        ("5 jabłek", "not_date"),
    ],
)
def test_dates(text: str, iso: str) -> None:
    """A date without a year is the nearest one to come; what cannot be is refused by its reason."""
    assert day(text) == iso


def test_a_past_date_may_be_preferred() -> None:
    """Where the question is about the past, the nearest day gone by is meant."""
    assert read_date("12 maja", TODAY, prefer="past") == date(2026, 5, 12)


def test_two_saturdays_are_asked_back() -> None:
    """Both candidates are named."""
    found = read_date("w przyszłą sobotę", TODAY)

    assert isinstance(found, Refusal)
    assert found.facts["candidates"] == ("2027-05-15", "2027-05-22")


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("17", "17:00"),
        ("17.30", "17:30"),
        ("17:30", "17:30"),
        ("1730", "17:30"),
        ("godz. 17.00", "17:00"),
        ("o 17", "17:00"),
        ("o godz. 17.15", "17:15"),
        ("5 po południu", "17:00"),
        ("8 rano", "08:00"),
        ("8 wieczorem", "20:00"),
        ("12 w nocy", "00:00"),
        ("5:30 pm", "17:30"),
        ("12 pm", "12:00"),
        ("wpół do szóstej", "05:30"),
        ("wpół do szóstej po południu", "17:30"),
        ("wpół do 6", "05:30"),
        ("kwadrans po piątej", "05:15"),
        ("10 po ósmej", "08:10"),
        ("za kwadrans ósma", "07:45"),
        ("za 5 ósma", "07:55"),
        ("o siedemnastej", "17:00"),
        ("half past five", "05:30"),
        ("quarter to six pm", "17:45"),
        ("o 5 вечора", "17:00"),
        ("пів на шосту", "05:30"),
        ("w południe", "12:00"),
        ("o północy", "00:00"),
        ("0.00", "00:00"),
        ("24", "not_time"),
        ("17.60", "not_time"),
        ("wieczorem", "not_time"),
        ("99999", "not_time"),
    ],
)
def test_times(text: str, clock: str) -> None:
    """Without a part of the day the clock has 24 hours."""
    found = read_time(text)

    assert (found.reason if isinstance(found, Refusal) else f"{found:%H:%M}") == clock


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("jutro o 17", "2027-05-11T17:00:00.000+02:00"),
        ("12.05.2027 17:30", "2027-05-12T17:30:00.000+02:00"),
        ("12 maja, godz. 17.30", "2027-05-12T17:30:00.000+02:00"),
        ("12 grudnia 8 rano", "2027-12-12T08:00:00.000+01:00"),
        ("2027-05-12T17:30", "2027-05-12T17:30:00.000+02:00"),
        ("завтра об 11", "2027-05-11T11:00:00.000+02:00"),
        ("tomorrow at 5 pm", "2027-05-11T17:00:00.000+02:00"),
        ("w sobotę wpół do szóstej po południu", "2027-05-15T17:30:00.000+02:00"),
        ("31 lutego o 17", "impossible_date"),
        ("jutro", "not_datetime"),
        ("17", "not_datetime"),
    ],
)
def test_a_day_and_a_time(text: str, stored: str) -> None:
    """Both in one message, stored with the offset of that day."""
    found = read_moment(text, NOW)

    assert (found.reason if isinstance(found, Refusal) else found) == stored


def test_picked_from_the_calendar() -> None:
    """A picked day fits a date question, a picked day and hour a datetime question."""
    assert picked(Kind.DATE, "2027-05-12", NOW) == "2027-05-12"
    assert picked(Kind.DATETIME, "2027-12-12T17:00", NOW) == "2027-12-12T17:00:00.000+01:00"
    assert picked(Kind.TEXT, "2027-05-12", NOW) is None
    assert picked(Kind.DATE, "jutro", NOW) is None


def test_a_time_is_stored_with_todays_offset() -> None:
    """XForms time: milliseconds and offset."""
    at = read_time("17.30")

    assert not isinstance(at, Refusal)
    assert written_time(at, NOW) == "17:30:00.000+02:00"


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    """Whatever is typed is read or refused."""
    for found in (read_date(text, TODAY), read_time(text), read_moment(text, NOW)):
        assert found is not None


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2040, 12, 31)))
def test_every_day_reads_back(wanted: date) -> None:
    """A full date in figures, in words and in ISO form is that day."""
    months = "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października"
    month = [*months.split(), "listopada", "grudnia"][wanted.month - 1]

    assert read_date(wanted.isoformat(), TODAY) == wanted
    assert read_date(f"{wanted:%d.%m.%Y}", TODAY) == wanted
    assert read_date(f"{wanted.day} {month} {wanted.year}", TODAY) == wanted
