"""How it was counted, for whom the rules let read it; and why one's own idea did not win."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from bot.domain.contests.decisions import Round
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.elections import Election
from bot.domain.contests.explanations import Explained, ExplanationShown, explained
from bot.domain.contests.phases import standing
from bot.domain.contests.scoring import Ranking
from bot.domain.people import STAFF, Person
from bot.errors import Refused
from bot.frozen import frozen
from bot.i18n import Translator
from bot.services.contests.judging import Juries
from bot.services.contests.ledger import Ledger
from bot.services.contests.polling import Polls
from bot.services.contests.protocols import (
    last_sent,
    published,
    round_of,
    shows_count,
    titles,
)
from bot.services.turn import Turn
from bot.storage import contest_applications
from bot.storage import contest_awards as rows
from bot.storage.database import Tx

Draw = Callable[[Explained, int, Translator], bytes]


@frozen
class _Given:
    """What a count is made from."""

    edition: Edition
    found: Round
    titles: Mapping[str, str]
    ranking: Ranking | None
    election: Election | None
    drawn: tuple[str, ...]


View = Callable[[ExplanationShown, Translator], object]


class Explaining:
    """Counts again off the loop: nothing of it is kept."""

    def __init__(self, ledger: Ledger, juries: Juries, polls: Polls) -> None:
        self._ledger = ledger
        self._juries = juries
        self._polls = polls

    async def count(self, turn: Turn, contest_id: int, page: int, draw: Draw, view: View) -> None:
        """A page of it, from 1. Staff once the pool is divided; others what is published, as far
        as the rules show it. Raises Refused: contest_gone, not_in_this_phase, not_decided,
        not_published, nothing_to_count."""
        await self._show(turn, lambda tx, person: self._whole(tx, person, contest_id, turn),
                         page, draw, view)  # fmt: skip

    async def own(self, turn: Turn, application_id: int, draw: Draw, view: View) -> None:
        """„Dlaczego mój pomysł nie wygrał?”, for its authors, once they have the decision. Raises
        Refused: application_gone, not_yours_to_do, not_published."""
        await self._show(turn, lambda tx, person: self._one(tx, person, application_id),
                         1, draw, view)  # fmt: skip

    async def _show(
        self, turn: Turn, gather: Callable[[Tx, Person], tuple[_Given, str]], page: int,
        draw: Draw, view: View,
    ) -> None:  # fmt: skip
        def look(tx: Tx, person: Person) -> tuple[_Given, str, str]:
            return *gather(tx, person), person.language

        given, own, language = await turn.read(look)
        translator = self._ledger.office.translator(language, turn.now)

        def make() -> ExplanationShown:
            counted = explained(
                given.edition, given.found, given.ranking, given.election, given.titles,
                given.drawn, own,
            )  # fmt: skip
            return ExplanationShown(counted, page, draw(counted, page, translator))

        shown = await asyncio.to_thread(make)
        await turn.write(lambda _tx, _person: shown, view)

    def _whole(self, tx: Tx, person: Person, contest_id: int, turn: Turn) -> tuple[_Given, str]:
        edition = self._ledger.edition(tx, contest_id)
        if person.role in STAFF:
            self._ledger.allow(tx, person, edition, Action.SEE_DECISIONS, turn.now)
        else:
            self._ledger.allow(tx, person, edition, Action.SEE_RESULTS, turn.now)
            published(tx, edition)
            if not shows_count(edition, standing(edition.contest, turn.now)):
                raise Refused("not_published")
        return self._given(tx, edition), ""

    def _one(self, tx: Tx, person: Person, application_id: int) -> tuple[_Given, str]:
        application, edition = self._ledger.application(tx, application_id)
        members = {one.id for one in contest_applications.members(tx, application_id)}
        if person.id not in members:
            raise Refused("not_yours_to_do")
        found = rows.latest(tx, edition.id, edition.round)
        if application.round != edition.round or found is None or not found.approved:
            raise Refused("not_published")
        if not last_sent(tx, application_id):
            raise Refused("not_published")
        found.awards.of(str(application_id))
        return self._given(tx, edition), str(application_id)

    def _given(self, tx: Tx, edition: Edition) -> _Given:
        lot = rows.lot(tx, edition.id, edition.round)
        return _Given(
            edition, round_of(tx, edition, edition.round), titles(tx, edition),
            self._juries.ranking(tx, edition), self._polls.election(tx, edition),
            lot.drawn if lot else (),
        )  # fmt: skip
