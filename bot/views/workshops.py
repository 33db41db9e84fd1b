"""The programme and one workshop, for residents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from bot.domain.announcements import pictures
from bot.domain.entities import Formatted
from bot.domain.programme import Details, Listed, Programme
from bot.domain.workshops import Workshop
from bot.i18n import Translator, mark
from bot.views import age_bands, workshop_facts
from bot.views.actions import (
    ListSignUps,
    ListWorkshops,
    ManageWorkshops,
    OpenWorkshop,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Post, Row, Screen, Show
from bot.views.workshop_parties import joining
from bot.views.workshop_places import (
    mine,
    own_rows,
)

LINE = Markup("\n")
GAP = Markup("\n\n")
MEETINGS = 6  # of a series, listed
TOPIC = 30  # bytes of a topic that fits into a button
CLOSED = {
    "signup_not_yet": mark("Sign-up opens on {opens}."),
    "signup_over": mark("Sign-up is over. Ask the library whether a seat is left: {contact}"),
}


def programme(shown: Programme, t: Translator) -> Screen:
    """This week, next week, later; a button for each."""
    weeks = (
        (t("<b>This week</b>"), shown.this_week),
        (t("<b>Next week</b>"), shown.next_week),
        (t("<b>Later</b>"), shown.later),
    )
    parts = [_title(shown, t)]
    parts += [
        GAP.join((heading, *(_line(one, t) for one in listed)))
        for heading, listed in weeks
        if listed
    ]
    every = [one for _, listed in weeks for one in listed]
    if not every:
        parts.append(t("Nothing is planned here just now. New workshops appear in this place."))
    if shown.hidden:
        parts.append(
            t.many(
                "{number} more is for another age or in another language.",
                "{number} more are for other ages or in other languages.",
                shown.hidden,
            )
        )
    titles = Counter(one.workshop.title for one in every)
    rows = (_row(one, titles[one.workshop.title] > 1, t) for one in every)
    return Screen(GAP.join(parts), (*rows, *_ways(shown, t)))


def _title(shown: Programme, t: Translator) -> Markup:
    if not shown.topic:
        return t("<b>Workshops</b>")
    return t("<b>Workshops</b> · {topic}", topic=shown.topic)


def _line(one: Listed, t: Translator) -> Markup:
    workshop = one.workshop
    title = t("<b>{title}</b> · {seats}", title=workshop.title, seats=_seats(one, t))
    when = Markup.escape(workshop_facts.when(workshop, t))
    return LINE.join(part for part in (title, when, workshop_facts.ages(workshop, t)) if part)


def _seats(one: Listed, t: Translator) -> str:
    if one.mine:
        return t.plain("you are signed up")
    if one.seats.free:
        return t.many_plain("{number} free seat", "{number} free seats", one.seats.free)
    return t.plain("reserve list")


def _row(one: Listed, again: bool, t: Translator) -> Row:
    """With its day, where another one is called the same."""
    workshop = one.workshop
    day = t.day(workshop.starts_at.astimezone(t.zone).date())
    label = t.plain("{day}: {title}", day=day, title=workshop.title) if again else workshop.title
    return (Button(label, OpenWorkshop(workshop.id)),)


def _ways(shown: Programme, t: Translator) -> Sequence[Row]:
    topics = [one for one in shown.topics if one != shown.topic and fits(one)]
    rows: list[Row] = [
        tuple(Button(one, ListWorkshops(one, False)) for one in topics[n : n + 2])
        for n in range(0, len(topics), 2)
    ]
    if shown.topic:
        rows.append((Button(t.plain("All topics"), ListWorkshops("", False)),))
    if shown.hidden:
        rows.append((Button(t.plain("Show these too"), ListWorkshops("", True)),))
    if shown.staff:
        rows.append((Button(t.plain("Run the workshops"), ManageWorkshops()),))
    rows.append((age_bands.way(shown.band, t),))
    rows.append((Button(t.plain("My sign-ups"), ListSignUps()), menu_button(t)))
    return rows


def fits(topic: str) -> bool:
    """Can a button carry it? A long one is typed: `/warsztaty rękodzieło`."""
    return "." not in topic and len(topic.encode()) <= TOPIC


def details(shown: Details, t: Translator) -> Screen | Sequence[Effect]:
    """One workshop; its poster first."""
    screen = Screen(_told(shown, t), tuple(_rows(shown, t)))
    if not shown.workshop.poster:
        return screen
    return (Post(Formatted(""), pictures([shown.workshop.poster])[0]), Show(screen))


def _told(shown: Details, t: Translator) -> Markup:
    workshop = shown.workshop
    parts = (
        workshop_facts.headline(workshop, t),
        _standing(shown, t),
        workshop_facts.description(workshop),
        workshop_facts.facts(workshop, t),
        workshop_facts.needs(workshop, t),
        _series(shown, t),
        t("Questions: {contact}", contact=shown.contact) if shown.contact else Markup(),
        Markup.escape(shown.funding),
    )
    return GAP.join(part for part in parts if part)


def _standing(shown: Details, t: Translator) -> Markup:
    """Free seats, or what one can do where there are none, or the place one has."""
    if shown.mine:
        return mine(shown.mine, shown.position, t)
    if shown.closed:
        opens = shown.workshop.opens_at
        moment = t.moment(opens) if opens else ""
        return t(CLOSED[shown.closed], opens=moment, contact=shown.contact)
    if shown.seats.free:
        return workshop_facts.seats(shown.seats, t)
    if not shown.choices:
        return t("<b>There are no free seats.</b> The reserve list is full, too.")
    return LINE.join(
        (
            t(
                "There are no free seats. <b>Reserve list: you will be number {position}.</b>",
                position=shown.position,
            ),
            t("As soon as a seat is free, we write to you."),
        )
    )


def _series(shown: Details, t: Translator) -> Markup:
    if shown.series is None or not shown.meetings:
        return Markup()
    count = t.many("One of {number} meeting.", "One of {number} meetings.", shown.series.meetings)
    lines = [Markup.escape(workshop_facts.when(one, t)) for one in shown.meetings[:MEETINGS]]
    if len(shown.meetings) > MEETINGS:
        lines.append(Markup("…"))
    return LINE.join((count + " " + t("The others:"), *lines))


def _rows(shown: Details, t: Translator) -> Sequence[Row]:
    rows: list[Row] = []
    if shown.mine:
        rows += own_rows(shown.mine, t)
    elif not shown.closed and shown.choices:
        rows += joining(shown, t)
    rows.append((Button(t.plain("Tell friends"), url=_share(shown)),))
    if shown.workshop.latitude is not None:
        rows.append((Button(t.plain("Show on a map"), url=_map(shown.workshop)),))
    rows.append((Button(t.plain("Workshops"), ListWorkshops("", False)), menu_button(t)))
    return rows


def _share(shown: Details) -> str:
    return f"https://t.me/share/url?url={quote(shown.link)}&text={quote(shown.workshop.title)}"


def _map(workshop: Workshop) -> str:
    at = f"mlat={workshop.latitude}&mlon={workshop.longitude}"
    return f"https://www.openstreetmap.org/?{at}#map=17/{workshop.latitude}/{workshop.longitude}"
