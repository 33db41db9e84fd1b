"""The programme, for residents: what there is, one workshop, what a poster's code leads to."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, workshop_parties, workshops


def register(router: Router) -> None:
    """For everybody."""
    router.command(typed, "warsztaty", "warsztat", "workshops", "workshop", "zaniattia")
    router.tap(programme, actions.ListWorkshops)
    router.tap(details, actions.OpenWorkshop)
    router.tap(choose_party, actions.ChooseParty)


async def typed(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/warsztaty, with a topic or a part of a title."""
    words = incoming.argument if incoming.kind == "command" else ""
    meant = await desk.services.programmes.meant(turn, words) if words else ""
    if isinstance(meant, int):
        await desk.services.programmes.details(turn, meant, workshops.details)
    else:
        await desk.services.programmes.programme(turn, workshops.programme, topic=meant)


async def programme(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Warsztaty”, a topic, „Pokaż też te”"""
    tap: Any = incoming.action
    await desk.services.programmes.programme(
        turn, workshops.programme, topic=tap.topic, everything=tap.everything
    )


async def details(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of the programme, or the button below an announcement."""
    tap: Any = incoming.action
    await desk.services.programmes.details(turn, tap.workshop, workshops.details)


async def choose_party(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zapisz dzieci”, „Zapisz kilka osób”"""
    tap: Any = incoming.action
    view = partial(workshop_parties.party, whole=tap.whole)
    await desk.services.programmes.details(turn, tap.workshop, view)
