"""What a poster is given: the logos of the programme, from a folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.people import Role
from bot.domain.posters import Poster
from bot.errors import Refused
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.overviews import Overviews
from bot.services.workshops.previews import Previews
from bot.storage.database import Database
from bot.storage.logos import LOGO_BYTES, LOGOS
from tests.clock import StillClock
from tests.conftest import PROFILE
from tests.services.room import Room, draw, room

FUNDED = replace(PROFILE, funding="Dofinansowano ze środków")


@pytest.fixture
def library(db: Database, clock: StillClock) -> Room:
    """A library with a sentence about its funding."""
    made = room(db, clock)
    made.office.profile = FUNDED
    return made


async def printed(library: Room, workshop_id: int, role: Role = Role.LIBRARIAN) -> Poster:
    """What the drawing is given."""
    office = library.office
    previews = Previews(office, Overviews(office, Ledger(office), draw), lambda svg: svg.encode())
    found: list[Poster] = []

    def drawn(poster: Poster, _: object) -> bytes:
        found.append(poster)
        return b"%PDF"

    await library.ask(await library.person(role=role), previews.poster, workshop_id, drawn)
    return found[0]


async def test_logos_come_from_a_folder_in_the_order_of_their_names(library: Room) -> None:
    """Pictures as they are, SVG drawn; what is too large or no picture is left out."""
    folder = library.office.db.path.parent / LOGOS
    _fill(folder, {"2.png": b"two", "1.svg": b"<svg/>", "notes.txt": b"no"})
    (folder / "3.jpg").write_bytes(b"x" * (LOGO_BYTES + 1))
    workshop = await library.workshop(funded=True)

    poster = await printed(library, workshop.id)

    assert poster.logos == (b"<svg/>", b"two")
    assert poster.funding == FUNDED.funding
    assert poster.contact == FUNDED.contact


async def test_what_nobody_funds_has_neither_sentence_nor_logos(library: Room) -> None:
    """And a contact of its own comes before the library's."""
    _fill(library.office.db.path.parent / LOGOS, {"1.png": b"one"})
    workshop = await library.workshop(contact="tel. 600")

    poster = await printed(library, workshop.id)

    assert (poster.logos, poster.funding, poster.contact) == ((), "", "tel. 600")


async def test_only_staff_and_its_author_print_a_poster(library: Room) -> None:
    """A partner who did not propose it does not even see it."""
    workshop = await library.workshop()

    with pytest.raises(Refused, match="workshop_gone"):
        await printed(library, workshop.id, Role.PARTNER)
    with pytest.raises(Refused, match="staff_only"):
        await printed(library, workshop.id, Role.RESIDENT)


def _fill(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
