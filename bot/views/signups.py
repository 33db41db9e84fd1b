"""What comes of signing up, and what somebody can do with a place: keep it, give it up, take it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.attendance import (
    AlreadyIn,
    CalendarFile,
    GivenUp,
    GivingUp,
    Kept,
    Mine,
    MySignUps,
    NoRoom,
    SignedUp,
    SignedUpAll,
    SigningUp,
    TooLate,
)
from bot.domain.joining import Joined, Noted, NotJoined, RemindersRefused
from bot.domain.sessions import Completed, StepShown
from bot.domain.signups import ACTIVE, SignUp, State
from bot.domain.workshops import Audience, Workshop, asks_needs
from bot.errors import Refused
from bot.i18n import Translator, mark
from bot.views import faults, workshop_facts
from bot.views.actions import (
    GetCalendar,
    GetCode,
    GiveUp,
    GiveUpOne,
    ListSignUps,
    ListWorkshops,
    OpenWorkshop,
    ShowSignUp,
    TellNeeds,
)
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Effect, Replace, Row, Screen, Show, effects
from bot.views.steps import step
from bot.views.workshops import mine, offer_row, party_rows

LINE = Markup("\n")
GAP = Markup("\n\n")
STATES = {
    State.AWAITING_GUARDIAN: mark("a guardian's consent is needed"),
    State.CONFIRMED: mark("has a seat"),
    State.RESERVE: mark("on the reserve list"),
    State.OFFERED: mark("a seat waits"),
    State.ATTENDED: mark("was there"),
    State.ABSENT: mark("was not there"),
}

# Onto the list.


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
        _next(workshop, signup, t),
        workshop_facts.needs(workshop, t),
    ]
    return Screen(GAP.join(part for part in parts if part), tuple(_rows(workshop, signup, t)))


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


def _next(workshop: Workshop, signup: SignUp, t: Translator) -> Markup:
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


def _rows(workshop: Workshop, signup: SignUp, t: Translator) -> Sequence[Row]:
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


def no_room(result: NoRoom, t: Translator) -> Screen:
    """Nobody was signed up; what fits now."""
    workshop = result.workshop
    if not result.choices:
        text = t("<b>There is no room any more.</b>\nThe reserve list is full, too.")
        return Screen(text, (_programme(t),))
    parts = (
        t("<b>Not everybody fits any more.</b>\nNobody was signed up. This is possible now:"),
        workshop_facts.headline(workshop, t),
        workshop_facts.seats(result.seats, t),
    )
    return Screen(GAP.join(parts), (*party_rows(workshop, result.choices, t), _programme(t)))


def already_in(result: AlreadyIn, t: Translator) -> Screen:
    """They were on the list before."""
    parts = (
        t("<b>You are signed up already.</b>"),
        mine(result.signup, result.position, t),
        workshop_facts.headline(result.workshop, t),
    )
    return Screen(GAP.join(parts), tuple(_rows(result.workshop, result.signup, t)))


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


# Mine.


def every(shown: MySignUps, t: Translator) -> Screen:
    """`/moje`"""
    if not shown.entries:
        text = t("<b>My sign-ups</b>\nYou are not signed up for anything yet.")
        return Screen(text, (_programme(t),))
    lines = [_numbered(n, one, t) for n, one in enumerate(shown.entries, 1)]
    hint = t("You can also type: /rezygnuje 1")
    rows = tuple(
        (Button(f"{n}. {one.workshop.title}", ShowSignUp(one.signup.id)),)
        for n, one in enumerate(shown.entries, 1)
    )
    text = GAP.join((t("<b>My sign-ups</b>"), *lines, hint))
    return Screen(text, (*rows, _programme(t)))


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
        _people(signup, t),
        _next(workshop, signup, t),
    )
    details = (Button(t.plain("About the workshop"), OpenWorkshop(workshop.id)),)
    rows = _rows(workshop, signup, t)
    return Screen(GAP.join(part for part in parts if part), (*rows[:-1], details, rows[-1]))


def _people(signup: SignUp, t: Translator) -> Markup:
    there = [one for one in signup.participants if one.state in STATES]
    if len(signup.participants) < 2:
        return Markup()
    return LINE.join(
        t("{name}: {state}", name=one.name, state=t.plain(STATES[one.state])) for one in there
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


# Keeping, giving up.


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
                _people(result.signup, t),
            )
        )
        return Screen(text, ((Button(t.plain("My sign-up"), ShowSignUp(result.signup.id)),),))
    lines = [t("<b>You are off the list: “{title}”.</b>", title=title)]
    if result.seats:
        lines.append(t("Thank you for telling us: somebody else can come."))
    rows: list[Row] = []
    if result.seats:
        rows.append((Button(t.plain("Remove from calendar"), GetCalendar(result.signup.id)),))
    return Screen(LINE.join(lines), (*rows, _programme(t)))


def too_late(result: TooLate, t: Translator) -> Screen:
    """After the hour: a kind word."""
    lines = [
        t("<b>It is too late to give up the seat here.</b>"),
        t("Things happen, though. Please tell the library, so that the seat is not empty:"),
        Markup.escape(result.contact),
    ]
    keep = (Button(t.plain("My sign-up"), ShowSignUp(result.signup.id)), menu_button(t))
    return Screen(LINE.join(lines), (keep,))


def kept(result: Kept, t: Translator) -> Screen:
    """„Będę”"""
    text = GAP.join(
        (
            t("<b>See you there!</b>\nThe seat is yours."),
            workshop_facts.headline(result.workshop, t),
        )
    )
    return Screen(text, tuple(_rows(result.workshop, result.signup, t)))


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


def _programme(t: Translator) -> Row:
    return (Button(t.plain("Workshops"), ListWorkshops("", False)), menu_button(t))
