"""The programme that people read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.domain.age_bands import AgeBand, read_band
from bot.domain.people import STAFF, Person
from bot.domain.programme import Details, Programme, by_weeks, suits
from bot.domain.seats import choices
from bot.domain.workshops import (
    LIST_LIMIT,
    Status,
    Workshop,
    require_open,
    require_published,
)
from bot.errors import Refused
from bot.forms.fold import fold
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.services.workshops.overviews import Overviews
from bot.storage import age_bands
from bot.storage import signups as kept
from bot.storage import workshops as rows
from bot.storage.database import Tx


class Programmes:
    """For everybody."""

    def __init__(self, office: Office, overviews: Overviews) -> None:
        self._office = office
        self._overviews = overviews

    async def programme(
        self,
        turn: Turn,
        view: Callable[[Programme, Translator], object],
        *,
        topic: str = "",
        everything: bool = False,
    ) -> None:
        """`/warsztaty`: what is to come and suits the language that this person chose and the
        age they gave; with `everything` all of it."""

        def work(tx: Tx, person: Person) -> Programme:
            return self._programme(tx, person, topic, everything, turn.now)

        await turn.write(work, view)

    async def set_age(
        self,
        turn: Turn,
        said: str,
        view: Callable[[Programme, Translator], object],
    ) -> None:
        """„25–44”, „34”: from now on the programme is what suits this age; "" forgets it.

        Raises Refused: bad_age_band.
        """

        def work(tx: Tx, person: Person) -> Programme:
            if said:
                year = turn.now.astimezone(self._office.profile.zone).year
                age_bands.keep(tx, person.id, read_band(said, year))
            else:
                age_bands.forget(tx, person.id)
            return self._programme(tx, person, "", False, turn.now)

        await turn.write(work, view)

    def _programme(
        self, tx: Tx, person: Person, topic: str, everything: bool, now: datetime
    ) -> Programme:
        band = age_bands.of_person(tx, person.id)
        coming = [
            one for one in rows.upcoming(tx, now, LIST_LIMIT) if one.status is Status.PUBLISHED
        ]
        wanted = fold(topic)
        found = [one for one in coming if wanted == fold(one.topic) or wanted in fold(one.title)]
        fit = found if everything else self._fit(tx, person, found, band, now)
        listed = [self._overviews.listed(tx, one, person) for one in fit]
        topics = tuple(sorted({one.topic for one in coming if one.topic}))
        weeks = by_weeks(listed, now, self._office.profile.zone)
        hidden, staff = len(found) - len(fit), person.role in STAFF
        return Programme(*weeks, topics, topic, hidden, staff, band)

    def _fit(
        self, tx: Tx, person: Person, found: list[Workshop], band: AgeBand | None, now: datetime
    ) -> list[Workshop]:
        language = person.language if person.language_chosen else ""
        children = age_bands.children(tx, person.id, now) if band else frozenset()
        return [one for one in found if suits(one, language, band, children)]

    async def meant(self, turn: Turn, words: str) -> int | str:
        """What somebody typed after `/warsztaty`: the id of the one workshop whose title has these
        words, or the topic (else the words themselves) that the list is narrowed to."""

        def work(tx: Tx, _: Person) -> int | str:
            typed = fold(words)
            coming = rows.upcoming(tx, turn.now, LIST_LIMIT)
            topics = {one.topic for one in coming if one.topic and fold(one.topic) == typed}
            found = [one.id for one in coming if typed in fold(one.title)]
            if topics or len(found) != 1:
                return topics.pop() if topics else words
            return found[0]

        return await turn.read(work)

    async def open_by_token(
        self, turn: Turn, token: str, view: Callable[[Details, Translator], object]
    ) -> None:
        """What a deep link leads to. Raises Refused like `details`."""

        def work(tx: Tx, person: Person) -> Details:
            return self._details(tx, person, rows.by_token(tx, token), turn.now)

        await turn.write(work, view)

    async def details(
        self, turn: Turn, workshop_id: int, view: Callable[[Details, Translator], object]
    ) -> None:
        """One workshop for a resident. Raises Refused: workshop_gone, workshop_cancelled."""

        def work(tx: Tx, person: Person) -> Details:
            return self._details(tx, person, rows.by_id(tx, workshop_id), turn.now)

        await turn.write(work, view)

    def _details(self, tx: Tx, person: Person, workshop: Workshop | None, now: datetime) -> Details:
        workshop = require_published(workshop)
        seats = kept.seats(tx, workshop)
        mine = kept.of_person(tx, person.id, workshop.id)
        closed = _closed(workshop, now)
        belongs = rows.series_by_id(tx, workshop.series_id) if workshop.series_id else None
        others = rows.of_series(tx, belongs.id) if belongs else []
        return Details(
            workshop, seats, choices(seats, workshop.party), self._overviews.link(workshop),
            workshop.contact or self._office.profile.contact, mine,
            kept.position(tx, mine) if mine else seats.queue + 1, closed, belongs,
            tuple(one for one in others if one.id != workshop.id and one.upcoming(now)),
            person.role in STAFF, person.notice_accepted,
            self._office.profile.funding if workshop.funded else "",
        )  # fmt: skip


def _closed(workshop: Workshop, now: datetime) -> str:
    try:
        require_open(workshop, now)
    except Refused as refused:
        return refused.reason
    return ""
