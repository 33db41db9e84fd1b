"""The label of a button, typed: what is typed belongs to the newest screen before all else."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace

from bot.domain.typed_labels import place_of
from bot.domain.words import command_word
from bot.frozen import frozen
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Handler, Router
from bot.views.actions import Action


@frozen
class Labels:
    """`asking`: the buttons of a form's questions, which read what is typed themselves."""

    find: Callable[[Incoming], Handler]
    named: Callable[[str], Handler]
    asking: Container[type[Action]]

    async def typed(self, incoming: Incoming, turn: Turn, desk: Desk, otherwise: Handler) -> None:
        """„OSP Zalesie”, „2 dzieci”, „2”: the button does what it does when tapped."""
        action = self._meant(incoming, desk) if incoming.private else None
        if action is None:
            await otherwise(incoming, turn, desk)
        elif command := command_word(incoming.text):
            await self.named(command)(incoming, turn, desk)
        else:
            turn.message_id = 0  # no message was tapped: nothing to change in place
            tapped = replace(incoming, kind="tap", message_id=0, action=action)
            await self.find(tapped)(tapped, turn, desk)

    def _meant(self, incoming: Incoming, desk: Desk) -> Action | None:
        buttons = desk.newest.buttons(incoming.sender.telegram_id)
        if any(type(action) in self.asking for _, action in buttons):
            return None
        place = place_of(incoming.text, [label for label, _ in buttons])
        return None if place is None else buttons[place][1]


def register(router: Router, asking: Container[type[Action]]) -> None:
    """After whoever reads what is typed otherwise, and before whoever looks at it first."""
    router.first(Labels(router.find, router.named, asking).typed, "text")
