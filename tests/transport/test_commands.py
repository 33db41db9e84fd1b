"""What the messenger shows of the bot: set once, for whom it concerns, and never in the way."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.domain.people import Person, Role
from bot.domain.profile import Profile
from bot.transport.api import RetryAfter
from bot.transport.commands import Commands
from tests.clock import NOON

PROFILE = Profile(library="Biblioteka w Zalesiu")
MARIA = Person(1, 100, "Maria", "", "uk", True, Role.LIBRARIAN, True, True)
ANIA = Person(2, 200, "Ania", "", "pl", False, Role.RESIDENT, True, True)


class Messenger:
    """Remembers what it was told, like the real one."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.sent: list[str] = []

    async def call(self, method: str, params: dict[str, Any]) -> Any:
        where = {k: v for k, v in params.items() if k in ("scope", "language_code")}
        place = f"{method[3:] if method[3:5] == 'My' else method[6:]} {where}"
        if method.startswith("get"):
            empty: Any = [] if "Commands" in method else {}
            return self.kept.get(place, empty)
        self.sent.append(method)
        given = {k: v for k, v in params.items() if k not in where}
        self.kept[place] = given.get("commands", given)
        return True


async def told(commands: Commands) -> None:
    """Wait for what was begun."""
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()})


async def test_what_is_already_so_is_not_set_again() -> None:
    """A second start only asks."""
    messenger = Messenger()
    commands = Commands(messenger)  # type: ignore[arg-type]
    commands.publish(PROFILE, [MARIA], NOON)
    await told(commands)
    first = list(messenger.sent)

    commands.publish(PROFILE, [MARIA], NOON)
    await told(commands)

    assert first.count("setMyCommands") == 4  # three languages, and Maria's own chat
    assert first.count("setMyDescription") == 3
    assert messenger.sent == first


async def test_staff_have_their_own_list_in_their_language() -> None:
    """Only in their own chat."""
    messenger = Messenger()
    commands = Commands(messenger)  # type: ignore[arg-type]

    commands.refresh(MARIA, PROFILE, NOON)
    await told(commands)

    ((place, listed),) = messenger.kept.items()
    assert "'chat_id': 100" in place
    assert listed[0] == {"command": "panel", "description": "Панель для бібліотеки"}


async def test_who_is_staff_no_more_sees_everybodys_list() -> None:
    """Their own list is taken away."""
    messenger = Messenger()
    commands = Commands(messenger)  # type: ignore[arg-type]

    commands.refresh(ANIA, PROFILE, NOON)
    await told(commands)

    assert messenger.sent == ["deleteMyCommands"]


async def test_a_refusal_of_the_messenger_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """The next start sets it; the log has one line."""

    class Busy(Messenger):
        async def call(self, method: str, params: dict[str, Any]) -> Any:
            raise RetryAfter("Too Many Requests", 5)

    commands = Commands(Busy())  # type: ignore[arg-type]

    commands.describe(PROFILE, NOON)
    await told(commands)
    await commands.close()

    assert "not up to date" in caplog.text
