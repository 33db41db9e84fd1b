"""People and what each may do: one table of rights, one function that says why not."""

from __future__ import annotations

from enum import StrEnum

from bot.errors import Refused
from bot.frozen import frozen


class Role(StrEnum):
    """Who somebody is to the library. Everybody can also do what a resident can."""

    RESIDENT = "resident"
    PARTNER = "partner"
    ASSESSOR = "assessor"
    LIBRARIAN = "librarian"
    OWNER = "owner"


STAFF = frozenset({Role.LIBRARIAN, Role.OWNER})
EVERYBODY = frozenset(Role)


class Right(StrEnum):
    """Everything that needs a permission."""

    ANSWER = "answer"
    SEE_PANEL = "see_panel"
    EDIT_PROFILE = "edit_profile"
    MANAGE_SURVEYS = "manage_surveys"
    SEE_RESULTS = "see_results"
    SIGN_UP = "sign_up"
    PROPOSE_WORKSHOPS = "propose_workshops"
    MANAGE_WORKSHOPS = "manage_workshops"
    MANAGE_CONTESTS = "manage_contests"
    ANNOUNCE = "announce"
    INVITE_LIBRARIAN = "invite_librarian"
    INVITE_PARTNER = "invite_partner"
    MANAGE_ORGANISATIONS = "manage_organisations"
    ANSWER_MESSAGES = "answer_messages"
    MANAGE_PEOPLE = "manage_people"
    SEE_FAULTS = "see_faults"
    SEE_SCHEDULES = "see_schedules"  # and cancel


RIGHTS: dict[Right, frozenset[Role]] = {
    Right.ANSWER: EVERYBODY,
    Right.SEE_PANEL: STAFF,
    Right.EDIT_PROFILE: STAFF,
    Right.MANAGE_SURVEYS: STAFF,
    Right.SEE_RESULTS: STAFF,
    Right.SIGN_UP: EVERYBODY,
    Right.PROPOSE_WORKSHOPS: STAFF | {Role.PARTNER},
    Right.MANAGE_WORKSHOPS: STAFF,
    Right.MANAGE_CONTESTS: STAFF,
    Right.ANNOUNCE: STAFF,
    Right.INVITE_LIBRARIAN: STAFF,
    Right.INVITE_PARTNER: STAFF,
    Right.MANAGE_ORGANISATIONS: STAFF,
    Right.ANSWER_MESSAGES: STAFF,
    Right.MANAGE_PEOPLE: frozenset({Role.OWNER}),
    Right.SEE_FAULTS: STAFF,
    Right.SEE_SCHEDULES: STAFF,
}


@frozen
class Person:
    """Somebody who wrote to the bot. `telegram_id` is also their private chat's id."""

    id: int
    telegram_id: int
    name: str
    username: str
    language: str
    language_chosen: bool
    role: Role
    notice_accepted: bool
    reachable: bool


def refusal(person: Person, right: Right) -> str | None:
    """The code of the reason why this person may not do it; None if they may."""
    if person.role in RIGHTS[right]:
        return None
    return "owner_only" if RIGHTS[right] == {Role.OWNER} else "staff_only"


def require(person: Person, right: Right) -> None:
    """Raises Refused with the reason."""
    if reason := refusal(person, right):
        raise Refused(reason)
