"""Organisations. `organisation` and `resource` are ids."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ListOrganisations(Action):
    """`/organizacja`"""

    code: ClassVar[str] = "ol"


@frozen
class ShowOrganisation(Action):
    """One of them; `asked` is a change that waits for a yes, or ""."""

    code: ClassVar[str] = "os"
    organisation: int
    asked: str


@frozen
class RegisterOrganisation(Action):
    """„Zgłoś organizację”"""

    code: ClassVar[str] = "or"


@frozen
class EditOrganisation(Action):
    """„Popraw opis”"""

    code: ClassVar[str] = "oe"
    organisation: int


@frozen
class OfferResource(Action):
    """„Zaproponuj pomoc”"""

    code: ClassVar[str] = "oo"
    organisation: int


@frozen
class WithdrawResource(Action):
    """It is not offered any more."""

    code: ClassVar[str] = "ow"
    resource: int


@frozen
class InviteMember(Action):
    """A link for one more person."""

    code: ClassVar[str] = "oi"
    organisation: int


@frozen
class DecideOrganisation(Action):
    """Staff: "active", "refused" or "closed"."""

    code: ClassVar[str] = "od"
    organisation: int
    status: str


@frozen
class LeaveOrganisation(Action):
    """The yes of who leaves."""

    code: ClassVar[str] = "ox"
    organisation: int
