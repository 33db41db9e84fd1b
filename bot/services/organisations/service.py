"""Organisations, for handlers: registering and approving, members, and what they offer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain.invitations import LINK, VALID, mark, new_code
from bot.domain.organisations import (
    DECIDED,
    DECISIONS,
    EDIT,
    FORMS,
    LIVING,
    OFFER,
    OFFERED,
    REGISTER,
    REGISTERED,
    Organisation,
    OrganisationInvited,
    OrganisationShown,
    OrganisationsShown,
    Status,
    described_by,
    known,
    require_found,
    require_own_name,
    role_with,
)
from bot.domain.people import STAFF, Person, Right, Role, require
from bot.domain.sessions import Finished, StepShown
from bot.errors import Refused
from bot.forms import builtin
from bot.i18n import Translator
from bot.services.turn import Office, Turn, tell
from bot.storage import audit, forms, invitations, people
from bot.storage import organisations as rows
from bot.storage.database import Tx

Begin = Callable[..., StepShown]  # `Conversation.begin`
Complete = Callable[[Tx, Person, Finished, datetime], object]
Ask = Callable[[StepShown, Translator], object]
View = Callable[[OrganisationShown, Translator], object]
BoardView = Callable[[OrganisationsShown | OrganisationShown, Translator], object]


class Organisations:
    """`begin` is the conversation's. `completions`, by kind of session, are for `app`."""

    def __init__(self, office: Office, shelf: forms.Forms, begin: Begin) -> None:
        self._office = office
        self._shelf = shelf
        self._begin = begin
        self.completions: Mapping[str, Complete] = {
            REGISTER: self._register, EDIT: self._edit, OFFER: self._offer,
        }  # fmt: skip

    async def board(self, turn: Turn, view: BoardView) -> None:
        """`/organizacja`: all of them for staff; one's own for others, the only one at once."""

        def work(tx: Tx, person: Person) -> OrganisationsShown | OrganisationShown:
            if person.role in STAFF:
                proposed = rows.with_status(tx, (Status.PROPOSED,))
                active = rows.with_status(tx, (Status.ACTIVE,))
                return OrganisationsShown(True, tuple(proposed), tuple(active))
            own = rows.of_person(tx, person.id, LIVING)
            if len(own) == 1:
                return self._shown(tx, person, own[0], turn.now)
            return OrganisationsShown(False, active=tuple(own))

        await turn.write(work, view)

    async def show(self, turn: Turn, organisation_id: int, asked: str, view: View) -> None:
        """One of them; `asked` is a change that waits for a yes. Raises Refused:
        organisation_gone."""

        def work(tx: Tx, person: Person) -> OrganisationShown:
            found = self._theirs(tx, person, organisation_id)
            return replace(self._shown(tx, person, found, turn.now), asked=asked)

        await turn.write(work, view)

    async def ask_to_register(self, turn: Turn, view: Ask) -> None:
        """„Zgłoś organizację”. Raises Refused: organisation_waits."""

        def subject(tx: Tx, person: Person) -> dict[str, str]:
            if rows.of_person(tx, person.id, (Status.PROPOSED,)) and person.role not in STAFF:
                raise Refused("organisation_waits")
            return {}

        await self._ask(turn, REGISTER, 0, subject, view)

    async def ask_to_edit(self, turn: Turn, organisation_id: int, view: Ask) -> None:
        """„Popraw opis”. Raises Refused: organisation_gone."""

        def subject(tx: Tx, person: Person) -> dict[str, str]:
            return known(self._theirs(tx, person, organisation_id))

        await self._ask(turn, EDIT, organisation_id, subject, view)

    async def ask_to_offer(self, turn: Turn, organisation_id: int, view: Ask) -> None:
        """„Zaproponuj pomoc”. Raises Refused: organisation_gone."""

        def subject(tx: Tx, person: Person) -> dict[str, str]:
            self._theirs(tx, person, organisation_id)
            return {}

        await self._ask(turn, OFFER, organisation_id, subject, view)

    async def withdraw(self, turn: Turn, resource_id: int, view: View) -> None:
        """It is not offered any more; twice changes nothing. Raises Refused: organisation_gone."""

        def work(tx: Tx, person: Person) -> OrganisationShown:
            resource = rows.resource(tx, resource_id)
            if resource is None:
                raise Refused("resource_gone")
            found = self._theirs(tx, person, resource.organisation_id)
            rows.withdraw(tx, resource.id)
            return replace(self._shown(tx, person, found, turn.now), told="withdrawn")

        await turn.write(work, view)

    async def invite(
        self,
        turn: Turn,
        organisation_id: int,
        view: Callable[[OrganisationInvited, Translator], object],
    ) -> None:
        """A link for one more member. Raises Refused: organisation_gone."""
        code, until = new_code(), turn.now + VALID

        def work(tx: Tx, person: Person) -> OrganisationInvited:
            found = require_found(self._theirs(tx, person, organisation_id), Status.ACTIVE)
            now = stamp(turn.now)
            invitations.add(
                tx, mark(code), Role.PARTNER, person.id, now, stamp(until), organisation_id
            )
            self._note(tx, turn.now, person, "organisation.invite", found)
            return OrganisationInvited(found, self._office.link(LINK + code), until)

        await turn.write(work, view)

    async def decide(self, turn: Turn, organisation_id: int, wanted: str, view: View) -> None:
        """Approve, refuse or end it; its members hear of it. Twice changes nothing.

        Raises Refused: staff_only, organisation_gone.
        """

        def work(tx: Tx, person: Person) -> OrganisationShown:
            require(person, Right.MANAGE_ORGANISATIONS)
            before = DECISIONS.get(wanted)
            if before is None:
                raise Refused("organisation_gone")
            status = Status(wanted)
            found = require_found(rows.by_id(tx, organisation_id), before, status)
            if found.status is not status:
                self._decided(tx, person, found, status, turn.now)
            shown = self._shown(tx, person, replace(found, status=status), turn.now)
            return replace(shown, told=wanted)

        await turn.write(work, view)

    async def leave(self, turn: Turn, organisation_id: int, view: View) -> None:
        """Somebody belongs to it no more. Raises Refused: organisation_gone."""

        def work(tx: Tx, person: Person) -> OrganisationShown:
            found = self._theirs(tx, person, organisation_id)
            rows.leave(tx, found.id, person.id)
            self._note(tx, turn.now, person, "organisation.leave", found)
            self._fit_role(tx, person)
            return replace(self._shown(tx, person, found, turn.now), told="left")

        await turn.write(work, view)

    # What the conversations end in.

    def _register(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> OrganisationShown:
        name, kind, about = described_by(finished.by_name())
        require_own_name(name, rows.with_status(tx, LIVING))
        staff = person.role in STAFF
        status = Status.ACTIVE if staff else Status.PROPOSED
        made = rows.add(tx, name, kind, about, status, person.id, stamp(now))
        self._note(tx, now, person, "organisation.add", made)
        if not staff:
            rows.join(tx, made.id, person.id, stamp(now))
            tell(self._office, tx, REGISTERED, made.id, people.with_roles(tx, STAFF), now)
        return replace(self._shown(tx, person, made, now), told="registered")

    def _edit(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> OrganisationShown:
        found = self._theirs(tx, person, finished.session.subject_id)
        name, kind, about = described_by(finished.by_name())
        require_own_name(name, rows.with_status(tx, LIVING), found.id)
        rows.describe(tx, found.id, name, kind, about)
        self._note(tx, now, person, "organisation.edit", found)
        changed = replace(found, name=name, kind=kind, about=about)
        return replace(self._shown(tx, person, changed, now), told="edited")

    def _offer(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> OrganisationShown:
        found = self._theirs(tx, person, finished.session.subject_id)
        text = finished.by_name()["offer"].strip()
        resource = rows.offer(tx, found.id, text, person.id, stamp(now))
        staff = [one for one in people.with_roles(tx, STAFF) if one.id != person.id]
        if found.status is Status.ACTIVE:
            tell(self._office, tx, OFFERED, resource.id, staff, now)
        return replace(self._shown(tx, person, found, now), told="offered")

    # The rest.

    async def _ask(
        self,
        turn: Turn,
        kind: str,
        subject_id: int,
        preset: Callable[[Tx, Person], Mapping[str, str]],
        view: Ask,
    ) -> None:
        form_id = await self._form(FORMS[kind])

        def work(tx: Tx, person: Person) -> StepShown:
            given = preset(tx, person)
            return self._begin(
                tx, person, kind, subject_id, form_id, now=turn.now, preset=given, anew=True
            )

        await turn.write(work, view)

    def _theirs(self, tx: Tx, person: Person, organisation_id: int) -> Organisation:
        """The organisation, for its members and staff; nobody else learns that there is one."""
        found = require_found(rows.by_id(tx, organisation_id), *LIVING)
        if person.role not in STAFF and not rows.is_member(tx, found.id, person.id):
            raise Refused("organisation_gone")
        return found

    def _shown(
        self, tx: Tx, person: Person, organisation: Organisation, now: datetime
    ) -> OrganisationShown:
        return OrganisationShown(
            person, organisation, tuple(rows.members(tx, organisation.id)),
            tuple(rows.resources(tx, organisation.id)),
            tuple(rows.running(tx, organisation, stamp(now))), tuple(rows.ideas(tx, organisation)),
        )  # fmt: skip

    def _decided(
        self, tx: Tx, person: Person, found: Organisation, status: Status, now: datetime
    ) -> None:
        rows.set_status(tx, found.id, status)
        self._note(tx, now, person, "organisation.decide", found, status=str(status))
        members: Sequence[Person] = rows.members(tx, found.id)
        for one in members:
            self._fit_role(tx, one)
        tell(self._office, tx, DECIDED, found.id, members, now)

    def _fit_role(self, tx: Tx, person: Person) -> None:
        """A member of an active organisation is a partner; who left the last one is not."""
        active = rows.of_person(tx, person.id, (Status.ACTIVE,))
        role = role_with(person.role, len(active))
        if role is not person.role:
            people.set_role(tx, person.id, role)
            after = replace(person, role=role)
            self._office.after_commit.append(lambda: self._office.person_changed(after))

    def _note(
        self, tx: Tx, now: datetime, person: Person, action: str, about: Organisation, **how: str
    ) -> None:
        audit.add(tx, stamp(now), person.id, action, f"organisation:{about.id}", **how)

    async def _form(self, name: str) -> int:
        """The stored form, read before the transaction that uses it."""
        workbook = await asyncio.to_thread(builtin.load, name)
        now, places = stamp(self._office.clock.now()), self._office.profile.places
        form_id = await self._office.db.write(lambda tx: forms.ensure(tx, name, "", workbook, now))
        await self._office.db.read(lambda tx: self._shelf.get(tx, form_id, places))
        return form_id
