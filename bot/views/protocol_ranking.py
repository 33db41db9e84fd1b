"""The protocol's part on points, votes and the order that follows from them."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.contests.minutes import Minutes
from bot.domain.contests.scoring import Criterion, Order, Ranked, Standing
from bot.i18n import Translator, mark
from bot.views.awards import points
from bot.views.protocol_blocks import Block, Grid, Heading, Points, Text

MANY = 4  # criteria; more get short names and a legend
STANDINGS = {
    Standing.RANKED: mark("in the ranking"),
    Standing.BELOW_THRESHOLD: mark("below the threshold"),
    Standing.NOT_SCORED: mark("not judged"),
}
ORDERS = {
    Order.BASE_POINTS.value: mark("more points without the extra ones"),
    Order.LOWER_REQUEST.value: mark("the lower request"),
    Order.EARLIER.value: mark("the earlier receipt"),
}


def blocks(minutes: Minutes, t: Translator) -> Iterator[Block]:
    """Points by criterion, votes, how equals were told apart."""
    if minutes.ranking and minutes.ranking.places:
        yield from _points(minutes, minutes.ranking.places, t)
    if minutes.tally:
        yield from _votes(minutes, t)
    if minutes.lot:
        yield Heading(t.plain("Lot"))
        order = ", ".join(minutes.application(one).receipt for one in minutes.lot.drawn)
        yield Text(t.plain("The rules have a lot decide between equals. Order drawn: {order}.",
                           order=order))  # fmt: skip
        if minutes.whole:
            yield Text(minutes.lot.words)


def _points(minutes: Minutes, places: tuple[Ranked, ...], t: Translator) -> Iterator[Block]:
    criteria = minutes.edition.contest.jury.criteria
    yield Heading(t.plain("Points"))
    short = len(criteria) > MANY
    names = [f"K{n}" if short else label(one) for n, one in enumerate(criteria, 1)]
    if short:
        legend = "; ".join(f"K{n}: {label(one)}" for n, one in enumerate(criteria, 1))
        yield Text(legend + ".")
    header = (t.plain("Place"), t.plain("Title"), *names, t.plain("Together"))
    rows = tuple(_row(one, criteria, minutes, t) for one in places)
    width = 48 // max(1, len(criteria))
    yield Grid(header, rows, (9, 30, *([width] * len(criteria)), 13))
    decided = tuple(_decided(one, minutes, t) for one in places if one.decided_by)
    if decided:
        yield Text(t.plain("Equal points; what decided the order:"))
        yield Points(decided)
    if minutes.ranking and minutes.ranking.threshold is not None:
        yield Text(t.plain("Threshold of the rules: {points}.",
                           points=points(minutes.ranking.threshold, t)))  # fmt: skip


def label(one: Criterion) -> str:
    """A criterion as people read it."""
    return one.label or one.name.replace("-", " ").replace("_", " ").capitalize()


def _row(
    one: Ranked, criteria: tuple[Criterion, ...], minutes: Minutes, t: Translator
) -> tuple[str, ...]:
    about = minutes.application(one.entry.id)
    place = str(one.rank) if one.standing is Standing.RANKED else t.plain(STANDINGS[one.standing])
    given = [figure(one, each, t) for each in criteria]
    total = points(one.points, t) if one.by_criterion else "–"
    return (place, f"{about.receipt} {about.title}", *given, total)


def figure(one: Ranked, criterion: Criterion, t: Translator) -> str:
    """An application's points on one criterion."""
    value = one.by_criterion.get(criterion.name)
    if value is None:
        return "–"
    return t.number(value.numerator) if value.denominator == 1 else t.number(float(value), 2)


def _decided(one: Ranked, minutes: Minutes, t: Translator) -> str:
    about = minutes.application(one.entry.id)
    by = ORDERS.get(one.decided_by)
    criteria = {each.name: label(each) for each in minutes.edition.contest.jury.criteria}
    said = t.plain(by) if by else criteria.get(one.decided_by, one.decided_by)
    return f"{about.receipt} {about.title}: {said}"


def _votes(minutes: Minutes, t: Translator) -> Iterator[Block]:
    tally = minutes.tally
    assert tally
    yield Heading(t.plain("Residents' vote"))
    yield Text(t.plain("Ballots in the bot: {bot}, on paper: {paper}.", bot=tally.turnout.bot,
                       paper=tally.turnout.paper))  # fmt: skip
    header = (t.plain("Title"), t.plain("In the bot"), t.plain("On paper"), t.plain("Together"))
    ordered = sorted(tally.together, key=lambda name: -tally.together[name])
    rows = tuple(
        (minutes.application(name).title, str(tally.bot.get(name, 0)),
         str(tally.paper.get(name, 0)), str(tally.together[name]))
        for name in ordered
    )  # fmt: skip
    yield Grid(header, rows, (46, 18, 18, 18))
