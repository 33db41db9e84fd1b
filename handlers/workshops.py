"""The programme, for residents: what there is, one workshop, what a poster's code leads to."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.domain.wishes import Wish, wish_of
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, age_bands, workshop_parties, workshops
from handlers import workshop_desk

FORGET = ("nie", "usun", "usuń", "ні", "no")


def register(router: Router) -> None:
    """For everybody."""
    router.command(typed, "warsztaty", "warsztat", "workshops", "workshop", "zaniattia")
    router.tap(programme, actions.ListWorkshops)
    router.command(typed_age, "wiek", "age", "vik")
    router.tap(set_age, actions.SetAge)
    router.tap(details, actions.OpenWorkshop)
    router.tap(choose_party, actions.ChooseParty)


async def typed(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/warsztaty, with a topic or a part of a title."""
    words = incoming.argument if incoming.kind == "command" else ""
    if words.split(maxsplit=1)[:1] and (words.split()[0].isdecimal() or wish_of(words) is Wish.NEW):
        await workshop_desk.board(incoming, turn, desk)  # „/warsztaty 12 kopiuj”
        return
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


async def set_age(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Tylko dla mojego wieku”, a band, „Nie pytaj o wiek”"""
    tap: Any = incoming.action
    if tap.low < 0:
        await desk.services.programmes.programme(turn, age_bands.ask)
    else:
        said = str(tap.low) if tap.low else ""
        await desk.services.programmes.set_age(turn, said, workshops.programme)


async def typed_age(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/wiek; /wiek 34; /wiek 25–44; /wiek nie"""
    said = incoming.argument.strip().lower()
    if said:
        said = "" if said in FORGET else said
        await desk.services.programmes.set_age(turn, said, workshops.programme)
    else:
        await desk.services.programmes.programme(turn, age_bands.ask)


async def details(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of the programme, or the button below an announcement."""
    tap: Any = incoming.action
    await desk.services.programmes.details(turn, tap.workshop, workshops.details)


async def choose_party(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zapisz dzieci”, „Zapisz kilka osób”"""
    tap: Any = incoming.action
    view = partial(workshop_parties.party, whole=tap.whole)
    await desk.services.programmes.details(turn, tap.workshop, view)
