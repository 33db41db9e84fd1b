"""Published workshops: other numbers of seats, refusals that name the choices, cancelling."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.programme import CalledOff, Resized
from bot.domain.rosters import TooFewSeats
from bot.domain.sessions import Completed
from bot.domain.staff_forms import Talk
from bot.i18n import Translator, mark
from bot.views import workshop_desk
from bot.views.actions import ShowEntry
from bot.views.screen import Button, Row, Screen
from bot.views.workshop_drafts import back

GAP, LINE = Markup("\n\n"), Markup("\n")
MOST = 8  # sign-ups to choose from


def resized(result: Completed, t: Translator) -> Screen:
    """More seats, fewer, or why not."""
    outcome = result.outcome
    if isinstance(outcome, TooFewSeats):
        return too_few(outcome, t)
    assert isinstance(outcome, Resized)
    seats = outcome.seats
    lines = [
        t("<b>“{title}” has {total} seats.</b>", title=outcome.workshop.title, total=seats.total),
        t("Taken: {taken}. Free: {free}.", taken=seats.taken, free=seats.free),
    ]
    if outcome.offered:
        lines.append(
            t.many(
                "We are offering a seat to {number} person of the reserve list.",
                "We are offering seats to {number} people of the reserve list.",
                outcome.offered,
            )
        )
    return Screen(LINE.join(lines), (back(outcome.workshop, t),))


def too_few(result: TooFewSeats, t: Translator) -> Screen:
    """Refused: what can be done instead."""
    workshop = result.workshop
    heading = t(
        "<b>{wanted} seats are too few: {lowest} are taken.</b>\nNothing was changed.",
        wanted=result.wanted, lowest=result.lowest,
    )  # fmt: skip
    ways = [t("What you can do:"), t("– keep {lowest} seats;", lowest=result.lowest)]
    if result.offered:
        ways.append(
            t.many(
                "– wait: {number} seat is only offered so far;",
                "– wait: {number} seats are only offered so far;",
                result.offered,
            )
        )
    if result.last:
        ways.append(t("– ask those who signed up last, or take them off the list:"))
    rows: list[Row] = [
        (Button(one.name, ShowEntry(workshop.id, one.id)),) for one in result.last[:MOST]
    ]
    again = workshop_desk.ask(mark("Another number"), Talk.SEATS, workshop, t)
    return Screen(GAP.join((heading, LINE.join(ways))), (*rows, (again,), back(workshop, t)))


def telling(number: int, t: Translator) -> Markup:
    """How many hear of it."""
    if not number:
        return t("Nobody is signed up, so nobody has to be told.")
    return t.many("We are telling {number} sign-up.", "We are telling {number} sign-ups.", number)


def called_off(result: Completed, t: Translator) -> Screen:
    """Everybody is told."""
    outcome = result.outcome
    assert isinstance(outcome, CalledOff)
    title = outcome.workshop.title
    heading = t("<b>“{title}” is cancelled.</b>", title=title)
    if outcome.meetings > 1:
        heading = t.many(
            "<b>{number} meeting of “{title}” is cancelled.</b>",
            "<b>{number} meetings of “{title}” are cancelled.</b>",
            outcome.meetings, title=title,
        )  # fmt: skip
    parts = [
        heading,
        telling(outcome.told, t),
        workshop_desk.calls(outcome.calls, t),
    ]
    return Screen(GAP.join(part for part in parts if part), (back(outcome.workshop, t),))
