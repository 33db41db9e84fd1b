"""Who may apply, said before any work."""

from __future__ import annotations

from enum import StrEnum

from bot.domain.contests.contest import Eligibility, Kind
from bot.errors import Refused
from bot.frozen import frozen

ADULT = 18  # years (Civil Code, art. 10)


class Obstacle(StrEnum):
    """Why somebody may not apply. Views word them."""

    KIND = "kind-not-allowed"
    TOO_YOUNG = "too-young"
    NEEDS_ADULT = "needs-adult"
    TOO_FEW_PEOPLE = "too-few-people"
    TOO_FEW_ADULTS = "too-few-adults"
    TOO_MANY = "too-many-applications"


@frozen
class Applicant:
    """Who applies. `age`: of the author, None for an adult. `people` and `adults`: of a group,
    the author among them. `guardian`: the adult who stands beside a minor."""

    kind: Kind
    name: str = ""
    organisation: str = ""
    age: int | None = None
    guardian: str = ""
    people: int = 1
    adults: int = 1

    @property
    def minor(self) -> bool:
        """Below 18."""
        return self.age is not None and self.age < ADULT


def obstacles(rules: Eligibility, applicant: Applicant, others: int = 0) -> tuple[Obstacle, ...]:
    """Everything in the way; `others`: applications that the author has in this contest."""
    group = applicant.kind is Kind.INFORMAL_GROUP
    found = {
        Obstacle.KIND: applicant.kind not in rules.kinds,
        Obstacle.TOO_YOUNG: applicant.age is not None and applicant.age < rules.minimum_age,
        Obstacle.NEEDS_ADULT: applicant.minor
        and rules.minor_needs_adult
        and not applicant.guardian.strip(),
        Obstacle.TOO_FEW_PEOPLE: group and applicant.people < rules.group_min_people,
        Obstacle.TOO_FEW_ADULTS: group and applicant.adults < rules.group_min_adults,
        Obstacle.TOO_MANY: 0 < rules.per_author <= others,
    }
    return tuple(obstacle for obstacle, stands in found.items() if stands)


def require_eligible(rules: Eligibility, applicant: Applicant, others: int = 0) -> None:
    """Raises Refused("not_eligible", obstacles=…, rules=…)."""
    if found := obstacles(rules, applicant, others):
        raise Refused("not_eligible", obstacles=found, rules=rules)
