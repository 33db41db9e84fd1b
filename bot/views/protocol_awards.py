"""The protocol's part on money: awards in figures and words, the pool, reserve, refusals."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.contests.awards import Change, Decision, Outcome
from bot.domain.contests.minutes import Minutes
from bot.i18n import Translator
from bot.views.award_changes import differences
from bot.views.polish_amounts import in_words
from bot.views.protocol_blocks import Block, Grid, Heading, Points, Text


def blocks(minutes: Minutes, t: Translator) -> Iterator[Block]:
    """Awards, the pool and its changes, the reserve list, reasons, later steps."""
    yield from _awards(minutes, t)
    yield from _pool(minutes, t)
    yield from _reserve(minutes, t)
    yield from _refusals(minutes, t)
    yield from _steps(minutes, t)


def _awards(minutes: Minutes, t: Translator) -> Iterator[Block]:
    yield Heading(t.plain("Grants"))
    given = [one for one in minutes.round.awards.decisions if one.awarded]
    if not given:
        yield Text(t.plain("No grant was given."))
        return
    header = (t.plain("Place"), t.plain("Title"), t.plain("Asked for"), t.plain("Granted"))
    yield Grid(header, tuple(_row(one, minutes, t) for one in given), (9, 37, 18, 36))


def _row(one: Decision, minutes: Minutes, t: Translator) -> tuple[str, ...]:
    about = minutes.application(one.application)
    granted = f"{t.exact_money(one.awarded)} ({in_words(one.awarded)})"
    return (str(one.rank), f"{about.receipt} {about.title}", t.exact_money(one.requested), granted)


def _pool(minutes: Minutes, t: Translator) -> Iterator[Block]:
    awards = minutes.round.awards
    raised = [change for change in awards.changes if change.what == "raised"]
    first = awards.terms.pool - sum(change.amount for change in raised)
    yield Text(t.plain("Pool at the beginning: {pool} ({words}).", pool=t.exact_money(first),
                       words=in_words(first)))  # fmt: skip
    if raised:
        yield Points(tuple(_raise(change, t) for change in raised))
    yield Text(t.plain(
        "Pool: {pool}. Grants together: {given} ({words}). Left: {left}.",
        pool=t.exact_money(awards.terms.pool), given=t.exact_money(awards.given),
        words=in_words(awards.given), left=t.exact_money(awards.left),
    ))  # fmt: skip


def _raise(change: Change, t: Translator) -> str:
    when = t.moment(change.at) if change.at else "–"
    return t.plain(
        "{moment}: raised by {amount}. Reason: {reason}. Agreed by: {name}.", moment=when,
        amount=t.exact_money(change.amount), reason=change.words.strip().rstrip("."),
        name=change.approval or "–",
    )  # fmt: skip


def _reserve(minutes: Minutes, t: Translator) -> Iterator[Block]:
    waiting = [one for one in minutes.round.awards.decisions if one.outcome is Outcome.RESERVE]
    yield Heading(t.plain("Reserve list"))
    if not waiting:
        yield Text(t.plain("Nobody is on the reserve list."))
        return
    yield Points(tuple(
        t.plain("{number}. {receipt} {title}, asked for {asked}", number=n,
                receipt=minutes.application(one.application).receipt,
                title=minutes.application(one.application).title,
                asked=t.exact_money(one.requested))
        for n, one in enumerate(waiting, 1)
    ))  # fmt: skip


def _refusals(minutes: Minutes, t: Translator) -> Iterator[Block]:
    without = [one for one in minutes.round.awards.decisions if not one.awarded]
    if not without:
        return
    yield Heading(t.plain("Reasons of those without a grant"))
    yield Points(tuple(
        f"{minutes.application(one.application).receipt} "
        f"{minutes.application(one.application).title}: "
        f"{minutes.round.words(one.application) or '–'}"
        for one in without
    ))  # fmt: skip


def _steps(minutes: Minutes, t: Translator) -> Iterator[Block]:
    awards = minutes.round.awards
    changes = [n for n, one in enumerate(awards.changes) if one.what == "decided"]
    if not changes:
        return
    yield Heading(t.plain("What the committee decided beyond the order"))
    after = [change.before for change in awards.changes[1:]] + [awards.decisions]
    lines = []
    for n in changes:
        change = awards.changes[n]
        moved = "; ".join(
            t.plain(
                "{title}: from {before} to {after}",
                title=minutes.application(new.application).title,
                before=t.exact_money(old.awarded), after=t.exact_money(new.awarded),
            )
            for old, new in differences(change, after[n])
        )  # fmt: skip
        when = t.moment(change.at) if change.at else "–"
        lines.append(f"{when}: {moved or '–'}. {change.words}")
    yield Points(tuple(lines))
