"""A funded application as it is carried out: what the services of realisations share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from bot.domain.contests.applications import Application, Status
from bot.domain.contests.awards import Outcome
from bot.domain.contests.budget import budget_of
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.realisation import (
    Realisation,
    group_size,
    planned_milestones,
    report_due,
    too_few,
)
from bot.domain.contests.realisation_overviews import RealisationShown
from bot.domain.contests.spending import spending
from bot.domain.people import STAFF, Person
from bot.errors import Refused
from bot.recurrence import Rule, next_time
from bot.services.contests.ledger import Ledger
from bot.services.contests.protocols import DECISION
from bot.storage import contest_applications, schedules
from bot.storage import contest_realisations as rows
from bot.storage.database import Tx

LOOK = "realisation"  # the daily look at a contest's realisations: the kind of its schedule
MORNING = Rule(9)
_GRANTED = (Outcome.FUNDED.value, Outcome.REDUCED.value)


class Carrying:
    """Works inside transactions of others."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def today(self, now: datetime) -> date:
        """The library's day."""
        return now.astimezone(self.ledger.office.profile.zone).date()

    def allowed(
        self, tx: Tx, person: Person, application_id: int, action: Action, now: datetime
    ) -> RealisationShown:
        """Everything about one, if this may be done to it now. Raises Refused: application_gone,
        not_funded, and like `editions.require`."""
        application, edition = self.ledger.application(tx, application_id)
        self.ledger.allow(tx, person, edition, action, now, application)
        self.begin(tx, application, edition, now)
        return self.shown(tx, person, application, edition, now)

    def begin(self, tx: Tx, application: Application, edition: Edition, now: datetime) -> None:
        """It begins with the decision that was sent; once. Raises Refused: not_funded."""
        if rows.by_id(tx, application.id):
            return
        if not awarded(tx, application):
            raise Refused("not_funded")
        made = Realisation(application.id)
        rows.add(tx, made, now)
        for title, day in planned_milestones(answers(tx, application)):
            rows.add_milestone(tx, application.id, title, day)
        zone = self.ledger.office.profile.zone
        last = report_due(edition.contest, rows.milestones(tx, application.id), zone)
        rows.save(tx, replace(made, report_due=last))
        schedules.add(tx, LOOK, edition.id, next_time(MORNING, now, zone), MORNING, now=now)
        self.ledger.office.after_commit.append(self.ledger.office.wake_schedules)

    def changed(
        self, tx: Tx, person: Person, application_id: int, told: str, now: datetime
    ) -> RealisationShown:
        """As it stands after a change, which is noted."""
        application, edition = self.ledger.application(tx, application_id)
        subject = f"application:{application_id}"
        self.ledger.note(tx, now, person.id, f"realisation.{told}", subject)
        return replace(self.shown(tx, person, application, edition, now), told=told)

    def shown(
        self, tx: Tx, person: Person, application: Application, edition: Edition, now: datetime
    ) -> RealisationShown:
        """Everything about one; of what has not begun yet, that there is nothing."""
        found = rows.by_id(tx, application.id) or Realisation(application.id)
        said = answers(tx, application)
        paid = rows.expenses(tx, application.id)
        members = tuple(contest_applications.members(tx, application.id))
        people = group_size(said, found)
        return RealisationShown(
            edition, application, found, self.today(now),
            spending(budget_of(said), awarded(tx, application), paid),
            rows.milestones(tx, application.id), rows.events(tx, application.id),
            rows.photos(tx, application.id), paid, rows.reports(tx, application.id), members,
            people, too_few(edition.contest.eligibility, application.kind, people),
            person.role in STAFF, person.id in {one.id for one in members},
        )  # fmt: skip


def answers(tx: Tx, application: Application) -> Mapping[str, str]:
    """Of the newest version."""
    versions = contest_applications.versions(tx, application.id)
    return versions[-1].answers if versions else {}


def awarded(tx: Tx, application: Application) -> int:
    """Grosze of the decision that was sent last; 0 where that gave nothing, or none was sent."""
    if application.status is Status.WITHDRAWN:
        return 0
    events = contest_applications.events(tx, application.id)
    sent = next((one.words for one in reversed(events) if one.what == DECISION), "")
    outcome, _, amount = sent.partition(":")
    return int(amount) if outcome in _GRANTED else 0
