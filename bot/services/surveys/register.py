"""Surveys inside a transaction that somebody else holds: what may be done, what is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain import disclosure
from bot.domain.people import STAFF, Person, Right, require
from bot.domain.sessions import SURVEY
from bot.domain.surveys import (
    LINK,
    LIST_LIMIT,
    AlreadyAnswered,
    Answerable,
    Begin,
    Begun,
    Board,
    Counts,
    Listed,
    NoticeFirst,
    NotYet,
    Opening,
    Published,
    Status,
    Survey,
    Told,
    require_running,
    require_status,
)
from bot.forms.model import Form
from bot.forms.summary import summarise
from bot.services.turn import Office
from bot.storage import forms, publications
from bot.storage import surveys as kept
from bot.storage.database import Tx

TookPart = Callable[[Tx, Person, int], bool]  # has this person handed in an answer?
DrawCode = Callable[[str], bytes]  # an address as a QR code, remembered: drawing takes 40 ms


class Register:
    """All surveys. `begin` is the conversation's."""

    def __init__(
        self,
        office: Office,
        shelf: forms.Forms,
        begin: Begin,
        took_part: TookPart,
        draw_code: DrawCode,
    ) -> None:
        self._office = office
        self._shelf = shelf
        self._begin = begin
        self._took_part = took_part
        self._draw_code = draw_code

    def link(self, survey: Survey) -> str:
        """The address that opens the bot at this survey."""
        return self._office.link(LINK + survey.token)

    def managed(self, tx: Tx, person: Person, survey_id: int, *wanted: Status) -> Survey:
        """One that this person may manage and that stands there. Raises Refused: staff_only,
        survey_gone, survey_changed."""
        require(person, Right.MANAGE_SURVEYS)
        return require_status(kept.by_id(tx, survey_id), *wanted)

    def told(self, tx: Tx, survey_id: int, *, code: bool = False) -> Told:
        """What staff read of one; with its code, which was drawn before: drawing is slow."""
        survey = require_status(kept.by_id(tx, survey_id), *Status)
        link = self.link(survey)
        drawn = self._draw_code(link) if code else b""
        return Told(survey, _counts(tx, survey_id), link, drawn)

    def opened(self, tx: Tx, person: Person, found: Survey | None, now: datetime) -> Opening:
        """Somebody comes to a survey. Raises Refused: survey_gone, survey_closed."""
        require(person, Right.ANSWER)
        if found is not None and found.status is Status.OPEN and found.waits(now):
            assert found.opens_at
            return NotYet(found.title, found.opens_at)
        survey = require_running(found, now)
        if self._took_part(tx, person, survey.id):
            return AlreadyAnswered(survey.title)
        if not person.notice_accepted:
            return NoticeFirst(survey.title, self.link(survey))
        minutes = summarise(self.form(tx, survey)).minutes
        step = self._begin(tx, person, SURVEY, survey.id, survey.form_id, now=now)
        return Begun(survey, minutes, step)

    def board(self, tx: Tx, person: Person, now: datetime) -> Board:
        """`/ankiety`: what this person can do with surveys."""
        staff = person.role in STAFF
        begun = kept.started(tx, person.id)
        uninvited = kept.after_workshops(tx)
        running = [
            one
            for one in kept.with_status(tx, Status.OPEN, LIST_LIMIT)
            if one.running(now) and one.id not in uninvited
        ]
        answerable = tuple(
            Answerable(
                survey,
                summarise(self.form(tx, survey)).minutes,
                survey.id in begun,
                self._took_part(tx, person, survey.id),
            )
            for survey in running
        )
        shown = tuple(Published(*row) for row in publications.newest(tx, LIST_LIMIT))
        managed = self._everything(tx, uninvited) if staff else ()
        return Board(answerable, shown, staff, managed)

    def form(self, tx: Tx, survey: Survey) -> Form:
        """Its form, with the library's places."""
        return self._shelf.get(tx, survey.form_id, self._office.profile.places)

    def _everything(self, tx: Tx, after_workshops: set[int]) -> tuple[Listed, ...]:
        """What people said after a workshop is found at the workshop."""
        found = (survey for status in Status for survey in kept.with_status(tx, status, LIST_LIMIT))
        return tuple(
            Listed(survey, _counts(tx, survey.id))
            for survey in found
            if survey.id not in after_workshops
        )

    def title(self, tx: Tx, survey_id: int) -> str:
        """What it is called; "" where it is not there any more."""
        survey = kept.by_id(tx, survey_id)
        return survey.title if survey else ""

    def unfinished(self, tx: Tx, survey_id: int) -> int:
        """How many have answered something and not handed it in."""
        return kept.counts(tx, survey_id)[1]


def _counts(tx: Tx, survey_id: int) -> Counts:
    responses, unfinished = kept.counts(tx, survey_id)
    return Counts(disclosure.figure(responses), disclosure.figure(unfinished))
