"""The list at the door: ticks, entries, codes, files."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.domain.exports import Table
from bot.domain.guests import read_guests
from bot.domain.listings import Column
from bot.domain.signups import CODE, Channel, State
from bot.domain.wishes import Said, Wish, said_of
from bot.errors import Refused
from bot.forms.fold import fold
from bot.i18n import Translator
from bot.services.turn import Turn
from bot.services.workshops import Caller
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, printed_list, workshop_door, workshop_lists
from bot.views.check_in import checked_in

SURELY = frozenset(("tak", "так", "yes"))
TICKS = {None: State.ATTENDED, Said.ABSENT: State.ABSENT, Said.UNDO: State.CONFIRMED}
COLUMNS = {
    "wiek": Column.AGE, "вік": Column.AGE, "age": Column.AGE,
    "telefon": Column.PHONE, "телефон": Column.PHONE, "phone": Column.PHONE,
    "stan": Column.STATE, "стан": Column.STATE, "state": Column.STATE,
    "potrzeby": Column.NEEDS, "потреби": Column.NEEDS, "needs": Column.NEEDS,
    "odpowiedzi": Column.ANSWERS, "відповіді": Column.ANSWERS, "answers": Column.ANSWERS,
    "zdjecia": Column.IMAGE, "фото": Column.IMAGE, "pictures": Column.IMAGE,
    "podpis": Column.SIGNATURE, "підпис": Column.SIGNATURE, "signature": Column.SIGNATURE,
}  # fmt: skip


def register(router: Router) -> None:
    """`/obecnosc`, `/wpusc`, and every button of the list."""
    router.command(roll_call, "obecnosc", "attendance")
    router.command(typed_code, "wpusc", "check_in")
    router.tap(attendance, actions.ShowAttendance)
    router.tap(tick, actions.TickPerson)
    router.tap(close, actions.CloseAttendance)
    router.tap(entry, actions.ShowEntry)
    router.tap(agree, actions.AgreeGuardian)
    router.tap(answer, actions.AnswerForThem)
    router.tap(remove, actions.RemoveSignUp)
    router.tap(offers, actions.ShowOffers)
    router.tap(columns, actions.ChooseColumns)
    router.tap(take, actions.TakeList)


async def roll_call(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/obecnosc 12; /obecnosc 12 Ola, 3; /obecnosc 12 nie Ola; /obecnosc 12 + Jan Kowalski"""
    number, _, words = incoming.argument.partition(" ")
    if not number.isdecimal():
        raise Refused("attendance_of_what")
    workshop, words = int(number), words.strip()
    service = desk.services.door
    if not words:
        await service.attendance(turn, workshop, workshop_door.attendance)
    elif words.startswith("+"):
        await walk_in(workshop, words[1:], turn, desk)
    else:
        await called(workshop, *said_of(words), turn, desk)


async def called(workshop: int, said: Said | None, names: str, turn: Turn, desk: Desk) -> None:
    """A tick; or something else about the one that is named."""
    service, door = desk.services.door, workshop_door
    if said in TICKS:
        await service.tick_typed(turn, workshop, names, TICKS[said], door.attendance)
    elif said is Said.OTHERS and fold(names) in SURELY:
        await service.mark_rest_absent(turn, workshop, door.attendance)
    elif said is Said.OTHERS:
        await service.attendance(turn, workshop, door.confirm_close)
    else:
        await about_one(workshop, said, await service.meant(turn, workshop, names), turn, desk)


async def about_one(workshop: int, said: Said | None, signup: int, turn: Turn, desk: Desk) -> None:
    """What the buttons of one sign-up do."""
    service, door = desk.services.door, workshop_door
    match said:
        case Said.CONSENT | Said.CONSENT_BY_CALL:
            how = "desk" if said is Said.CONSENT else "call"
            await service.agree(turn, signup, how, door.agreed)
        case Said.COMES | Said.COMES_NOT:
            await service.answer(turn, signup, said is Said.COMES, door.attendance)
        case Said.REMOVE_SURELY:
            await service.remove(turn, signup, door.removed)
        case Said.REMOVE:
            await service.attendance(turn, workshop, door.confirm_remove(signup))
        case _:
            await service.attendance(turn, workshop, door.entry(signup))


async def walk_in(workshop: int, words: str, turn: Turn, desk: Desk) -> None:
    """Somebody without a sign-up, on one line."""
    guests = read_guests(words, ages=False)
    caller = Caller(guests[0].name, guests, channel=Channel.WALK_IN)
    await desk.services.door.add(turn, workshop, caller, workshop_door.entered)


async def typed_code(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/wpusc AbC123: what stands in the resident's QR code"""
    code = incoming.argument.strip().rpartition("=")[2].removeprefix(CODE)
    await check_in(code, turn, desk)


async def check_in(code: str, turn: Turn, desk: Desk) -> None:
    """A code that was scanned, or typed."""
    await desk.services.door.check_in(turn, code, checked_in)


async def attendance(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Lista obecności”, ‹ and ›"""
    tap: Any = incoming.action
    await desk.services.door.attendance(turn, tap.workshop, workshop_door.at(tap.page))


async def tick(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A name"""
    tap: Any = incoming.action
    state = State.ATTENDED if tap.here else State.CONFIRMED
    await desk.services.door.tick(turn, tap.participant, state, workshop_door.at(tap.page))


async def close(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Reszta nie przyszła”, asked once"""
    tap: Any = incoming.action
    service = desk.services.door
    if tap.sure:
        await service.mark_rest_absent(turn, tap.workshop, workshop_door.attendance)
    else:
        await service.attendance(turn, tap.workshop, workshop_door.confirm_close)


async def entry(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One sign-up"""
    tap: Any = incoming.action
    await desk.services.door.attendance(turn, tap.workshop, workshop_door.entry(tap.signup))


async def agree(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Opiekun wyraża zgodę”"""
    tap: Any = incoming.action
    await desk.services.door.agree(turn, tap.signup, tap.how, workshop_door.agreed)


async def answer(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """What they said on the phone"""
    tap: Any = incoming.action
    await desk.services.door.answer(turn, tap.signup, tap.yes, workshop_door.attendance)


async def remove(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Usuń z listy”, asked once"""
    tap: Any = incoming.action
    service = desk.services.door
    if tap.sure:
        await service.remove(turn, tap.signup, workshop_door.removed)
    else:
        await service.attendance(turn, tap.workshop, workshop_door.confirm_remove(tap.signup))


async def offers(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Propozycje miejsc”"""
    tap: Any = incoming.action
    await desk.services.papers.offers(turn, tap.workshop, workshop_lists.offers)


async def columns(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """What the file holds"""
    tap: Any = incoming.action
    await desk.services.door.attendance(turn, tap.workshop, workshop_lists.choose(tap.columns))


async def take(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Do druku (PDF)”, „Arkusz (XLSX)”"""
    tap: Any = incoming.action
    await list_file(tap.workshop, Column(tap.columns), tap.kind, turn, desk)


async def list_file(workshop: int, wanted: Column, kind: str, turn: Turn, desk: Desk) -> None:
    """The list as a file."""
    tabulated, listed = workshop_lists.table(wanted), workshop_lists.listed
    if kind == "xlsx":
        await desk.services.papers.sheet(turn, workshop, tabulated, listed)
        return
    t = await turn.read(lambda _tx, person: turn.office.translator(person.language, turn.now))
    await desk.services.papers.file(turn, workshop, tabulated, _printed(t), "pdf", listed)


def _printed(t: Translator) -> Any:
    async def made(table: Table) -> bytes:
        return await asyncio.to_thread(printed_list.draw, table, t)

    return made


async def typed_file(workshop: int, words: str, turn: Turn, desk: Desk) -> bool:
    """„/zajecia 12 pdf wiek telefon”; False where no file is asked for."""
    kind, *names = fold(words).split() or [""]
    if kind not in ("pdf", "xlsx"):
        return False
    wanted = Column(0)
    for name in names:
        wanted |= COLUMNS.get(name, Column(0))
    await list_file(workshop, wanted, kind, turn, desk)
    return True


async def wished(workshop: int, wish: Wish, turn: Turn, desk: Desk) -> None:
    """„/zajecia 12 lista”"""
    if wish is Wish.OFFERS:
        await desk.services.papers.offers(turn, workshop, workshop_lists.offers)
    elif wish is Wish.FILE:
        view = workshop_lists.choose(-1)
        await desk.services.door.attendance(turn, workshop, view)
    else:
        await desk.services.door.attendance(turn, workshop, workshop_door.attendance)
