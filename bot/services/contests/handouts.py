"""What staff are handed about a contest: its settings as a file, a sample, the code, a draft of an
announcement."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib.resources import files

from bot.domain.announcements import Announcement
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Action
from bot.domain.contests.overviews import Overview
from bot.domain.contests.setting_up import ContestFile
from bot.domain.contests.writing import as_toml
from bot.domain.people import Person, Right, require
from bot.domain.posters import ContestPoster
from bot.errors import Refused
from bot.frozen import frozen
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.contests.setting_up import Contests
from bot.services.turn import Turn
from bot.storage import logos
from bot.storage.database import Tx

SAMPLE = "konkurs.toml"
AHEAD = timedelta(days=7)  # a poster says neither „dziś” nor „jutro”


@frozen
class Drawing:
    """How a poster is drawn: the page, the code of a link and an SVG as PNG."""

    page: Callable[[ContestPoster, Translator], bytes]
    code: Callable[[str], bytes]
    svg: Callable[[str], bytes]


class Handouts:
    """For staff."""

    def __init__(self, ledger: Ledger, service: Contests) -> None:
        self._ledger = ledger
        self._contests = service

    async def ways(self, turn: Turn, view: Callable[[None, Translator], object]) -> None:
        """How a contest can be made. Raises Refused: staff_only, profile_missing."""
        await turn.write(lambda _tx, person: self._contests.allow(person), view)

    async def managed(
        self, turn: Turn, contest_id: int, view: Callable[[Overview, Translator], object]
    ) -> None:
        """A contest for who runs it. Raises Refused: staff_only, contest_gone."""
        await turn.write(lambda tx, person: self._managed(tx, person, contest_id, turn), view)

    async def sample(self, turn: Turn, view: Callable[[bytes, Translator], object]) -> None:
        """A commented file to begin with. Raises Refused: staff_only."""
        await turn.read(lambda _tx, person: require(person, Right.MANAGE_CONTESTS))
        content = await asyncio.to_thread(files(__package__).joinpath(SAMPLE).read_bytes)
        await turn.write(lambda _tx, _person: content, view)

    async def configuration(
        self, turn: Turn, contest_id: int, view: Callable[[ContestFile, Translator], object]
    ) -> None:
        """The settings as they stand, to be read again. Raises Refused like `managed`."""

        def work(tx: Tx, person: Person) -> ContestFile:
            edition = self._managed(tx, person, contest_id, turn).edition
            zone = self._ledger.office.profile.zone
            content = as_toml(edition.contest, zone).encode()
            return ContestFile(edition, f"konkurs-{contest_id}.toml", content)

        await turn.write(work, view)

    async def code(
        self,
        turn: Turn,
        contest_id: int,
        draw: Callable[[str], bytes],
        view: Callable[[ContestFile, Translator], object],
    ) -> None:
        """The link, and the same to scan: `draw` makes a PNG of it. Raises Refused like
        `managed`."""
        found = await turn.read(lambda tx, person: self._managed(tx, person, contest_id, turn))
        picture = await asyncio.to_thread(draw, found.link)
        shown = ContestFile(found.edition, f"konkurs-{contest_id}.png", picture, found.link)
        await turn.write(lambda _tx, _person: shown, view)

    async def poster(
        self,
        turn: Turn,
        contest_id: int,
        drawing: Drawing,
        view: Callable[[ContestFile, Translator], object],
    ) -> None:
        """One A4 page to print, in the library's language. Raises Refused like `managed`."""
        found = await turn.read(lambda tx, person: self._managed(tx, person, contest_id, turn))
        content = await asyncio.to_thread(self._poster, found, drawing, turn.now)
        shown = ContestFile(found.edition, f"plakat-konkurs-{contest_id}.pdf", content, found.link)
        await turn.write(lambda _tx, _person: shown, view)

    def _poster(self, found: Overview, drawing: Drawing, now: datetime) -> bytes:
        office, contest = self._ledger.office, found.edition.contest
        profile, opened = office.profile, contest.phase(PhaseName.OPEN)
        read = opened.begin - AHEAD if opened and opened.begin else now
        poster = ContestPoster(
            contest, found.phase, found.link, profile.library, profile.contact, profile.funding,
            logos.pictures(office.db.path.parent, drawing.svg), drawing.code(found.link),
        )  # fmt: skip
        return drawing.page(poster, office.translator(profile.default_language, read))

    async def announcement(
        self,
        turn: Turn,
        contest_id: int,
        view: Callable[[Overview, Translator], Announcement],
    ) -> Announcement:
        """The draft of an announcement, in the library's language. Raises Refused like `managed`,
        not_in_this_phase (nobody could open it)."""

        def work(tx: Tx, person: Person) -> Announcement:
            require(person, Right.ANNOUNCE)
            found = self._managed(tx, person, contest_id, turn)
            if found.phase is PhaseName.DRAFT:
                raise Refused("not_in_this_phase", action=Action.SEE, phase=found.phase)
            office = self._ledger.office
            return view(found, office.translator(office.profile.default_language, turn.now))

        return await turn.read(work)

    def _managed(self, tx: Tx, person: Person, contest_id: int, turn: Turn) -> Overview:
        require(person, Right.MANAGE_CONTESTS)
        edition = self._ledger.edition(tx, contest_id)
        return self._contests.overview(tx, person, edition, turn.now)
