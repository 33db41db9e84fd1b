"""Which handler an update goes to. `handlers.register_all` fills it; the order is there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from bot.services import Services
from bot.services.turn import Turn
from bot.transport.api import Api
from bot.transport.incoming import Incoming
from bot.transport.newest import NewestScreens
from bot.views.actions import Action


class Desk:
    """What a handler may use besides the turn: the services, downloads, and what people see."""

    def __init__(self, services: Services, api: Api) -> None:
        self.services = services
        self.api = api
        self.newest = NewestScreens()


Handler = Callable[[Incoming, Turn, Desk], Awaitable[None]]
First = Callable[[Incoming, Turn, Desk, Handler], Awaitable[None]]  # the last: who is next
Before = Callable[[Incoming, Desk], Awaitable[None]]


class Router:
    """One table for commands, one for taps, one for the other kinds of input."""

    def __init__(self) -> None:
        self._commands: dict[str, Handler] = {}
        self._taps: dict[type[Action], Handler] = {}
        self._kinds: dict[str, Handler] = {}
        self._before: list[Before] = []

    def command(self, handler: Handler, *names: str) -> None:
        """`/name`, in any of its spellings. Telegram allows a–z, 0–9 and _."""
        self._commands.update(dict.fromkeys(names, handler))

    def tap(self, handler: Handler, *actions: type[Action]) -> None:
        """A button of ours."""
        self._taps.update(dict.fromkeys(actions, handler))

    def kind(self, handler: Handler, *kinds: str) -> None:
        """The kinds of `Incoming`, with "unknown_command" and "old_button" besides."""
        self._kinds.update(dict.fromkeys(kinds, handler))

    def first(self, handler: First, *kinds: str) -> None:
        """Looks at these kinds before whoever handles them so far, and may pass them on."""
        for kind in kinds:
            self._kinds[kind] = _passing(handler, self._kinds[kind])

    def before(self, hook: Before) -> None:
        """Is told of every command and tap before its handler runs."""
        self._before.append(hook)

    def named(self, command: str) -> Handler:
        """The handler of a command, without its slash."""
        return self._commands.get(command) or self._kinds["unknown_command"]

    def find(self, incoming: Incoming) -> Handler:
        """The handler for one input; every kind has one, which start-up checks."""
        handler = self._found(incoming)
        if self._before and incoming.kind in ("command", "tap"):
            return _preceded(self._before, handler)
        return handler

    def _found(self, incoming: Incoming) -> Handler:
        if incoming.kind == "command":
            return self.named(incoming.text)
        if incoming.kind == "tap":
            kind = type(incoming.action)
            return self._taps.get(kind) or self._kinds["old_button"]  # type: ignore[arg-type]
        return self._kinds[incoming.kind]


def _passing(first: First, following: Handler) -> Handler:
    async def handler(incoming: Incoming, turn: Turn, desk: Desk) -> None:
        await first(incoming, turn, desk, following)

    return handler


def _preceded(before: Sequence[Before], following: Handler) -> Handler:
    async def handler(incoming: Incoming, turn: Turn, desk: Desk) -> None:
        for hook in before:
            await hook(incoming, desk)
        await following(incoming, turn, desk)

    return handler
