"""Organisations: their names, and who is a partner."""

from __future__ import annotations

import pytest

from bot.domain.organisations import (
    Kind,
    Organisation,
    Status,
    described_by,
    known,
    require_found,
    require_own_name,
    role_with,
)
from bot.domain.people import Role
from bot.errors import Refused

OSP = Organisation(1, "OSP Zalesie", Kind.OSP, Status.ACTIVE, "Gasimy pożary.")


@pytest.mark.parametrize(
    ("before", "memberships", "after"),
    [
        (Role.RESIDENT, 1, Role.PARTNER),
        (Role.PARTNER, 2, Role.PARTNER),
        (Role.PARTNER, 0, Role.RESIDENT),
        (Role.LIBRARIAN, 1, Role.LIBRARIAN),
        (Role.ASSESSOR, 0, Role.ASSESSOR),
        (Role.OWNER, 0, Role.OWNER),
    ],
)
def test_who_is_a_partner(before: Role, memberships: int, after: Role) -> None:
    """A member of an active organisation; staff and assessors stay what they are."""
    assert role_with(before, memberships) is after


def test_two_do_not_share_a_name() -> None:
    """Whatever the letter case and the diacritics; its own name an organisation may keep."""
    with pytest.raises(Refused, match="organisation_taken"):
        require_own_name("osp zalesie", [OSP])

    require_own_name("OSP ZALESIE", [OSP], own_id=1)
    require_own_name("OSP Lipowa", [OSP])


def test_the_form_shows_what_it_was_told() -> None:
    """Answers → organisation → the same answers when it is changed."""
    answers = {"name": " OSP Zalesie ", "kind": "osp", "about": "Gasimy pożary."}

    assert described_by(answers) == ("OSP Zalesie", Kind.OSP, "Gasimy pożary.")
    assert known(OSP) == {"name": "OSP Zalesie", "kind": "osp", "about": "Gasimy pożary."}


def test_what_is_over_is_gone() -> None:
    """A page of a closed one leads nowhere."""
    assert require_found(OSP, Status.ACTIVE) is OSP
    for missing in (None, Organisation(2, "KGW", Kind.KGW, Status.CLOSED)):
        with pytest.raises(Refused, match="organisation_gone"):
            require_found(missing, Status.PROPOSED, Status.ACTIVE)
