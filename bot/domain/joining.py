"""Signing up in a conversation: what is asked before a seat is taken, what came of it, what after.

Before: names and ages of those one brings. After, when the seat is sure: what the workshop itself
wants to know, and what somebody needs to take part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from bot.domain.attendance import SignedUpAll, SigningUp
from bot.domain.guests import read_guests
from bot.domain.sessions import Problem, StepShown
from bot.domain.signups import Guest, SignUp, require_guests
from bot.domain.workshops import Audience, Workshop
from bot.errors import Refused
from bot.frozen import frozen

JOIN, MORE, NEEDS = "signup", "signup_more", "signup_needs"  # kinds of sessions
FORMS = {JOIN: "zapis", NEEDS: "ulatwienia"}  # built-in ones
CODES = {
    "guests_unclear": "guests_unread", "no_guests": "guests_unread", "age_missing": "guest_adult",
}  # fmt: skip
CHILDREN, ALL = "dzieci", "osoby"  # questions of `zapis`: children only, or everybody who comes


@frozen
class Wish:
    """What somebody tapped: how many people (0 = only me), whether those who get no seat wait,
    whether it is for every meeting of the series."""

    people: int = 0
    reserve: bool = True
    whole: bool = False


JUST_ME = Wish()


@frozen
class Joined:
    """What came of it; `step` asks what the workshop wants to know besides."""

    result: SigningUp | SignedUpAll
    step: StepShown | None = None


@frozen
class NotJoined:
    """Sign-up ended while they were typing: a code of `Refused`."""

    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)


@frozen
class Noted:
    """What they said besides is kept with their sign-up."""

    workshop: Workshop
    signup: SignUp
    needs: bool = False


@frozen
class RemindersRefused:
    """No reminders of this workshop any more."""

    workshop: Workshop
    signup: SignUp | None


def asks_names(workshop: Workshop, wish: Wish) -> bool:
    """Must they say who comes? An adult alone is known."""
    brings = workshop.audience in (Audience.CHILDREN, Audience.FAMILIES)
    return brings or wish.people > 1


def preset(workshop: Workshop, wish: Wish) -> dict[str, str]:
    """The hidden questions of `zapis`."""
    who = CHILDREN if workshop.audience is Audience.CHILDREN else ALL
    ages = "-".join(str(one) for one in (workshop.age_from, workshop.age_to) if one is not None)
    return {
        "tytul": workshop.title,
        "kto": who,
        "ile": str(max(wish.people, 1)),
        "wiek": ages.replace("-", "–"),
        "rezerwa": str(int(wish.reserve)),
        "wszystkie": str(int(wish.whole)),
        "dzwonimy": str(int(workshop.for_minors)),
    }


def guests_of(answers: Mapping[str, str]) -> tuple[Guest, ...]:
    """Who comes, as it was typed."""
    return read_guests(answers.get(CHILDREN) or answers.get(ALL) or "", ages=False)


def problem_of(workshop: Workshop, text: str) -> Problem | None:
    """Why these names cannot be taken; None where they can."""
    try:
        require_guests(workshop, read_guests(text, ages=workshop.audience is Audience.CHILDREN))
    except Refused as refused:
        facts = dict(refused.facts)
        why = facts.pop("why", "")
        return Problem(f"guest_{why}" if why else CODES.get(refused.reason, refused.reason), facts)
    return None
