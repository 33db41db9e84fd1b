"""What the services of contests share: who is what, what was received when, notices, audit."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.clock import moment, stamp
from bot.domain.contests.applications import Application, Event, Formal, Outage
from bot.domain.contests.editions import Action, Edition, Part, parts, refusal, require
from bot.domain.contests.jury import Assessor
from bot.domain.contests.phases import standing
from bot.domain.outgoing import Outgoing
from bot.domain.people import STAFF, Person
from bot.errors import Refused
from bot.services.turn import Office
from bot.storage import audit, contest_applications, contest_juries, contests, inbox, outbox, people
from bot.storage.database import Tx

OUTAGES_MATTER = timedelta(days=1)


class Ledger:
    """Works inside transactions of others."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def edition(self, tx: Tx, contest_id: int) -> Edition:
        """Raises Refused: contest_gone."""
        found = contests.by_id(tx, contest_id)
        if found is None:
            raise Refused("contest_gone")
        return found

    def application(self, tx: Tx, application_id: int) -> tuple[Application, Edition]:
        """Raises Refused: application_gone."""
        found = contest_applications.by_id(tx, application_id)
        if found is None:
            raise Refused("application_gone")
        return found, self.edition(tx, found.edition_id)

    def parts(
        self, tx: Tx, person: Person, edition: Edition, application: Application | None = None
    ) -> frozenset[Part]:
        """What somebody is here; to an application, an assessor with a conflict is none."""
        members = contest_applications.members(tx, application.id) if application else []
        applicant = any(member.id == person.id for member in members)
        assessor = self.assessor(tx, person, edition)
        sits = assessor is not None and not assessor.withdrawn and not applicant
        if assessor and application:
            pair = (assessor.id, application.id)
            known = contest_juries.conflicts(tx, edition.id)
            sits = sits and pair not in {(one.assessor_id, one.application_id) for one in known}
        return parts(person.role, applicant=applicant, assessor=sits)

    def assessor(self, tx: Tx, person: Person, edition: Edition) -> Assessor | None:
        """What somebody is in the jury."""
        return contest_juries.of_person(tx, edition.id, person.id) if person.id else None

    def allow(
        self,
        tx: Tx,
        person: Person,
        edition: Edition,
        action: Action,
        at: datetime,
        application: Application | None = None,
    ) -> None:
        """Raises Refused like `editions.require`."""
        who = self.parts(tx, person, edition, application)
        require(action, who, standing(edition.contest, at))

    def may(self, tx: Tx, person: Person, edition: Edition, at: datetime) -> frozenset[Action]:
        """All that somebody may do now, applications aside."""
        who, phase = self.parts(tx, person, edition), standing(edition.contest, at)
        return frozenset(one for one in Action if refusal(one, who, phase) is None)

    def received(self, tx: Tx, now: datetime) -> datetime:
        """The moment at which the bot took in what is being answered: what counts at a deadline,
        however long it waited its turn."""
        updates = self.office.answering
        found = inbox.received_at(tx, self.office.bot_id, updates) if updates else None
        return moment(found) if found else now

    def judged(self, tx: Tx, edition: Edition) -> list[Application]:
        """This round's applications that passed the formal check and were not withdrawn."""
        every = contest_applications.of_contest(tx, edition.id, edition.round)
        return [one for one in every if one.runs and one.formal is Formal.PASSED]

    # What people hear, and what is kept of it.

    def letter(
        self, person: Person, purpose: str, subject_id: int, key: object, **params: object
    ) -> Outgoing:
        """A notice whose text is made when it is sent; once for each `key`."""
        return Outgoing(
            "notice", person.telegram_id, "", json.dumps(params), person.id,
            dedupe_key=f"{purpose}:{subject_id}:{key}:{person.id}", purpose=purpose,
            subject_id=subject_id,
        )  # fmt: skip

    def tell(self, tx: Tx, letters: Iterable[Outgoing], now: datetime) -> int:
        """Store notices; returns how many are new."""
        stored = outbox.add(tx, list(letters), stamp(now))
        if stored:
            self.office.after_commit.append(self.office.wake_delivery)
        return len(stored)

    def tell_members(
        self, tx: Tx, purpose: str, application: Application, key: object, now: datetime,
        **params: object,
    ) -> int:  # fmt: skip
        """To the author and co-authors; 0 where nobody can be written to: it came on paper."""
        members = contest_applications.members(tx, application.id)
        reached = [
            self.letter(one, purpose, application.id, key, **params)
            for one in members
            if one.reachable
        ]
        self.tell(tx, reached, now)
        return len(reached)

    def tell_staff(
        self, tx: Tx, purpose: str, subject_id: int, key: object, now: datetime, **params: object
    ) -> int:
        """To everybody who runs the library's bot."""
        staff = [one for one in people.with_roles(tx, STAFF) if one.reachable]
        letters = [self.letter(one, purpose, subject_id, key, **params) for one in staff]
        return self.tell(tx, letters, now)

    def happened(
        self, tx: Tx, application: Application, what: str, person: Person | None, now: datetime,
        words: str = "",
    ) -> None:  # fmt: skip
        """A line of the application's history, which its author reads, and one of the audit."""
        by = person.id if person else None
        contest_applications.add_event(tx, application.id, Event(what, now, words), by)
        self.note(tx, now, by, f"application.{what}", f"application:{application.id}")

    def note(
        self, tx: Tx, now: datetime, actor: int | None, action: str, subject: str, **details: object
    ) -> None:
        """One line of the audit; no names."""
        audit.add(tx, stamp(now), actor, action, subject, **details)

    def outages(self, tx: Tx, received: datetime) -> list[Outage]:
        """When the bot was down lately."""
        return contests.outages(tx, received - OUTAGES_MATTER)
