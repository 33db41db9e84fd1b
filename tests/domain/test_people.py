"""Who may do what: every right as every role."""

from __future__ import annotations

import pytest

from bot.domain.invitations import stronger
from bot.domain.people import Person, Right, Role, refusal, require
from bot.errors import Refused

ALL = "resident partner assessor librarian owner"
ALLOWED = {
    Right.ANSWER: ALL,
    Right.SEE_PANEL: "librarian owner",
    Right.EDIT_PROFILE: "librarian owner",
    Right.MANAGE_SURVEYS: "librarian owner",
    Right.SEE_RESULTS: "librarian owner",
    Right.MANAGE_CONTESTS: "librarian owner",
    Right.ANNOUNCE: "librarian owner",
    Right.SIGN_UP: ALL,
    Right.PROPOSE_WORKSHOPS: "partner librarian owner",
    Right.MANAGE_WORKSHOPS: "librarian owner",
    Right.SEE_SCHEDULES: "librarian owner",
    Right.INVITE_LIBRARIAN: "librarian owner",
    Right.INVITE_PARTNER: "librarian owner",
    Right.MANAGE_ORGANISATIONS: "librarian owner",
    Right.ANSWER_MESSAGES: "librarian owner",
    Right.MANAGE_PEOPLE: "owner",
    Right.SEE_FAULTS: "librarian owner",
}
EVERY = [(right, role) for right in Right for role in Role]


def somebody(role: Role) -> Person:
    return Person(1, 100, "Ania", "", "pl", False, role, True, True)


@pytest.mark.parametrize(("right", "role"), EVERY, ids=lambda value: str(value))
def test_every_right_as_every_role(right: Right, role: Role) -> None:
    """The table above is what the library decided; the code agrees with each of its cells."""
    may = role in ALLOWED[right].split()

    assert (refusal(somebody(role), right) is None) is may


def test_a_refusal_says_who_could() -> None:
    """What only the owner may do is told apart from what staff may do."""
    with pytest.raises(Refused, match="owner_only"):
        require(somebody(Role.LIBRARIAN), Right.MANAGE_PEOPLE)

    with pytest.raises(Refused, match="staff_only"):
        require(somebody(Role.PARTNER), Right.SEE_PANEL)


@pytest.mark.parametrize(
    ("now", "invited", "after"),
    [
        (Role.RESIDENT, Role.PARTNER, Role.PARTNER),
        (Role.PARTNER, Role.LIBRARIAN, Role.LIBRARIAN),
        (Role.OWNER, Role.LIBRARIAN, Role.OWNER),
        (Role.LIBRARIAN, Role.PARTNER, Role.LIBRARIAN),
    ],
)
def test_an_invitation_never_takes_a_role_away(now: Role, invited: Role, after: Role) -> None:
    """Of the two roles the one that can do more stays."""
    assert stronger(now, invited) is after
