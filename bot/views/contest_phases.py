"""The phases of a contest for staff: all of them with hours, one, and what a move comes to."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from bot.domain.contests.contest import Phase, PhaseName
from bot.domain.contests.overviews import Overview, PhaseMoved
from bot.domain.contests.phases import ORDER, Change
from bot.domain.sessions import Completed
from bot.i18n import Translator
from bot.views import contest_facts, contests
from bot.views.actions import BeginPhase, MovePhase, ShowPhase, ShowPhases
from bot.views.screen import Button, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
MOVABLE = ORDER[1:]  # preparation is whatever comes before


def phases(shown: Overview, t: Translator) -> Screen:
    """All of them in their order, with days and hours."""
    contest = shown.edition.contest
    lines = [contest_facts.phase_line(contest, one, t) for one in contest.phases]
    meetings = contest_facts.meetings(contest, t)
    said = t("Tap a phase to move it or to begin it by hand. Everybody concerned hears of it.")
    heading = t("<b>Dates</b> · {title}", title=contest.title)
    parts = [heading, LINE.join(lines), meetings, said]
    names = [Button(_label(name, t), ShowPhase(shown.edition.id, name.value)) for name in MOVABLE]
    rows = (*contests.paired(names), contests.back(shown.edition.id, t))
    return Screen(GAP.join(part for part in parts if part), rows)


def _label(name: PhaseName, t: Translator) -> str:
    words = contest_facts.phase_name(name, t)
    return words[:1].upper() + words[1:]


def phase(name: PhaseName) -> Callable[[Overview, Translator], Screen]:
    """The view of one: when it is, and what can be done."""

    def view(shown: Overview, t: Translator) -> Screen:
        edition = shown.edition
        known = edition.contest.phase(name)
        text = t(
            "<b>{phase}</b> · {title}\n{hours}.", phase=_label(name, t), title=edition.title,
            hours=_upper(contest_facts.hours(known, t)),
        )  # fmt: skip
        move = Button(t.plain("Change the date"), MovePhase(edition.id, name.value))
        rows: list[Row] = [(move,)]
        if not _begun(known, t):
            rows[0] = (move, Button(t.plain("Begin now"), BeginPhase(edition.id, name.value)))
        dates = Button(t.plain("Dates"), ShowPhases(edition.id))
        return Screen(text, (*rows, (dates,), contests.back(edition.id, t)))

    return view


def _begun(known: Phase | None, t: Translator) -> bool:
    return bool(known and known.begin and known.begin <= t.now)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def moved(result: Completed, t: Translator) -> Screen:
    """Old and new hours, the reason, and how many people hear of it."""
    outcome = result.outcome
    assert isinstance(outcome, PhaseMoved)
    edition = outcome.edition
    told = t("Nobody has to be told yet.")
    if outcome.told:
        told = t.many("We are telling {number} person.", "We are telling {number} people.",
                      outcome.told)  # fmt: skip
    parts = [
        t("<b>The dates are changed.</b> {title}", title=edition.title),
        LINE.join(_change(one, t) for one in sorted(outcome.changes, key=_in_order)),
        LINE.join((t("Reason: {reason}", reason=outcome.reason), told)),
    ]
    dates = Button(t.plain("Dates"), ShowPhases(edition.id))
    return Screen(GAP.join(parts), ((dates,), contests.back(edition.id, t)))


def _in_order(change: Change) -> int:
    return ORDER.index(change.after.name)


def _change(change: Change, t: Translator) -> Markup:
    facts = {
        "phase": _label(change.after.name, t), "before": contest_facts.hours(change.before, t),
        "after": contest_facts.hours(change.after, t),
    }  # fmt: skip
    if change.before.begin is None and change.before.end is None:
        return t("• <b>{phase}:</b> {after}", **facts)
    return t("• <b>{phase}:</b> {after} (it was: {before})", **facts)
