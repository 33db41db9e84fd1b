"""The ballot on a phone: the list, what each idea is about, points for each."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from bot.domain.contests.ballots import counts_points, most, points_left
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.elections import VoteType
from bot.domain.contests.overviews import BallotPaper, Candidate
from bot.domain.contests.voting import POINTS_TO_SHARE
from bot.i18n import Translator, mark
from bot.views.actions import (
    AskPoints,
    GivePoints,
    ReviewBallot,
    TickCandidate,
    TurnBallot,
)
from bot.views.cast_ballots import ask_code, contest_button, review, thanked, voted_before
from bot.views.screen import Button, Effect, Replace, Row, Screen, Toast

GAP, LINE = Markup("\n\n"), Markup("\n")
PAGE = 8  # candidates on one screen
LABEL = 34  # characters of a title on a button
SUMMARY = 320  # characters on a screen with several; one alone is shown whole
POINTS_A_ROW = 6
Page = Callable[[BallotPaper, Translator], Screen]
HOW = {
    VoteType.APPROVAL: mark("Choose as many ideas as you like."),
    VoteType.CHOOSE_ONE: mark("Choose one idea."),
    VoteType.ORDINAL: mark("Choose from the best one on: the first you tap is your first place."),
    VoteType.CUMULATIVE: mark("You have {points} points. Share them out as you like."),
    VoteType.SCORING: mark("Give each idea from 1 to {points} points, or none."),
}
TYPED = {
    VoteType.CHOOSE_ONE: mark("You can also type its number, for example: {example}"),
    VoteType.CUMULATIVE: mark("You can also type numbers and points, for example: {example}"),
    VoteType.SCORING: mark("You can also type numbers and points, for example: {example}"),
}
TYPED_NUMBERS = mark("You can also type numbers, for example: {example}")


def opened(paper: BallotPaper, t: Translator) -> Screen:
    """The first page; whoever has voted is thanked."""
    return _list(paper, 0, t)


def turned(page: int) -> Callable[[BallotPaper, Translator], tuple[Effect, ...]]:
    """The tapped message shows that page."""
    return lambda paper, t: (Replace(_list(paper, page, t)),)


def ticked(page: int) -> Callable[[BallotPaper, Translator], tuple[Effect, ...]]:
    """The same after a tick; what is so already stays as it is."""

    def view(paper: BallotPaper, t: Translator) -> tuple[Effect, ...]:
        if paper.told == "same":
            return (Toast(thanked(t) if paper.voted else t.plain("This is so already.")),)
        return turned(page)(paper, t)

    return view


def scored(candidate: str) -> Callable[[BallotPaper, Translator], tuple[Effect, ...]]:
    """The page on which points were given."""

    def view(paper: BallotPaper, t: Translator) -> tuple[Effect, ...]:
        places = [place for place, one in enumerate(paper.candidates) if one.id == candidate]
        return turned(places[0] // PAGE if places else 0)(paper, t)

    return view


def explained(page: int) -> Page:
    """The same page with what each idea is about."""
    return lambda paper, t: _details(paper, _part(paper, page), page, t)


def explained_one(number: int) -> Page:
    """One idea, whole; the first page where there is no such number."""

    def view(paper: BallotPaper, t: Translator) -> Screen:
        found = [one for one in paper.candidates if one.number == number]
        return _details(paper, found or _part(paper, 0), 0, t)

    return view


def asked_points(candidate: str, page: int) -> Callable[..., tuple[Effect, ...]]:
    """How many points for this one?"""
    return lambda paper, t: (Replace(_points(paper, candidate, page, t)),)


def after_typing(paper: BallotPaper, t: Translator) -> Screen:
    """A code opens the list, or the review where something is chosen; a ballot the review."""
    return review(paper, t) if paper.draft.projects or paper.voted else _list(paper, 0, t)


def _list(paper: BallotPaper, page: int, t: Translator) -> Screen:
    if paper.voted:
        return voted_before(paper.edition, t)
    page = min(max(page, 0), _pages(paper) - 1)
    shown = _part(paper, page)
    parts = [_heading(paper, t)]
    if paper.told == "code":
        parts.append(t("The code is right. Now choose."))
    elif paper.lacks_code:
        parts.append(ask_code(t))
    lines = (t("{number}. {title}", number=one.number, title=one.title) for one in shown)
    parts += [LINE.join(lines), LINE.join((_typed(paper, t), _order(t)))]
    return Screen(GAP.join(parts), (*_choices(paper, shown, page, t), *_ways(paper, page, t)))


def _heading(paper: BallotPaper, t: Translator) -> Markup:
    vote = paper.edition.contest.vote
    lines = [t("<b>Vote</b> · {title}", title=paper.edition.title)]
    phase = paper.edition.contest.phase(PhaseName.VOTE)
    if phase and phase.end:
        lines.append(t("Until {moment}.", moment=t.moment(phase.end)))
    limited = most(vote) and vote.type is not VoteType.CHOOSE_ONE
    if vote.type is not VoteType.APPROVAL or not limited:
        lines.append(t(HOW[vote.type], points=POINTS_TO_SHARE))
    if limited:
        lines.append(
            t.many("Choose at most {number} idea.", "Choose at most {number} ideas.", most(vote))
        )
    return LINE.join(lines)


def _typed(paper: BallotPaper, t: Translator) -> Markup:
    numbers = sorted(one.number for one in paper.candidates)[:3]
    vote = paper.edition.contest.vote
    if vote.type is VoteType.CHOOSE_ONE:
        example = str(numbers[0]) if numbers else "1"
    elif counts_points(vote):
        example = ", ".join(f"{n}: {p}" for n, p in zip(numbers, (5, 3, 2), strict=False))
    else:
        example = ", ".join(map(str, numbers[: most(vote) or 3]))
    return t(TYPED.get(vote.type, TYPED_NUMBERS), example=example)


def _order(t: Translator) -> Markup:
    return t("Numbers were drawn by lot. Everybody's list begins at another place.")


def _choices(
    paper: BallotPaper, shown: tuple[Candidate, ...], page: int, t: Translator
) -> tuple[Row, ...]:
    return tuple((_choice(paper, one, page, t),) for one in shown)


def _choice(paper: BallotPaper, one: Candidate, page: int, t: Translator) -> Button:
    contest, draft, vote = paper.edition.id, paper.draft, paper.edition.contest.vote
    name = f"{one.number}. {_short(one.title, LABEL)}"
    chosen = one.id in draft.projects
    if counts_points(vote):
        points = draft.points_of(one.id)
        label = t.plain("{name} · {points} pts", name=name, points=points) if points else name
        return Button(label, AskPoints(contest, int(one.id), page))
    sign = "☑" if chosen else "☐"
    if vote.type is VoteType.CHOOSE_ONE:
        sign = "◉" if chosen else "○"
    if vote.type is VoteType.ORDINAL and chosen:
        sign = t.plain("place {number}:", number=draft.projects.index(one.id) + 1)
    return Button(f"{sign} {name}", TickCandidate(contest, int(one.id), not chosen, page))


def _ways(
    paper: BallotPaper, page: int, t: Translator, *, details: bool = False
) -> tuple[Row, ...]:
    contest, number = paper.edition.id, len(paper.draft.projects)
    rows: list[Row] = []
    if _pages(paper) > 1:
        rows.append(_turning(paper, page, t, details=details))
    if not details:
        rows.append((Button(t.plain("Details"), TurnBallot(contest, page, True)),))
    label = t.plain("Look over my vote ({number})", number=number)
    rows.append((Button(label, ReviewBallot(contest)),))
    rows.append((contest_button(contest, t),))
    return tuple(rows)


def _turning(paper: BallotPaper, page: int, t: Translator, *, details: bool) -> Row:
    contest, last = paper.edition.id, _pages(paper)
    before = Button(t.plain("‹ Back"), TurnBallot(contest, (page - 1) % last, details))
    after = Button(
        t.plain("{page} of {pages} · next ›", page=page + 1, pages=last),
        TurnBallot(contest, (page + 1) % last, details),
    )
    return (before, after)


def _details(
    paper: BallotPaper, shown: list[Candidate] | tuple[Candidate, ...], page: int, t: Translator
) -> Screen:
    length = SUMMARY if len(shown) > 1 else 3000
    parts = [t("<b>Vote</b> · {title}", title=paper.edition.title)]
    for one in shown:
        lines = [t("<b>{number}. {title}</b>", number=one.number, title=one.title)]
        if one.summary:
            lines.append(Markup.escape(_short(one.summary, length)))
        if one.requested:
            lines.append(t("Cost: {amount}", amount=t.money(one.requested)))
        parts.append(LINE.join(lines))
    if any(len(one.summary) > length for one in shown):
        parts.append(t("The whole text: type “details” and the number."))
    choose = Button(t.plain("Choose"), TurnBallot(paper.edition.id, page, False))
    turning = (_turning(paper, page, t, details=True),) if _pages(paper) > 1 else ()
    ways = (contest_button(paper.edition.id, t),)
    return Screen(GAP.join(parts), (*turning, (choose,), ways))


def _points(paper: BallotPaper, candidate: str, page: int, t: Translator) -> Screen:
    contest, vote = paper.edition.id, paper.edition.contest.vote
    one = next((one for one in paper.candidates if one.id == candidate), None)
    if one is None or paper.voted:
        return _list(paper, page, t)
    left = points_left(vote, paper.draft, candidate)
    text = t("<b>{number}. {title}</b>\nHow many points?", number=one.number, title=one.title)
    if vote.type is VoteType.CUMULATIVE:
        text += LINE + t.many(
            "{number} point is left to give.", "{number} points are left to give.", left
        )
    buttons = [Button(str(n), GivePoints(contest, int(candidate), n)) for n in range(left + 1)]
    rows = [tuple(buttons[n : n + POINTS_A_ROW]) for n in range(0, len(buttons), POINTS_A_ROW)]
    back = Button(t.plain("Back"), TurnBallot(contest, page, False))
    return Screen(text, (*rows, (back,)))


def _pages(paper: BallotPaper) -> int:
    return max(1, -(-len(paper.candidates) // PAGE))


def _part(paper: BallotPaper, page: int) -> tuple[Candidate, ...]:
    return paper.candidates[page * PAGE : (page + 1) * PAGE]


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
