"""For staff: the panel, the profile, the team."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class OpenPanel(Action):
    """The staff's panel."""

    code: ClassVar[str] = "pa"


@frozen
class EditProfile(Action):
    """What the library says of itself."""

    code: ClassVar[str] = "ep"


@frozen
class ListFaults(Action):
    """What could not be handled."""

    code: ClassVar[str] = "pf"


@frozen
class ListTeam(Action):
    """Everybody with a role."""

    code: ClassVar[str] = "pe"


@frozen
class Invite(Action):
    """A link that gives a role."""

    code: ClassVar[str] = "pi"
    role: str


@frozen
class ShowMember(Action):
    """One of the team; `asked` is a change that waits for a yes, or ""."""

    code: ClassVar[str] = "pm"
    person: int
    asked: str


@frozen
class SetRole(Action):
    """The yes: this person has that role from now on."""

    code: ClassVar[str] = "pr"
    person: int
    role: str
