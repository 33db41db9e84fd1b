"""What the library says of itself."""

from __future__ import annotations

from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, profile, steps

ENDINGS = {"profile": profile.saved}


def register(router: Router) -> None:
    """For librarians and owners."""
    router.command(edit, "profil", "profile")
    router.tap(edit, actions.EditProfile)


async def edit(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/profil"""
    await desk.services.profile.ask(turn, steps.step)
