"""What comes of signing up: a seat, a place on the reserve list, the next question."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.attendance import (
    AlreadyIn,
    NoRoom,
    SignedUp,
    SignedUpAll,
    SigningUp,
)
from bot.domain.joining import Joined, Noted, NotJoined
from bot.domain.sessions import Completed, StepShown
from bot.domain.signups import SignUp
from bot.domain.workshops import Audience, Workshop
from bot.errors import Refused
from bot.i18n import Translator
from bot.views import faults, workshop_facts
from bot.views.actions import (
    ListSignUps,
    ShowSignUp,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Screen, Show, effects
from bot.views.steps import step
from bot.views.workshop_parties import party_rows
from bot.views.workshop_places import (
    mine,
    programme_row,
    ways,
    what_next,
)

LINE = Markup("\n")
GAP = Markup("\n\n")


def joined(result: StepShown | Joined | NotJoined, t: Translator) -> Screen | Sequence[Effect]:
    """A seat, a place on the reserve list, or the next question."""
    if isinstance(result, StepShown):
        return step(result, t)
    if isinstance(result, NotJoined):
        return faults.refused(Refused(result.reason, **result.facts))(None, t)
    came = result.result
    shown = signed_up_all(came, t) if isinstance(came, SignedUpAll) else signing_up(came, t)
    if result.step is None:
        return shown
    return (Show(shown), *step(result.step, t))


def ending(result: Completed, t: Translator) -> Screen | Sequence[Effect]:
    """After the names."""
    outcome = result.outcome
    assert isinstance(outcome, (Joined, NotJoined))
    return joined(outcome, t)


def signing_up(result: SigningUp, t: Translator) -> Screen:
    """What came of one meeting."""
    match result:
        case SignedUp():
            return signed_up(result, t)
        case NoRoom():
            return no_room(result, t)
        case AlreadyIn():
            return already_in(result, t)


def signed_up(result: SignedUp, t: Translator) -> Screen:
    """„Masz miejsce”, with everything that comes next."""
    workshop, signup = result.workshop, result.signup
    parts = [
        _won(workshop, signup, result.position, t),
        workshop_facts.headline(workshop, t),
        what_next(workshop, signup, t),
        workshop_facts.needs(workshop, t),
    ]
    return Screen(GAP.join(part for part in parts if part), tuple(ways(workshop, signup, t)))


def _won(workshop: Workshop, signup: SignUp, position: int, t: Translator) -> Markup:
    if not signup.seated:
        return LINE.join(
            (
                t("<b>Every seat is taken. You are number {position} on the reserve list.</b>",
                  position=position),
                t("As soon as a seat is free, we write to you."),
            )
        )  # fmt: skip
    if len(signup.participants) == 1 and workshop.audience is not Audience.CHILDREN:
        return t("<b>You have a seat.</b>")
    lines = [_signed(workshop, signup.seated, t)]
    if signup.waiting:
        lines.append(
            t.many("{number} is on the reserve list, at place {position}.",
                   "{number} are on the reserve list, at place {position}.",
                   signup.waiting, position=position)
        )  # fmt: skip
    return LINE.join(lines)


def _signed(workshop: Workshop, seated: int, t: Translator) -> Markup:
    if workshop.audience is Audience.CHILDREN:
        return t.many(
            "<b>{number} child is signed up.</b>", "<b>{number} children are signed up.</b>", seated
        )
    return t.many(
        "<b>{number} person is signed up.</b>", "<b>{number} people are signed up.</b>", seated
    )


def no_room(result: NoRoom, t: Translator) -> Screen:
    """Nobody was signed up; what fits now."""
    workshop = result.workshop
    if not result.choices:
        text = t("<b>There is no room any more.</b>\nThe reserve list is full, too.")
        return Screen(text, (programme_row(t),))
    parts = (
        t("<b>Not everybody fits any more.</b>\nNobody was signed up. This is possible now:"),
        workshop_facts.headline(workshop, t),
        workshop_facts.seats(result.seats, t),
    )
    return Screen(GAP.join(parts), (*party_rows(workshop, result.choices, t), programme_row(t)))


def already_in(result: AlreadyIn, t: Translator) -> Screen:
    """They were on the list before."""
    parts = (
        t("<b>You are signed up already.</b>"),
        mine(result.signup, result.position, t),
        workshop_facts.headline(result.workshop, t),
    )
    return Screen(GAP.join(parts), tuple(ways(result.workshop, result.signup, t)))


def signed_up_all(result: SignedUpAll, t: Translator) -> Screen:
    """Each meeting with what came of it."""
    lines = [_meeting(one, t) for one in result.results]
    text = GAP.join((t("<b>{title}: all meetings</b>", title=result.title), LINE.join(lines)))
    return Screen(text, ((Button(t.plain("My sign-ups"), ListSignUps()), menu_button(t)),))


def _meeting(result: SigningUp, t: Translator) -> Markup:
    when = workshop_facts.when(result.workshop, t)
    if isinstance(result, NoRoom):
        return t("{when} · no room", when=when)
    if result.signup.seated:
        return t("{when} · <b>you have a seat</b>", when=when)
    return t("{when} · reserve list, number {position}", when=when, position=result.position)


def noted(result: Completed, t: Translator) -> Screen | Sequence[Effect]:
    """What they said besides is kept."""
    outcome = result.outcome
    if isinstance(outcome, NotJoined):
        return effects(joined(outcome, t))
    assert isinstance(outcome, Noted)
    said = (
        t("<b>Thank you, noted.</b>\nThe library reads this and writes or calls if anything is "
          "unclear.")
        if outcome.needs
        else t("<b>Thank you, noted.</b>\nYour seat is safe.")
    )  # fmt: skip
    seen = Button(t.plain("My sign-up"), ShowSignUp(outcome.signup.id))
    return Screen(said, ((seen, menu_button(t)),))
