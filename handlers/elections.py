"""Elections as files: a contest's own, and others' to try the rules on."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.domain.contests.election_files import FILE_BYTES, Way
from bot.domain.people import STAFF
from bot.services.turn import Turn
from bot.transport.api import BadRequest
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Handler, Router
from bot.views import actions, elections

SUFFIX = ".pb"


def register(router: Router) -> None:
    """For staff; the services check that."""
    router.tap(take, actions.TakeElection)
    router.tap(count, actions.CountElection)
    router.first(sent, "file")


async def take(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Plik wyników (.pb)”"""
    tap: Any = incoming.action
    await desk.services.contests.elections.take(turn, tap.contest, elections.taken)


async def sent(incoming: Incoming, turn: Turn, desk: Desk, following: Handler) -> None:
    """A `.pb` file from staff that no question asks for."""
    file = incoming.files[0] if incoming.private and incoming.files else None
    ours = file is not None and file.name.casefold().endswith(SUFFIX)
    person = await turn.read(lambda _, person: person) if ours else None
    if not (file and person and person.role in STAFF) or (
        await desk.services.sessions.expects_file(turn)
    ):
        await following(incoming, turn, desk)
        return
    offer = desk.services.contests.elections.offer
    await offer(turn, file.file_id, file.name, file.size, elections.offered)


async def count(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Equal Shares”, „Według reguły z pliku” …"""
    tap: Any = incoming.action
    fetch = partial(downloaded, desk)
    view = elections.counted(tap.upload)
    await desk.services.contests.elections.count(turn, tap.upload, Way(tap.way), fetch, view)


async def downloaded(desk: Desk, file_id: str) -> bytes | None:
    """The file's bytes; None where Telegram keeps it no more."""
    try:
        return await desk.api.download(file_id, FILE_BYTES)
    except BadRequest:
        return None
