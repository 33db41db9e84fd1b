"""Tells the messenger the bot's commands and description, in three languages.

Staff get their own list in their own chat. What is already so is not set again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from datetime import datetime
from typing import Any

from bot.domain.people import STAFF, Person, Role
from bot.domain.profile import Profile
from bot.i18n import DEFAULT_LANGUAGE, LANGUAGES, Translator
from bot.transport.api import Api, ApiError
from bot.views import commands as words

log = logging.getLogger(__name__)


class Commands:
    """`refresh` and `describe` begin at once and go on by themselves; `close` ends them."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._tasks: set[asyncio.Task[None]] = set()

    def publish(self, profile: Profile, staff: Sequence[Person], now: datetime) -> None:
        """At start: everything, for everybody."""
        self._begin(self._everything(profile, tuple(staff), now))

    def describe(self, profile: Profile, now: datetime) -> None:
        """The library's profile is new."""
        self._begin(self._described(profile, now))

    def refresh(self, person: Person, profile: Profile, now: datetime) -> None:
        """Somebody's role or language is new."""
        self._begin(self._own_list(person, Translator(person.language, profile.zone, now)))

    async def close(self) -> None:
        """Leave what is not done: the next start does it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(_quietly(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _everything(self, profile: Profile, staff: tuple[Person, ...], now: datetime) -> None:
        await asyncio.to_thread(_read_words, profile, now)
        await self._described(profile, now)
        for language in LANGUAGES:
            t = Translator(language, profile.zone, now)
            await self._set_list(words.commands(Role.RESIDENT, t), _language(language))
        for person in staff:
            await self._own_list(person, Translator(person.language, profile.zone, now))

    async def _described(self, profile: Profile, now: datetime) -> None:
        for language in LANGUAGES:
            t = Translator(language, profile.zone, now)
            where = _language(language)
            await self._set_text("Description", words.description(profile, t), where)
            await self._set_text("ShortDescription", words.short_description(profile, t), where)

    async def _own_list(self, person: Person, t: Translator) -> None:
        scope = {"scope": {"type": "chat", "chat_id": person.telegram_id}}
        if person.role in STAFF or person.language_chosen:
            await self._set_list(words.commands(person.role, t), scope)
        else:
            await self._api.call("deleteMyCommands", scope)

    async def _set_list(self, wanted: list[dict[str, str]], where: dict[str, Any]) -> None:
        if await self._api.call("getMyCommands", where) != wanted:
            await self._api.call("setMyCommands", {"commands": wanted, **where})

    async def _set_text(self, what: str, wanted: str, where: dict[str, Any]) -> None:
        key = "description" if what == "Description" else "short_description"
        if await self._api.call(f"getMy{what}", where) != {key: wanted}:
            await self._api.call(f"setMy{what}", {key: wanted, **where})


def _read_words(profile: Profile, now: datetime) -> None:
    """Catalogues take 25 ms each when they are first used: not on the event loop."""
    for language in LANGUAGES:
        Translator(language, profile.zone, now)


def _language(code: str) -> dict[str, str]:
    """Whose messenger speaks another language than we do sees the default one."""
    return {} if code == DEFAULT_LANGUAGE else {"language_code": code}


async def _quietly(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except ApiError as error:
        log.warning("commands are not up to date: %s", error)
