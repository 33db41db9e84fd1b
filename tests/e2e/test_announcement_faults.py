"""Announcements on a bad way: who blocked the bot, answers that are lost, a restart."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio

from bot.simulator import server
from bot.simulator.methods import editing
from tests.e2e.test_announcements import composed
from tests.e2e.test_first_contact import owner_of
from tests.people import Someone, Town, text_of


@pytest_asyncio.fixture
async def town(simulator: server.Running) -> AsyncIterator[Town]:
    """Here the messenger is asked to refuse."""
    async with Town(simulator.url) as people:
        yield people


async def test_who_blocked_the_bot_is_counted_quietly(
    town: Town, maria: Someone, readers: list[Someone]
) -> None:
    """Unreachable, not an error; the others have it. A fault of the way stays uncertain."""
    refused = {"method": "sendMessage", "kind": "403", "chat": readers[0].id}
    lost = {"method": "sendMessage", "kind": "drop_after", "chat": readers[1].id}
    await composed(maria)
    for fault in (refused, lost):
        await town.post("faults", **fault)
    await maria.tap("Wyślij")
    figures = text_of(await maria.sees("1 niepewna:"))
    await maria.tap_quietly("Wyślij 1 niepewną")
    await maria.sees("Wysłano do 2 osób.")

    assert "Wysłano do 1 osoby." in figures
    assert "1 osoba blokuje bota" in figures


async def test_what_is_too_old_to_delete_is_said(
    town: Town, maria: Someone, readers: list[Someone], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Telegram deletes for 48 hours; here they are over at once."""
    await composed(maria)
    await maria.tap("Wyślij")
    await maria.sees("Wysłano do 3 osób.")
    monkeypatch.setattr(editing, "DELETABLE_SECONDS", 0)
    await maria.tap("Wycofaj")
    await maria.tap("Tak, wycofaj")
    end = await maria.sees("Usunięto u 0 osób.")

    assert "Nie udało się usunąć 3 wiadomości: minęło 48 godzin" in text_of(end)
    assert "Noc bibliotek" in await readers[0].chat()


async def test_a_restart_goes_on_with_the_same_message(
    town: Town, start_bot: Callable[..., Any]
) -> None:
    """Nobody gets it twice, nobody is left out, and the figures stand where they stood."""
    async with start_bot(bulk_per_second=4) as bot:
        maria = await owner_of(town, bot)
        readers = [await town.person(f"Osoba {number}") for number in range(12)]
        for person in readers:
            await person.start()
            await person.tap("Zaczynamy")
            await person.say("/powiadomienia nowości")
        await composed(maria)
        await maria.tap("Wyślij")
        before = await maria.sees("12 (")

    async with start_bot():
        after = await maria.sees("Wysłano do 12 osób.")

    assert after["message_id"] == before["message_id"]
    chats = [await person.chat() for person in readers]
    assert [chat.count("Noc bibliotek") for chat in chats] == [1] * 12
