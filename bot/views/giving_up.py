"""Giving up a place: asked once, thanked, or after the hour told whom to call."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.attendance import (
    GivenUp,
    GivingUp,
    SignedUp,
    TooLate,
)
from bot.domain.signups import ACTIVE
from bot.i18n import Translator
from bot.views import workshop_facts
from bot.views.actions import (
    GetCalendar,
    GiveUp,
    GiveUpOne,
    ShowSignUp,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Replace, Row, Screen, Show
from bot.views.workshop_places import (
    people,
    programme_row,
)

LINE = Markup("\n")
GAP = Markup("\n\n")


def ask_to_give_up(shown: SignedUp, t: Translator) -> Sequence[Effect]:
    """Asked once; one of several can be taken off alone."""
    signup = shown.signup
    text = GAP.join(
        (
            t("<b>Give up the place?</b>\nWhoever is next on the reserve list gets it."),
            workshop_facts.headline(shown.workshop, t),
        )
    )
    there = [one for one in signup.participants if one.state in ACTIVE]
    rows: list[Row] = [(Button(t.plain("Yes, I give it up"), GiveUp(signup.id, True)),)]
    if len(there) > 1:
        rows = [(Button(t.plain("Yes, all of us"), GiveUp(signup.id, True)),)]
        rows += [
            (Button(t.plain("Only {name}", name=one.name), GiveUpOne(one.id)),) for one in there
        ]
    rows.append((Button(t.plain("I keep it"), ShowSignUp(signup.id)),))
    return (Show(Screen(text, tuple(rows))),)


def given_up(result: GivingUp, t: Translator) -> Screen | Sequence[Effect]:
    """Thanks; or after the hour, whom to tell."""
    if isinstance(result, TooLate):
        return too_late(result, t)
    return (Replace(left(result, t)),)


def given_up_by_typing(result: GivingUp, t: Translator) -> Screen | Sequence[Effect]:
    """The same as a new message."""
    return too_late(result, t) if isinstance(result, TooLate) else left(result, t)


def left(result: GivenUp, t: Translator) -> Screen:
    """They are off the list, or some of them."""
    title = result.workshop.title
    if result.signup.active:
        text = LINE.join(
            (
                t("<b>Noted. The others stay on the list: “{title}”.</b>", title=title),
                people(result.signup, t),
            )
        )
        return Screen(text, ((Button(t.plain("My sign-up"), ShowSignUp(result.signup.id)),),))
    lines = [t("<b>You are off the list: “{title}”.</b>", title=title)]
    if result.seats:
        lines.append(t("Thank you for telling us: somebody else can come."))
    rows: list[Row] = []
    if result.seats:
        rows.append((Button(t.plain("Remove from calendar"), GetCalendar(result.signup.id)),))
    return Screen(LINE.join(lines), (*rows, programme_row(t)))


def too_late(result: TooLate, t: Translator) -> Screen:
    """After the hour: a kind word."""
    lines = [
        t("<b>It is too late to give up the seat here.</b>"),
        t("Things happen, though. Please tell the library, so that the seat is not empty:"),
        Markup.escape(result.contact),
    ]
    keep = (Button(t.plain("My sign-up"), ShowSignUp(result.signup.id)), menu_button(t))
    return Screen(LINE.join(lines), (keep,))
