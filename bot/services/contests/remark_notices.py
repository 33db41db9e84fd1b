"""Notices about remarks when they are sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.contests.consultation import APPROVED, WAITING, RemarkTold, Status
from bot.domain.outgoing import Composed, Outgoing, Skipped
from bot.domain.people import Person, Right, refusal
from bot.i18n import Translator
from bot.services.turn import Office, asleep, composed
from bot.storage import contest_applications, contest_consultations, contests
from bot.storage.database import Tx

PURPOSES = (APPROVED, WAITING)


class RemarkNotices:
    """`compose` is the composer of every purpose in `PURPOSES`."""

    def __init__(self, office: Office, words: Callable[[RemarkTold, Translator], object]) -> None:
        self._office = office
        self._words = words

    def compose(self, tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
        """The message; or why it is not sent, or not yet."""
        if person is None:
            return Skipped("gone")
        told = self._waiting(tx, row, person) if row.purpose == WAITING else self._public(tx, row)
        if isinstance(told, Skipped):
            return told
        if wait := asleep(self._office, tx, person, now):
            return wait
        translator = self._office.translator(person.language, now)
        return composed(self._office, person, self._words(told, translator), now)

    def _waiting(self, tx: Tx, row: Outgoing, person: Person) -> RemarkTold | Skipped:
        edition = contests.by_id(tx, row.subject_id)
        if edition is None or refusal(person, Right.MANAGE_CONTESTS):
            return Skipped("no_right")
        waiting = len(contest_consultations.waiting(tx, edition.id))
        return RemarkTold(row.purpose, edition, waiting) if waiting else Skipped("read")

    def _public(self, tx: Tx, row: Outgoing) -> RemarkTold | Skipped:
        remark = contest_consultations.remark(tx, row.subject_id)
        edition = contests.by_id(tx, remark.contest_id) if remark else None
        about = remark.application_id if remark else None
        application = contest_applications.by_id(tx, about) if about else None
        if remark is None or edition is None or application is None:
            return Skipped("gone")
        if remark.status is not Status.APPROVED:
            return Skipped("hidden")
        return RemarkTold(row.purpose, edition, remark=remark, title=application.title)
