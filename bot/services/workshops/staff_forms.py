"""Conversations of staff about a workshop: each begins with a question and ends in one change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from bot.clock import stamp
from bot.domain import repeating, staff_forms, workshop_answers
from bot.domain.attendance import NoRoom, SignedUp
from bot.domain.guests import read_guests
from bot.domain.joining import problem_of
from bot.domain.organisations import Status as Standing
from bot.domain.people import STAFF, Person, Right, require
from bot.domain.programme import CalledOff, Changed, Overview, Resizing, SeriesMade
from bot.domain.series import Signing
from bot.domain.series_changes import Scope
from bot.domain.sessions import Finished, Problem, Session, StepShown
from bot.domain.signups import Channel
from bot.domain.staff_forms import AT_ONCE, FORMS, NAMED, Talk
from bot.domain.workshops import Audience, Status, Workshop, asks_needs, moved
from bot.errors import Refused
from bot.forms import builtin
from bot.forms.plan import plan_of
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.services.workshops.door import Caller, Door
from bot.services.workshops.overviews import Overviews
from bot.services.workshops.proposals import Proposals
from bot.services.workshops.series_changes import SeriesChanges
from bot.services.workshops.workshops import Workshops
from bot.storage import attachments, forms, organisations
from bot.storage import workshops as rows
from bot.storage.database import Tx

Begin = Callable[..., StepShown]  # `Conversation.begin`
Complete = Callable[[Tx, Person, Finished, datetime], object]
DRAFTS = (Status.DRAFT, Status.PROPOSED)
WANTED: Mapping[Talk, tuple[Status, ...]] = {
    Talk.CHANGE: (*DRAFTS, Status.PUBLISHED),
    Talk.SERIES: (Status.DRAFT,),
    Talk.CHECK: (*DRAFTS, Status.PUBLISHED),
}  # others: only what is published


class StaffForms:
    """`ask` begins one. For `app`: `completions` by kind of session; `at_once`, by the form's name,
    says whether it is handed in with its last answer; `object_to`."""

    def __init__(
        self,
        office: Office,
        shelf: forms.Forms,
        begin: Begin,
        overviews: Overviews,
        proposals: Proposals,
        workshops: Workshops,
        series_changes: SeriesChanges,
        door: Door,
    ) -> None:
        self._office = office
        self._shelf = shelf
        self._begin = begin
        self._overviews = overviews
        self._proposals = proposals
        self._workshops = workshops
        self._series_changes = series_changes
        self._door = door
        self.at_once = {name: name in AT_ONCE for name in FORMS.values()}
        self.completions: Mapping[str, Complete] = {
            Talk.COMPOSE: self._composed,
            Talk.CHANGE: self._changed,
            Talk.COPY: self._copied,
            Talk.SERIES: self._repeated,
            Talk.CHECK: self._checked,
            Talk.CALL: self._entered,
            Talk.WALK_IN: self._entered,
            Talk.SEATS: self._resized,
            Talk.CANCEL: self._cancelled,
        }

    async def ask(
        self,
        turn: Turn,
        talk: Talk,
        workshop_id: int,
        view: Callable[[StepShown, Translator], object],
    ) -> None:
        """The first question; of COMPOSE without a workshop.

        Raises Refused: staff_only, workshop_gone, workshop_changed.
        """
        form_id = await self._form(FORMS[talk])

        def work(tx: Tx, person: Person) -> StepShown:
            known = self._known(tx, person, talk, workshop_id, turn.now)
            return self._begin(
                tx, person, talk.value, workshop_id, form_id, now=turn.now, preset=known, anew=True
            )

        await turn.write(work, view)

    def _known(
        self, tx: Tx, person: Person, talk: Talk, workshop_id: int, now: datetime
    ) -> dict[str, str]:
        profile = self._office.profile
        if talk is Talk.COMPOSE:
            require(person, Right.PROPOSE_WORKSHOPS)
            return staff_forms.fresh(funded=bool(profile.funding))
        overview = self._allowed(tx, person, talk, workshop_id, now)
        asked = asks_needs(overview.workshop, now)
        return staff_forms.preset(talk, overview, profile.zone, asks_needs=asked)

    def _allowed(
        self, tx: Tx, person: Person, talk: Talk, workshop_id: int, now: datetime
    ) -> Overview:
        if talk is Talk.COPY:
            workshop = self._overviews.look(tx, person, workshop_id)
        else:
            wanted = WANTED.get(talk, (Status.PUBLISHED,))
            workshop = self._overviews.edit(tx, person, workshop_id, *wanted)
        return self._overviews.overview(tx, workshop, now)

    def object_to(self, tx: Tx, session: Session, name: str, value: str) -> Problem | None:
        """What there is against an answer, beyond the form's own constraints."""
        if name == "words":
            return _unread_rule(value, tx, session.subject_id)
        workshop = rows.by_id(tx, session.subject_id)
        if name in NAMED and value and workshop:
            return problem_of(workshop, value)
        return None

    # What they end in.

    def _composed(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Overview:
        found = self._values(tx, finished, None)
        audience = found.pop("audience")
        wanted = Workshop(
            0, found.pop("title"), found.pop("starts_at"), found.pop("ends_at"),
            found.pop("place"), found.pop("seats"), audience=audience, **found,
        )  # fmt: skip
        wanted = _in_its_name(tx, person, _with_party(wanted, finished))
        return self._proposals.create(tx, person, wanted, now)

    def _changed(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Changed:
        workshop = self._overviews.look(tx, person, finished.session.subject_id)
        found = self._values(tx, finished, workshop)
        service = self._series_changes if _whole(finished) else self._workshops
        return service.change_in(tx, person, workshop.id, found, now)

    def _copied(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Overview:
        old = self._overviews.look(tx, person, finished.session.subject_id)
        day = date.fromisoformat(finished.by_name()["day"])
        starts_at = workshop_answers.on_day(old, day, self._office.profile.zone)
        return self._proposals.copy_in(tx, person, old.id, starts_at, now)

    def _repeated(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> SeriesMade:
        answers = finished.by_name()
        first = self._overviews.look(tx, person, finished.session.subject_id)
        day = first.starts_at.astimezone(self._office.profile.zone).date()
        if answers["rule"] == "words":
            rule = repeating.read_rule(answers["words"], day)
        else:
            rule = repeating.rule_of(answers["rule"], int(answers["times"]), day)
        return self._proposals.make_series_in(
            tx, person, first.id, rule, now, signing=Signing(answers["signing"]),
            skip_holidays=answers["holidays"] == "yes",
        )  # fmt: skip

    def _checked(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Overview:
        answers, workshop_id = finished.by_name(), finished.session.subject_id
        found = {
            "instructor_check": answers["instructor_check"].strip(),
            "instructor_checked_on": date.fromisoformat(answers["instructor_checked_on"]),
        }
        # who was checked is the same at every meeting that follows
        changed = self._series_changes.change_in(tx, person, workshop_id, found, now)
        return self._overviews.overview(tx, changed.workshop, now)

    def _entered(
        self, tx: Tx, person: Person, finished: Finished, now: datetime
    ) -> SignedUp | NoRoom:
        answers, workshop_id = finished.by_name(), finished.session.subject_id
        said = next((answers[name] for name in NAMED if answers.get(name)), "")
        guests = read_guests(said, ages=False) if said else ()
        channel = Channel(answers["channel"])
        caller = Caller(
            answers["name"].strip(), guests, answers.get("phone", ""), channel,
            needs=answers.get("needs", ""),
        )  # fmt: skip
        return self._door.add_in(tx, person, workshop_id, caller, now)

    def _resized(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> Resizing:
        seats = int(finished.by_name()["seats"])
        return self._workshops.set_seats_in(tx, person, finished.session.subject_id, seats, now)

    def _cancelled(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> CalledOff:
        why = finished.by_name().get("why", "").strip()
        service = self._series_changes if _whole(finished) else self._workshops
        return service.cancel_in(tx, person, finished.session.subject_id, why, now)

    # Parts.

    def _values(self, tx: Tx, finished: Finished, before: Workshop | None) -> dict[str, Any]:
        answers = finished.by_name()
        found = workshop_answers.values(answers, self._office.profile.zone)
        if before and "starts_at" in found:
            along = moved(before, found["starts_at"])  # what was not asked moves with the beginning
            found = {"closes_at": along.closes_at, "needs_until": along.needs_until, **found}
        starts_at = found.get("starts_at") or (before.starts_at if before else None)
        if starts_at:
            found = workshop_answers.with_needs(found, answers, starts_at)
        if poster := answers.get("poster"):
            found["poster"] = attachments.file_id(tx, poster)
        return found

    async def _form(self, name: str) -> int:
        """The stored form, read before the transaction that uses it."""
        workbook = await asyncio.to_thread(builtin.load, name)
        now = stamp(self._office.clock.now())
        form_id = await self._office.db.write(lambda tx: forms.ensure(tx, name, "", workbook, now))
        places = self._office.profile.places
        await self._office.db.read(lambda tx: plan_of(self._shelf.get(tx, form_id, places)))
        return form_id


def _whole(finished: Finished) -> bool:
    return finished.by_name().get("scope") == Scope.FOLLOWING


def _unread_rule(words: str, tx: Tx, workshop_id: int) -> Problem | None:
    workshop = rows.by_id(tx, workshop_id)
    try:
        if workshop:
            repeating.read_rule(words, workshop.starts_at.date())
    except Refused as refused:
        return Problem(refused.reason, refused.facts)
    return None


def _in_its_name(tx: Tx, person: Person, workshop: Workshop) -> Workshop:
    """What a member proposes is their organisation's, unless they said whose it is."""
    own = organisations.of_person(tx, person.id, (Standing.ACTIVE,))
    if workshop.partner or person.role in STAFF or len(own) != 1:
        return workshop
    return replace(workshop, partner=own[0].name)


def _with_party(workshop: Workshop, finished: Finished) -> Workshop:
    """Children and families come as several: unless it was said, one sign-up takes up to four."""
    bringing = workshop.audience in (Audience.CHILDREN, Audience.FAMILIES)
    said = "party" in finished.by_name()
    return replace(workshop, party=4) if bringing and not said else workshop
