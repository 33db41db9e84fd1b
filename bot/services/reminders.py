"""Reminders of surveys: planned by schedules, looked at once more and rendered when they go.

A daily run for each survey plans the nudges. Planning one when a session begins would cost every
answer a look, and would leave a row that says who began an anonymous survey, for nothing: most
people finish within minutes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.clock import moment
from bot.domain.outgoing import Composed, Later, Outgoing, Skipped
from bot.domain.people import Person
from bot.domain.quiet_hours import Kind, may_go
from bot.domain.reminders import (
    CLOSING,
    EVENING,
    REST,
    UNFINISHED,
    ClosesSoon,
    Refusal,
    Unfinished,
    closing_reminder,
    first_evening,
    reminded_before,
)
from bot.domain.schedules import Schedule, Status
from bot.domain.sessions import KEPT, SURVEY, Session, StepShown
from bot.domain.subscriptions import Topic
from bot.domain.surveys import Survey
from bot.forms.summary import summarise
from bot.frozen import frozen
from bot.i18n import Translator
from bot.recurrence import next_time
from bot.services.turn import Office, Turn, asleep, composed
from bot.storage import forms, schedules, sessions, subscriptions, surveys
from bot.storage import reminders as rows
from bot.storage.database import Tx

PIECE = 50  # sessions, or people, looked at in one go: some 5 ms where all are to be reminded
SWEPT = 500  # rows deleted in one transaction
TookPart = Callable[[Tx, Person, int], bool]  # has this person handed in an answer?
Standing = Callable[[Tx, Person, Session, datetime], StepShown]  # the question that stands


@frozen
class Words:
    """The views of what is sent; `app` passes them in."""

    unfinished: Callable[[Unfinished, Translator], object]
    closing: Callable[[ClosesSoon, Translator], object]


class Reminders:
    """`unfinished` and `closing` are the composers of their purposes."""

    def __init__(
        self,
        office: Office,
        shelf: forms.Forms,
        took_part: TookPart,
        standing: Standing,
        words: Words,
    ) -> None:
        self._office = office
        self._shelf = shelf
        self._took_part = took_part
        self._standing = standing
        self._words = words

    async def refuse(
        self, turn: Turn, session_id: int, view: Callable[[Refusal, Translator], object]
    ) -> None:
        """„Nie przypominaj”. The answers wait all the same."""

        def work(tx: Tx, person: Person) -> Refusal:
            session = sessions.by_id(tx, session_id, person.id)
            if session is None or session.over(turn.now):
                return Refusal()
            rows.refuse(tx, person.id, UNFINISHED, session_id)
            return Refusal(session_id)

        await turn.write(work, view)

    # Schedules.

    def follow(self, tx: Tx, survey: Survey, now: datetime, by: int | None = None) -> None:
        """Plan what reminds of a survey that was published, extended or closed.

        What a librarian cancelled stays so.
        """
        if survey.over(now):
            for kind in (UNFINISHED, CLOSING):
                schedules.end_all(tx, kind, survey.id, Status.DONE)
            return
        if schedules.latest(tx, UNFINISHED, survey.id) is None:
            first = next_time(EVENING, max(now, survey.opens_at or now), self._office.profile.zone)
            schedules.add(tx, UNFINISHED, survey.id, first, EVENING, now=now, created_by=by)
        self._follow_closing(tx, survey, now, by)
        self._office.after_commit.append(self._office.wake_schedules)

    def _follow_closing(self, tx: Tx, survey: Survey, now: datetime, by: int | None) -> None:
        last = schedules.latest(tx, CLOSING, survey.id)
        if last and last.status is Status.CANCELLED:
            return
        if at := closing_reminder(survey, now, self._office.profile.zone):
            schedules.add(tx, CLOSING, survey.id, at, now=now, created_by=by)
        else:
            schedules.end_all(tx, CLOSING, survey.id, Status.DONE)

    def plan_unfinished(self, tx: Tx, schedule: Schedule, now: datetime) -> int | None:
        """One piece of the evening's run: a row for everybody who has rested long enough."""
        survey = surveys.by_id(tx, schedule.subject_id)
        if survey is None or survey.over(now):
            schedules.end(tx, schedule.id, Status.DONE)
            return None
        before = reminded_before(now, self._office.profile.zone)
        found, following = rows.unfinished(
            tx, survey.id, schedule.cursor, PIECE, now - REST, before
        )
        self._add(tx, UNFINISHED, survey.id, found, now)
        return following

    def plan_closing(self, tx: Tx, schedule: Schedule, now: datetime) -> int | None:
        """One piece: a row for everybody who began or follows surveys."""
        survey = surveys.by_id(tx, schedule.subject_id)
        if survey is None or not survey.running(now):
            return None
        found, following = rows.closing(tx, survey.id, schedule.id, schedule.cursor, PIECE)
        self._add(tx, CLOSING, survey.id, found, now)
        return following

    def _add(
        self, tx: Tx, purpose: str, survey_id: int, found: list[rows.Recipient], now: datetime
    ) -> None:
        for one in found:
            zone = self._office.profile.zone
            at = may_go(Kind.OTHER, now, zone, one.quiet, person_id=one.person_id)
            rows.add(tx, purpose, survey_id, one, at, now)

    # When they go.

    def unfinished(self, tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
        """A nudge, if they still have something to finish and have left it alone for long."""
        session = self._begun(tx, row.subject_id, person, now)
        if person is None or session is None:
            return Skipped("finished")
        if rows.refused(tx, person.id, UNFINISHED, session.id):
            return Skipped("refused")
        touched = moment(session.expires_at) - KEPT
        if touched + REST > now:
            return Later(first_evening(touched, self._office.profile.zone))
        if wait := asleep(self._office, tx, person, now):
            return wait
        shown = Unfinished(self._standing(tx, person, session, now))
        return self._rendered(self._words.unfinished(shown, self._translator(person, now)),
                              person, now)  # fmt: skip

    def closing(self, tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
        """A survey's last day, to whoever could still answer and wants to know."""
        survey = surveys.by_id(tx, row.subject_id)
        if person is None or survey is None or not survey.running(now):
            return Skipped("over")
        if self._took_part(tx, person, survey.id):
            return Skipped("finished")
        session = self._begun(tx, survey.id, person, now)
        refused = rows.refused(tx, person.id, UNFINISHED, session.id if session else 0)
        follows = subscriptions.follows(tx, person.id, Topic.SURVEYS)
        if not follows and (session is None or refused):
            return Skipped("refused")
        if wait := asleep(self._office, tx, person, now):
            return wait
        form = self._shelf.get(tx, survey.form_id, self._office.profile.places)
        step = self._standing(tx, person, session, now) if session else None
        shown = ClosesSoon(survey, summarise(form).minutes, step)
        return self._rendered(self._words.closing(shown, self._translator(person, now)),
                              person, now)  # fmt: skip

    async def forget(self) -> None:
        """Delete the reminders of closed surveys: who got none would be known to have answered."""
        write = self._office.db.write
        for survey_id in await self._office.db.read(rows.told_of_closed):
            while await write(lambda tx, one=survey_id: rows.forget_closing(tx, one, SWEPT)):  # type: ignore[misc]
                pass

    def _begun(
        self, tx: Tx, survey_id: int, person: Person | None, now: datetime
    ) -> Session | None:
        """What this person has begun and can still finish."""
        if person is None:
            return None
        session = sessions.about(tx, person.id, SURVEY, survey_id, False)
        gone = session is None or session.over(now) or not session.state.answers
        return None if gone or self._took_part(tx, person, survey_id) else session

    def _translator(self, person: Person, now: datetime) -> Translator:
        return self._office.translator(person.language, now)

    def _rendered(self, shown: object, person: Person, now: datetime) -> Composed:
        return composed(self._office, person, shown, now)
