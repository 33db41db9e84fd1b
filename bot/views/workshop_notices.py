"""What people are told about a workshop without having asked just then."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.domain.attendance import Telling
from bot.domain.signups import SignUp
from bot.i18n import Translator, mark
from bot.views import images, series_signups, workshop_facts
from bot.views.actions import (
    AnswerSurvey,
    GetCalendar,
    GetCode,
    GiveUp,
    KeepSeat,
    ListWorkshops,
    ManageWorkshop,
    OpenPanel,
    OpenWorkshop,
    ShowSignUp,
    StopWorkshopReminders,
)
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Row, Screen
from bot.views.workshop_places import offer_row

LINE = Markup("\n")
GAP = Markup("\n\n")
CALLED = 20  # people in one message
QUESTIONS = {
    "workshop_week": mark(
        "<b>Will you come {when}?</b>\nIf not, somebody on the reserve list gets the seat."
    ),
    "workshop_nudge": mark(
        "<b>Please answer: will you come {when}?</b>\nWithout an answer the seat will be given to "
        "somebody else."
    ),
    "workshop_last_nudge": mark(
        "<b>Last question: will you come {when}?</b>\nTomorrow the seat will be given to somebody "
        "else."
    ),
}
SHORTLY = {
    "workshop_day": mark("<b>A reminder: {when}.</b>"),
    "workshop_hours": mark("<b>Soon: {when}.</b>\nSee you there!"),
}


def told(telling: Telling, t: Translator) -> Screen:
    """The message of every purpose."""
    return WORDS[telling.purpose](telling, t)


def _own(telling: Telling) -> SignUp:
    assert telling.signup, telling.purpose
    return telling.signup


def _offer(telling: Telling, t: Translator) -> Screen:
    signup = _own(telling)
    assert signup.offer
    until = t.moment(signup.offer.expires_at)
    free = t.many("<b>A seat is free!</b>", "<b>{number} seats are free!</b>", signup.offered)
    waits = t.many(
        "It waits for you until {until}.", "They wait for you until {until}.", signup.offered,
        until=until,
    )  # fmt: skip
    text = GAP.join((free + " " + waits, workshop_facts.headline(telling.workshop, t)))
    return Screen(text, (offer_row(signup, t), _seen(signup, t)))


def _offer_over(telling: Telling, t: Translator) -> Screen:
    return _simple(
        telling,
        t("<b>The time to take the seat is over.</b>\nIt goes to the next one. You are no longer "
          "on the reserve list, but you can sign up again."),
        t,
    )  # fmt: skip


def _question(telling: Telling, t: Translator) -> Screen:
    signup = _own(telling)
    when = workshop_facts.when(telling.workshop, t)
    asked = t(QUESTIONS[telling.purpose], when=when)
    text = GAP.join((asked, workshop_facts.headline(telling.workshop, t)))
    return Screen(text, (_answers(signup, t), _seen(signup, t)))


def _answers(signup: SignUp, t: Translator) -> Row:
    return (
        Button(t.plain("I will come"), KeepSeat(signup.id)),
        Button(t.plain("I cannot come"), GiveUp(signup.id, True)),
    )


def _shortly(telling: Telling, t: Translator) -> Screen:
    signup, workshop = _own(telling), telling.workshop
    said = t(SHORTLY[telling.purpose], when=workshop_facts.when(workshop, t))
    bring = t("Bring: {what}", what=workshop.bring) if workshop.bring else Markup()
    parts = (said, workshop_facts.headline(workshop, t), bring)
    rows: list[Row] = [(Button(t.plain("Code for the door"), GetCode(signup.id)),)]
    rows.append((Button(t.plain("Give up"), GiveUp(signup.id, False)),))
    if telling.purpose == "workshop_day":
        rows.append((Button(t.plain("Do not remind me"), StopWorkshopReminders(workshop.id)),))
    return Screen(GAP.join(part for part in parts if part), tuple(rows))


def _changed(telling: Telling, t: Translator) -> Screen:
    signup, workshop = _own(telling), telling.workshop
    ask = (
        t("Does this suit you? The seat is yours until you say no.")
        if signup.seated
        else t("Does this suit you? Your place on the reserve list stays.")
    )
    text = GAP.join(
        (
            t("<b>A change: “{title}”</b>", title=workshop.title),
            workshop_facts.changes(telling.changes, t),
            ask,
        )
    )
    rows = (
        (
            Button(t.plain("It suits me"), KeepSeat(signup.id)),
            Button(t.plain("I give it up"), GiveUp(signup.id, True)),
        ),
        (Button(t.plain("New calendar file"), GetCalendar(signup.id)),),
        _seen(signup, t),
    )
    return Screen(text, rows)


def _cancelled(telling: Telling, t: Translator) -> Screen:
    workshop = telling.workshop
    lines = [
        t("<b>Cancelled: “{title}”</b>", title=workshop.title),
        Markup.escape(workshop_facts.when(workshop, t)),
    ]
    if workshop.cancelled_why:
        lines.append(t("Why: {why}", why=workshop.cancelled_why))
    lines.append(t("We are sorry. The file below takes it off your calendar."))
    if telling.contact:
        lines.append(t("Questions: {contact}", contact=telling.contact))
    file = None
    if telling.calendar:
        file = Attachment("document", telling.calendar.name, telling.calendar.content)
    return Screen(LINE.join(lines), (_programme(t),), file)


def _freed(telling: Telling, t: Translator) -> Screen:
    return _simple(
        telling,
        t("<b>We gave your seat to somebody else.</b>\nWe asked three times whether you come and "
          "heard nothing. You can sign up again."),
        t,
    )  # fmt: skip


def _removed(telling: Telling, t: Translator) -> Screen:
    said = t("<b>The library took you off the list.</b>")
    if telling.contact:
        said = LINE.join((said, t("Questions: {contact}", contact=telling.contact)))
    return _simple(telling, said, t)


def _agreed(telling: Telling, t: Translator) -> Screen:
    said = t("<b>The guardian's consent is noted. The seat is sure.</b>")
    text = GAP.join((said, workshop_facts.headline(telling.workshop, t)))
    return Screen(text, (_seen(_own(telling), t),))


def _feedback(telling: Telling, t: Translator) -> Screen:
    workshop = telling.workshop
    text = t(
        "<b>How was “{title}”?</b>\nTwo short questions. Nobody sees who answered what.",
        title=workshop.title,
    )
    rate = (Button(t.plain("I will rate it"), AnswerSurvey(workshop.survey_id or 0)),)
    return Screen(text, (rate, (menu_button(t),)))


# To staff and partners.


def _call(telling: Telling, t: Translator) -> Screen:
    signup = _own(telling)
    until = t.moment(signup.offer.expires_at) if signup.offer else ""
    text = LINE.join(
        (
            t("<b>Please call: a seat is free for somebody without Telegram.</b>"),
            _caller(signup, t),
            t("The seat waits until {until}.", until=until),
            workshop_facts.headline(telling.workshop, t),
        )
    )
    return Screen(text, (_desk(telling, t),))


def _calls(telling: Telling, t: Translator) -> Screen:
    lines = [
        t("<b>Please call: no message reaches these people.</b>"),
        workshop_facts.headline(telling.workshop, t),
        *(_caller(one, t) for one in telling.calls[:CALLED]),
    ]
    if len(telling.calls) > CALLED:
        lines.append(t("… and {number} more", number=len(telling.calls) - CALLED))
    return Screen(LINE.join(lines), (_desk(telling, t),))


def _caller(signup: SignUp, t: Translator) -> Markup:
    return t("{name} · {phone}", name=signup.name, phone=signup.phone or "—")


def _proposed(telling: Telling, t: Translator) -> Screen:
    said = t("<b>A partner proposes a workshop.</b>\nRead it and decide.")
    text = GAP.join((said, workshop_facts.headline(telling.workshop, t)))
    return Screen(text, (_desk(telling, t),))


def _approved(telling: Telling, t: Translator) -> Screen:
    return _to_author(telling, t("<b>Your workshop is in the programme.</b>"), t)


def _returned(telling: Telling, t: Translator) -> Screen:
    return _to_author(telling, t("<b>The library sent your proposal back to be changed.</b>"), t)


def _to_author(telling: Telling, said: Markup, t: Translator) -> Screen:
    text = GAP.join((said, workshop_facts.headline(telling.workshop, t)))
    here = Button(t.plain("The workshop"), ManageWorkshop(telling.workshop.id))
    return Screen(text, ((here, menu_button(t)),))


def _simple(telling: Telling, said: Markup, t: Translator) -> Screen:
    text = GAP.join((said, workshop_facts.headline(telling.workshop, t)))
    again = (Button(t.plain("About the workshop"), OpenWorkshop(telling.workshop.id)),)
    return Screen(text, (again, _programme(t)))


def _seen(signup: SignUp, t: Translator) -> Row:
    return (Button(t.plain("My sign-up"), ShowSignUp(signup.id)), menu_button(t))


def _programme(t: Translator) -> Row:
    return (Button(t.plain("Workshops"), ListWorkshops("", False)), menu_button(t))


def _desk(telling: Telling, t: Translator) -> Row:
    here = ManageWorkshop(telling.workshop.id)
    return (Button(t.plain("The workshop"), here), Button(t.plain("Panel"), OpenPanel()))


def purposes() -> Sequence[str]:
    """Every one that has words."""
    return tuple(WORDS)


WORDS: dict[str, Callable[[Telling, Translator], Screen]] = {
    "workshop_offer": _offer,
    "workshop_offer_over": _offer_over,
    "workshop_changed": _changed,
    "workshop_cancelled": _cancelled,
    "workshop_freed": _freed,
    "workshop_removed": _removed,
    "workshop_agreed": _agreed,
    "workshop_day": _shortly,
    "workshop_hours": _shortly,
    "workshop_feedback": _feedback,
    "workshop_image": images.withdrawn,
    "workshop_call": _call,
    "workshop_calls": _calls,
    "workshop_series_calls": _calls,
    "workshop_series_changed": series_signups.changed,
    "workshop_series_cancelled": series_signups.cancelled,
    "workshop_proposed": _proposed,
    "workshop_approved": _approved,
    "workshop_returned": _returned,
    **dict.fromkeys(QUESTIONS, _question),
}
