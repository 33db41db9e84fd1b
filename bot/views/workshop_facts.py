"""What there is to know about one workshop, line by line: for residents and for staff."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from markupsafe import Markup

from bot.domain.seats import Seats
from bot.domain.workshops import Audience, Change, Workshop, asks_needs
from bot.i18n import NAMES, Translator, mark

LINE = Markup("\n")
GAP = Markup("\n\n")

FOR = {
    Audience.ADULTS: mark("For adults"),
    Audience.CHILDREN: mark("For children"),
    Audience.FAMILIES: mark("For families with children"),
}
CHANGED = {
    "starts_at": mark("When: {old} → <b>{new}</b>"),
    "ends_at": mark("Until: {old} → <b>{new}</b>"),
    "place": mark("Place: {old} → <b>{new}</b>"),
    "address": mark("Address: {old} → <b>{new}</b>"),
    "instructor": mark("Led by: {old} → <b>{new}</b>"),
}


def headline(workshop: Workshop, t: Translator) -> Markup:
    """Title, for whom, when, where: what a sign-up is about."""
    return LINE.join(
        part
        for part in (
            t("<b>{title}</b>", title=workshop.title),
            ages(workshop, t),
            Markup.escape(when(workshop, t)),
            where(workshop),
        )
        if part
    )


def facts(workshop: Workshop, t: Translator) -> Markup:
    """Everything else that a resident wants to know before they come."""
    return LINE.join(part for part in _facts(workshop, t) if part)


def _facts(workshop: Workshop, t: Translator) -> Sequence[Markup]:
    leads = workshop.instructor
    spoken = ", ".join(NAMES.get(one, one) for one in workshop.languages)
    return (
        _fee(workshop, t),
        t("Bring: {what}", what=workshop.bring) if workshop.bring else Markup(),
        t("Led by: {name}", name=leads) if leads else Markup(),
        t("Partner: {name}", name=workshop.partner) if workshop.partner else Markup(),
        t("Languages: {names}", names=spoken) if spoken else Markup(),
        t("Accessibility: {what}", what=workshop.accessibility)
        if workshop.accessibility
        else Markup(),
        t("A guardian stays with the child.") if workshop.guardian_stays else Markup(),
        t("A guardian's consent is needed: at the desk or by phone.")
        if workshop.guardian_agrees
        else Markup(),
        t("Pictures: {notice}", notice=workshop.image_notice)
        if workshop.image_notice
        else Markup(),
    )


def description(workshop: Workshop) -> Markup:
    """Its author's own words."""
    return Markup.escape(workshop.description)


def when(workshop: Workshop, t: Translator) -> str:
    """„sobota 15 maja, godz. 10.00–12.00”; another day's end in full."""
    starts, ends = (at.astimezone(t.zone) for at in (workshop.starts_at, workshop.ends_at))
    if starts.date() != ends.date():
        return f"{t.moment(starts)} – {t.moment(ends)}"
    return f"{t.moment(starts)}–{clock(ends.time(), t)}"


def clock(hour: time, t: Translator) -> str:
    """„12.00”"""
    return t.plain("{hour:02d}:{minute:02d}", hour=hour.hour, minute=hour.minute)


def where(workshop: Workshop) -> Markup:
    """Room and address."""
    return Markup.escape(", ".join(filter(None, (workshop.place, workshop.address))))


def ages(workshop: Workshop, t: Translator) -> Markup:
    """„Dla dzieci w wieku 7–12 lat”"""
    low, high = workshop.age_from, workshop.age_to
    audience = FOR.get(workshop.audience)
    who = t(audience) if audience else Markup()
    if low is not None and high is not None:
        years = t("aged {low}–{high}", low=low, high=high)
    elif low is not None:
        years = t("aged {low} and over", low=low)
    elif high is not None:
        years = t("aged up to {high}", high=high)
    else:
        return who
    return who + " " + years if who else t("For people") + " " + years


def seats(found: Seats, t: Translator) -> Markup:
    """„Wolne miejsca: 2 z 12.”"""
    return t("Free seats: {free} of {total}.", free=found.free, total=found.total)


def needs(workshop: Workshop, t: Translator) -> Markup:
    """Till when somebody may say what they need."""
    if not asks_needs(workshop, t.now) or workshop.needs_until is None:
        return Markup()
    return t(
        "Do you need an easier entrance, an interpreter, something else? Tell us by {day}.",
        day=t.day(workshop.needs_until.astimezone(t.zone).date()),
    )


def changes(found: Sequence[Change], t: Translator) -> Markup:
    """What was and what is now, one line each."""
    shown = [one for one in found if one.name != "ends_at" or len(found) == 1]
    return LINE.join(
        t(CHANGED[one.name], old=_value(one.old, t), new=_value(one.new, t)) for one in shown
    )


def _value(value: object, t: Translator) -> str:
    if isinstance(value, datetime):
        return t.moment(value)
    return str(value) or "—"


def _fee(workshop: Workshop, t: Translator) -> Markup:
    if not workshop.fee:
        return t("Free of charge.")
    return t("Fee: {amount}", amount=t.money(workshop.fee))
