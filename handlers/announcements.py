"""Announcements: what staff send and tap while composing, and afterwards."""

from __future__ import annotations

from typing import Any

from bot.domain.announcements import Content, Media, Step
from bot.domain.composing import MESSAGE
from bot.domain.entities import Formatted
from bot.domain.people import STAFF
from bot.domain.threads import is_to_somebody
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Handler, Router
from bot.views import actions, announcement_history, announcements, messages
from bot.views.announcement_options import read

MEDIA = frozenset({"photo", "video", "animation", "document"})
BACK, LEAVE = ("cofnij", "wstecz", "back"), ("anuluj", "cancel")
FORMS = (".xlsx", ".xls", ".xlsm", ".ods", ".md", ".csv")  # may be a survey: those go there
CONTESTS = (".toml", ".yaml", ".yml")  # may be a contest


def register(router: Router) -> None:
    """After the modules whose text, files and ways out it looks at first."""
    for names, act in ((BACK, step_back), (LEAVE, give_up)):
        router.command(_of_a_draft(act, router.named(names[0])), *names)
    router.command(begin, "ogloszenie", "announcement")
    router.command(board, "ogloszenia", "announcements")
    router.tap(begin, actions.NewAnnouncement)
    router.tap(board, actions.ListAnnouncements)
    router.tap(decide, actions.Decide)
    router.tap(resume, actions.ResumeDraft)
    router.tap(show, actions.ShowAnnouncement)
    router.tap(again, actions.UseAgain)
    router.tap(correct, actions.CorrectAnnouncement)
    router.tap(withdraw, actions.WithdrawAnnouncement)
    router.tap(cancel, actions.CancelAnnouncement)
    router.before(aside)
    router.first(stray, "file")
    router.first(drafted, "text", "file")


async def aside(incoming: Incoming, desk: Desk) -> None:
    """A command or any other tap puts a draft aside; what they write next is not its."""
    steers = incoming.kind == "command" and incoming.text in (*BACK, *LEAVE)
    if not steers and not isinstance(incoming.action, actions.AnnouncementAction):
        await desk.services.announcements.leave(incoming.sender.telegram_id)


def _of_a_draft(act: Handler, otherwise: Handler) -> Handler:
    async def handler(incoming: Incoming, turn: Turn, desk: Desk) -> None:
        attends = desk.services.announcements.attends(incoming.sender.telegram_id)
        await (act if attends else otherwise)(incoming, turn, desk)

    return handler


async def step_back(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/cofnij"""
    await desk.services.announcements.step_back(turn, announcements.composed)


async def give_up(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/anuluj"""
    await desk.services.announcements.give_up(turn, announcements.composed)


async def drafted(incoming: Incoming, turn: Turn, desk: Desk, otherwise: Handler) -> None:
    """The next message of somebody whose draft waits for it."""
    if not desk.services.announcements.attends(incoming.sender.telegram_id):
        await otherwise(incoming, turn, desk)
        return
    if is_to_somebody(incoming.text) and (draft := await desk.services.messages.stray(turn)):
        await to_somebody(draft, turn, desk)
        return
    content = content_of(incoming)
    await desk.services.announcements.receive(turn, content, read, announcements.composed)


async def stray(incoming: Incoming, turn: Turn, desk: Desk, otherwise: Handler) -> None:
    """A picture or file of staff that nothing asks for: what is it?"""
    content = content_of(incoming)
    if not content.media or may_be_a_form(incoming) or not await _unasked(turn, desk):
        await otherwise(incoming, turn, desk)
        return
    await desk.services.announcements.offer(turn, content, announcements.composed)


async def _unasked(turn: Turn, desk: Desk) -> bool:
    person = await turn.read(lambda _tx, person: person)
    return person.role in STAFF and not await desk.services.sessions.expects_file(turn)


def content_of(incoming: Incoming) -> Content:
    """Text with its entities, and what of the files an announcement can hold."""
    media = tuple(Media(file.kind, file.file_id) for file in incoming.files if file.kind in MEDIA)
    return Content(Formatted(incoming.text, incoming.entities), media)


def may_be_a_form(incoming: Incoming) -> bool:
    """A spreadsheet, Markdown or a contest's settings, alone."""
    names = [file.name.lower() for file in incoming.files]
    return len(names) == 1 and names[0].endswith((*FORMS, *CONTESTS))


async def begin(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/ogloszenie, or /ogloszenie 12 for one of the history"""
    number = incoming.argument.split()[0] if incoming.argument.split() else ""
    if number.isdecimal():
        await one(int(number), " ".join(incoming.argument.split()[1:]), turn, desk)
    else:
        await desk.services.announcements.begin(turn, announcements.composed)


async def one(number: int, wish: str, turn: Turn, desk: Desk) -> None:
    """One of the history, or what is to be done with it: „/ogloszenie 12 popraw”"""
    service = desk.services.announcements
    match announcement_history.wish(wish):
        case "correct":
            await service.correct(turn, number, announcements.composed)
        case "withdraw":
            await service.show(turn, number, announcement_history.ask_to_withdraw)
        case "withdraw_surely":
            await service.withdraw(turn, number, announcement_history.withdrawn)
        case "again":
            await service.again(turn, number, announcements.composed)
        case "cancel":
            await service.cancel(turn, number, announcement_history.cancelled)
        case "resume":
            await service.resume(turn, number, announcements.composed)
        case _:
            await service.show(turn, number, announcement_history.told)


async def board(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/ogloszenia"""
    await desk.services.announcements.board(turn, announcement_history.board)


async def decide(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """An answer of composing."""
    tap: Any = incoming.action
    if tap.answer == f"{Step.KIND}:{MESSAGE}":
        await to_somebody(tap.announcement, turn, desk)
        return
    await desk.services.announcements.decide(
        turn, tap.announcement, tap.revision, tap.answer, announcements.composed
    )


async def to_somebody(draft: int, turn: Turn, desk: Desk) -> None:
    """„Wiadomość do kogoś”: from here it is no announcement."""
    await desk.services.messages.offer_draft(turn, draft, messages.shown)
    await desk.services.announcements.leave(turn.sender.telegram_id)


async def resume(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A draft of the list."""
    tap: Any = incoming.action
    await desk.services.announcements.resume(turn, tap.announcement, announcements.composed)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of the history."""
    tap: Any = incoming.action
    await one(tap.announcement, "", turn, desk)


async def again(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Użyj jeszcze raz”"""
    tap: Any = incoming.action
    await desk.services.announcements.again(turn, tap.announcement, announcements.composed)


async def correct(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Popraw treść”"""
    tap: Any = incoming.action
    await desk.services.announcements.correct(turn, tap.announcement, announcements.composed)


async def withdraw(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wycofaj”, asked once."""
    tap: Any = incoming.action
    service = desk.services.announcements
    if tap.sure:
        await service.withdraw(turn, tap.announcement, announcement_history.withdrawn)
    else:
        await service.show(turn, tap.announcement, announcement_history.ask_to_withdraw)


async def cancel(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Nie wysyłaj”"""
    tap: Any = incoming.action
    view = announcement_history.cancelled
    await desk.services.announcements.cancel(turn, tap.announcement, view)
