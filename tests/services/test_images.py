"""Pictures of those who come, and erasure while the report still needs the count."""

from __future__ import annotations

from datetime import timedelta

import pytest
import pytest_asyncio

from bot.domain.people import Person, Role
from bot.domain.signups import Guest, Image
from bot.domain.workshops import Audience
from bot.errors import Refused
from bot.services.workshops import Wanted
from bot.storage import personal_data
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.room import Room, room


@pytest_asyncio.fixture
async def hall(db: Database, clock: StillClock) -> Room:
    return room(db, clock)


@pytest_asyncio.fixture
async def maria(hall: Room) -> Person:
    return await hall.person("Maria", Role.LIBRARIAN)


async def test_15_image_consent_is_withdrawn_after_publication(hall: Room, maria: Person) -> None:
    """Voluntary, apart from the sign-up, and taken back days after the workshop: staff are told
    once to take pictures down, and who said what when stands in the audit."""
    workshop = await hall.workshop(image_notice="Zdjęcia do kroniki")
    ania = await hall.person()
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id)
    before = done.signup.image
    await hall.ask(ania, hall.images.say, done.signup.id, True)
    hall.clock.advance(days=20)

    agreed = await hall.ask(ania, hall.images.every)
    said = await hall.ask(ania, hall.images.say, done.signup.id, False)
    await hall.ask(ania, hall.images.say, done.signup.id, False)
    told = await hall.composed(maria, "workshop_image")

    assert before is Image.UNSAID
    assert [one.workshop.id for one in agreed.entries] == [workshop.id]
    assert said.signup.image is Image.WITHDRAWN
    assert told.signup.name == "Ania"
    assert [one[0] for one in await hall.notices_to(maria)] == ["workshop_image"]
    lines = await hall.rows("SELECT details FROM audit WHERE action = 'signup.image' ORDER BY id")
    assert [line[0] for line in lines] == ['{"image": "given"}', '{"image": "withdrawn"}']


async def test_15_erasure_while_the_report_still_needs_the_count(hall: Room, maria: Person) -> None:
    """Names and ages go at once; that two children came stays as a number."""
    workshop = await hall.workshop(
        seats=5, party=3, audience=Audience.CHILDREN, image_notice="Zdjęcia do kroniki"
    )
    ania = await hall.person()
    children = Wanted((Guest("Ola", 8), Guest("Jaś", 10)))
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id, wanted=children)
    await hall.ask(ania, hall.images.say, done.signup.id, True)
    hall.clock.advance(days=10, hours=1)
    code = done.signup.code
    await hall.ask(maria, hall.door.check_in, code)

    await hall.office.db.write(lambda tx: personal_data.erase(tx, ania.id, ania.telegram_id))
    seen = await hall.ask(maria, hall.workshops.one, workshop.id)

    assert await hall.rows("SELECT name, image, person_id FROM signup") == [("", "", None)]
    assert (
        await hall.rows("SELECT name, age, minor, state FROM participant")
        == [("", None, 1, "attended")] * 2
    )
    assert seen.counts == {"attended": 2}


async def test_nobody_speaks_for_somebody_elses_pictures(hall: Room) -> None:
    """Only who signed up."""
    workshop = await hall.workshop(image_notice="Zdjęcia")
    ania, jan = await hall.person(), await hall.person("Jan")
    done = await hall.ask(ania, hall.signups.sign_up, workshop.id)
    hall.clock.advance(seconds=timedelta(days=1).total_seconds())

    with pytest.raises(Refused, match="signup_gone"):
        await hall.ask(jan, hall.images.say, done.signup.id, True)
