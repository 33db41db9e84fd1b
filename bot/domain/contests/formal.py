"""The formal check: yes, no or not applicable; a call for corrections. Only people decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.contests.applications import Application, File, Formal, Timeliness, timeliness
from bot.domain.contests.budget import Budget, fitting
from bot.domain.contests.contest import Contest, Kind, PhaseName
from bot.domain.contests.editions import Action
from bot.errors import Refused
from bot.forms.steps import ReviewItem
from bot.frozen import frozen

TO_MEND = timedelta(days=7)  # unless the phase ends before
LAST_HOUR_OF_WORK = time(15)


class Mark(StrEnum):
    """What the person who checks says."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not-applicable"


class Item(StrEnum):
    """What is looked at where the library has no list of its own."""

    IN_TIME = "in-time"
    ELIGIBLE = "eligible"
    COMPLETE = "complete"
    WITHIN_LIMITS = "within-limits"
    SIGNED = "signed"
    DIAGNOSIS = "follows-diagnosis"
    GUARDIAN = "guardian"
    ATTACHMENTS = "attachments"


@frozen
class Call:
    """A call for corrections: what exactly to mend, until when (the first moment too late)."""

    id: int
    application_id: int
    what: str
    until: datetime
    sent_at: datetime
    fixed_at: datetime | None = None

    def open(self, now: datetime) -> bool:
        """May it still be answered?"""
        return self.fixed_at is None and now < self.until


@frozen
class Checking:
    """One application before staff: its checklist as it stands, `warnings` (gaps that the bot
    sees), everything in it, and what they `may` do with it now."""

    application: Application
    items: tuple[str, ...]
    marks: Mapping[str, Mark]
    warnings: tuple[Item, ...] = ()
    calls: tuple[Call, ...] = ()
    file: File | None = None
    answers: tuple[ReviewItem, ...] = ()
    may: frozenset[Action] = frozenset()

    @property
    def left(self) -> tuple[str, ...]:
        """Items without a mark."""
        return tuple(item for item in self.items if item not in self.marks)

    @property
    def failed(self) -> tuple[str, ...]:
        """Items with a no."""
        return tuple(item for item in self.items if self.marks.get(item) is Mark.NO)


def checklist(contest: Contest) -> tuple[str, ...]:
    """The library's own, or one that follows from the rules."""
    papers, rules = contest.papers, contest.eligibility
    needed = {
        Item.IN_TIME: True,
        Item.ELIGIBLE: True,
        Item.COMPLETE: True,
        Item.WITHIN_LIMITS: bool(contest.money.grant_max or contest.money.grant_min),
        Item.SIGNED: papers.signature,
        Item.DIAGNOSIS: papers.follows_diagnosis,
        Item.GUARDIAN: rules.minimum_age < 18,
        Item.ATTACHMENTS: bool(papers.attachments),
    }
    return papers.checklist or tuple(item.value for item, asked in needed.items() if asked)


def warnings(
    contest: Contest, application: Application, budget: Budget, *, people: int, signed: bool
) -> tuple[Item, ...]:
    """Gaps that a program can see. It says so and decides nothing. `people`: of a group."""
    group = application.kind is Kind.INFORMAL_GROUP
    late = application.received_at is not None and (
        timeliness(contest, application.received_at) is not Timeliness.IN_TIME
    )
    found = {
        Item.IN_TIME: late,
        Item.ELIGIBLE: application.kind not in contest.eligibility.kinds
        or (group and people < contest.eligibility.group_min_people),
        Item.COMPLETE: not application.title or not budget.requested,
        Item.WITHIN_LIMITS: not fitting(budget, contest.money).fits,
        Item.SIGNED: contest.papers.signature and not signed,
        Item.GUARDIAN: application.minor and not application.guardian,
    }
    return tuple(item for item, stands in found.items() if stands)


def require_mark(items: Sequence[str], item: str) -> None:
    """Raises Refused: item_unknown."""
    if item not in items:
        raise Refused("item_unknown", item=item)


def concluded(checking: Checking, passed: bool, words: str) -> Formal:
    """What people decided. Raises Refused: check_unfinished (left), item_failed (failed: it cannot
    pass with a no), reason_missing (a no needs words)."""
    if passed and checking.left:
        raise Refused("check_unfinished", left=checking.left)
    if passed and checking.failed:
        raise Refused("item_failed", failed=checking.failed)
    if not passed and not words.strip():
        raise Refused("reason_missing")
    return Formal.PASSED if passed else Formal.FAILED


def require_call(what: str, until: datetime, now: datetime) -> None:
    """Raises Refused: reason_missing (nothing is said to be mended), date_past."""
    if not what.strip():
        raise Refused("reason_missing")
    if until <= now:
        raise Refused("date_past", until=until)


def mend_until(contest: Contest, now: datetime, zone: ZoneInfo) -> datetime:
    """A sensible end of a call for corrections: in a week at 15.00, at the latest when the formal
    check ends; never less than a day away."""
    day = (now.astimezone(zone) + TO_MEND).date()
    usual = datetime.combine(day, LAST_HOUR_OF_WORK, zone)
    phase = contest.phase(PhaseName.FORMAL_CHECK)
    end = phase.end if phase else None
    return end if end and now + timedelta(days=1) <= end < usual else usual


def require_open(call: Call | None, received: datetime) -> Call:
    """Raises Refused: nothing_to_correct, correction_late (until)."""
    if call is None or call.fixed_at:
        raise Refused("nothing_to_correct")
    if received >= call.until:
        raise Refused("correction_late", until=call.until)
    return call
