"""Votes explained: most votes first, and the Method of Equal Shares, as a story with pictures."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from bot.domain.contests.explanations import Explained
from bot.domain.contests.greedy import Step, Verdict
from bot.i18n import Translator, mark
from bot.views.charts import Bar
from bot.views.explanation_pages import Page

LINE = Markup("\n")
VERDICTS = {
    Verdict.FUNDED: mark("fits"),
    Verdict.NO_MONEY: mark("does not fit"),
    Verdict.STOPPED: mark("after the end"),
    Verdict.BELOW_THRESHOLD: mark("too few votes"),
    Verdict.BARRED: mark("excluded by another"),
    Verdict.WITHDRAWN: mark("withdrawn"),
}


def rough(grosze: Fraction, t: Translator) -> str:
    """A share to the grosz, never more than it was."""
    return t.money(int(grosze))


def greedy_pages(shown: Explained, t: Translator) -> tuple[Page, ...]:
    """Votes; then one after another as long as the money lasts."""
    return (_votes(shown, t), _walk(shown, t))


def shares_pages(shown: Explained, t: Translator) -> tuple[Page, ...]:
    """Votes and shares; purchases; what the others lacked."""
    found = [_equal(shown, t), _purchases(shown, t)]
    if shown.shares and shown.shares.unbought:
        found.append(_lacking(shown, t))
    return tuple(found)


def _bars(shown: Explained) -> tuple[Bar, ...]:
    ordered = sorted(shown.votes, key=lambda name: -shown.votes[name])
    return tuple(Bar(shown.titles[name], shown.votes[name]) for name in ordered)


def _votes(shown: Explained, t: Translator) -> Page:
    words = t.many(
        "{number} person voted. The ideas stand in the order of their votes.",
        "{number} people voted. The ideas stand in the order of their votes.", shown.ballots,
    )  # fmt: skip
    return Page(t.plain("Votes"), words, _bars(shown))


def _walk(shown: Explained, t: Translator) -> Page:
    assert shown.greedy
    words = t(
        "We go down the list with {pool}. An idea wins if what is left covers it. Beside each you "
        "see how much was left when its turn came.", pool=t.money(shown.pool),
    )  # fmt: skip
    bars = tuple(_turn(step, shown, t) for step in shown.greedy.steps)
    return Page(t.plain("How much was left for each"), words, bars)


def _turn(step: Step, shown: Explained, t: Translator) -> Bar:
    title = shown.titles[step.project]
    label = t.plain("{title}: costs {cost}, {verdict}", title=title, cost=t.money(step.cost),
                    verdict=t.plain(VERDICTS[step.verdict]))  # fmt: skip
    return Bar(label, step.left, text=t.money(step.left))


def _equal(shown: Explained, t: Translator) -> Page:
    assert shown.shares
    words = [
        t.many(
            "{number} person voted, and everybody got the same part of the pool to spend.",
            "{number} people voted, and everybody got the same part of the pool to spend.",
            shown.ballots,
        ),
        t("{pool} divided by all of them is {share} for each. So every vote weighs the same, and "
          "small neighbourhoods count too.", pool=t.money(shown.pool),
          share=rough(shown.first_share, t)),
    ]  # fmt: skip
    if shown.shares.round.share > shown.first_share:
        words.append(t(
            "At the end money was left. So we counted again with 1 zł more for each, again and "
            "again, up to {share}. More would have gone over the pool or changed nothing.",
            share=rough(shown.shares.round.share, t),
        ))  # fmt: skip
    return Page(t.plain("Votes"), LINE.join(words), _bars(shown))


def _purchases(shown: Explained, t: Translator) -> Page:
    assert shown.shares
    words = [t(
        "An idea wins when those who voted for it can pay for it together. The one that asks the "
        "least of each of them comes first. Who has less than that gives all they have."
    )]  # fmt: skip
    bars = []
    for number, one in enumerate(shown.shares.round.purchases, 1):
        title = shown.titles[one.project]
        words.append(t.many(
            "{place}. {title}: {cost}, paid by {number} voter, up to {payment} each.",
            "{place}. {title}: {cost}, paid by {number} voters, up to {payment} each.",
            one.payers, place=number, title=title, cost=t.money(one.cost),
            payment=rough(one.payment, t),
        ))  # fmt: skip
        bars.append(Bar(f"{number}. {title}", int(one.payment), text=rough(one.payment, t)))
    return Page(t.plain("What each supporter paid"), LINE.join(words), tuple(bars))


def _lacking(shown: Explained, t: Translator) -> Page:
    assert shown.shares
    words = t(
        "The others did not win, because those who voted for them had too little left together. "
        "They had paid for other ideas they voted for, or there were too few of them."
    )
    bars: list[Bar] = []
    for one in shown.shares.unbought:
        title = shown.titles[one.project]
        needed = t.plain("{title}: needed", title=title)
        bars.append(Bar(needed, one.cost, text=t.money(one.cost)))
        had = t.plain("{title}: its supporters had", title=title)
        bars.append(Bar(had, int(one.money), text=rough(one.money, t)))
    return Page(t.plain("What the others lacked"), words, tuple(bars))
