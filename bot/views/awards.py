"""Decisions of a round, for staff: what the rules give, who gets how much, what is next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from markupsafe import Markup

from bot.domain.contests.award_answers import AwardTalk
from bot.domain.contests.awards import Awards, Decision, Outcome, Why
from bot.domain.contests.contest import Contest, VoteMode
from bot.domain.contests.editions import Edition
from bot.domain.contests.overviews import Decisions, Undivided
from bot.domain.contests.setting_up import ContestsShown
from bot.i18n import Translator, mark
from bot.views.actions import (
    AskAward,
    ChangeAwards,
    CountVotes,
    DividePool,
    PublishList,
    SendDecisions,
    ShowAwards,
    ShowContest,
    ShowDecision,
    ShowDecisions,
)
from bot.views.faults import REFUSALS, menu_button
from bot.views.screen import Button, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
LABEL = 34  # characters of a title on a button
IN_A_ROW = 5  # numbers beside each other
OUTCOMES = {
    Outcome.FUNDED: mark("grant"),
    Outcome.REDUCED: mark("part of it"),
    Outcome.RESERVE: mark("reserve list"),
    Outcome.REJECTED: mark("no grant"),
    Outcome.UNDECIDED: mark("tie: to be decided"),
}
APPROVE = {True: mark("Approve the amendment"), False: mark("Approve the protocol")}
WHYS = {
    Why.RANK: mark("By rank."),
    Why.LAST_MONEY: mark("It got what was left of the pool."),
    Why.SHARED: mark("All requests were cut by the same part."),
    Why.NO_MONEY: mark("The rest of the pool does not cover it."),
    Why.WINNERS_FULL: mark("As many won as the rules allow."),
    Why.BELOW_THRESHOLD: mark("Below the threshold of the rules."),
    Why.NOT_SCORED: mark("Nobody was left to judge it."),
    Why.TIE: mark("Equal to others at the end of the money."),
    Why.BY_PEOPLE: mark("Decided by people."),
    Why.POOL_RAISED: mark("Because the pool grew."),
}


def contests(found: ContestsShown, t: Translator) -> Screen:
    """`/decyzje`: of which contest?"""
    editions = [one.edition for one in found.overviews]
    if not editions:
        return Screen(t("<b>Decisions</b>\nThere is no contest yet."), ((menu_button(t),),))
    lines = [t("{number}. {title}", number=one.id, title=one.title) for one in editions]
    text = LINE.join((t("<b>Decisions: of which contest?</b>"), *lines))
    rows = tuple((Button(clip(one.title), ShowDecisions(one.id)),) for one in editions)
    return Screen(text, (*rows, (menu_button(t),)))


def contests_with_results(found: ContestsShown, t: Translator) -> Screen:
    """`/wyniki`: of which contest?"""
    public = [one.edition for one in found.overviews if one.edition.public_rounds]
    if not public:
        return Screen(t("<b>Results of contests</b>\nNone are public yet."), ((menu_button(t),),))
    rows = tuple((Button(clip(one.title), ShowAwards(one.id)),) for one in public)
    return Screen(t("<b>Results: of which contest?</b>"), (*rows, (menu_button(t),)))


def board(shown: Decisions | Undivided, t: Translator) -> Screen:
    """The round as it stands, or before the pool is divided."""
    return undivided(shown, t) if isinstance(shown, Undivided) else decisions(shown, t)


def undivided(shown: Undivided, t: Translator) -> Screen:
    """What the rules would give; nothing is kept before the tap."""
    edition = shown.edition
    if shown.awards is None:
        return _obstacle(shown, t)
    text = GAP.join((
        heading(edition, t),
        t("So the rules would divide the pool. Nothing is decided yet, and nobody sees it."),
        listed(shown.awards, shown.titles, edition.contest, t),
        pool(shown.awards, t),
    ))  # fmt: skip
    divide = Button(t.plain("Divide the pool like this"), DividePool(edition.id))
    return Screen(text, ((divide,), back(edition, t)))


def _obstacle(shown: Undivided, t: Translator) -> Screen:
    edition = shown.edition
    if not shown.tied:
        count = Button(t.plain("Count the votes"), CountVotes(edition.id, False))
        rows = ((count,),) if shown.obstacle == "votes_not_counted" else ()
        return Screen(GAP.join((heading(edition, t), t(REFUSALS[shown.obstacle]))),
                      (*rows, back(edition, t)))  # fmt: skip
    names = [t("{number}. {title}", number=n, title=shown.titles[one])
             for n, one in enumerate(shown.tied, 1)]  # fmt: skip
    text = GAP.join((
        heading(edition, t),
        t("These are equal, and the rules have a lot decide. Draw it among people, then write down "
          "the order."),
        LINE.join(names),
    ))  # fmt: skip
    note = Button(t.plain("Write down the lot"), AskAward(AwardTalk.LOT.value, edition.id))
    return Screen(text, ((note,), back(edition, t)))


def decisions(shown: Decisions, t: Translator, news: Markup | None = None) -> Screen:
    """The list, what is left, what has to be done next. `news`: what has just changed."""
    edition = shown.edition
    parts = [heading(edition, t, shown.awards.round)] if news is None else [news]
    parts += [
        listed(shown.awards, shown.titles, edition.contest, t),
        pool(shown.awards, t),
        advice(shown, t),
    ]
    frozen_ = shown.awards.round != edition.round
    rows = () if frozen_ else (*_next(shown, t), *_numbers(shown))
    more = Button(t.plain("Change or take away"), ChangeAwards(edition.id))
    return Screen(GAP.join(part for part in parts if part), (*rows, (more,), back(edition, t)))


def heading(edition: Edition, t: Translator, round_: int = 0) -> Markup:
    """„Decyzje · Zrób to w Zalesiu · runda 2”"""
    number = round_ or edition.round
    if number == 1 and edition.round == 1:
        return t("<b>Decisions · {title}</b>", title=edition.title)
    return t("<b>Decisions · {title} · round {number}</b>", title=edition.title, number=number)


def listed(awards: Awards, titles: Mapping[str, str], contest: Contest, t: Translator) -> Markup:
    """A numbered line for each application."""
    lines = (
        line(n, one, titles[one.application], contest, t)
        for n, one in enumerate(awards.decisions, 1)
    )
    return LINE.join(lines)


def line(number: int, one: Decision, title: str, contest: Contest, t: Translator) -> Markup:
    """„2. Ogród · miejsce 2, 8 pkt · 0,00 zł z 2 000,00 zł · lista rezerwowa”"""
    if not contest.ranks:
        return t(
            "{number}. <b>{title}</b> · {awarded} of {asked} · {outcome}", number=number,
            title=title, awarded=t.money(one.awarded), asked=t.money(one.requested),
            outcome=t.plain(OUTCOMES[one.outcome]),
        )  # fmt: skip
    return t(
        "{number}. <b>{title}</b> · place {rank}, {points} · {awarded} of {asked} · {outcome}",
        number=number, title=title, rank=one.rank, points=score(one.points, contest, t),
        awarded=t.money(one.awarded), asked=t.money(one.requested),
        outcome=t.plain(OUTCOMES[one.outcome]),
    )  # fmt: skip


def score(value: Fraction, contest: Contest, t: Translator) -> str:
    """What the place follows from: points, votes, or both together as a part of the most."""
    vote = contest.vote
    if vote.mode is VoteMode.WEIGHTED:
        return t.plain("{value}%", value=t.number(float(value * 100), 1))
    if vote.mode in (VoteMode.DECIDES, VoteMode.TOP) and not vote.type.counts_points:
        return t.many_plain("{number} vote", "{number} votes", int(value))
    return points(value, t)


def points(value: Fraction, t: Translator) -> str:
    """„38,5 pkt”; thirds are written with two digits."""
    if value.denominator == 1:
        return t.plain("{value} pts", value=t.number(value.numerator))
    return t.plain("{value} pts", value=t.number(float(value), 2))


def pool(awards: Awards, t: Translator) -> Markup:
    """What there is, what is given, what is left."""
    return t(
        "Pool: {pool}. Given: {given}. <b>Left: {left}.</b>",
        pool=t.money(awards.terms.pool), given=t.money(awards.given), left=t.money(awards.left),
    )  # fmt: skip


def advice(shown: Decisions, t: Translator) -> Markup:
    """The one thing that has to be done now."""
    if shown.awards.round != shown.edition.round:
        return t("This round is finished. Its decisions stay as they are.")
    if shown.undecided:
        return t(
            "<b>A tie where the money ends: {titles}.</b>\nSay who gets a grant, and why. Until "
            "then nothing can be approved.", titles=_titles(shown, shown.undecided),
        )  # fmt: skip
    if shown.unexplained:
        return t(
            "<b>No reason yet: {titles}.</b>\nWhoever gets nothing learns why, in your words.",
            titles=_titles(shown, shown.unexplained),
        )  # fmt: skip
    return _afterwards(shown, t)


def _afterwards(shown: Decisions, t: Translator) -> Markup:
    found = shown.round
    if not found.approved:
        if found.protocol:
            return t(
                "<b>Something has changed since protocol {reference}.</b>\nApprove an amendment.",
                reference=found.protocol.reference,
            )
        return t("<b>Everything is decided.</b>\nNow approve the protocol. Nobody hears of it yet.")
    assert found.protocol
    if shown.unsent:
        return t(
            "<b>Protocol {reference} is approved.</b>\nNow send the decisions to those who "
            "applied. The list is public only after that.", reference=found.protocol.reference,
        )  # fmt: skip
    if shown.edition.published_at is None:
        return t("<b>The decisions are sent.</b>\nNow you can publish the list for the town.")
    return t("<b>The list is public</b> since {moment}.",
             moment=t.moment(shown.edition.published_at))  # fmt: skip


def _titles(shown: Decisions, names: Sequence[str]) -> str:
    places = {one.application: n for n, one in enumerate(shown.awards.decisions, 1)}
    return ", ".join(f"{places[one]}. {shown.titles[one]}" for one in names)


def _next(shown: Decisions, t: Translator) -> tuple[Row, ...]:
    contest = shown.edition.id
    if shown.undecided:
        return tuple(
            (Button(t.plain("Grant: {title}", title=clip(shown.titles[one])),
                    AskAward(AwardTalk.TIE.value, int(one))),)
            for one in shown.undecided
        )  # fmt: skip
    if shown.unexplained:
        if len(shown.unexplained) == 1:
            why = AskAward(AwardTalk.REASON.value, int(shown.unexplained[0]))
        else:
            why = AskAward(AwardTalk.REASONS.value, contest)
        return ((Button(t.plain("Give the reason"), why),),)
    if not shown.round.approved:
        approve = AskAward(AwardTalk.APPROVE.value, contest)
        label = APPROVE[shown.round.protocol is not None]
        return ((Button(t.plain(label), approve),),)
    if shown.unsent:
        return ((Button(t.plain("Send the decisions"), SendDecisions(contest, False)),),)
    if shown.edition.published_at is None:
        return ((Button(t.plain("Publish the list"), PublishList(contest, False)),),)
    return ((Button(t.plain("See the list"), ShowAwards(contest)),),)


def _numbers(shown: Decisions) -> tuple[Row, ...]:
    buttons = [
        Button(str(n), ShowDecision(int(one.application)))
        for n, one in enumerate(shown.awards.decisions, 1)
    ]
    return tuple(tuple(buttons[at : at + IN_A_ROW]) for at in range(0, len(buttons), IN_A_ROW))


def back(edition: Edition, t: Translator) -> Row:
    """To the contest."""
    return (Button(t.plain("Contest"), ShowContest(edition.id)), menu_button(t))


def to_decisions(contest: int, t: Translator) -> Row:
    """To the list of decisions."""
    return (Button(t.plain("Decisions"), ShowDecisions(contest)), menu_button(t))


def clip(title: str) -> str:
    """A title that fits on a button."""
    return title if len(title) <= LABEL else title[: LABEL - 1].rstrip() + "…"
