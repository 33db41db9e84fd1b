"""What staff see at a glance."""

from __future__ import annotations

from datetime import timedelta

import pytest_asyncio

from bot.clock import stamp
from bot.domain.people import Role
from bot.storage import heartbeat, inbox
from bot.storage.database import Database
from bot.storage.inbox import Received
from bot.views import panel
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library
from tests.services.test_invitations import notices
from tests.services.test_surveys import FORM, published


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def maria(zalesie: Library) -> Desktop:
    return await zalesie.somebody(Role.LIBRARIAN)


async def test_the_panel_names_the_library_and_todays_numbers(
    zalesie: Library, maria: Desktop
) -> None:
    """Anonymous answers in steps of 5: the seventh is not told."""
    await published(maria, FORM)
    survey_id = await zalesie.one("SELECT id FROM survey")
    await zalesie.hand_in(survey_id, [{"wiek": "mlody"}] * 7)

    shown = await maria.say("/panel")

    assert "Panel · Biblioteka w Zalesiu" in shown.text
    assert "Dziś: 5 nowych odpowiedzi · 1 otwarta ankieta" in shown.text
    assert shown.labels == [
        "Ankiety", "Ogłoszenia", "Warsztaty", "Konkursy", "Wiadomości", "Organizacje",
        "Profil", "Ludzie", "Zaplanowane", "Menu",
    ]  # fmt: skip


async def test_faults_show_when_and_where_never_what_was_typed(
    zalesie: Library, maria: Desktop
) -> None:
    """What the program could not handle in the last 7 days."""
    now = zalesie.clock.now()

    def fail(tx: object, update_id: int, days: int) -> None:
        row = Received(1, update_id, '{"text": "sekret"}')
        inbox.add(tx, [row], stamp(now - timedelta(days=days)))  # type: ignore[arg-type]
        inbox.set_aside(tx, 1, [update_id], "KeyError at x.py:3")  # type: ignore[arg-type]

    await zalesie.office.db.write(lambda tx: fail(tx, 9001, 1))
    await zalesie.office.db.write(lambda tx: fail(tx, 9002, 8))

    await maria.say("/panel")
    faults = await maria.tap("Usterki (1)")

    assert "KeyError at x.py:3" in faults.text
    assert "sekret" not in faults.text


async def test_staff_hear_of_a_gap_that_telegram_does_not_bridge(
    zalesie: Library, maria: Desktop
) -> None:
    """From when to when, once; residents hear nothing."""
    ania = await zalesie.somebody()
    await zalesie.office.db.write(lambda tx: heartbeat.beat(tx, stamp(zalesie.clock.now())))
    zalesie.clock.advance(days=2)

    now = zalesie.clock.now()
    await zalesie.services.panel.tell_about_gap(now, panel.gap)
    await zalesie.services.panel.tell_about_gap(now, panel.gap)

    told = await notices(zalesie, maria)
    assert len(told) == 1
    assert "środa 12 maja, godz. 12.00" in told[0]
    assert "dziś, godz. 12.00" in told[0]
    assert not await notices(zalesie, ania)


async def test_a_short_absence_loses_nothing(zalesie: Library, maria: Desktop) -> None:
    """Telegram keeps messages for a day."""
    await zalesie.office.db.write(lambda tx: heartbeat.beat(tx, stamp(zalesie.clock.now())))
    zalesie.clock.advance(hours=23)

    assert await zalesie.services.panel.tell_about_gap(zalesie.clock.now(), panel.gap) is None
    assert not await notices(zalesie, maria)


async def test_the_first_start_is_no_gap(zalesie: Library, maria: Desktop) -> None:
    """There was nothing before."""
    assert await zalesie.services.panel.tell_about_gap(zalesie.clock.now(), panel.gap) is None
