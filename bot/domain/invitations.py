"""Invitations: single-use links that give a role, and the people who hold one."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from bot.domain.people import Person, Right, Role
from bot.errors import Refused
from bot.frozen import frozen

VALID = timedelta(days=7)
OWNER_VALID = timedelta(minutes=15)
KEPT = timedelta(days=30)  # after its end, so that „już wykorzystane” can be told from „nie ma”
OWNER_LINK, LINK = "o_", "z_"

NEEDED = {Role.LIBRARIAN: Right.INVITE_LIBRARIAN, Role.PARTNER: Right.INVITE_PARTNER}


@frozen
class Invitation:
    """One link. Only the SHA-256 `mark` of its code is kept."""

    mark: str
    role: Role
    created_by: int | None
    expires_at: datetime
    used_by: int | None = None
    used: bool = False
    organisation_id: int | None = None  # that it also makes a member of


@frozen
class Invited:
    """A new link, shown once."""

    role: Role
    link: str
    until: datetime


@frozen
class Accepted:
    """Somebody took a role; `inviter` hears of it. `role` is what they have now."""

    person: Person
    role: Role
    library: str
    inviter: Person | None = None
    first: bool = True  # False: they had this role before
    organisation: str = ""  # that they belong to from now on


@frozen
class Team:
    """Everybody with a role, as `viewer` may see and change it."""

    viewer: Person
    people: tuple[Person, ...]
    may_change: bool


@frozen
class Member:
    """One of the team. `asked` while a change waits for a yes: "remove" or "owner"."""

    person: Person
    asked: str = ""


@frozen
class RoleChanged:
    """`person` has another role now; they hear of it."""

    person: Person
    role: Role


def new_code() -> str:
    """What stands in the link: 128 random bits, in letters that a link may hold."""
    return secrets.token_urlsafe(16)


def mark(code: str) -> str:
    """What is kept of a code: its SHA-256."""
    return hashlib.sha256(code.encode()).hexdigest()


def require_valid(found: Invitation | None, now: datetime) -> Invitation:
    """The invitation, if it can be used now.

    Raises Refused: invitation_unknown, invitation_used, invitation_expired.
    """
    if found is None:
        raise Refused("invitation_unknown")
    if found.used:
        raise Refused("invitation_used")
    if found.expires_at <= now:
        raise Refused("invitation_expired")
    return found


def stronger(one: Role, two: Role) -> Role:
    """Of two roles the one that can do more: an invitation never takes anything away."""
    order = list(Role)
    return max(one, two, key=order.index)
