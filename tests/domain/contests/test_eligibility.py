"""Who may apply, before any work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.contests.contest import Eligibility, Kind
from bot.domain.contests.eligibility import Applicant, Obstacle, obstacles, require_eligible
from bot.errors import Refused

RULES = Eligibility(
    kinds=(Kind.INDIVIDUAL, Kind.INFORMAL_GROUP, Kind.OSP),
    minimum_age=13,
    group_min_people=3,
    group_min_adults=1,
    per_author=1,
)
JAN = Applicant(Kind.OSP, "Jan", "OSP Zalesie")
GROUP = Applicant(Kind.INFORMAL_GROUP, "Ola", people=3, adults=1)


@pytest.mark.parametrize(
    ("applicant", "found"),
    [
        (JAN, ()),
        (GROUP, ()),
        (replace(JAN, kind=Kind.SCHOOL), (Obstacle.KIND,)),
        (replace(GROUP, people=2), (Obstacle.TOO_FEW_PEOPLE,)),
        (replace(GROUP, people=2, adults=0), (Obstacle.TOO_FEW_PEOPLE, Obstacle.TOO_FEW_ADULTS)),
        (Applicant(Kind.INDIVIDUAL, "Ala", age=12), (Obstacle.TOO_YOUNG, Obstacle.NEEDS_ADULT)),
    ],
)
def test_everything_in_the_way_is_said_at_once(
    applicant: Applicant, found: tuple[Obstacle, ...]
) -> None:
    """Not one after another."""
    assert obstacles(RULES, applicant) == found


def test_a_15_year_old_applies_with_an_adult() -> None:
    """Allowed here, needs an adult here; alone it is refused."""
    alone = Applicant(Kind.INDIVIDUAL, "Ala", age=15)

    assert obstacles(RULES, alone) == (Obstacle.NEEDS_ADULT,)
    assert obstacles(RULES, replace(alone, guardian="Ewa")) == ()
    assert obstacles(replace(RULES, minor_needs_adult=False), alone) == ()
    assert not replace(alone, age=18).minor


def test_one_idea_per_author() -> None:
    """The second is refused, with the reason."""
    with pytest.raises(Refused, match="not_eligible") as refused:
        require_eligible(RULES, JAN, others=1)

    assert refused.value.facts["obstacles"] == (Obstacle.TOO_MANY,)
