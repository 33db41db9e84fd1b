"""What may be written to a person: /powiadomienia, and „Nie przypominaj” under a reminder."""

from __future__ import annotations

from typing import Any

from bot.domain.subscriptions import is_wish
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, reminders, subscriptions


def register(router: Router) -> None:
    """For everybody, at any time."""
    router.command(show, "powiadomienia", "notifications", "spovishchennia")
    router.tap(show, actions.NotificationSettings)
    router.tap(set_topic, actions.SetTopic)
    router.tap(show_quiet, actions.ShowQuiet)
    router.tap(set_quiet, actions.SetQuiet)
    router.tap(refuse, actions.RefuseReminders)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/powiadomienia, with or without words; the button under an announcement."""
    if typed := words_of(incoming):
        await desk.services.subscriptions.typed(turn, typed, subscriptions.settings)
    else:
        await desk.services.subscriptions.show(turn, subscriptions.settings)


def words_of(incoming: Incoming) -> str:
    """What was typed after the command, or „cisza 22–7” instead of it."""
    if incoming.kind == "command":
        return incoming.argument
    return incoming.text if is_wish(incoming.text) else ""


async def set_topic(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A topic, the reminders, „Wyłącz wszystko”."""
    tap: Any = incoming.action
    services = desk.services
    await services.subscriptions.set_topic(turn, tap.topic, tap.wanted, subscriptions.changed)


async def show_quiet(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Cisza”, and back."""
    tap: Any = incoming.action
    view = subscriptions.quiet if tap.choose else subscriptions.changed
    await desk.services.subscriptions.show(turn, view)


async def set_quiet(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """An hour."""
    tap: Any = incoming.action
    hours = f"{tap.begins}-{tap.ends}"
    await desk.services.subscriptions.typed(turn, hours, subscriptions.quiet)


async def refuse(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Nie przypominaj”"""
    tap: Any = incoming.action
    await desk.services.reminders.refuse(turn, tap.session, reminders.refused)
