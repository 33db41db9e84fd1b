"""When a survey may be answered, and what the librarian's words on its days mean."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.surveys import (
    Status,
    Survey,
    end_of_day,
    require_running,
    require_status,
    terms,
)
from bot.errors import Refused

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2027, 5, 12, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


def survey(status: Status = Status.OPEN, **days: datetime | None) -> Survey:
    return Survey(1, "abc", 1, "Czego chcecie?", status, True, **days)


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (None, "survey_gone"),
        (survey(Status.DRAFT), "survey_gone"),
        (survey(Status.CLOSED), "survey_closed"),
        (survey(closes_at=NOW), "survey_closed"),
        (survey(opens_at=NOW + HOUR), "survey_not_yet"),
    ],
)
def test_it_says_why_nobody_can_answer(asked: Survey | None, reason: str) -> None:
    """The hour itself is too late, whoever has or has not closed it yet."""
    with pytest.raises(Refused) as refused:
        require_running(asked, NOW)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "asked", [survey(), survey(opens_at=NOW), survey(closes_at=NOW + timedelta(microseconds=1))]
)
def test_it_runs_from_its_first_moment_to_before_its_last(asked: Survey) -> None:
    """Both ends of the time in which people can answer."""
    assert require_running(asked, NOW) is asked
    assert asked.running(NOW)


def test_a_survey_that_moved_on_is_refused() -> None:
    """Somebody else published or closed it meanwhile."""
    with pytest.raises(Refused) as refused:
        require_status(survey(Status.CLOSED), Status.DRAFT)

    assert refused.value.reason == "survey_changed"


def test_days_become_moments_in_the_librarys_zone() -> None:
    """From the start of the first day to the end of the last one."""
    said = {"imie": "anonimowa", "od_dnia": "2027-05-20", "do_dnia": "2027-05-28"}

    wanted = terms(said, WARSAW, NOW)

    assert wanted.anonymous
    assert wanted.opens_at == datetime(2027, 5, 20, tzinfo=WARSAW)
    assert wanted.closes_at == datetime(2027, 5, 29, tzinfo=WARSAW)


def test_without_days_it_opens_at_once_and_has_no_end() -> None:
    """„Od razu”, „Bez terminu”."""
    wanted = terms({"imie": "z_imieniem"}, WARSAW, NOW)

    assert (wanted.anonymous, wanted.opens_at, wanted.closes_at) == (False, None, None)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"do_dnia": "2027-05-11"}, "closes_in_past"),
        ({"od_dnia": "2027-05-21", "do_dnia": "2027-05-20"}, "closes_before_opening"),
    ],
)
def test_impossible_days_are_refused(said: dict[str, str], reason: str) -> None:
    """Whatever the form let through: it may have been filled in yesterday."""
    with pytest.raises(Refused) as refused:
        terms(said, WARSAW, NOW)

    assert refused.value.reason == reason


@given(st.dates(date(2024, 1, 1), date(2040, 12, 31)))
def test_a_day_ends_where_the_next_begins(day: date) -> None:
    """Also on the two days a year that have 23 or 25 hours."""
    ends = end_of_day(day, WARSAW)

    assert ends.astimezone(WARSAW).date() == day + timedelta(days=1)
    assert (ends.astimezone(UTC) - timedelta(microseconds=1)).astimezone(WARSAW).date() == day
