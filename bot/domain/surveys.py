"""Surveys: a form asked of residents, from its draft to its close."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.disclosure import Figure
from bot.domain.sessions import StepShown
from bot.errors import Refused
from bot.forms.summary import Summary
from bot.forms.xlsform.problems import Problem
from bot.frozen import frozen

LIST_LIMIT = 30  # surveys on one screen
NAMED = "z_imieniem"  # the choice of the built-in form `publikacja`; the other is `anonimowa`
LINK = "s_"  # what a deep link to a survey begins with
Begin = Callable[..., StepShown]  # `Conversation.begin`, injected


class Status(StrEnum):
    """Where a survey stands. An open one may still wait for its first day."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@frozen
class Survey:
    """One survey. Moments are aware, UTC; without `closes_at` it runs until it is closed."""

    id: int
    token: str
    form_id: int
    title: str
    status: Status
    anonymous: bool
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    published_at: datetime | None = None
    closed_at: datetime | None = None

    def over(self, now: datetime) -> bool:
        """Is it closed, or past its hour even if nobody has closed it yet?"""
        late = self.closes_at is not None and now >= self.closes_at
        return self.status is Status.CLOSED or late

    def waits(self, now: datetime) -> bool:
        """Is it published for a day that has not come?"""
        return self.opens_at is not None and now < self.opens_at

    def running(self, now: datetime) -> bool:
        """May people answer now?"""
        return self.status is Status.OPEN and not self.over(now) and not self.waits(now)


def require_running(survey: Survey | None, now: datetime) -> Survey:
    """The survey, if people may answer it now.

    Raises Refused: survey_gone (none, or a draft), survey_closed, survey_not_yet.
    """
    if survey is None or survey.status is Status.DRAFT:
        raise Refused("survey_gone")
    if survey.over(now):
        raise Refused("survey_closed", title=survey.title)
    if survey.waits(now):
        raise Refused("survey_not_yet", title=survey.title)
    return survey


def require_status(survey: Survey | None, *wanted: Status) -> Survey:
    """The survey, if it stands there. Raises Refused: survey_gone, survey_changed."""
    if survey is None:
        raise Refused("survey_gone")
    if survey.status not in wanted:
        raise Refused("survey_changed", title=survey.title)
    return survey


@frozen
class Terms:
    """How a survey is published: what the librarian said in the conversation."""

    anonymous: bool
    opens_at: datetime | None
    closes_at: datetime | None


def terms(answers: Mapping[str, str], zone: ZoneInfo, now: datetime) -> Terms:
    """The terms from the answers of the built-in form `publikacja`, by question name.

    A survey opens at the start of its first day and closes at the end of its last one, in the
    library's time zone. Raises Refused: closes_in_past, closes_before_opening.
    """
    first = answers.get("od_dnia", "")
    opens = datetime.combine(date.fromisoformat(first), time(), zone) if first else None
    closes = last_moment(answers.get("do_dnia", ""), zone, now)
    if opens and closes and closes <= opens:
        raise Refused("closes_before_opening")
    return Terms(answers.get("imie") != NAMED, opens, closes)


def last_moment(day: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """When a survey closes whose last day is `day` (ISO); None for "". Raises Refused."""
    closes = end_of_day(date.fromisoformat(day), zone) if day else None
    if closes and closes <= now:
        raise Refused("closes_in_past")
    return closes


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Midnight that ends `day`; right on the two days a year that have not 24 hours."""
    return datetime.combine(day + timedelta(days=1), time(), zone)


@frozen
class Refusal:
    """A file that cannot be a survey: what is wrong with it, and nothing was kept."""

    file_name: str
    problems: tuple[Problem, ...]


@frozen
class Draft:
    """A form that was read and kept as a draft."""

    survey: Survey
    summary: Summary
    warnings: tuple[Problem, ...] = ()


@frozen
class Counts:
    """How many handed in, how many are on their way; small numbers are not told."""

    responses: Figure = 0
    unfinished: Figure = 0


@frozen
class Listed:
    """One line of a list for staff."""

    survey: Survey
    counts: Counts


@frozen
class Answerable:
    """One line of a resident's list."""

    survey: Survey
    minutes: int
    started: bool
    done: bool


@frozen
class Published:
    """Published results, one line of a list."""

    id: int
    title: str


@frozen
class Board:
    """`/ankiety`: what this person can do with surveys. `managed` is empty for residents."""

    answerable: tuple[Answerable, ...]
    published: tuple[Published, ...]
    staff: bool
    managed: tuple[Listed, ...] = ()


@frozen
class Told:
    """One survey with its link, told to staff."""

    survey: Survey
    counts: Counts
    link: str
    code: bytes = field(default=b"", repr=False)  # the link as a PNG to scan


@frozen
class Begun:
    """Somebody begins or goes on. What the survey does with answers is told before the first."""

    survey: Survey
    minutes: int
    step: StepShown


@frozen
class NoticeFirst:
    """They have not seen the privacy notice: the link leads there and then to the survey."""

    title: str
    link: str


@frozen
class NotYet:
    """It is published for a day that has not come."""

    title: str
    opens: datetime


@frozen
class AlreadyAnswered:
    """One response a person."""

    title: str


@frozen
class ProfileIncomplete:
    """What the library must say of itself before it may ask anybody for data."""

    missing: tuple[str, ...]


@frozen
class DraftDeleted:
    """A draft is gone."""

    title: str


Opening = Begun | NoticeFirst | NotYet | AlreadyAnswered
