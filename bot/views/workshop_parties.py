"""Whom somebody can sign up: oneself, children, several people; one meeting or all."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.programme import Details
from bot.domain.seats import Choice
from bot.domain.series import Signing
from bot.domain.workshops import Audience, Workshop
from bot.i18n import Translator, mark
from bot.views import workshop_facts
from bot.views.actions import (
    ChooseParty,
    JoinWorkshop,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen

LINE = Markup("\n")
CHILD = {False: mark("Sign up a child"), True: mark("Add a child to the reserve")}
CHILDREN = {False: mark("Sign up children"), True: mark("Add children to the reserve")}
ME = {False: mark("Sign me up"), True: mark("Add me to the reserve")}
US = {False: mark("Sign us up"), True: mark("Add us to the reserve")}


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
