"""Notices about realisations when they are sent: do they still make sense, and may they go?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from bot.domain.contests.realisation import WORKING, Nudge, Status, group_size
from bot.domain.contests.realisation_overviews import RealisationTold
from bot.domain.outgoing import Composed, Outgoing, Skipped
from bot.domain.people import Person, Right, refusal
from bot.i18n import Translator
from bot.services.contests.carrying import answers
from bot.services.contests.overseeing import ACCEPTED
from bot.services.contests.realising import LEFT, NAMED, SHORT
from bot.services.contests.reporting import HANDED_IN, RETURNED
from bot.services.turn import Office, asleep, composed
from bot.storage import contest_applications, contests
from bot.storage import contest_realisations as rows
from bot.storage.database import Tx

MILESTONE, REPORT, OVERDUE = (f"realisation_{one}" for one in Nudge)
TO_STAFF = (OVERDUE, HANDED_IN, SHORT, LEFT)
TO_AUTHORS = (MILESTONE, REPORT, RETURNED, ACCEPTED, NAMED)
ABOUT_REALISATIONS = (*TO_STAFF, *TO_AUTHORS)
STANDS = {
    HANDED_IN: Status.HANDED_IN, RETURNED: Status.RETURNED, ACCEPTED: Status.ACCEPTED,
    LEFT: Status.ABANDONED,
}  # fmt: skip

Words = Callable[[RealisationTold, Translator], object]


class RealisationNotices:
    """`compose` is the composer of every purpose in `ABOUT_REALISATIONS`."""

    def __init__(self, office: Office, words: Words) -> None:
        self._office = office
        self._words = words

    def compose(self, tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
        """The message; or why it is not sent, or not yet."""
        if person is None:
            return Skipped("gone")
        told = self._told(tx, row, person)
        if isinstance(told, Skipped):
            return told
        today = now.astimezone(self._office.profile.zone).date()
        if reason := _senseless(told, person, today):
            return Skipped(reason)
        if wait := asleep(self._office, tx, person, now):
            return wait
        words = self._words(told, self._office.translator(person.language, now))
        return composed(self._office, person, words, now)

    def _told(self, tx: Tx, row: Outgoing, person: Person) -> RealisationTold | Skipped:
        found = rows.milestone(tx, row.subject_id) if row.purpose == MILESTONE else None
        if row.purpose == MILESTONE and found is None:
            return Skipped("gone")
        application_id = found[0] if found else row.subject_id
        application = contest_applications.by_id(tx, application_id)
        edition = contests.by_id(tx, application.edition_id) if application else None
        realisation = rows.by_id(tx, application_id)
        if application is None or edition is None or realisation is None:
            return Skipped("gone")
        staff = refusal(person, Right.MANAGE_CONTESTS) is None
        members = contest_applications.members(tx, application_id)
        if row.purpose in TO_STAFF and not staff:
            return Skipped("no_right")
        if not staff and person.id not in {one.id for one in members}:
            return Skipped("left")
        told = RealisationTold(row.purpose, edition, application, realisation)
        if found:
            return replace(told, milestone=found[1])
        reports = rows.reports(tx, application_id)
        people = group_size(answers(tx, application), realisation)
        return replace(told, report=reports[-1] if reports else None, people=people)


def _senseless(told: RealisationTold, person: Person, today: date) -> str:
    """Why it makes no sense any more, "" if it does."""
    realisation, milestone = told.realisation, told.milestone
    wanted = STANDS.get(told.purpose)
    if wanted and realisation.status is not wanted:
        return "changed"
    if told.purpose in (MILESTONE, REPORT, OVERDUE) and realisation.status not in WORKING:
        return "over"
    if told.purpose == SHORT and realisation.status is Status.ACCEPTED:
        return "over"
    if milestone and (milestone.done_on or (milestone.due and milestone.due < today)):
        return "done"
    if told.purpose == REPORT and realisation.overdue(today):
        return "past"
    if told.purpose == OVERDUE and not realisation.overdue(today):
        return "put_off"
    named = told.application.author_id
    return "another" if told.purpose == NAMED and named != person.id else ""
