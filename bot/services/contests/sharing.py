"""Co-authors of an application: invited by link; the coordinator may hand it over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.contests.applications import File, Status, author_may_leave, require_status
from bot.domain.contests.editions import COAUTHOR_LINK, Action, Part, refusal
from bot.domain.contests.overviews import CoauthorLink
from bot.domain.contests.phases import standing
from bot.domain.people import Person
from bot.domain.welcome import require_notice
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.contests.applying import SUBMITTED, Applications, take_pen
from bot.services.contests.ledger import Ledger
from bot.services.turn import Turn
from bot.storage import contest_applications as rows
from bot.storage.database import Tx


class Coauthors:
    """For whoever writes an application together with others."""

    def __init__(self, ledger: Ledger, applications: Applications) -> None:
        self._ledger = ledger
        self._applications = applications

    async def invite(
        self, turn: Turn, application_id: int, view: Callable[[CoauthorLink, Translator], object]
    ) -> None:
        """A link for co-authors. Raises Refused: application_gone, not_yours_to_do,
        not_in_this_phase."""

        def work(tx: Tx, person: Person) -> CoauthorLink:
            application, edition = self._ledger.application(tx, application_id)
            self._ledger.allow(tx, person, edition, Action.INVITE_COAUTHOR, turn.now, application)
            link = self._ledger.office.link(COAUTHOR_LINK + application.token)
            return CoauthorLink(application, link)

        await turn.write(work, view)

    async def join(
        self, turn: Turn, token: str, view: Callable[[File, Translator], object]
    ) -> None:
        """By the link: a co-author from now on. An assessor of this contest cannot be one.

        Raises Refused: application_gone, notice_first, not_in_this_phase, assessor_cannot_apply.
        """

        await turn.write(lambda tx, person: self.join_in(tx, person, token, turn.now), view)

    def join_in(self, tx: Tx, person: Person, token: str, now: datetime) -> File:
        """The same inside a transaction of others."""
        application = rows.by_token(tx, token.removeprefix(COAUTHOR_LINK))
        application = require_status(application, Status.DRAFT, *SUBMITTED)
        edition = self._ledger.edition(tx, application.edition_id)
        require_notice(person, COAUTHOR_LINK + application.token)
        if self._ledger.assessor(tx, person, edition):
            raise Refused("assessor_cannot_apply")
        phase = standing(edition.contest, now)
        if refusal(Action.INVITE_COAUTHOR, frozenset({Part.APPLICANT}), phase):
            raise Refused("not_in_this_phase", action=Action.INVITE_COAUTHOR, phase=phase)
        if rows.join(tx, application.id, person.id, now):
            self._ledger.happened(tx, application, "joined", person, now)
        return self._applications.file(tx, person, application, edition, now)

    async def leave(
        self, turn: Turn, application_id: int, view: Callable[[File, Translator], object]
    ) -> None:
        """A co-author goes; the coordinator too, if somebody takes their place.

        Raises Refused: application_gone, not_yours_to_do, last_author.
        """

        def work(tx: Tx, person: Person) -> File:
            application, edition = self._ledger.application(tx, application_id)
            members = rows.members(tx, application.id)
            if person.id not in {one.id for one in members}:
                raise Refused("not_yours_to_do")
            if not author_may_leave(len(members)):
                raise Refused("last_author")
            rows.leave(tx, application.id, person.id)
            after = application
            if application.author_id == person.id:
                heir = next(one for one in members if one.id != person.id)
                after = replace(application, author_id=heir.id)
                rows.save(tx, application, after)
                if rows.pen(tx, application.id) == person.id:
                    take_pen(tx, heir, application, turn.now)
            self._ledger.happened(tx, application, "left", person, turn.now)
            return self._applications.file(tx, person, after, edition, turn.now)

        await turn.write(work, view)
