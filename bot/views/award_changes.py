"""Changes of decisions, for staff: one application, what a step changed, the history."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.contests.award_answers import AwardTalk
from bot.domain.contests.awards import Change, Decision, Outcome
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.overviews import Approved, Decisions, LotDrawn, OneDecision
from bot.domain.contests.rounds import LATER
from bot.domain.sessions import Completed
from bot.i18n import Translator
from bot.views import contest_facts
from bot.views.actions import (
    AnnounceList,
    AskAward,
    ChooseProtocol,
    ExplainCount,
    SendDecisions,
    ShowAwardSteps,
    ShowContest,
    ShowDecisions,
    ShowPhases,
    ShowRound,
)
from bot.views.awards import (
    GAP,
    LINE,
    WHYS,
    decisions,
    heading,
    line,
    pool,
    to_decisions,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen


def completed(result: Completed, t: Translator) -> Screen:
    """The end of every conversation about decisions."""
    match result.outcome:
        case Decisions() as found:
            return changed(found, t)
        case LotDrawn() as lot:
            return drawn(lot, t)
        case Approved() as approved_:
            return approved(approved_, t)
        case Edition() as edition:
            return reopened(edition, t)
        case _:
            raise TypeError(type(result.outcome).__name__)


def one(shown: OneDecision, t: Translator) -> Screen:
    """Rank, amounts, the reason; what can be changed."""
    found, decision = shown.decisions, shown.decision
    title, subject = found.titles[decision.application], int(decision.application)
    parts = [
        t("<b>Decision {number} · application {receipt}</b>", number=shown.number,
          receipt=found.receipts[decision.application]),
        line(shown.number, decision, title, found.edition.contest, t),
        t(WHYS[decision.why]),
    ]  # fmt: skip
    words = found.round.words(decision.application)
    if words:
        parts.append(t("<b>Reason:</b> {words}", words=words))
    parts.append(pool(found.awards, t))
    rows: list[Row] = []
    if found.awards.round == found.edition.round:
        rows = _ways(decision, subject, t)
    rows.append(to_decisions(found.edition.id, t))
    return Screen(GAP.join(parts), tuple(rows))


def _ways(decision: Decision, subject: int, t: Translator) -> list[Row]:
    rows: list[Row] = []
    if decision.outcome is Outcome.UNDECIDED:
        rows.append((Button(t.plain("This one gets the grant"),
                            AskAward(AwardTalk.TIE.value, subject)),))  # fmt: skip
    rows.append((Button(t.plain("Set the amount"), AskAward(AwardTalk.AMOUNT.value, subject)),))
    if not decision.awarded:
        why = AskAward(AwardTalk.REASON.value, subject)
        rows.append((Button(t.plain("Write the reason"), why),))
    return rows


def divided(shown: Decisions, t: Translator) -> Screen:
    """The first cut is kept."""
    return decisions(shown, t, t("<b>The pool is divided.</b> Nobody else sees it yet."))


def changed(shown: Decisions, t: Translator) -> Screen:
    """What exactly the last step changed, then the list."""
    awards = shown.awards
    if not awards.changes or (shown.edition.published_at and shown.round.approved):
        return decisions(shown, t, t("<b>Saved.</b>"))
    differing = differences(awards.changes[-1], awards.decisions)
    lines = [_difference(before, after, shown, t) for before, after in differing]
    news = t("<b>Saved.</b> Amounts stay as they were.")
    if lines:
        news = LINE.join((t("<b>Saved. This has changed:</b>"), *lines))
    return decisions(shown, t, news)


def differences(change: Change, after: Sequence[Decision]) -> list[tuple[Decision, Decision]]:
    """What a step changed, decision by decision."""
    known = {one.application: one for one in change.before}
    return [
        (known[one.application], one)
        for one in after
        if (one.awarded, one.outcome) != (
            known[one.application].awarded, known[one.application].outcome
        )
    ]  # fmt: skip


def _difference(before: Decision, after: Decision, shown: Decisions, t: Translator) -> Markup:
    return t(
        "• {title}: {before} → {after}", title=shown.titles[after.application],
        before=t.money(before.awarded), after=t.money(after.awarded),
    )  # fmt: skip


def more(shown: Decisions, t: Translator) -> Screen:
    """Everything else that can be done with the decisions."""
    edition, found = shown.edition, shown.round
    text = GAP.join((
        heading(edition, t, shown.awards.round), pool(shown.awards, t),
        t("What do you want to do?\nEvery change needs a reason and stays in the history."),
    ))  # fmt: skip
    rows: list[Row] = [
        (Button(t.plain("Change several amounts"), AskAward(AwardTalk.AMOUNTS.value, edition.id)),),
        (Button(t.plain("The pool grows"), AskAward(AwardTalk.POOL.value, edition.id)),),
    ]
    if found.approved and shown.awards.left > 0:
        again = AskAward(AwardTalk.ROUND.value, edition.id)
        rows.append((Button(t.plain("Another call for the rest"), again),))
    rows += [
        (Button(t.plain("Protocol as a file"), ChooseProtocol(edition.id)),),
        (Button(t.plain("How it was counted"), ExplainCount(edition.id, 1)),),
        (Button(t.plain("History of changes"), ShowAwardSteps(edition.id)),),
    ]
    if edition.published_at and found.approved:
        rows.append((Button(t.plain("Announce it in town"), AnnounceList(edition.id)),))
    rows += _earlier(edition, t)
    return Screen(text, (*rows, to_decisions(edition.id, t)))


def _earlier(edition: Edition, t: Translator) -> list[Row]:
    return [
        (Button(t.plain("Round {number}", number=number), ShowRound(edition.id, number)),)
        for number in range(1, edition.round)
    ]


def history(shown: Decisions, t: Translator) -> Screen:
    """Every step with its reason, the oldest first."""
    awards, edition = shown.awards, shown.edition
    parts = [t("<b>History of decisions · {title}</b>", title=edition.title)]
    later = [change.before for change in awards.changes[1:]] + [awards.decisions]
    parts.append(t("1. The pool was divided by the rules."))
    for number, (change, after) in enumerate(zip(awards.changes, later, strict=True), 2):
        parts.append(_step(number, change, after, shown, t))
    if shown.round.protocol:
        known = shown.round.protocol
        parts.append(t("Protocol {reference}: approved {moment} by {name}.",
                       reference=known.reference, moment=t.moment(known.approved_at),
                       name=known.approved_by))  # fmt: skip
    return Screen(GAP.join(parts), (to_decisions(edition.id, t),))


def _step(
    number: int, change: Change, after: Sequence[Decision], shown: Decisions, t: Translator
) -> Markup:
    when = t.moment(change.at) if change.at else ""
    if change.what == "raised":
        first = t("{number}. {moment}: the pool grew by {amount}. Agreed by: {name}.",
                  number=number, moment=when, amount=t.money(change.amount),
                  name=change.approval or "–")  # fmt: skip
    else:
        first = t("{number}. {moment}: amounts were changed.", number=number, moment=when)
    lines = [_difference(a, b, shown, t) for a, b in differences(change, after)]
    return LINE.join((first, t("Reason: {words}", words=change.words), *lines))


def drawn(shown: LotDrawn, t: Translator) -> Screen:
    """The order is kept; now the pool can be divided."""
    names = [t("{number}. {title}", number=n, title=shown.titles[one])
             for n, one in enumerate(shown.drawn, 1)]  # fmt: skip
    text = LINE.join((t("<b>The lot is written down.</b>"), *names))
    divide = Button(t.plain("Go on to the division"), ShowDecisions(shown.edition.id))
    return Screen(text, ((divide,), (menu_button(t),)))


def approved(shown: Approved, t: Translator) -> Screen:
    """The protocol stands; decisions can go."""
    contest, protocol = shown.edition.id, shown.protocol
    text = t(
        "<b>Protocol {reference} is approved.</b>\nNobody has heard of it yet. Take the file to be "
        "signed, then send the decisions.", reference=protocol.reference,
    )  # fmt: skip
    if protocol.number > 1:
        text = t(
            "<b>Amendment {reference} is approved.</b>\nOnly those whose decision changed hear of "
            "it, once you send it.", reference=protocol.reference,
        )  # fmt: skip
    rows = (
        (Button(t.plain("Send the decisions"), SendDecisions(contest, False)),),
        (Button(t.plain("Protocol as a file"), ChooseProtocol(contest)),),
        to_decisions(contest, t),
    )
    return Screen(text, rows)


def reopened(edition: Edition, t: Translator) -> Screen:
    """The next round takes applications."""
    phase = edition.contest.phase(PhaseName.OPEN)
    assert phase
    assert phase.begin
    assert phase.end
    contest = edition.contest
    text = t(
        "<b>Round {number} of “{title}” is set.</b>\nApplications are taken from {begin} to {end}.",
        number=edition.round, title=edition.title, begin=t.moment(phase.begin),
        end=t.moment(phase.end),
    )  # fmt: skip
    later = [one for one in contest.phases if one.name in LATER]
    lines = [contest_facts.phase_line(contest, one, t) for one in later if one.begin]
    parts = [text, LINE.join(lines)]
    if not all(one.begin for one in later):
        parts.append(t("What has no hour yet you begin by hand, or set under “Dates”."))
    rows = ((Button(t.plain("Dates"), ShowPhases(edition.id)),
             Button(t.plain("Contest"), ShowContest(edition.id))), (menu_button(t),))  # fmt: skip
    return Screen(GAP.join(part for part in parts if part), rows)
