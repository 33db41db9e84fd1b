"""The first day: what the library says of itself, and that it is used at once."""

from __future__ import annotations

import json

import pytest
import pytest_asyncio

from bot.domain.people import Role
from bot.domain.profile import Profile
from bot.storage import profiles
from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library

SEED = Profile(library="Biblioteka w Zalesiu")


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    await db.write(lambda tx: profiles.save(tx, SEED))
    return library(db, clock, SEED)


@pytest_asyncio.fixture
async def maria(zalesie: Library) -> Desktop:
    return await zalesie.somebody(Role.OWNER)


async def filled_in(maria: Desktop) -> str:
    """Three answers: the known name is kept with one tap."""
    await maria.say("/profil")
    await maria.tap("Zostaw")
    await maria.say("tel. 22 000 00 00")
    await maria.say("iod@zalesie.example")
    await maria.tap("Nie teraz")
    return (await maria.tap("Zapisz")).text


async def test_what_the_configuration_said_is_shown_and_kept(maria: Desktop) -> None:
    """One tap where nothing changes."""
    asked = await maria.say("/profil")

    assert "Biblioteka w Zalesiu" in asked.text
    assert asked.labels == ["Zostaw tę odpowiedź"]


async def test_three_answers_are_enough_to_publish(zalesie: Library, maria: Desktop) -> None:
    """They are kept, and used from the next message on."""
    saved = await filled_in(maria)

    assert "Jest wszystko, czego trzeba" in saved
    assert zalesie.office.profile.contact == "tel. 22 000 00 00"
    assert await zalesie.office.db.read(profiles.load) == zalesie.office.profile
    assert "tel. 22 000 00 00" in (await maria.say("/pomoc")).text


async def test_the_audit_names_the_keys_and_no_values(zalesie: Library, maria: Desktop) -> None:
    """Who changed what, not to what."""
    await filled_in(maria)

    details = await zalesie.one("SELECT details FROM audit WHERE action = 'profile.save'")

    assert json.loads(details) == {"keys": ["contact", "inspector"]}


async def test_contact_and_inspector_can_wait_and_are_named_as_missing(
    zalesie: Library, maria: Desktop
) -> None:
    """Put off, not forgotten: the panel says so too."""
    await maria.say("/profil")
    await maria.tap("Zostaw")
    await maria.say("/pomin")
    await maria.say("/pomin")
    await maria.tap("Nie teraz")

    saved = await maria.tap("Zapisz")

    assert "brakuje jeszcze: kontakt z biblioteką, inspektor ochrony danych" in saved.text
    assert "uzupełnij w „Profilu”" in (await maria.tap("Panel")).text


async def test_the_rest_can_be_set_too(zalesie: Library, maria: Desktop) -> None:
    """Address, places, notice, funding, age, retention."""
    await maria.say("/profil")
    await maria.tap("Zostaw")
    for words in ("tel. 22", "iod@x", "Tak", "Szkolna 1", "Zalesie, Łąki", "Administratorem jest…"):
        await maria.say(words)
    for words in ("/pomin", "15", "30"):
        await maria.say(words)
    await maria.tap("Zapisz")

    profile = zalesie.office.profile
    assert (profile.places, profile.minimum_age, profile.retention_days) == (
        ("Zalesie", "Łąki"), 15, 30,
    )  # fmt: skip
    assert "Administratorem jest…" in (await maria.say("/prywatnosc")).text


async def test_a_filled_profile_opens_with_all_of_it(zalesie: Library, maria: Desktop) -> None:
    """Nobody goes through nine questions to change one: „Popraw” leads to it."""
    await filled_in(maria)

    shown = await maria.say("/profil")
    await maria.tap("Popraw")
    await maria.say("2")
    await maria.say("tel. 22 111 11 11")
    saved = await maria.tap("Zapisz")

    assert shown.text.startswith("Profil biblioteki\nCzy wszystko się zgadza?")
    assert "tel. 22 000 00 00" in shown.text
    assert "Od ilu lat" in shown.text
    assert shown.labels[:2] == ["Zapisz", "Popraw"]
    assert "Profil zapisany" in saved.text
    assert zalesie.office.profile.contact == "tel. 22 111 11 11"
    assert zalesie.office.profile.inspector == "iod@zalesie.example"


async def test_a_change_that_was_undone_is_not_used(zalesie: Library, maria: Desktop) -> None:
    """The profile in memory follows the disk: a fault after the change leaves both as they were."""

    def broken(*_: object) -> None:
        raise RuntimeError

    await maria.say("/profil")
    await maria.tap("Zostaw")
    for words in ("tel. 22", "iod@x", "Nie teraz"):
        await maria.say(words)
    fit, zalesie.office.fit = zalesie.office.fit, broken  # type: ignore[assignment]

    with pytest.raises(RuntimeError):
        await maria.tap("Zapisz")
    zalesie.office.fit = fit
    await maria.say("/menu")

    assert zalesie.office.profile == SEED
    assert await zalesie.office.db.read(profiles.load) == SEED
