"""The staff's panel, and who works with the bot."""

from __future__ import annotations

from typing import Any

from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, invitations, panel


def register(router: Router) -> None:
    """For librarians and owners."""
    router.command(show, "panel")
    router.command(team, "ludzie", "people")
    router.tap(show, actions.OpenPanel)
    router.tap(faults, actions.ListFaults)
    router.tap(team, actions.ListTeam)
    router.tap(invite, actions.Invite)
    router.tap(member, actions.ShowMember)
    router.tap(set_role, actions.SetRole)


async def show(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/panel"""
    await desk.services.panel.show(turn, panel.panel)


async def faults(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Usterki”"""
    await desk.services.panel.faults(turn, panel.faults)


async def team(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/ludzie"""
    await desk.services.invitations.team(turn, invitations.team)


async def invite(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zaproś bibliotekarza”"""
    tap: Any = incoming.action
    await desk.services.invitations.invite(turn, tap.role, invitations.invited)


async def member(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A name of the list, or a change of their role that waits for a yes."""
    tap: Any = incoming.action
    await desk.services.invitations.member(turn, tap.person, tap.asked, invitations.member)


async def set_role(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The yes."""
    tap: Any = incoming.action
    await desk.services.invitations.set_role(turn, tap.person, tap.role, invitations.role_changed)
