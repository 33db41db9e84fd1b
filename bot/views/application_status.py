"""Where an application stands, and how it came there, in words."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from bot.domain.contests.applications import Application, Event, Formal, Status
from bot.domain.contests.awards import Decision, Outcome
from bot.domain.contests.contest import Contest, VoteMode
from bot.domain.contests.jury_desk import written
from bot.i18n import Translator, mark
from bot.views.awards import OUTCOMES, score
from bot.views.contest_amounts import amount

GAP, LINE = Markup("\n\n"), Markup("\n")
STATUSES = {
    Status.DRAFT: mark("a draft, not sent yet"),
    Status.UNDECIDED: mark("waits for the library's decision, because it came late"),
    Status.WITHDRAWN: mark("taken back by its authors"),
    Status.TURNED_AWAY: mark("came after the deadline, not taken in"),
}
CHECKED = {
    Formal.OPEN: mark("taken in, waits for the formal check"),
    Formal.CALLED: mark("waits for your correction"),
    Formal.PASSED: mark("passed the formal check"),
    Formal.FAILED: mark("did not pass the formal check"),
}
EVENTS = {
    "begun": mark("Begun"),
    "submitted": mark("Sent"),
    "edited": mark("Changed"),
    "corrected": mark("Corrected"),
    "new-budget": mark("A new budget"),
    "entered": mark("Typed in by the library"),
    "withdrawn": mark("Withdrawn"),
    "joined": mark("A co-author joined"),
    "left": mark("An author left"),
    "called": mark("The committee asked for a correction"),
    "passed": mark("Passed the formal check"),
    "failed": mark("Did not pass the formal check"),
    "admitted": mark("Taken in although it came late"),
    "turned-away": mark("Not taken in: it came late"),
    "contest_decision": mark("The decision was sent"),
}
SILENT = frozenset({"contest_decision"})  # its words are a key, not a reason


def status(one: Application, t: Translator, found: Decision | None = None) -> str:
    """A few words behind „Stan:”; once the author was sent the decision, that."""
    if found:
        return t.plain(OUTCOMES[found.outcome])
    if one.status is Status.SUBMITTED:
        return t.plain(CHECKED[one.formal])
    return t.plain(STATUSES[one.status])


def history(events: tuple[Event, ...], t: Translator) -> Markup:
    """A line for each step that has words, the first one first."""
    lines = [_event(one, t) for one in events if one.what in EVENTS]
    return LINE.join((t("<b>What happened</b>"), *lines))


def _event(one: Event, t: Translator) -> Markup:
    said = t("{when}: {what}", when=t.moment(one.at), what=t.plain(EVENTS[one.what]))
    if one.words and one.what not in SILENT:
        return said + t(" (“{words}”)", words=one.words)
    return said


def decision(found: Decision, words: str, places: int, contest: Contest, t: Translator) -> Markup:
    """„Twój pomysł dostał 8 000 zł. Miejsce 2 z 9, 38,5 punktu.” and why. Without `places` nothing
    put the ideas in an order."""
    said = [_outcome(found, t)]
    if places:
        said[0] += LINE + _place(found, places, contest, t)
    if words:
        said.append(t("Why: {words}", words=words))
    return GAP.join(said)


def _outcome(found: Decision, t: Translator) -> Markup:
    got = amount(found.awarded, t)
    match found.outcome:
        case Outcome.FUNDED:
            return t("<b>Your idea got {amount}.</b>", amount=got)
        case Outcome.REDUCED:
            return t("<b>Your idea got {amount}</b> of the {asked} asked for.", amount=got,
                     asked=amount(found.requested, t))  # fmt: skip
        case Outcome.RESERVE:
            return t(
                "<b>Your idea is on the reserve list.</b> The money did not suffice for it. If "
                "some comes free, we will write to you."
            )
        case Outcome.UNDECIDED:
            return t("<b>Your idea is level with another one.</b> The committee still decides.")
    return t("<b>Your idea did not get a grant this time.</b> Thank you for your work on it.")


def _place(found: Decision, places: int, contest: Contest, t: Translator) -> Markup:
    """With what the place follows from, as the town reads it too."""
    vote = contest.vote
    jury_alone = vote.mode in (VoteMode.NONE, VoteMode.ADVISORY)
    points = said_points(found.points, t) if jury_alone else score(found.points, contest, t)
    return t("Place {rank} of {places}, {points}.", rank=found.rank, places=places, points=points)


def said_points(points: Fraction, t: Translator) -> str:
    """„38,5 punktu”, „2 punkty”."""
    if points.denominator == 1:
        return t.many_plain("{number} point", "{number} points", int(points))
    said = written(points, comma=t.language != "en")
    return t.plain("{number} points (a part)", number=said)
