"""What was reported of a realisation, entry by entry, each of which can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.domain.announcements import pictures
from bot.domain.contests.realisation import WORKING, EventHeld, Expense, Milestone, Photo, Source
from bot.domain.contests.realisation_overviews import RealisationShown
from bot.domain.entities import Formatted
from bot.i18n import Translator, mark
from bot.views.actions import ListEntries, ShowRealisation, TakeBackEntry, TickMilestone
from bot.views.realisations import GAP, LINE, milestone, shortened
from bot.views.screen import Button, Effect, Post, Row, Screen, Show

TABS = {
    "event": mark("Events"), "expense": mark("Expenses"), "photo": mark("Photos"),
    "milestone": mark("Milestones"),
}  # fmt: skip
NOTHING = {
    "event": mark("No event yet."), "expense": mark("No expense yet."),
    "photo": mark("No photo yet."), "milestone": mark("No milestone yet."),
}  # fmt: skip
SOURCES = {Source.GRANT: mark("the grant"), Source.OWN: mark("own money")}
Entry = EventHeld | Expense | Milestone | Photo


def entries(what: str) -> Callable[[RealisationShown, Translator], Screen | Sequence[Effect]]:
    """One kind of them. Photos come as pictures, each with its button."""

    def view(shown: RealisationShown, t: Translator) -> Screen | Sequence[Effect]:
        listed = listing(shown, what, t)
        if what != "photo":
            return listed
        return (*(_picture(one, t) for one in shown.photos), Show(listed))

    return view


def listing(shown: RealisationShown, what: str, t: Translator) -> Screen:
    """The lines of one kind, with what can be done to each."""
    kept: dict[str, Sequence[Entry]] = {
        "event": shown.events, "expense": shown.expenses, "photo": shown.photos,
        "milestone": shown.milestones,
    }  # fmt: skip
    found = kept[what]
    lines = [_line(one, n, shown, t) for n, one in enumerate(found, 1)] or [t(NOTHING[what])]
    heading = t("<b>{title}</b> · {what}", title=shown.application.title, what=t.plain(TABS[what]))
    rows: list[Row] = []
    if shown.realisation.status in WORKING and what != "photo":
        rows += [row for one in found for row in _buttons(one, what, t)]
    others = [one for one in TABS if one != what]
    rows.append(tuple(_tab(shown, one, t) for one in others[:2]))
    rows.append((
        _tab(shown, others[2], t), Button(t.plain("Back"), ShowRealisation(shown.application.id)),
    ))  # fmt: skip
    return Screen(GAP.join((heading, LINE.join(lines))), tuple(rows))


def _tab(shown: RealisationShown, what: str, t: Translator) -> Button:
    return Button(t.plain(TABS[what]), ListEntries(shown.application.id, what))


def _line(one: Entry, number: int, shown: RealisationShown, t: Translator) -> Markup:
    match one:
        case EventHeld():
            facts = {"number": number, "day": t.day(one.day), "what": one.what}
            return t("{number}. {day}: {what}, people: {people}", people=one.people, **facts)
        case Expense():
            return _expense(one, number, shown, t)
        case Milestone():
            return milestone(one, number, t)
        case Photo():
            facts = {"number": number, "caption": _caption(one, t), "public": _public(one, t)}
            return t("{number}. {caption}: {public}", **facts)


def _expense(one: Expense, number: int, shown: RealisationShown, t: Translator) -> Markup:
    lines = shown.spending.lines
    item = next((line.item for line in lines if line.number == one.line and line.item), "")
    facts = {
        "number": number, "what": one.what, "amount": t.money(one.amount),
        "source": t.plain(SOURCES[one.source]),
        "item": item or t.plain("something else"),
        "document": one.document or t.plain("no bill number"),
    }  # fmt: skip
    return t("{number}. {what}: <b>{amount}</b>, {source} ({item}; {document})", **facts)


def _buttons(one: Entry, what: str, t: Translator) -> list[Row]:
    if isinstance(one, Photo):
        return []
    name = one.title if isinstance(one, Milestone) else one.what
    back = Button(t.plain("Take back: {what}", what=shortened(name)), TakeBackEntry(what, one.id))
    if isinstance(one, Milestone) and one.done_on:
        still = Button(t.plain("Not done yet: {title}", title=shortened(name)),
                       TickMilestone(one.id, False))  # fmt: skip
        return [(still,)]
    return [(back,)]


def _picture(one: Photo, t: Translator) -> Post:
    words = t.plain(
        "{caption}\nConsent: {consent}\n{public}", caption=_caption(one, t), consent=one.consent,
        public=_public(one, t),
    )  # fmt: skip
    back = Button(t.plain("Take this photo back"), TakeBackEntry("photo", one.id))
    return Post(Formatted(words), pictures([one.file_id])[0], ((back,),))


def _caption(one: Photo, t: Translator) -> str:
    return one.caption or t.plain("Photo {number}", number=one.id)


def _public(one: Photo, t: Translator) -> str:
    return t.plain("residents may see it") if one.public else t.plain("only for the library")
