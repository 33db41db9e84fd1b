"""Organisations that work with the library, their members, and what they offer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from bot.domain.people import STAFF, Person, Role
from bot.errors import Refused
from bot.forms.fold import fold
from bot.frozen import frozen

REGISTERED, OFFERED, DECIDED = (  # purposes of notices
    "organisation_registered", "organisation_offered", "organisation_decided",
)  # fmt: skip
REGISTER, EDIT, OFFER = "organisation", "organisation_change", "organisation_offer"
FORM, HELP_FORM = "organizacja", "pomoc_organizacji"
FORMS = {REGISTER: FORM, EDIT: FORM, OFFER: HELP_FORM}


class Kind(StrEnum):
    """What sort of organisation it is."""

    OSP = "osp"  # volunteer fire brigade
    KGW = "kgw"  # rural women's circle
    NGO = "ngo"
    SCHOOL = "school"
    PARISH = "parish"
    MUSEUM = "museum"
    INFORMAL = "informal"
    OTHER = "other"


class Status(StrEnum):
    """Where it stands with the library."""

    PROPOSED = "proposed"  # somebody registered it; staff have not said yet
    ACTIVE = "active"
    REFUSED = "refused"
    CLOSED = "closed"


LIVING = (Status.PROPOSED, Status.ACTIVE)
DECISIONS: dict[str, Status] = {  # what staff may decide → from where
    Status.ACTIVE: Status.PROPOSED, Status.REFUSED: Status.PROPOSED, Status.CLOSED: Status.ACTIVE,
}  # fmt: skip


@frozen
class Organisation:
    """One organisation. `created_by` is who registered it."""

    id: int
    name: str
    kind: Kind
    status: Status
    about: str = ""
    created_by: int | None = None


@frozen
class Resource:
    """What an organisation can give: hands, a hall, chairs."""

    id: int
    organisation_id: int
    text: str


@frozen
class Running:
    """What is planned or going on with an organisation: a workshop, by its id."""

    workshop_id: int
    title: str
    starts_at: datetime
    published: bool


@frozen
class Idea:
    """What was handed in to a contest in an organisation's name."""

    title: str
    contest: str


@frozen
class OrganisationShown:
    """An organisation as `viewer` may see and change it. `asked` is a change that waits for a yes:
    "close", "leave" or "refuse"; `told` is what was just done, as a code of the view."""

    viewer: Person
    organisation: Organisation
    members: tuple[Person, ...]
    resources: tuple[Resource, ...] = ()
    running: tuple[Running, ...] = ()
    ideas: tuple[Idea, ...] = ()
    asked: str = ""
    told: str = ""

    @property
    def member(self) -> bool:
        """Is the viewer one of them?"""
        return any(one.id == self.viewer.id for one in self.members)

    @property
    def staff(self) -> bool:
        """Does the viewer decide about it?"""
        return self.viewer.role in STAFF


@frozen
class OrganisationsShown:
    """All of them for staff, one's own for anybody else."""

    staff: bool
    proposed: tuple[Organisation, ...] = ()
    active: tuple[Organisation, ...] = ()


@frozen
class OrganisationTold:
    """What a notice of this purpose tells: REGISTERED and OFFERED staff, DECIDED its members."""

    purpose: str
    organisation: Organisation
    resource: Resource | None = None


@frozen
class OrganisationInvited:
    """A link for one more member, shown once."""

    organisation: Organisation
    link: str
    until: datetime


def require_found(found: Organisation | None, *wanted: Status) -> Organisation:
    """The organisation, if it stands there. Raises Refused: organisation_gone."""
    if found is None or (wanted and found.status not in wanted):
        raise Refused("organisation_gone")
    return found


def require_own_name(name: str, others: Iterable[Organisation], own_id: int = 0) -> None:
    """No two have one name, whatever the letter case. Raises Refused: organisation_taken."""
    for other in others:
        if other.id != own_id and fold(other.name) == fold(name):
            raise Refused("organisation_taken", name=other.name)


def described_by(answers: Mapping[str, str]) -> tuple[str, Kind, str]:
    """Name, kind and description from the answers to the form."""
    return answers["name"].strip(), Kind(answers["kind"]), answers.get("about", "").strip()


def known(organisation: Organisation) -> dict[str, str]:
    """What the form shows as answered already."""
    found = {"name": organisation.name, "kind": str(organisation.kind)}
    return {**found, "about": organisation.about} if organisation.about else found


def role_with(role: Role, memberships: int) -> Role:
    """Who belongs to an active organisation is a partner; who left the last one is not. Staff and
    assessors stay what they are."""
    if role is Role.RESIDENT and memberships:
        return Role.PARTNER
    return Role.RESIDENT if role is Role.PARTNER and not memberships else role
