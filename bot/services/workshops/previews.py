"""What residents will see of a workshop, shown to staff: screen, poster, announcement."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from bot.domain.announcements import Announcement
from bot.domain.attendance import Listing
from bot.domain.people import Person, Right, require
from bot.domain.posters import Poster
from bot.domain.programme import Details, Overview
from bot.domain.seats import choices
from bot.domain.workshops import Status
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.services.workshops.overviews import Overviews
from bot.storage import logos
from bot.storage.database import Tx

AHEAD = timedelta(days=7)


class Previews:
    """`render_svg`: an SVG's text → a PNG."""

    def __init__(
        self, office: Office, overviews: Overviews, render_svg: Callable[[str], bytes]
    ) -> None:
        self._office = office
        self._overviews = overviews
        self._render_svg = render_svg

    async def screen(
        self, turn: Turn, workshop_id: int, view: Callable[[Details, Translator], object]
    ) -> None:
        """A draft as residents will see it. Raises Refused: staff_only, workshop_gone."""

        def work(tx: Tx, person: Person) -> Details:
            found = self._overview(tx, person, workshop_id, turn)
            workshop, seats = found.workshop, found.seats
            contact = workshop.contact or self._office.profile.contact
            most = choices(seats, workshop.party)
            funding = self._office.profile.funding if workshop.funded else ""
            return Details(
                workshop, seats, most, found.link, contact, series=found.series, funding=funding
            )

        await turn.write(work, view)

    async def announcement(
        self,
        turn: Turn,
        workshop_id: int,
        drafted: Callable[[Overview, Translator], Announcement],
    ) -> Announcement:
        """The draft of an announcement of what is published, in the library's language.

        Raises Refused: staff_only, workshop_gone, workshop_changed.
        """

        def work(tx: Tx, person: Person) -> Announcement:
            require(person, Right.ANNOUNCE)
            found = self._overview(tx, person, workshop_id, turn)
            if found.workshop.status is not Status.PUBLISHED:
                raise Refused("workshop_changed", title=found.workshop.title)
            return drafted(found, self._ahead(found))

        return await turn.read(work)

    async def poster(
        self,
        turn: Turn,
        workshop_id: int,
        drawn: Callable[[Poster, Translator], bytes],
        view: Callable[[Listing, Translator], object],
    ) -> None:
        """To print; of a draft to look at, and it says so: nobody could open its link.

        Raises Refused: staff_only, workshop_gone, workshop_changed (cancelled).
        """
        found = await turn.read(lambda tx, person: self._to_print(tx, person, workshop_id, turn))
        content = await asyncio.to_thread(self._drawn, found, drawn, self._ahead(found))
        name = f"plakat-{workshop_id}.pdf"
        await turn.write(lambda _tx, _person: Listing(found.workshop, name, content), view)

    def _to_print(self, tx: Tx, person: Person, workshop_id: int, turn: Turn) -> Overview:
        found = self._overview(tx, person, workshop_id, turn)
        if found.workshop.status is Status.CANCELLED:
            raise Refused("workshop_changed", title=found.workshop.title)
        return found

    def _drawn(
        self, found: Overview, drawn: Callable[[Poster, Translator], bytes], t: Translator
    ) -> bytes:
        profile, workshop = self._office.profile, found.workshop
        poster = Poster(
            workshop, found.link, profile.library, workshop.contact or profile.contact,
            profile.funding if workshop.funded else "",
            self._logos() if workshop.funded else (),
            self._overviews.draw_code(found.link), workshop.status is not Status.PUBLISHED,
        )  # fmt: skip
        return drawn(poster, t)

    def _logos(self) -> tuple[bytes, ...]:
        return logos.pictures(self._office.db.path.parent, self._render_svg)

    def _ahead(self, found: Overview) -> Translator:
        """Words that are read on some day before: neither „dziś” nor „jutro”."""
        language = self._office.profile.default_language
        return self._office.translator(language, found.workshop.starts_at - AHEAD)

    def _overview(self, tx: Tx, person: Person, workshop_id: int, turn: Turn) -> Overview:
        workshop = self._overviews.look(tx, person, workshop_id)
        return self._overviews.overview(tx, workshop, turn.now)
