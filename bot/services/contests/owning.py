"""Applications in their authors' eyes: all of somebody's, one of them, no more reminders."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.contests.applications import Application, Status, author_may_leave
from bot.domain.contests.awards import Decision
from bot.domain.contests.editions import Action, Edition, Part, refusal
from bot.domain.contests.own_applications import OwnApplication, OwnApplications
from bot.domain.contests.phases import standing
from bot.domain.people import Person
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.applying import Applications, open_call
from bot.services.contests.entering import open_calls
from bot.services.contests.ledger import Ledger
from bot.services.contests.notices import REFUSED
from bot.services.contests.protocols import DECISION
from bot.services.contests.reading import Reading
from bot.services.turn import Turn
from bot.storage import contest_applications as rows
from bot.storage import contest_awards, contests, reminders
from bot.storage.database import Tx

Show = Callable[[OwnApplication, Translator], object]


class Owning:
    """For authors and co-authors. All raise Refused: application_gone, not_yours_to_do."""

    def __init__(self, ledger: Ledger, applications: Applications, reading: Reading) -> None:
        self._ledger = ledger
        self._applications = applications
        self._reading = reading

    async def every(
        self, turn: Turn, view: Callable[[OwnApplications, Translator], object]
    ) -> None:
        """`/mojepomysly`"""

        def work(tx: Tx, person: Person) -> OwnApplications:
            found = rows.of_person(tx, person.id)
            titles = {one.edition_id: contests.by_id(tx, one.edition_id) for one in found}
            lines = tuple(
                (one, edition.title) for one in found if (edition := titles[one.edition_id])
            )
            decisions = {
                one.id: decided
                for one in found
                if (edition := titles[one.edition_id])
                and (decided := _decision(tx, one, edition)[0])
            }
            return OwnApplications(lines, open_calls(tx, turn.now), decisions)

        await turn.write(work, view)

    async def show(self, turn: Turn, application_id: int, asked: str, view: Show) -> None:
        """Everything in it; `asked`: a step that waits for a yes."""
        await self._reading.warm(application_id)

        def work(tx: Tx, person: Person) -> OwnApplication:
            return replace(self.shown(tx, person, application_id, turn.now), asked=asked)

        await turn.write(work, view)

    async def be_quiet(self, turn: Turn, application_id: int, view: Show) -> None:
        """„Nie przypominaj”: no more reminders of this draft. Twice changes nothing."""

        def work(tx: Tx, person: Person) -> OwnApplication:
            before = self.shown(tx, person, application_id, turn.now)
            reminders.refuse(tx, person.id, REFUSED, application_id)
            return replace(before, told="quiet", reminded=False)

        await turn.write(work, view)

    def shown(self, tx: Tx, person: Person, application_id: int, now: datetime) -> OwnApplication:
        """Inside a transaction of others."""
        application, edition = self._ledger.application(tx, application_id)
        who = self._ledger.parts(tx, person, edition, application)
        if Part.APPLICANT not in who:
            raise Refused("not_yours_to_do")
        phase = standing(edition.contest, now)
        living = application.status in (Status.DRAFT, Status.SUBMITTED, Status.UNDECIDED)
        call = open_call(tx, application.id)
        decision, words, places = _decision(tx, application, edition)
        members = rows.members(tx, application.id)
        draft = application.status is Status.DRAFT
        return OwnApplication(
            self._reading.file(tx, person, application, edition, now),
            edition, phase, self._reading.answers(tx, person, application, now),
            call if call and call.open(now) else None, decision, words, places,
            living and refusal(Action.INVITE_COAUTHOR, who, phase) is None,
            author_may_leave(len(members)),
            draft and not reminders.refused(tx, person.id, REFUSED, application.id),
        )  # fmt: skip


def _decision(
    tx: Tx, application: Application, edition: Edition
) -> tuple[Decision | None, str, int]:
    """What the author was sent, its words, and of how many."""
    sent = any(one.what == DECISION for one in rows.events(tx, application.id))
    found = contest_awards.latest(tx, edition.id, application.round) if sent else None
    if found is None or not found.approved:
        return None, "", 0
    name = str(application.id)
    places = len(found.awards.decisions) if edition.contest.ranks else 0
    return found.awards.of(name), found.words(name), places
