"""The programme's figures: one screen, and tables with the records behind each number."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.contests.contest import Kind
from bot.domain.contests.money import plain
from bot.domain.contests.programme_figures import Carried, Figure, Name
from bot.domain.contests.realisation_overviews import FiguresFile, FiguresShown
from bot.domain.exports import Table
from bot.i18n import Translator, mark
from bot.views.actions import ListRealisations, ShowFigures, TakeFigures
from bot.views.realisation_reports import STANDS
from bot.views.realisations import GAP, LINE
from bot.views.screen import Attachment, Button, Screen

NAMES = {
    Name.APPLICATIONS: mark("Applications handed in"),
    Name.VALID: mark("Formally valid"),
    Name.FUNDED: mark("Funded"),
    Name.ACCEPTED: mark("Reports accepted"),
    Name.MONEY: mark("Money from the grant"),
    Name.EVENTS: mark("Events"),
    Name.PEOPLE: mark("Participations"),
    Name.NEWCOMERS: mark("First-timers"),
}
SHEETS = {
    Name.APPLICATIONS: mark("Applications"), Name.VALID: mark("Applications"),
    Name.FUNDED: mark("Applications"), Name.ACCEPTED: mark("Applications"),
    Name.MONEY: mark("Expenses"), Name.EVENTS: mark("Events"), Name.PEOPLE: mark("Events"),
    Name.NEWCOMERS: mark("Events"),
}  # fmt: skip
KINDS = {
    Kind.INDIVIDUAL: mark("individual people"),
    Kind.INFORMAL_GROUP: mark("informal groups"),
    Kind.NGO: mark("associations and foundations"),
    Kind.KGW: mark("rural women's circles"),
    Kind.OSP: mark("volunteer fire brigades"),
    Kind.SCHOOL: mark("schools"),
    Kind.SCOUTS: mark("scouts"),
    Kind.OTHER: mark("others"),
}


def figures(found: FiguresShown, t: Translator) -> Screen:
    """Planned, contracted, achieved; what has none of these says nothing of it."""
    lines = [_line(one, t) for one in found.figures]
    money = t("Asked for in all applications: {amount}", amount=t.money(found.asked))
    text = GAP.join((
        t("<b>Figures for the report</b> · {contest}", contest=found.edition.title),
        LINE.join(lines), money,
        t("The file has the records behind every number."),
    ))  # fmt: skip
    rows = (
        (Button(t.plain("Spreadsheet (XLSX)"), TakeFigures(found.edition.id)),),
        (Button(t.plain("Back"), ListRealisations(found.edition.id)),),
    )
    return Screen(text, rows)


def _line(one: Figure, t: Translator) -> Markup:
    stages = {
        mark("planned {number}"): one.planned, mark("contracted {number}"): one.contracted,
        mark("achieved {number}"): one.achieved,
    }  # fmt: skip
    said = [
        t.plain(words, number=_number(one, value, t))
        for words, value in stages.items()
        if value is not None
    ]
    return t("• {name}: {stages}", name=_name(one, t), stages=", ".join(said))


def _name(one: Figure, t: Translator) -> str:
    name = t.plain(NAMES[one.name])
    return t.plain("{name}: {kind}", name=name, kind=t.plain(KINDS[one.kind])) if one.kind else name


def _number(one: Figure, value: int, t: Translator) -> str:
    return t.money(value) if one.name is Name.MONEY else t.number(value)


def file(found: FiguresFile, t: Translator) -> Screen:
    """The spreadsheet."""
    attachment = Attachment("document", found.name, found.content)
    back = Button(t.plain("Figures"), ShowFigures(found.edition.id))
    words = t("<b>Figures for the report</b> · {contest}", contest=found.edition.title)
    return Screen(words, ((back,),), attachment)


def tables(found: FiguresShown, t: Translator) -> tuple[Table, ...]:
    """The figures, then applications, events and expenses; „Nr” is what sources name."""
    return (_figures(found, t), _applications(found, t), _events(found, t), _expenses(found, t))


def _figures(found: FiguresShown, t: Translator) -> Table:
    header = _words(t, mark("Figure"), mark("Planned"), mark("Contracted"), mark("Achieved"),
                    mark("Sheet"), mark("Source rows"))  # fmt: skip
    rows = tuple(
        (
            _name(one, t), *(_cell(one, value) for value in
                             (one.planned, one.contracted, one.achieved)),
            t.plain(SHEETS[one.name]), ", ".join(map(str, one.sources)),
        )
        for one in found.figures
    )  # fmt: skip
    asked = (t.plain("Asked for in all applications"), "", "", plain(found.asked),
             t.plain("Applications"), "")  # fmt: skip
    return Table(t.plain("Figures"), header, (*rows, asked))


def _cell(one: Figure, value: int | None) -> str:
    if value is None:
        return ""
    return plain(value) if one.name is Name.MONEY else str(value)


def _applications(found: FiguresShown, t: Translator) -> Table:
    header = _words(t, mark("No."), mark("Receipt"), mark("Title"), mark("Who"), mark("Asked"),
                    mark("Awarded"), mark("Spent"), mark("Left"), mark("State"))  # fmt: skip
    carried = {one.application.id: one for one in found.programme.carried}
    rows = []
    for one in found.programme.applications:
        money = _money(carried.get(one.id), t)
        kind = t.plain(KINDS[one.kind])
        rows.append((str(one.id), one.receipt, one.title, kind, plain(one.requested), *money))
    return Table(t.plain("Applications"), header, tuple(rows))


def _money(one: Carried | None, t: Translator) -> tuple[str, str, str, str]:
    if one is None:
        return ("", "", "", "")
    spent = one.spending
    return (
        plain(spent.awarded),
        plain(spent.grant),
        plain(spent.left),
        t.plain(STANDS[one.status]),
    )


def _events(found: FiguresShown, t: Translator) -> Table:
    header = _words(t, mark("No."), mark("Application"), mark("Day"), mark("What"),
                    mark("Participations"), mark("First-timers"))  # fmt: skip
    rows = tuple(
        (
            str(event.id), str(one.application.id), event.day.isoformat(), event.what,
            str(event.people), str(event.newcomers),
        )
        for one in found.programme.carried for event in one.events
    )  # fmt: skip
    return Table(t.plain("Events"), header, rows)


def _expenses(found: FiguresShown, t: Translator) -> Table:
    header = _words(t, mark("No."), mark("Application"), mark("Budget line"), mark("What"),
                    mark("Amount"), mark("Whose money"), mark("Bill"), mark("Day"))  # fmt: skip
    sources = {"grant": t.plain("the grant"), "own": t.plain("own money")}
    rows = tuple(
        (
            str(paid.id), str(one.application.id), _item(one, paid.line), paid.what,
            plain(paid.amount), sources[paid.source], paid.document,
            paid.day.isoformat() if paid.day else "",
        )
        for one in found.programme.carried for paid in one.expenses
    )  # fmt: skip
    return Table(t.plain("Expenses"), header, rows)


def _item(one: Carried, number: int) -> str:
    return next((line.item for line in one.spending.lines if line.number == number), "")


def _words(t: Translator, *words: str) -> tuple[str, ...]:
    return tuple(t.plain(one) for one in words)
