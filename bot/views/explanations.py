"""How it was counted, in plain words with pictures; each picture stands in words beside it."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.contests.awards import Decision
from bot.domain.contests.explanations import Explained, ExplanationShown, Method
from bot.domain.contests.scoring import Aggregate
from bot.i18n import Translator, mark
from bot.views.actions import ExplainCount, ShowAwards, ShowContest
from bot.views.awards import GAP, LINE, OUTCOMES, points
from bot.views.charts import Bar, bar_chart_svg, png
from bot.views.explained_votes import greedy_pages, shares_pages
from bot.views.explanation_pages import Page
from bot.views.faults import menu_button
from bot.views.own_explanations import own_page
from bot.views.screen import Attachment, Button, Row, Screen

AGGREGATES = {
    Aggregate.SUM: mark(
        "Each member of the committee gave points. We add the points of all of them. Where "
        "somebody was left out, the sum of the others is scaled up, so that totals stay comparable."
    ),
    Aggregate.MEAN: mark(
        "Each member of the committee gave points. We take the mean of those who judged the idea."
    ),
    Aggregate.MEDIAN: mark(
        "Each member of the committee gave points. We order the totals and take the middle one."
    ),
    Aggregate.TRIMMED: mark(
        "Each member of the committee gave points. We leave out the highest and the lowest total "
        "and take the mean of the rest."
    ),
}


def pages(shown: Explained, t: Translator) -> tuple[Page, ...]:
    """Two to four of them; one about an application of one's own."""
    if shown.own:
        return (own_page(shown, t),)
    match shown.method:
        case Method.EQUAL_SHARES:
            return shares_pages(shown, t)
        case Method.GREEDY:
            return greedy_pages(shown, t)
        case Method.WEIGHTED:
            return (_weighted(shown, t), _money(shown, t))
        case _:
            return (_points(shown, t), _money(shown, t))


def draw(shown: Explained, page: int, t: Translator) -> bytes:
    """The picture of a page, PNG; tenths of a second, never on the event loop."""
    found = _page(shown, page, t)
    return png(bar_chart_svg(found.title, found.bars, found.footer))


def screen(shown: ExplanationShown, t: Translator) -> Screen:
    """A page: words, the picture, the way on."""
    explained = shown.explained
    every = pages(explained, t)
    page = _page(explained, shown.page, t)
    number, contest = every.index(page) + 1, explained.edition.id
    heading = t("<b>How it was counted · {number} of {last}</b>", number=number, last=len(every))
    if explained.own:
        heading = t("<b>Your idea: {title}</b>", title=explained.titles[explained.own])
    lines = [Markup.escape(f"{bar.label}: {bar.caption}") for bar in page.bars]
    text = GAP.join((heading, page.words, LINE.join(lines)))
    rows: list[Row] = []
    if number < len(every):
        rows.append((Button(t.plain("Next"), ExplainCount(contest, number + 1)),))
    if number > 1:
        rows.append((Button(t.plain("Back"), ExplainCount(contest, number - 1)),))
    rows.append((Button(t.plain("Results"), ShowAwards(contest)),
                 Button(t.plain("Contest"), ShowContest(contest))))  # fmt: skip
    rows.append((menu_button(t),))
    return Screen(text, tuple(rows), Attachment("photo", f"liczenie-{number}.png", shown.picture))


def _page(shown: Explained, page: int, t: Translator) -> Page:
    every = pages(shown, t)
    return every[min(max(page, 1), len(every)) - 1]


def _points(shown: Explained, t: Translator) -> Page:
    ranking, jury = shown.ranking, shown.edition.contest.jury
    assert ranking
    words = [t(AGGREGATES[jury.policy.aggregate])]
    words.append(t("The most an idea could get: {points}.", points=points(ranking.maximum, t)))
    if ranking.threshold is not None:
        least = points(ranking.threshold, t)
        words.append(t("The rules ask for at least {points}.", points=least))
    bars = tuple(
        Bar(shown.titles[one.entry.id], round(one.points * 100), text=points(one.points, t))
        for one in ranking.places
    )
    return Page(t.plain("Points of the ideas"), LINE.join(words), bars)


def _weighted(shown: Explained, t: Translator) -> Page:
    weight = shown.edition.contest.vote.weight
    words = t(
        "The committee's points and the residents' votes count together. The committee has "
        "{jury}%, the vote {vote}%. An idea's points are taken as a part of the most possible, its "
        "votes as a part of all votes.", jury=round((1 - weight) * 100), vote=round(weight * 100),
    )  # fmt: skip
    bars = tuple(
        Bar(shown.titles[one.application], round(one.total * 10_000),
            text=f"{t.number(float(one.total * 100), 1)}%")
        for one in shown.together
    )  # fmt: skip
    return Page(t.plain("Committee and vote together"), words, bars)


def _money(shown: Explained, t: Translator) -> Page:
    words = t(
        "Then the pool of {pool} is given out from the first place down. Who asks for more than "
        "is left waits on the reserve list.", pool=t.money(shown.pool),
    )  # fmt: skip
    parts = [words]
    if shown.awards.changes:
        parts.append(t("Later decisions of the committee are in the protocol, with their reasons."))
    bars = tuple(_given(one, shown, t) for one in shown.awards.decisions)
    return Page(t.plain("Who gets how much"), LINE.join(parts), bars)


def _given(one: Decision, shown: Explained, t: Translator) -> Bar:
    said = t.plain("{awarded} of {asked}", awarded=t.money(one.awarded),
                   asked=t.money(one.requested))  # fmt: skip
    outcome = t.plain(OUTCOMES[one.outcome])
    return Bar(f"{shown.titles[one.application]} ({outcome})", one.awarded, text=said)
