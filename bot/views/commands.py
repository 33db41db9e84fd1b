"""What the messenger itself shows of the bot: its commands and its description."""

from __future__ import annotations

from bot.domain.people import STAFF, Role
from bot.domain.profile import Profile
from bot.i18n import Translator, mark

EVERYBODY = (
    ("menu", mark("What we can do here")),
    ("warsztaty", mark("Workshops: see and sign up")),
    ("moje", mark("What you signed up for")),
    ("zglos", mark("Hand in an idea for a contest")),
    ("mojepomysly", mark("Your ideas and what becomes of them")),
    ("realizacja", mark("Carry an idea out: events, expenses, report")),
    ("ankiety", mark("Surveys and their results")),
    ("konkursy", mark("Contests for residents' ideas")),
    ("wyniki", mark("Results of contests")),
    ("napisz", mark("Write to the library")),
    ("wiadomosci", mark("Your messages and the answers")),
    ("organizacja", mark("Your organisation and the library")),
    ("cofnij", mark("Back to the question before")),
    ("anuluj", mark("Leave; the answers wait")),
    ("powiadomienia", mark("What we may write to you about, and when")),
    ("jezyk", mark("Polski, українська, English")),
    ("mojedane", mark("Everything kept about you")),
    ("usun", mark("Erase it")),
    ("prywatnosc", mark("Who uses data, and why")),
    ("pomoc", mark("Help")),
)
FOR_STAFF = (
    ("panel", mark("Panel for staff")),
    ("profil", mark("What the library says of itself")),
    ("zajecia", mark("Workshops: make and run them")),
    ("obecnosc", mark("Who is here: add the workshop's number")),
    ("wpusc", mark("Let in by a typed code")),
    ("wnioski", mark("Applications: what waits to be checked")),
    ("decyzje", mark("Decisions of a contest, and its protocol")),
    ("ogloszenie", mark("Announce something")),
    ("ogloszenia", mark("What was announced")),
    ("zaplanowane", mark("What will be sent by itself")),
    ("ludzie", mark("Who works with the bot")),
)
DESCRIPTION, SHORT = 512, 120  # characters, setMyDescription and setMyShortDescription


def commands(role: Role, t: Translator) -> list[dict[str, str]]:
    """The list for somebody of this role, in the order of the menu."""
    shown = (*FOR_STAFF, *EVERYBODY) if role in STAFF else EVERYBODY
    return [{"command": name, "description": t.plain(words)} for name, words in shown]


def description(profile: Profile, t: Translator) -> str:
    """What people read before they press Start."""
    name = profile.library or t.plain("the library")
    words = t.plain(
        "This is {library}. Say what you need, and see what comes of it.\n\nAnswering is up to "
        "you. You can see and erase your data here at any time.",
        library=name,
    )
    return words[:DESCRIPTION]


def short_description(profile: Profile, t: Translator) -> str:
    """What stands in the bot's profile."""
    name = profile.library or t.plain("the library")
    return t.plain("{library}: surveys for residents.", library=name)[:SHORT]
