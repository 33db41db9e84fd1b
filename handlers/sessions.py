"""Answering: every button of a question, and whatever else people send meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from bot.domain.sessions import Completed, NoSession, ReceivedFile, Result, Stray
from bot.domain.words import command_word
from bot.forms import engine
from bot.forms.engine import Input
from bot.forms.model import Kind
from bot.frozen import frozen
from bot.services.turn import Turn
from bot.transport.incoming import Incoming, IncomingFile
from bot.transport.router import Desk, Handler, Router
from bot.views import actions, steps, thanks
from bot.views.actions import Action
from bot.views.screen import View
from handlers import labels

INPUTS: dict[type[Action], Callable[[Any], Input]] = {
    actions.Choose: lambda tap: engine.Pick(tap.index),
    actions.Tick: lambda tap: engine.Toggle(tap.index, tap.wanted),
    actions.TicksDone: lambda _: engine.Finish(),
    actions.SkipQuestion: lambda _: engine.Skip(),
    actions.KeepAnswer: lambda _: engine.Keep(),
    actions.StepBack: lambda _: engine.Back(),
    actions.Say: lambda tap: engine.Typed(tap.text),
    actions.PickDay: lambda tap: engine.PickDate(tap.iso),
    actions.AnotherTurn: lambda tap: engine.AddAnother(tap.yes),
    actions.HandIn: lambda _: engine.Submit(),
}
FILES = {
    "photo": Kind.IMAGE, "voice": Kind.AUDIO, "audio": Kind.AUDIO, "video": Kind.VIDEO,
    "video_note": Kind.VIDEO, "animation": Kind.VIDEO,
}  # fmt: skip
MIMES = {"image": Kind.IMAGE, "audio": Kind.AUDIO, "video": Kind.VIDEO}
STRAYS = {"sticker": Stray.STICKER, "voice": Stray.VOICE, "audio": Stray.VOICE}
KINDS = {
    "contact": Stray.CONTACT, "edited": Stray.EDITED, "other": Stray.OTHER,
    "unknown_command": Stray.COMMAND, "command": Stray.COMMAND, "tap": Stray.BUTTON,
}  # fmt: skip
Resumed = Callable[[Incoming, Turn, Desk], Awaitable[bool]]


def register(
    router: Router,
    endings: Mapping[str, View[Completed]],
    idle: View[NoSession] | None = None,
    upload: Handler | None = None,
    resumed: Resumed | None = None,
) -> None:
    """`endings` by kind of form, see `steps.conversation`; `idle` answers what answers nothing.

    `upload` gets a file that no question asks for, from anybody; `resumed` may take over what is
    resumed, and says whether it did.
    """
    answering = Answering(
        steps.conversation({"survey": thanks.handed_in, **endings}, idle), upload, resumed,
        router.named,
    )  # fmt: skip
    router.tap(answering.tap, *INPUTS)
    router.tap(answering.turn_page, actions.TurnPage)
    router.tap(answering.choose, actions.ChooseAnswer)
    router.tap(answering.correct, actions.CorrectAnswer)
    router.tap(answering.add_turn, actions.AddTurn)
    router.tap(answering.resume, actions.ResumeSession)
    router.tap(answering.discard, actions.DiscardSession)
    router.tap(stay, actions.StayPut)
    router.tap(subscribe, actions.Subscribe)
    router.command(answering.back, "cofnij", "wstecz", "back")
    router.command(answering.skip, "pomin", "skip")
    router.command(answering.cancel, "anuluj", "cancel")
    router.kind(answering.text, "text")
    labels.register(router, INPUTS)
    router.kind(answering.location, "location")
    router.kind(answering.file, "file")
    router.kind(answering.stray, "contact", "edited", "other", "unknown_command", "old_button")


@frozen
class Answering:
    """The handlers, with the view that they all share."""

    view: View[Result]
    upload: Handler | None
    resumed: Resumed | None
    commands: Callable[[str], Handler]

    async def tap(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """A button of a question."""
        tap: Any = incoming.action
        given = INPUTS[type(tap)](tap)
        await desk.services.sessions.answer(turn, tap.session, tap.rev, given, self.view)

    async def turn_page(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """‹ and ›, an hour."""
        tap: Any = incoming.action
        await desk.services.sessions.turn_page(turn, tap.session, tap.rev, tap.page, self.view)

    async def choose(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """„Popraw”"""
        tap: Any = incoming.action
        await desk.services.sessions.choose(turn, tap.session, tap.rev, tap.page, self.view)

    async def correct(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """The number of an answer."""
        tap: Any = incoming.action
        await desk.services.sessions.correct(turn, tap.session, tap.rev, tap.place, self.view)

    async def add_turn(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """„Dodaj: Pozycja budżetu”"""
        tap: Any = incoming.action
        await desk.services.sessions.add_turn(turn, tap.session, tap.rev, tap.place, self.view)

    async def resume(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """„Odpowiadam dalej”"""
        tap: Any = incoming.action
        if self.resumed and await self.resumed(incoming, turn, desk):
            return
        await desk.services.sessions.resume(turn, tap.session, self.view)

    async def discard(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """„Usuń odpowiedzi”"""
        tap: Any = incoming.action
        await desk.services.sessions.discard(turn, tap.session, self.view)

    async def back(self, _: Incoming, turn: Turn, desk: Desk) -> None:
        """/cofnij"""
        await desk.services.sessions.back(turn, self.view)

    async def skip(self, _: Incoming, turn: Turn, desk: Desk) -> None:
        """/pomin"""
        await desk.services.sessions.skip(turn, self.view)

    async def cancel(self, _: Incoming, turn: Turn, desk: Desk) -> None:
        """/anuluj"""
        await desk.services.sessions.cancel(turn, self.view)

    async def text(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """A message. A word that is no answer does what the command does."""
        command = command_word(incoming.text)
        if command and not await desk.services.sessions.answers(turn, incoming.text):
            await self.commands(command)(incoming, turn, desk)
        else:
            await desk.services.sessions.typed(turn, incoming.text, self.view)

    async def location(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """A shared place."""
        spot = incoming.location
        if incoming.private and spot:
            given = engine.Located(spot.latitude, spot.longitude, spot.accuracy or None)
            await desk.services.sessions.located(turn, given, self.view)

    async def file(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """An answer where a file is asked for, else an upload."""
        if not incoming.private:
            return
        file = incoming.files[0]
        if file.kind == "sticker":
            await desk.services.sessions.stray(turn, Stray.STICKER, self.view)
        elif (
            self.upload
            and file.kind == "document"
            and not await desk.services.sessions.expects_file(turn)
        ):
            await self.upload(incoming, turn, desk)
        else:
            stray = STRAYS.get(file.kind, Stray.FILE)
            await desk.services.sessions.attached(turn, received(file), stray, self.view)

    async def stray(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """What is no answer anywhere."""
        if incoming.private:
            await desk.services.sessions.stray(turn, KINDS[incoming.kind], self.view)


def received(file: IncomingFile) -> ReceivedFile:
    """A file with the kind of question that it answers."""
    kind = FILES.get(file.kind) or MIMES.get(file.mime.partition("/")[0], Kind.FILE)
    return ReceivedFile(kind, file.file_id, file.name, file.size)


async def stay(_: Incoming, turn: Turn, __: Desk) -> None:
    """The heading of a calendar: the tap is answered, nothing happens."""
    await turn.write(lambda _tx, _person: None, lambda _result, _t: ())


async def subscribe(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„O czym pisać do Ciebie?”"""
    tap: Any = incoming.action
    await desk.services.subscriptions.choose(turn, tap.topic, tap.wanted, thanks.chosen)
