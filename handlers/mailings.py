"""Steering a run of an announcement, and the chats that the bot may write to."""

from __future__ import annotations

from typing import Any

from bot.services.mailings import NEWEST
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, mailings


def register(router: Router) -> None:
    """By the buttons below its progress, or by typing for the newest run."""
    router.command(pause, "wstrzymaj", "pause")
    router.command(go_on, "wznow", "resume")
    router.command(stop, "zatrzymaj", "stop")
    router.command(resend, "niepewne", "uncertain")
    router.tap(pause, actions.PauseMailing)
    router.tap(go_on, actions.ResumeMailing)
    router.tap(stop, actions.StopMailing)
    router.tap(resend, actions.ResendUncertain)
    router.kind(member, "membership")


async def pause(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wstrzymaj”"""
    await desk.services.mailings.pause(turn, _run(incoming), _view(incoming))


async def go_on(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wznów”"""
    await desk.services.mailings.resume(turn, _run(incoming), _view(incoming))


async def stop(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zatrzymaj”"""
    await desk.services.mailings.stop(turn, _run(incoming), _view(incoming))


async def resend(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wyślij niepewne jeszcze raz”"""
    await desk.services.mailings.resend_unknown(turn, _run(incoming), _view(incoming))


async def member(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The bot was put into a group or channel, or out of it."""
    assert incoming.chat
    await desk.services.chats.note(turn, incoming.chat)


def _run(incoming: Incoming) -> int:
    tap: Any = incoming.action
    return tap.mailing if tap else NEWEST


def _view(incoming: Incoming) -> Any:
    return mailings.controlled if incoming.action else mailings.controlled_by_typing
