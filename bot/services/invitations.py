"""Roles: single-use links that give them, the list of who has one, and taking it away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain.invitations import (
    KEPT,
    LINK,
    NEEDED,
    OWNER_LINK,
    OWNER_VALID,
    VALID,
    Accepted,
    Invitation,
    Invited,
    Member,
    RoleChanged,
    Team,
    mark,
    new_code,
    require_valid,
    stronger,
)
from bot.domain.organisations import LIVING, require_found
from bot.domain.people import Person, Right, Role, refusal, require
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.storage import audit, invitations, organisations, people
from bot.storage.database import Tx

TEAM = frozenset(Role) - {Role.RESIDENT}


class Invitations:
    """Every change of a role is here."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def owner_code(self, now: datetime) -> str:
        """A link that makes whoever opens it first the owner, within 15 minutes."""
        code = new_code()
        await self._office.db.write(lambda tx: add_owner_code(tx, code, now))
        return self._office.link(OWNER_LINK + code)

    async def invite(
        self, turn: Turn, role: str, view: Callable[[Invited, Translator], object]
    ) -> None:
        """A link for one librarian or partner. Raises Refused: staff_only, no_such_role."""
        code, until = new_code(), turn.now + VALID

        def work(tx: Tx, person: Person) -> Invited:
            if role not in NEEDED:
                raise Refused("no_such_role")
            wanted = Role(role)
            require(person, NEEDED[wanted])
            now = stamp(turn.now)
            invitations.add(tx, mark(code), wanted, person.id, now, stamp(until))
            audit.add(tx, now, person.id, "invitation.add", role=role)
            return Invited(wanted, self._office.link(LINK + code), until)

        await turn.write(work, view)

    async def accept(
        self, turn: Turn, code: str, view: Callable[[Accepted, Translator], object]
    ) -> None:
        """Use a link. Raises Refused: invitation_unknown, invitation_used, invitation_expired,
        organisation_gone."""

        def work(tx: Tx, person: Person) -> Accepted:
            found = require_valid(invitations.by_mark(tx, mark(code)), turn.now)
            if found.created_by == person.id:
                raise Refused("invitation_own")
            now, role = stamp(turn.now), stronger(person.role, found.role)
            invitations.use(tx, found.mark, person.id, now)
            inviter = people.by_id(tx, found.created_by) if found.created_by else None
            joined = _join(tx, found, person, now)
            first = role is found.role or joined != ""
            person = self._give(tx, person, role, now)
            library = self._office.profile.library
            return Accepted(person, found.role, library, inviter, first, joined)

        await turn.write(work, view)

    async def team(self, turn: Turn, view: Callable[[Team, Translator], object]) -> None:
        """Everybody with a role. Raises Refused: staff_only."""

        def work(tx: Tx, person: Person) -> Team:
            require(person, Right.SEE_PANEL)
            may_change = refusal(person, Right.MANAGE_PEOPLE) is None
            return Team(person, tuple(people.with_roles(tx, TEAM)), may_change)

        await turn.write(work, view)

    async def member(
        self, turn: Turn, person_id: int, asked: str, view: Callable[[Member, Translator], object]
    ) -> None:
        """One of them; `asked` is the change that waits for a yes. Raises Refused: owner_only,
        not_in_team, own_role."""

        def work(tx: Tx, person: Person) -> Member:
            return Member(self._manageable(tx, person, person_id), asked)

        await turn.write(work, view)

    async def set_role(
        self,
        turn: Turn,
        person_id: int,
        role: str,
        view: Callable[[RoleChanged, Translator], object],
    ) -> None:
        """Take a role away ("resident") or make a librarian an owner ("owner").

        Raises Refused: owner_only, not_in_team, own_role, no_such_role.
        """

        def work(tx: Tx, person: Person) -> RoleChanged:
            member = self._manageable(tx, person, person_id)
            if role not in (Role.RESIDENT, Role.OWNER):
                raise Refused("no_such_role")
            wanted, now = Role(role), stamp(turn.now)
            invitations.revoke(tx, member.id, now)
            if wanted is Role.RESIDENT:
                organisations.leave_all(tx, member.id)
            return RoleChanged(self._give(tx, member, wanted, now, by=person.id), wanted)

        await turn.write(work, view)

    async def forget(self) -> None:
        """Drop links that ended long ago. Called every night."""
        before = stamp(self._office.clock.now() - KEPT)
        await self._office.db.write(lambda tx: invitations.forget(tx, before))

    def _manageable(self, tx: Tx, owner: Person, person_id: int) -> Person:
        require(owner, Right.MANAGE_PEOPLE)
        if owner.id == person_id:
            raise Refused("own_role")
        member = people.by_id(tx, person_id)
        if member is None or member.role is Role.RESIDENT:
            raise Refused("not_in_team")
        return member

    def _give(self, tx: Tx, person: Person, role: Role, now: str, by: int | None = None) -> Person:
        people.set_role(tx, person.id, role)
        audit.add(tx, now, by or person.id, "role.set", f"person:{person.id}", role=str(role))
        after = replace(person, role=role)
        self._office.after_commit.append(lambda: self._office.person_changed(after))
        return after


def _join(tx: Tx, invitation: Invitation, person: Person, now: str) -> str:
    """The name of the organisation that they belong to from now on, "" for none."""
    if invitation.organisation_id is None:
        return ""
    found = organisations.by_id(tx, invitation.organisation_id)
    organisation = require_found(found, *LIVING)
    new = organisations.join(tx, organisation.id, person.id, now)
    return organisation.name if new else ""


def add_owner_code(tx: Tx, code: str, now: datetime) -> None:
    """Keep a code of `new_code` that makes an owner; for the program's own commands."""
    until = stamp(now + OWNER_VALID)
    invitations.add(tx, mark(code), Role.OWNER, None, stamp(now), until)
