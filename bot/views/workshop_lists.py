"""Lists of people as files, and what became of every offered seat."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import timedelta

from markupsafe import Markup

from bot.domain.attendance import Attendance, Listing, OfferHistory, OfferLine
from bot.domain.exports import Table
from bot.domain.listings import TO_SIGN, Column
from bot.domain.roll_call import Called, roll
from bot.domain.signups import Outcome, State
from bot.i18n import Translator, mark
from bot.views import images, workshop_desk, workshop_facts
from bot.views.actions import ChooseColumns, ManageWorkshop, ShowAttendance, TakeList
from bot.views.screen import Button, Effect, Replace, Row, Screen
from bot.views.workshop_door import STATES

GAP, LINE = Markup("\n\n"), Markup("\n")
ANOTHER_YEAR = timedelta(days=400)  # from there a date is written in full
COLUMNS = {
    Column.AGE: mark("Age"),
    Column.PHONE: mark("Phone"),
    Column.STATE: mark("State"),
    Column.NEEDS: mark("Access needs"),
    Column.ANSWERS: mark("Answers"),
    Column.SIGNATURE: mark("Signature"),
    Column.IMAGE: mark("Pictures"),
}
OUTCOMES = {
    Outcome.OPEN: mark("waits until {until}"),
    Outcome.ACCEPTED: mark("taken"),
    Outcome.DECLINED: mark("declined"),
    Outcome.EXPIRED: mark("no answer by {until}"),
    Outcome.WITHDRAWN: mark("withdrawn"),
}


def choose(columns: int) -> Callable[[Attendance, Translator], Screen | Sequence[Effect]]:
    """Which columns the file has; the tapped message changes. -1: as a list begins."""

    def view(shown: Attendance, t: Translator) -> Screen | Sequence[Effect]:
        if columns < 0:
            return _choosing(shown, TO_SIGN, t)
        return (Replace(_choosing(shown, Column(columns), t)),)

    return view


def _choosing(shown: Attendance, columns: Column, t: Translator) -> Screen:
    workshop = shown.workshop
    text = t(
        "<b>{title}</b> · list as a file\nNames are always there. Tick only what is needed: the "
        "list may lie on a table.",
        title=workshop.title,
    )
    ticks = [_tick(workshop.id, column, columns, t) for column in Column]
    rows: list[Row] = [tuple(ticks[n : n + 2]) for n in range(0, len(ticks), 2)]
    files = (
        Button(t.plain("To print (PDF)"), TakeList(workshop.id, int(columns), "pdf")),
        Button(t.plain("Spreadsheet (XLSX)"), TakeList(workshop.id, int(columns), "xlsx")),
    )
    back = (Button(t.plain("Attendance list"), ShowAttendance(workshop.id, -1)),)
    return Screen(text, (*rows, files, back))


def _tick(workshop_id: int, column: Column, columns: Column, t: Translator) -> Button:
    words = mark("☑ {label}") if column in columns else mark("☐ {label}")
    label = t.plain(words, label=t.plain(COLUMNS[column]))
    return Button(label, ChooseColumns(workshop_id, int(columns ^ column)))


def table(columns: Column) -> Callable[[Attendance, Translator], Table]:
    """The list with these columns. Its name says of what it is a list."""

    def tabulated(shown: Attendance, t: Translator) -> Table:
        workshop = shown.workshop
        on_paper = Translator(t.language, t.zone, workshop.starts_at - ANOTHER_YEAR)
        name = f"{workshop.title} · {workshop_facts.when(workshop, on_paper)}"
        wanted = [column for column in Column if column in columns]
        header = (t.plain("No."), t.plain("Name"), *(t.plain(COLUMNS[one]) for one in wanted))
        rows = tuple(
            (str(one.number), _name(one, t), *(_cell(one, column, t) for column in wanted))
            for one in roll(shown.signups)
        )
        return Table(name, header, rows)

    return tabulated


def _name(one: Called, t: Translator) -> str:
    name = one.participant.name or "—"
    if one.participant.state is State.RESERVE:
        return t.plain("{name} · reserve", name=name)
    return name


def _cell(one: Called, column: Column, t: Translator) -> str:
    signup, person = one.signup, one.participant
    match column:
        case Column.AGE:
            return "" if person.age is None else str(person.age)
        case Column.PHONE:
            return signup.phone
        case Column.STATE:
            return t.plain(STATES[person.state])
        case Column.NEEDS:
            return signup.needs
        case Column.IMAGE:
            return t.plain(images.FOR_STAFF[signup.image])
        case Column.ANSWERS:
            return _answers(signup.answers)
        case _:
            return ""


def _answers(kept: str) -> str:
    """„rozmiar: M; dieta: wege”"""
    if not kept:
        return ""
    return "; ".join(f"{name}: {value}" for name, value in json.loads(kept).items() if value)


def listed(result: Listing, t: Translator) -> Screen:
    """The file."""
    text = t(
        "<b>{title}</b> · list\nIt holds people's data: keep it safe, and destroy it when it is "
        "no longer needed.",
        title=result.workshop.title,
    )
    back = (Button(t.plain("Attendance list"), ShowAttendance(result.workshop.id, -1)),)
    return Screen(text, (back,), workshop_desk.file(result.name, result.content))


def offers(shown: OfferHistory, t: Translator) -> Screen:
    """„dlaczego nikt nie dostał miejsca?”"""
    workshop = shown.workshop
    heading = t("<b>{title}</b> · offers of seats", title=workshop.title)
    parts = [LINE.join((heading, workshop_facts.seats(shown.seats, t), _waiting(shown, t)))]
    parts += [LINE.join(_offer(line, t) for line in shown.lines)] if shown.lines else []
    parts.append(_why(shown, t))
    back = (Button(t.plain("The workshop"), ManageWorkshop(workshop.id)),)
    return Screen(GAP.join(part for part in parts if part), (back,))


def _waiting(shown: OfferHistory, t: Translator) -> Markup:
    if not shown.waiting:
        return t("Nobody waits on the reserve list.")
    names = ", ".join(f"{one.name} ({one.waiting})" for one in shown.waiting)
    return t("Waiting, in this order: {names}.", names=names)


def _offer(line: OfferLine, t: Translator) -> Markup:
    offer = line.offer
    became = t.plain(OUTCOMES[offer.outcome], until=t.moment(offer.expires_at))
    return t(
        "{told}: {name}, {seats} → {became}",
        told=t.moment(offer.told_at), name=line.name, became=became,
        seats=t.many_plain("{number} seat", "{number} seats", offer.seats),
    )  # fmt: skip


def _why(shown: OfferHistory, t: Translator) -> Markup:
    """Why the free seat is nobody's."""
    if shown.too_big:
        names = ", ".join(one.name for one in shown.too_big)
        return t(
            "Free seats: {free}. Too few for the party of: {names}. They keep their place.",
            free=shown.seats.free, names=names,
        )  # fmt: skip
    if not shown.seats.free:
        return t("There is no free seat, so nothing can be offered.")
    if not shown.waiting:
        return t("Whoever signs up now gets a free seat at once.")
    return t("It is too late to offer seats: they are given away at the door.")
