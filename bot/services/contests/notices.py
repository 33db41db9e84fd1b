"""Notices about contests when they are sent: do they still make sense, and what do they say?"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.domain.contests.applications import Application, Formal, Status
from bot.domain.contests.contest import Phase, PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.overviews import Telling
from bot.domain.contests.phases import Edge, begun_at, ended_at, standing
from bot.domain.outgoing import Composed, Outgoing, Skipped
from bot.domain.people import Person, Right, refusal
from bot.domain.quiet_hours import Kind
from bot.i18n import Translator
from bot.services.contests.applying import open_call
from bot.services.contests.protocols import DECISION
from bot.services.contests.timing import JURY, MOVED, NUDGES, PHASE
from bot.services.turn import Office, asleep, composed
from bot.storage import (
    contest_applications,
    contest_awards,
    contest_juries,
    contests,
    reminders,
)
from bot.storage.database import Tx

DRAFTS = tuple(NUDGES.values())
ABOUT_APPLICATION = (
    "contest_correction", "contest_formal", "contest_admitted", DECISION, *DRAFTS,
)  # fmt: skip
TO_STAFF = ("contest_undecided", "contest_corrected", "contest_jury_done")
PURPOSES = (PHASE, MOVED, JURY, *ABOUT_APPLICATION, *TO_STAFF)
REFUSED = "contest_reminder"  # what „Nie przypominaj” refuses, about an application

Words = Callable[[Telling, Translator], object]


class Notices:
    """`compose` is the composer of every purpose in `PURPOSES`; `words` is the view of all."""

    def __init__(self, office: Office, words: Words) -> None:
        self._office = office
        self._words = words

    def compose(self, tx: Tx, row: Outgoing, person: Person | None, now: datetime) -> Composed:
        """The message; or why it is not sent, or not yet."""
        if person is None:
            return Skipped("gone")
        telling = self.telling(tx, row, person, now)
        if isinstance(telling, Skipped):
            return telling
        ends = telling.phase.end if telling.phase else None
        kind = Kind.EVENT if row.purpose in (*DRAFTS, MOVED) and ends else Kind.OTHER
        if wait := asleep(self._office, tx, person, now, kind, ends):
            return wait
        translator = self._office.translator(person.language, now)
        return composed(self._office, person, self._words(telling, translator), now)

    def telling(self, tx: Tx, row: Outgoing, person: Person, now: datetime) -> Telling | Skipped:
        """What it says, or the code of why it makes no sense any more."""
        if row.purpose == PHASE:
            return self._phase(tx, row, now)
        if row.purpose in (MOVED, JURY, "contest_jury_done"):
            edition = contests.by_id(tx, row.subject_id)
            if edition is None:
                return Skipped("gone")
            return self._about_contest(tx, row, person, edition, now)
        application = contest_applications.by_id(tx, row.subject_id)
        edition = contests.by_id(tx, application.edition_id) if application else None
        if application is None or edition is None:
            return Skipped("gone")
        if row.purpose in TO_STAFF:
            unseen = refusal(person, Right.MANAGE_CONTESTS)
            return Skipped("no_right") if unseen else Telling(row.purpose, edition, application)
        if person.id not in {one.id for one in contest_applications.members(tx, application.id)}:
            return Skipped("left")
        return self._to_author(tx, row, person, edition, application, now)

    def _phase(self, tx: Tx, row: Outgoing, now: datetime) -> Telling | Skipped:
        found = contests.phase_by_id(tx, row.subject_id)
        if found is None:
            return Skipped("gone")
        edition, name = found
        edge = Edge(json.loads(row.params).get("edge", Edge.BEGIN))
        phase = edition.contest.phase(name)
        if edge is Edge.BEGIN and phase and phase.end and phase.end <= now:
            return Skipped("over")
        if edge is Edge.BEGIN:
            before = ended_at(edition.contest, phase.begin if phase else None)
            return Telling(row.purpose, edition, phase=phase, edge=edge, before=before)
        following = begun_at(edition.contest, phase.end if phase else None)
        if following and (following.end is None or now < following.end):
            return Skipped("told_with_next")
        return Telling(row.purpose, edition, phase=phase, edge=edge)

    def _about_contest(
        self, tx: Tx, row: Outgoing, person: Person, edition: Edition, now: datetime
    ) -> Telling | Skipped:
        if row.purpose == MOVED:
            name = PhaseName(json.loads(row.params).get("phase", PhaseName.OPEN))
            words = contests.last_change(tx, edition.id, name)
            phase = edition.contest.phase(name) or Phase(name)
            if json.loads(row.params).get("begin") == "as_before":
                phase = replace(phase, begin=None)
            return Telling(row.purpose, edition, words=words, phase=phase)
        if row.purpose == JURY and edition.counted_at:
            return Skipped("counted")
        if row.purpose == JURY and not contest_juries.something_left(tx, edition, person.id):
            return Skipped("handed_in")
        if row.purpose in TO_STAFF and refusal(person, Right.MANAGE_CONTESTS):
            return Skipped("no_right")
        stands = edition.contest.phase(standing(edition.contest, now))
        return Telling(row.purpose, edition, phase=stands)

    def _to_author(
        self, tx: Tx, row: Outgoing, person: Person, edition: Edition, application: Application,
        now: datetime,
    ) -> Telling | Skipped:  # fmt: skip
        telling = Telling(row.purpose, edition, application)
        if row.purpose in DRAFTS:
            if reason := self._unwanted(tx, person, edition, application, now):
                return Skipped(reason)
            return replace(telling, phase=edition.contest.phase(PhaseName.OPEN))
        if row.purpose == DECISION:
            return self._decision(tx, telling, edition, application)
        if row.purpose == "contest_correction":
            call = open_call(tx, application.id)
            return replace(telling, call=call) if call and call.open(now) else Skipped("answered")
        undone = row.purpose == "contest_formal" and application.formal in (
            Formal.OPEN, Formal.CALLED,
        )  # fmt: skip
        if undone or application.status is Status.WITHDRAWN:
            return Skipped("as_before")
        events = contest_applications.events(tx, application.id)
        return replace(telling, words=events[-1].words if events else "")

    def _unwanted(
        self, tx: Tx, person: Person, edition: Edition, application: Application, now: datetime
    ) -> str:
        if application.status is not Status.DRAFT:
            return "handed_in"
        if standing(edition.contest, now) is not PhaseName.OPEN:
            return "closed"
        return "refused" if reminders.refused(tx, person.id, REFUSED, application.id) else ""

    def _decision(
        self, tx: Tx, telling: Telling, edition: Edition, application: Application
    ) -> Telling | Skipped:
        """Only with an approved protocol, and a refusal only with its reason."""
        found = contest_awards.latest(tx, edition.id, application.round)
        if found is None or not found.approved:
            return Skipped("not_approved")
        decision = found.awards.of(str(application.id))
        words = found.words(str(application.id))
        if not decision.awarded and not words:
            return Skipped("no_reason")
        places = len(found.awards.decisions) if edition.contest.ranks else 0
        return replace(telling, decision=decision, words=words, places=places)
