"""What somebody has signed up for: the list, the code, the calendar, keeping it."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.attendance import (
    CalendarFile,
    Kept,
    Mine,
    MySignUps,
    SignedUp,
)
from bot.domain.joining import RemindersRefused
from bot.i18n import Translator
from bot.views import images, workshop_facts
from bot.views.actions import (
    ListSignUps,
    OpenWorkshop,
    ShowSignUp,
)
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Row, Screen
from bot.views.workshop_places import (
    mine,
    people,
    programme_row,
    ways,
    what_next,
)

LINE = Markup("\n")
GAP = Markup("\n\n")


def every(shown: MySignUps, t: Translator) -> Screen:
    """`/moje`"""
    if not shown.entries:
        text = t("<b>My sign-ups</b>\nYou are not signed up for anything yet.")
        return Screen(text, (programme_row(t),))
    lines = [_numbered(n, one, t) for n, one in enumerate(shown.entries, 1)]
    hint = t("You can also type: /rezygnuje 1")
    rows = tuple(
        (Button(f"{n}. {one.workshop.title}", ShowSignUp(one.signup.id)),)
        for n, one in enumerate(shown.entries, 1)
    )
    text = GAP.join((t("<b>My sign-ups</b>"), *lines, hint))
    return Screen(text, (*rows, programme_row(t)))


def _numbered(number: int, one: Mine, t: Translator) -> Markup:
    when = workshop_facts.when(one.workshop, t)
    heading = t("{number}. <b>{title}</b>", number=number, title=one.workshop.title)
    return LINE.join((heading, Markup.escape(when), mine(one.signup, one.position, t)))


def one(shown: SignedUp, t: Translator) -> Screen:
    """One of mine: who comes, and what can be done."""
    workshop, signup = shown.workshop, shown.signup
    parts = (
        workshop_facts.headline(workshop, t),
        mine(signup, shown.position, t),
        people(signup, t),
        what_next(workshop, signup, t),
        images.asked(workshop, signup, t),
    )
    details = (Button(t.plain("About the workshop"), OpenWorkshop(workshop.id)),)
    rows = ways(workshop, signup, t)
    return Screen(
        GAP.join(part for part in parts if part),
        (*rows[:-1], *images.ways(workshop, signup, t), details, rows[-1]),
    )


def code(shown: SignedUp, t: Translator) -> Screen:
    """The picture that the door scans."""
    back = (Button(t.plain("My sign-up"), ShowSignUp(shown.signup.id)), menu_button(t))
    if not shown.code:
        text = t("<b>There is no seat for you yet.</b>\nThe code comes with the seat.")
        return Screen(text, (back,))
    text = LINE.join(
        (
            t("<b>Code for the door</b>"),
            workshop_facts.headline(shown.workshop, t),
            t("Show this picture, or just say your name."),
        )
    )
    return Screen(text, (back,), Attachment("photo", "kod.png", shown.code))


def calendar(shown: CalendarFile, t: Translator) -> Screen:
    """The `.ics` file."""
    text = t("<b>{title}</b>\nOpen the file: your calendar takes it in.",
             title=shown.workshop.title)  # fmt: skip
    rows = ((Button(t.plain("My sign-ups"), ListSignUps()), menu_button(t)),)
    return Screen(text, rows, Attachment("document", shown.name, shown.content))


def kept(result: Kept, t: Translator) -> Screen:
    """„Będę”"""
    text = GAP.join(
        (
            t("<b>See you there!</b>\nThe seat is yours."),
            workshop_facts.headline(result.workshop, t),
        )
    )
    return Screen(text, tuple(ways(result.workshop, result.signup, t)))


def no_more_reminders(result: RemindersRefused, t: Translator) -> Screen:
    """„Nie przypominaj”"""
    text = t(
        "<b>Fine, no more reminders of “{title}”.</b>\nWe write only if something changes.",
        title=result.workshop.title,
    )
    rows: tuple[Row, ...] = ((menu_button(t),),)
    if result.signup:
        rows = ((Button(t.plain("My sign-up"), ShowSignUp(result.signup.id)), menu_button(t)),)
    return Screen(text, rows)
