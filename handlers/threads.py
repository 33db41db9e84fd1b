"""Conversations with the library: writing, answering, and what staff do with them."""

from __future__ import annotations

from typing import Any

from bot.domain.announcements import Content, Media
from bot.domain.entities import Formatted
from bot.domain.threads import ends
from bot.domain.typed_wishes import thread_wish
from bot.domain.words import command_word
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Handler, Router
from bot.views import actions, messages, threads
from handlers import people

PASSED_ON = frozenset({"menu", "pomoc"})  # words that are no message to anybody


def register(router: Router) -> None:
    """After the modules whose text and files it looks at first."""
    router.command(begin, "napisz", "write", "napysaty")
    router.command(typed, "wiadomosci", "wiadomosc", "messages", "povidomlennia")
    router.tap(begin, actions.WriteToLibrary)
    router.tap(reply, actions.ReplyTo)
    router.tap(stop, actions.StopWriting)
    router.tap(board, actions.ListThreads)
    router.tap(show, actions.ShowThread)
    router.tap(files, actions.ShowFiles)
    router.tap(take, actions.TakeThread)
    router.tap(close, actions.CloseThread)
    router.tap(mark_minor, actions.ConcernsMinor)
    router.tap(delete, actions.DeleteThread)
    router.tap(address, actions.AddressDraft)
    router.tap(choose, actions.ChooseRecipient)
    router.tap(send_draft, actions.SendDraft)
    router.before(aside)
    router.first(written, "text", "file")


async def aside(incoming: Incoming, desk: Desk) -> None:
    """A command or any other tap ends the writing; what comes next is no message."""
    if not isinstance(incoming.action, actions.WritingAction):
        await desk.services.messages.leave(incoming.sender.telegram_id)


async def written(incoming: Incoming, turn: Turn, desk: Desk, otherwise: Handler) -> None:
    """The next message of somebody who writes, or a reply to a message that was relayed."""
    service, who = desk.services.messages, incoming.sender.telegram_id
    if thread := replied_to(incoming):
        await service.receive(turn, content_of(incoming), messages.shown, thread)
    elif not incoming.private or not service.writes(who, turn.now):
        await otherwise(incoming, turn, desk)
    elif ends(incoming.text):
        await service.stop(turn, messages.shown)
    elif command_word(incoming.text) in PASSED_ON:
        await service.leave(who)
        await otherwise(incoming, turn, desk)
    else:
        await service.receive(turn, content_of(incoming), messages.shown)


def replied_to(incoming: Incoming) -> int:
    """The thread of the message that this one replies to, as Telegram lets one do by a swipe."""
    threads_ = (one.thread for one in incoming.about if isinstance(one, actions.ReplyTo))
    return next(threads_, 0)


def content_of(incoming: Incoming) -> Content:
    """Text, and every file whatever its kind: Telegram keeps it and gives it out again."""
    media = tuple(Media(file.kind, file.file_id) for file in incoming.files)
    return Content(Formatted(incoming.text.strip()), media)


async def begin(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/napisz; whoever has not seen the notice sees it first."""
    tap: Any = incoming.action
    if await desk.services.people.is_new(turn):
        await people.menu(incoming, turn, desk)
    else:
        organisation = tap.organisation if tap else 0
        await desk.services.messages.begin(turn, organisation, messages.shown)


async def typed(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/wiadomosci, /wiadomosci 12, /wiadomosci 12 odpowiedz"""
    number, _, wish = incoming.argument.partition(" ")
    if incoming.kind == "command" and number.isdecimal():
        await one(int(number), thread_wish(wish), turn, desk)
    else:
        await board(incoming, turn, desk)


async def one(number: int, wish: str, turn: Turn, desk: Desk) -> None:
    """One of them, or what is to be done with it."""
    service = desk.services.threads
    match wish:
        case "reply":
            await desk.services.messages.reply(turn, number, messages.shown)
        case "take" | "give_back":
            await service.take(turn, number, wish == "take", threads.thread)
        case "files":
            await service.files(turn, number, threads.files)
        case "minor":
            await service.mark_minor(turn, number, threads.thread)
        case "close":
            await service.close(turn, number, threads.thread)
        case "delete_surely":
            await service.delete(turn, number, threads.deleted)
        case _:
            await service.show(turn, number, wish, threads.thread)


async def reply(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Odpowiedz”"""
    tap: Any = incoming.action
    await desk.services.messages.reply(turn, tap.thread, messages.shown)


async def stop(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„To wszystko”"""
    await desk.services.messages.stop(turn, messages.shown)


async def board(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wiadomości”"""
    await desk.services.threads.board(turn, threads.board)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of them, or a deletion that waits for a yes."""
    tap: Any = incoming.action
    await desk.services.threads.show(turn, tap.thread, tap.asked, threads.thread)


async def files(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zdjęcia i pliki”"""
    tap: Any = incoming.action
    await desk.services.threads.files(turn, tap.thread, threads.files)


async def take(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Ja odpowiem”, „Oddaj”"""
    tap: Any = incoming.action
    await desk.services.threads.take(turn, tap.thread, tap.wanted, threads.thread)


async def close(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zamknij”"""
    tap: Any = incoming.action
    await desk.services.threads.close(turn, tap.thread, threads.thread)


async def mark_minor(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Dotyczy dziecka”"""
    tap: Any = incoming.action
    await desk.services.threads.mark_minor(turn, tap.thread, threads.thread)


async def delete(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The yes."""
    tap: Any = incoming.action
    await desk.services.threads.delete(turn, tap.thread, threads.deleted)


async def address(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wiadomość do kogoś”"""
    tap: Any = incoming.action
    await desk.services.messages.offer_draft(turn, tap.draft, messages.shown)


async def choose(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of those to whom it may go."""
    tap: Any = incoming.action
    await desk.services.messages.choose(
        turn, tap.draft, tap.thread, tap.organisation, messages.shown
    )


async def send_draft(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wyślij”"""
    tap: Any = incoming.action
    await desk.services.messages.send_draft(
        turn, tap.draft, tap.thread, tap.organisation, messages.shown
    )
