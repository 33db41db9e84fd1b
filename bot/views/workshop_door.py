"""At the door, with one thumb: names to tap, one sign-up, who came, a scanned code."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.domain.attendance import Attendance, GivenUp, NoRoom, SignedUp
from bot.domain.roll_call import WAITING, Called, roll
from bot.domain.sessions import Completed
from bot.domain.signups import Channel, Participant, SignUp, State
from bot.domain.staff_forms import Talk
from bot.domain.workshops import Workshop
from bot.errors import Refused
from bot.i18n import Translator, mark
from bot.views import images, workshop_desk, workshop_facts
from bot.views.actions import (
    AgreeGuardian,
    AnswerForThem,
    ChooseColumns,
    CloseAttendance,
    ManageWorkshop,
    RemoveSignUp,
    ShowAttendance,
    ShowEntry,
    TickPerson,
)
from bot.views.screen import Button, Effect, Replace, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
PAGE = 12  # names on one screen
NAME = 28  # characters of a name that a row surely shows
STATES = {
    State.AWAITING_GUARDIAN: mark("a guardian has yet to agree"),
    State.CONFIRMED: mark("has a seat"),
    State.RESERVE: mark("on the reserve list"),
    State.OFFERED: mark("was offered a seat"),
    State.ATTENDED: mark("is here"),
    State.ABSENT: mark("did not come"),
    State.CANCELLED: mark("off the list"),
}
CHANNELS = {
    Channel.BOT: mark("Signed up in Telegram."),
    Channel.PHONE: mark("Signed up by phone."),
    Channel.WALK_IN: mark("Walked in."),
}
ROWS = {
    State.CONFIRMED: mark("☐ {name}"),
    State.ATTENDED: mark("☑ {name}"),
    State.ABSENT: mark("☒ {name} · absent"),
    State.AWAITING_GUARDIAN: mark("{name} · consent?"),
    State.RESERVE: mark("{name} · reserve"),
    State.OFFERED: mark("{name} · offered"),
}


def attendance(shown: Attendance, t: Translator, page: int = 0) -> Screen:
    """The list: a tap on a name ticks it, another takes the tick back."""
    called = roll(shown.signups)
    pages = max(-(-len(called) // PAGE), 1)
    page = min(max(page, 0), pages - 1)
    part = called[page * PAGE : (page + 1) * PAGE]
    rows = [_row(one, page, t) for one in part]
    text = GAP.join(one for one in _text(shown, called, t) if one)
    return Screen(text, (*rows, *_pager(shown.workshop, page, pages), *_ways(shown, t)))


def at(page: int) -> Callable[[Attendance, Translator], Screen | Sequence[Effect]]:
    """A page of the list in the tapped message; -1: the first one in a message of its own."""

    def view(shown: Attendance, t: Translator) -> Screen | Sequence[Effect]:
        screen = attendance(shown, t, page)
        return screen if page < 0 else (Replace(screen),)

    return view


def _text(shown: Attendance, called: Sequence[Called], t: Translator) -> Sequence[Markup]:
    here, workshop = shown.figures.attended, shown.workshop
    heading = t("<b>{title}</b> · attendance", title=workshop.title)
    when = Markup.escape(workshop_facts.when(workshop, t))
    count = t("Here: <b>{here}</b>. On the list: {all}. Free seats: {free}.",
              here=here, all=len(called), free=shown.seats.free)  # fmt: skip
    lines = [heading, when, count]
    if workshop.begun(t.now) and shown.figures.percent is not None:
        lines.append(workshop_desk.came(shown.figures, t))
    how = t("Tap a name to tick it, or type: /obecnosc {number} Ola", number=workshop.id)
    return (LINE.join(lines), _needs(shown.signups, t), how)


def _needs(signups: Sequence[SignUp], t: Translator) -> Markup:
    """Seen by staff only."""
    said = [one for one in signups if one.needs and one.active]
    lines = [t("{name}: {needs}", name=one.name, needs=one.needs) for one in said]
    return LINE.join((t("<b>What they need</b>"), *lines)) if lines else Markup()


def _row(one: Called, page: int, t: Translator) -> Row:
    person = one.participant
    label = t.plain(ROWS[person.state], name=name_of(person))
    if one.signup.must_be_called and person.state is not State.ATTENDED:
        label = t.plain("{label} · call", label=label)
    if person.state in WAITING or person.state is State.AWAITING_GUARDIAN:
        return (Button(label, ShowEntry(one.signup.workshop_id, one.signup.id)),)
    return (Button(label, TickPerson(person.id, person.state is not State.ATTENDED, page)),)


def name_of(person: Participant) -> str:
    """„Ola, 8”; somebody who was erased has a dash."""
    name = person.name if len(person.name) <= NAME else person.name[: NAME - 1] + "…"
    return f"{name or '—'}, {person.age}" if person.age is not None else name or "—"


def _pager(workshop: Workshop, page: int, pages: int) -> list[Row]:
    if pages == 1:
        return []
    before = Button(f"‹ {page}/{pages}", ShowAttendance(workshop.id, page - 1))
    after = Button(f"{page + 2}/{pages} ›", ShowAttendance(workshop.id, page + 1))
    return [tuple(([before] if page else []) + ([after] if page < pages - 1 else []))]


def _ways(shown: Attendance, t: Translator) -> list[Row]:
    workshop = shown.workshop
    rows: list[Row] = [(workshop_desk.ask(mark("Somebody walked in"), Talk.WALK_IN, workshop, t),)]
    if workshop.begun(t.now):
        rows.append(
            (Button(t.plain("The others did not come"), CloseAttendance(workshop.id, False)),)
        )
    else:
        rows.append((workshop_desk.ask(mark("Sign-up by phone"), Talk.CALL, workshop, t),))
    lists = Button(t.plain("List as a file"), ChooseColumns(workshop.id, -1))
    return [*rows, (lists, Button(t.plain("The workshop"), ManageWorkshop(workshop.id)))]


def confirm_close(shown: Attendance, t: Translator) -> Screen:
    """Asked once."""
    waiting = (State.CONFIRMED, State.AWAITING_GUARDIAN)
    left = sum(one.number(waiting) for one in shown.signups)
    text = t.many(
        "<b>Mark {number} person as absent?</b>\nWhoever comes later can still be ticked.",
        "<b>Mark {number} people as absent?</b>\nWhoever comes later can still be ticked.",
        left,
    )
    yes = Button(t.plain("Yes, they did not come"), CloseAttendance(shown.workshop.id, True))
    return Screen(text, ((yes,), (Button(t.plain("No"), ShowAttendance(shown.workshop.id, -1)),)))


# One sign-up.


def entry(signup_id: int) -> Callable[[Attendance, Translator], Screen]:
    """One sign-up of the list. Raises Refused: signup_gone."""

    def view(shown: Attendance, t: Translator) -> Screen:
        return _entry(shown.workshop, _found(shown, signup_id), t)

    return view


def _found(shown: Attendance, signup_id: int) -> SignUp:
    for one in shown.signups:
        if one.id == signup_id and one.active:
            return one
    raise Refused("signup_gone")


def _entry(workshop: Workshop, signup: SignUp, t: Translator) -> Screen:
    lines = [
        t("<b>{name}</b> · {title}", name=signup.name, title=workshop.title),
        t(CHANNELS[signup.channel]),
    ]
    if signup.phone:
        lines.append(t("Phone: {number}", number=signup.phone))
    if signup.needs:
        lines.append(t("Needs: {what}", what=signup.needs))
    if images.concerns(workshop, signup):
        lines.append(t("Pictures: {what}", what=t.plain(images.FOR_STAFF[signup.image])))
    if signup.must_be_called:
        lines.append(t("No message reaches them: call."))
    lines += [
        t("{name}: {state}", name=name_of(one), state=t.plain(STATES[one.state]))
        for one in signup.participants
    ]
    return Screen(LINE.join(lines), (*_for(workshop, signup, t), back(workshop, t)))


def _for(workshop: Workshop, signup: SignUp, t: Translator) -> list[Row]:
    rows: list[Row] = []
    if signup.number((State.AWAITING_GUARDIAN,)):
        rows.append((Button(t.plain("Guardian agreed, here"), AgreeGuardian(signup.id, "desk")),))
        rows.append((Button(t.plain("Guardian agreed, phone"), AgreeGuardian(signup.id, "call")),))
    if workshop.upcoming(t.now) and (signup.must_be_called or signup.offered):
        rows.append(
            (Button(t.plain("They come"), AnswerForThem(signup.id, True)),
             Button(t.plain("They do not come"), AnswerForThem(signup.id, False)))
        )  # fmt: skip
    rows += [
        (Button(t.plain("Let in: {name}", name=name_of(one)), TickPerson(one.id, True, -1)),)
        for one in signup.participants
        if one.state in WAITING
    ]
    remove = RemoveSignUp(workshop.id, signup.id, False)
    return [*rows, (Button(t.plain("Take off the list"), remove),)]


def back(workshop: Workshop, t: Translator) -> Row:
    here = Button(t.plain("Attendance list"), ShowAttendance(workshop.id, -1))
    return (here, Button(t.plain("The workshop"), ManageWorkshop(workshop.id)))


def confirm_remove(signup_id: int) -> Callable[[Attendance, Translator], Screen]:
    """Asked once. Raises Refused: signup_gone."""

    def view(shown: Attendance, t: Translator) -> Screen:
        signup, workshop = _found(shown, signup_id), shown.workshop
        text = t(
            "<b>Take {name} off the list?</b>\nEverybody of this sign-up goes. They are told, and "
            "the seat goes to the reserve list.",
            name=signup.name,
        )
        yes = Button(t.plain("Yes, take off"), RemoveSignUp(workshop.id, signup.id, True))
        return Screen(text, ((yes,), (Button(t.plain("No"), ShowEntry(workshop.id, signup.id)),)))

    return view


def removed(result: GivenUp, t: Translator) -> Screen:
    """Somebody is off the list."""
    text = t("<b>{name} is off the list.</b>", name=result.signup.name)
    return Screen(text, (back(result.workshop, t),))


def agreed(result: SignedUp, t: Translator) -> Screen:
    """A guardian's word is noted, with who noted it."""
    heading = t("<b>The guardian's consent is noted.</b>")
    shown = _entry(result.workshop, result.signup, t)
    return Screen(heading + LINE + shown.text, shown.rows)


def added(result: Completed, t: Translator) -> Screen:
    """Somebody was written down by staff: an ending."""
    outcome = result.outcome
    assert isinstance(outcome, SignedUp | NoRoom)
    return entered(outcome, t)


def entered(outcome: SignedUp | NoRoom, t: Translator) -> Screen:
    """Written down, or no room."""
    if isinstance(outcome, NoRoom):
        text = t("<b>There is no room for all of them.</b>\nNobody was signed up.")
        return Screen(text, (back(outcome.workshop, t),))
    signup = outcome.signup
    lines = [t("<b>On the list: {name}</b>", name=signup.name)]
    lines += [
        t("{name}: {state}", name=name_of(one), state=t.plain(STATES[one.state]))
        for one in signup.participants
    ]
    if outcome.position:
        lines.append(t("Number {position} on the reserve list.", position=outcome.position))
    again = Talk.WALK_IN if signup.channel is Channel.WALK_IN else Talk.CALL
    more = (workshop_desk.ask(mark("One more"), again, outcome.workshop, t),)
    return Screen(LINE.join(lines), (more, back(outcome.workshop, t)))
