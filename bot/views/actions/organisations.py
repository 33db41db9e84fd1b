"""Organisations. `organisation` and `resource` are ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.views.actions.action import Action


@dataclass(frozen=True, slots=True)
class ListOrganisations(Action):
    """`/organizacja`"""

    code: ClassVar[str] = "ol"


@dataclass(frozen=True, slots=True)
class ShowOrganisation(Action):
    """One of them; `asked` is a change that waits for a yes, or ""."""

    code: ClassVar[str] = "os"
    organisation: int
    asked: str


@dataclass(frozen=True, slots=True)
class RegisterOrganisation(Action):
    """„Zgłoś organizację”"""

    code: ClassVar[str] = "or"


@dataclass(frozen=True, slots=True)
class EditOrganisation(Action):
    """„Popraw opis”"""

    code: ClassVar[str] = "oe"
    organisation: int


@dataclass(frozen=True, slots=True)
class OfferResource(Action):
    """„Zaproponuj pomoc”"""

    code: ClassVar[str] = "oo"
    organisation: int


@dataclass(frozen=True, slots=True)
class WithdrawResource(Action):
    """It is not offered any more."""

    code: ClassVar[str] = "ow"
    resource: int


@dataclass(frozen=True, slots=True)
class InviteMember(Action):
    """A link for one more person."""

    code: ClassVar[str] = "oi"
    organisation: int


@dataclass(frozen=True, slots=True)
class DecideOrganisation(Action):
    """Staff: "active", "refused" or "closed"."""

    code: ClassVar[str] = "od"
    organisation: int
    status: str


@dataclass(frozen=True, slots=True)
class LeaveOrganisation(Action):
    """The yes of who leaves."""

    code: ClassVar[str] = "ox"
    organisation: int
