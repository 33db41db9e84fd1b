"""Organisations: what their members and staff type and tap."""

from __future__ import annotations

from typing import Any

from bot.domain.organisations import EDIT, OFFER, REGISTER, Status
from bot.domain.typed_wishes import organisation_wish
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, messages, organisations, steps

ENDINGS = dict.fromkeys((REGISTER, EDIT, OFFER), organisations.completed)


def register(router: Router) -> None:
    """For everybody; what only members or staff may do is checked by the service."""
    router.command(typed, "organizacja", "organizacje", "organisation", "organizatsiia")
    router.tap(board, actions.ListOrganisations)
    router.tap(show, actions.ShowOrganisation)
    router.tap(new, actions.RegisterOrganisation)
    router.tap(edit, actions.EditOrganisation)
    router.tap(offer, actions.OfferResource)
    router.tap(withdraw, actions.WithdrawResource)
    router.tap(invite, actions.InviteMember)
    router.tap(decide, actions.DecideOrganisation)
    router.tap(leave, actions.LeaveOrganisation)


async def typed(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/organizacja, /organizacja 3, /organizacja 3 zaproś, /organizacja zgłoś"""
    words = incoming.argument.split() if incoming.kind == "command" else []
    if words and words[0].isdecimal():
        await one(int(words[0]), organisation_wish(" ".join(words[1:])), turn, desk)
    elif words and organisation_wish(" ".join(words)) == "register":
        await new(incoming, turn, desk)
    else:
        await board(incoming, turn, desk)


async def one(number: int, wish: str, turn: Turn, desk: Desk) -> None:
    """One of them, or what is to be done with it."""
    service = desk.services.organisations
    match wish:
        case "edit":
            await service.ask_to_edit(turn, number, steps.step)
        case "offer":
            await service.ask_to_offer(turn, number, steps.step)
        case "invite":
            await service.invite(turn, number, organisations.invited)
        case "approve":
            await service.decide(turn, number, Status.ACTIVE, organisations.organisation)
        case "refuse_surely":
            await service.decide(turn, number, Status.REFUSED, organisations.organisation)
        case "close_surely":
            await service.decide(turn, number, Status.CLOSED, organisations.organisation)
        case "leave_surely":
            await service.leave(turn, number, organisations.organisation)
        case "write":
            await desk.services.messages.begin(turn, number, messages.shown)
        case "refuse" | "close" | "leave":
            await service.show(turn, number, wish, organisations.organisation)
        case _:
            await service.show(turn, number, "", organisations.organisation)


async def board(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Organizacje”"""
    await desk.services.organisations.board(turn, organisations.board)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of them."""
    tap: Any = incoming.action
    view = organisations.organisation
    await desk.services.organisations.show(turn, tap.organisation, tap.asked, view)


async def new(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zgłoś organizację”"""
    await desk.services.organisations.ask_to_register(turn, steps.step)


async def edit(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zmień opis”"""
    tap: Any = incoming.action
    await desk.services.organisations.ask_to_edit(turn, tap.organisation, steps.step)


async def offer(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zaproponuj pomoc”"""
    tap: Any = incoming.action
    await desk.services.organisations.ask_to_offer(turn, tap.organisation, steps.step)


async def withdraw(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wycofaj: sala”"""
    tap: Any = incoming.action
    view = organisations.organisation
    await desk.services.organisations.withdraw(turn, tap.resource, view)


async def invite(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zaproś osobę”"""
    tap: Any = incoming.action
    await desk.services.organisations.invite(turn, tap.organisation, organisations.invited)


async def decide(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zatwierdź”, or the yes to a refusal or an end."""
    tap: Any = incoming.action
    view = organisations.organisation
    await desk.services.organisations.decide(turn, tap.organisation, tap.status, view)


async def leave(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The yes of who leaves."""
    tap: Any = incoming.action
    view = organisations.organisation
    await desk.services.organisations.leave(turn, tap.organisation, view)
