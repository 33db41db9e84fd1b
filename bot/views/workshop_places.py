"""A place on a list: where somebody stands, who comes, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.signups import SignUp, State
from bot.domain.workshops import Workshop, asks_needs
from bot.i18n import Translator, mark
from bot.views.actions import (
    DeclineSeat,
    GetCalendar,
    GetCode,
    GiveUp,
    ListSignUps,
    ListWorkshops,
    ShowSignUp,
    TakeSeat,
    TellNeeds,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Row

LINE = Markup("\n")
STATES = {
    State.AWAITING_GUARDIAN: mark("a guardian's consent is needed"),
    State.CONFIRMED: mark("has a seat"),
    State.RESERVE: mark("on the reserve list"),
    State.OFFERED: mark("a seat waits"),
    State.ATTENDED: mark("was there"),
    State.ABSENT: mark("was not there"),
}


def mine(signup: SignUp, position: int, t: Translator) -> Markup:
    """Where somebody stands."""
    lines = []
    if signup.offered:
        until = t.moment(signup.offer.expires_at) if signup.offer else ""
        lines.append(t("<b>A seat waits for you until {until}.</b>", until=until))
    if signup.seated:
        lines.append(
            t.many("<b>You have {number} seat.</b>", "<b>You have {number} seats.</b>",
                   signup.seated)
        )  # fmt: skip
    if signup.waiting:
        lines.append(t("<b>You are number {position} on the reserve list.</b>", position=position))
    return LINE.join(lines)


def own_rows(signup: SignUp, t: Translator) -> Sequence[Row]:
    """Take the seat that is offered, or see one's sign-up."""
    seen = (Button(t.plain("My sign-up"), ShowSignUp(signup.id)),)
    return (offer_row(signup, t), seen) if signup.offered else (seen,)


def offer_row(signup: SignUp, t: Translator) -> Row:
    """„Biorę”, „Rezygnuję”"""
    return (
        Button(t.plain("I take it"), TakeSeat(signup.id)),
        Button(t.plain("I decline"), DeclineSeat(signup.id)),
    )


def what_next(workshop: Workshop, signup: SignUp, t: Translator) -> Markup:
    lines = []
    if signup.number((State.AWAITING_GUARDIAN,)):
        lines.append(t("A guardian's consent is needed: at the desk or by phone."))
    if signup.seated and workshop.bring:
        lines.append(t("Bring: {what}", what=workshop.bring))
    if signup.seated and workshop.fee:
        lines.append(t("Fee: {amount}", amount=t.money(workshop.fee)))
    if signup.seated:
        lines.append(t("We will remind you the day before."))
    if signup.seated and workshop.cancel_hours:
        until = t.moment(workshop.cancel_until)
        lines.append(t("You can give up the seat here until {until}.", until=until))
    return LINE.join(lines)


def ways(workshop: Workshop, signup: SignUp, t: Translator) -> Sequence[Row]:
    rows: list[Row] = []
    if signup.offered:
        rows.append(offer_row(signup, t))
    if signup.seated:
        rows.append(
            (
                Button(t.plain("Add to calendar"), GetCalendar(signup.id)),
                Button(t.plain("Code for the door"), GetCode(signup.id)),
            )
        )
    if asks_needs(workshop, t.now):
        rows.append((Button(t.plain("I need something"), TellNeeds(signup.id)),))
    rows.append((Button(t.plain("Give up"), GiveUp(signup.id, False)),))
    rows.append((Button(t.plain("My sign-ups"), ListSignUps()), menu_button(t)))
    return rows


def people(signup: SignUp, t: Translator) -> Markup:
    there = [one for one in signup.participants if one.state in STATES]
    if len(signup.participants) < 2:
        return Markup()
    return LINE.join(
        t("{name}: {state}", name=one.name, state=t.plain(STATES[one.state])) for one in there
    )


def programme_row(t: Translator) -> Row:
    return (Button(t.plain("Workshops"), ListWorkshops("", False)), menu_button(t))
