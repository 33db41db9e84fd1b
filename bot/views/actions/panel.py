"""For staff: the panel, the profile, the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.views.actions.action import Action


@dataclass(frozen=True, slots=True)
class OpenPanel(Action):
    """The staff's panel."""

    code: ClassVar[str] = "pa"


@dataclass(frozen=True, slots=True)
class EditProfile(Action):
    """What the library says of itself."""

    code: ClassVar[str] = "ep"


@dataclass(frozen=True, slots=True)
class ListFaults(Action):
    """What could not be handled."""

    code: ClassVar[str] = "pf"


@dataclass(frozen=True, slots=True)
class ListTeam(Action):
    """Everybody with a role."""

    code: ClassVar[str] = "pe"


@dataclass(frozen=True, slots=True)
class Invite(Action):
    """A link that gives a role."""

    code: ClassVar[str] = "pi"
    role: str


@dataclass(frozen=True, slots=True)
class ShowMember(Action):
    """One of the team; `asked` is a change that waits for a yes, or ""."""

    code: ClassVar[str] = "pm"
    person: int
    asked: str


@dataclass(frozen=True, slots=True)
class SetRole(Action):
    """The yes: this person has that role from now on."""

    code: ClassVar[str] = "pr"
    person: int
    role: str
