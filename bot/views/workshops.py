"""The programme and one workshop, for residents."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from markupsafe import Markup

from bot.domain.announcements import Media
from bot.domain.entities import Formatted
from bot.domain.programme import Details, Listed, Programme
from bot.domain.seats import Choice
from bot.domain.series import Signing
from bot.domain.signups import SignUp
from bot.domain.workshops import Audience, Workshop
from bot.i18n import Translator, mark
from bot.views import workshop_facts
from bot.views.actions import (
    ChooseParty,
    DeclineSeat,
    JoinWorkshop,
    ListSignUps,
    ListWorkshops,
    ManageWorkshops,
    OpenWorkshop,
    ShowSignUp,
    TakeSeat,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Post, Row, Screen, Show

LINE = Markup("\n")
GAP = Markup("\n\n")
MEETINGS = 6  # of a series, listed
TOPIC = 30  # bytes of a topic that fits into a button
CLOSED = {
    "signup_not_yet": mark("Sign-up opens on {opens}."),
    "signup_over": mark("Sign-up is over. Ask the library whether a seat is left: {contact}"),
}
CHILD = {False: mark("Sign up a child"), True: mark("Add a child to the reserve")}
CHILDREN = {False: mark("Sign up children"), True: mark("Add children to the reserve")}
ME = {False: mark("Sign me up"), True: mark("Add me to the reserve")}
US = {False: mark("Sign us up"), True: mark("Add us to the reserve")}


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
                "{number} more is in another language.",
                "{number} more are in other languages.",
                shown.hidden,
            )
        )
    return Screen(GAP.join(parts), (*(_row(one) for one in every), *_ways(shown, t)))


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


def _row(one: Listed) -> Row:
    return (Button(one.workshop.title, OpenWorkshop(one.workshop.id)),)


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
    return (Post(Formatted(""), (Media("photo", shown.workshop.poster),)), Show(screen))


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


def joining(shown: Details, t: Translator) -> Sequence[Row]:
    """Whom they can sign up: for this meeting, for all, or for both."""
    signing = shown.series.signing if shown.series else Signing.EACH
    several = bool(shown.series and shown.meetings)
    rows: list[Row] = []
    if signing is not Signing.ALL or not several:
        rows += _for_one(shown, t)
    if several and signing is not Signing.EACH:
        action = _first(shown, whole=True)
        label = t.plain("Sign up for all meetings")
        rows.append((Button(label, action),))
    return rows


def _for_one(shown: Details, t: Translator) -> Sequence[Row]:
    full = not shown.seats.free
    audience, party = shown.workshop.audience, shown.workshop.party
    words = US if audience is Audience.FAMILIES else ME
    if audience is Audience.CHILDREN:
        words = CHILDREN if party > 1 else CHILD
    rows: list[Row] = [(Button(t.plain(words[full]), _first(shown, whole=False)),)]
    if party > 1 and audience not in (Audience.CHILDREN, Audience.FAMILIES):
        several = ChooseParty(shown.workshop.id, False)
        rows.append((Button(t.plain("Sign up several people"), several),))
    return rows


def _first(shown: Details, *, whole: bool) -> JoinWorkshop | ChooseParty:
    workshop = shown.workshop
    if workshop.audience not in (Audience.CHILDREN, Audience.FAMILIES):
        return JoinWorkshop(workshop.id, 0, True, whole)
    if workshop.party == 1:
        return JoinWorkshop(workshop.id, 1, True, whole)
    return ChooseParty(workshop.id, whole)


def party(shown: Details, t: Translator, *, whole: bool = False) -> Screen:
    """„Kogo zapisać?”: only what fits."""
    text = LINE.join(
        (t("<b>Whom shall we sign up?</b>"), workshop_facts.headline(shown.workshop, t),
         workshop_facts.seats(shown.seats, t))
    )  # fmt: skip
    return Screen(text, (*party_rows(shown.workshop, shown.choices, t, whole), (menu_button(t),)))


def party_rows(
    workshop: Workshop, choices: Sequence[Choice], t: Translator, whole: bool = False
) -> Sequence[Row]:
    """„1 dziecko”, „2 dzieci”, „2 + 1 rezerwowe”"""
    return [
        (
            Button(
                _choice(workshop, one, t),
                JoinWorkshop(workshop.id, _people(workshop, one), bool(one.reserve), whole),
            ),
        )
        for one in choices
    ]


def _people(workshop: Workshop, choice: Choice) -> int:
    """0 for an adult alone, who is known by name."""
    people = choice.seats + choice.reserve
    brings = workshop.audience in (Audience.CHILDREN, Audience.FAMILIES)
    return people if brings or people > 1 else 0


def _choice(workshop: Workshop, choice: Choice, t: Translator) -> str:
    if not choice.seats:
        return t.many_plain(
            "{number} to the reserve list", "{number} to the reserve list", choice.reserve
        )
    if choice.reserve:
        return t.many_plain(
            "{seats} + {number} in reserve", "{seats} + {number} in reserve", choice.reserve,
            seats=choice.seats,
        )  # fmt: skip
    if workshop.audience is Audience.CHILDREN:
        return t.many_plain("{number} child", "{number} children", choice.seats)
    return t.many_plain("{number} person", "{number} people", choice.seats)


def _share(shown: Details) -> str:
    return f"https://t.me/share/url?url={quote(shown.link)}&text={quote(shown.workshop.title)}"


def _map(workshop: Workshop) -> str:
    at = f"mlat={workshop.latitude}&mlon={workshop.longitude}"
    return f"https://www.openstreetmap.org/?{at}#map=17/{workshop.latitude}/{workshop.longitude}"
