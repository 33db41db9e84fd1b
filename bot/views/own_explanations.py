"""„Dlaczego mój pomysł nie wygrał?”: one's own points or votes, and what was lacking."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from bot.domain.contests.explanations import Explained, Method
from bot.domain.contests.greedy import Verdict
from bot.domain.contests.scoring import Criterion, Standing
from bot.i18n import Translator, mark
from bot.views.awards import points, score
from bot.views.charts import Bar
from bot.views.explained_votes import VERDICTS, rough
from bot.views.explanation_pages import Page

LINE = Markup("\n")
DECIDING = {
    Verdict.STOPPED: mark("An idea before it did not fit, and the rules stop there."),
    Verdict.BELOW_THRESHOLD: mark("The rules ask for more votes than it got."),
    Verdict.BARRED: mark("An idea that excludes it got more votes."),
}


def own_page(shown: Explained, t: Translator) -> Page:
    """What decided about this one, with its reason."""
    found = {
        Method.POINTS: _points, Method.WEIGHTED: _points, Method.GREEDY: _greedy,
        Method.EQUAL_SHARES: _shares,
    }[shown.method](shown, t)  # fmt: skip
    words = [_outcome(shown, t), found.words]
    reason = shown.found.words(shown.own)
    if reason:
        words.append(t("What the committee says: {words}", words=reason))
    return Page(found.title, LINE.join(words), found.bars)


def _outcome(shown: Explained, t: Translator) -> Markup:
    one, places = shown.decision, len(shown.awards.decisions)
    facts = {
        "rank": one.rank,
        "places": places,
        "points": score(one.points, shown.edition.contest, t),
    }
    if one.awarded:
        return t("It gets {amount}. Place {rank} of {places}, {points}.",
                 amount=t.money(one.awarded), **facts)  # fmt: skip
    return t("It gets no grant this time. Place {rank} of {places}, {points}.", **facts)


def _points(shown: Explained, t: Translator) -> Page:
    title = t.plain("Your points by criterion")
    ranked = shown.judged
    if ranked is None or not ranked.by_criterion:
        return Page(title, t("Nobody was left to judge it."), ())
    factor = _factor(shown)
    bars = tuple(
        _criterion(one, ranked.by_criterion.get(one.name, Fraction(0)), factor, t)
        for one in shown.edition.contest.jury.criteria
    )
    return Page(title, _lacked(shown, t), bars)


def _criterion(one: Criterion, value: Fraction, factor: int, t: Translator) -> Bar:
    most = one.high * one.weight * factor
    said = t.plain("{points} of {most}", points=points(value, t), most=points(most, t))
    label = one.label or one.name.replace("-", " ").replace("_", " ").capitalize()
    return Bar(label, round(value * 100), text=said)


def _factor(shown: Explained) -> int:
    """How often a criterion's points are added up."""
    criteria = shown.edition.contest.jury.criteria
    single = sum(one.high * one.weight for one in criteria if not one.bonus)
    maximum = shown.ranking.maximum if shown.ranking else Fraction(0)
    return round(maximum / single) if single else 1


def _lacked(shown: Explained, t: Translator) -> Markup:
    one, awards = shown.decision, shown.awards
    if one.awarded:
        return t("These are the points you got.")
    ranked = shown.judged
    if ranked and ranked.standing is Standing.BELOW_THRESHOLD and shown.ranking:
        least = shown.ranking.threshold or Fraction(0)
        return t("The rules ask for at least {points}.", points=points(least, t))
    winners = [other for other in awards.decisions if other.awarded]
    if not winners:
        return t("No idea got a grant this time.")
    last = min(winners, key=lambda other: other.points)
    return t(
        "The last idea with a grant has {points}. After the grants {left} was left, and you asked "
        "for {asked}.", points=points(last.points, t), left=t.money(awards.left),
        asked=t.money(one.requested),
    )  # fmt: skip


def _greedy(shown: Explained, t: Translator) -> Page:
    step, title = shown.step, t.plain("What was left, and what it costs")
    if step is None:
        return Page(title, t("It was not in the count."), ())
    if step.verdict is Verdict.NO_MONEY:
        words = t("When its turn came, {left} was left. It costs {cost}, so {more} was lacking.",
                  left=t.money(step.left), cost=t.money(step.cost),
                  more=t.money(step.cost - step.left))  # fmt: skip
    else:
        words = t(DECIDING[step.verdict]) if step.verdict in DECIDING else t(
            VERDICTS[step.verdict])  # fmt: skip
    bars = (
        Bar(t.plain("Left when its turn came"), step.left, text=t.money(step.left)),
        Bar(t.plain("Cost of your idea"), step.cost, text=t.money(step.cost)),
    )
    return Page(title, words, bars)


def _shares(shown: Explained, t: Translator) -> Page:
    title = t.plain("What your supporters had, and what it costs")
    votes = t.many("{number} person voted for it.", "{number} people voted for it.",
                   shown.votes.get(shown.own, 0))  # fmt: skip
    bought, lost = shown.purchase, shown.unbought
    if bought:
        words = t("They paid for it together, up to {payment} each.",
                  payment=rough(bought.payment, t))  # fmt: skip
        paid = Bar(t.plain("Cost of your idea"), bought.cost, text=t.money(bought.cost))
        return Page(title, LINE.join((votes, words)), (paid,))
    if lost is None:
        return Page(title, t("It was not in the count."), ())
    more = lost.cost - int(lost.money)
    words = t(
        "Each of them had {share} to spend. What they had left together is {had}. It costs {cost}, "
        "so {more} was lacking.", share=rough(shown.shares.round.share, t) if shown.shares else "",
        had=rough(lost.money, t), cost=t.money(lost.cost), more=t.money(more),
    )  # fmt: skip
    bars = (
        Bar(t.plain("Left with your supporters"), int(lost.money), text=rough(lost.money, t)),
        Bar(t.plain("Cost of your idea"), lost.cost, text=t.money(lost.cost)),
    )
    return Page(title, LINE.join((votes, words)), bars)
