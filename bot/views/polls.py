"""The vote in the hands of staff: how many voted, codes, paper, the count and the tally."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.contests.contest import PhaseName, VoteMode
from bot.domain.contests.editions import Action, Edition
from bot.domain.contests.overviews import (
    BallotPaper,
    Codes,
    PaperEntered,
    PaperUnread,
    Tallied,
    VoteDesk,
)
from bot.i18n import Translator
from bot.views import ballots
from bot.views.actions import (
    CountVotes,
    EnterPaperBallot,
    IssueCodes,
    ManageVote,
    ModerateRemarks,
    ShowBallot,
    ShowContest,
    ShowTally,
    TakeBackPaper,
)
from bot.views.faults import menu_button, words_of
from bot.views.screen import Attachment, Button, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
NUMBERS = (16, 48, 120, 240)  # slips, eight on a page
BAR = 12  # the longest bar, in blocks


def open_votes(found: BallotPaper | Sequence[Edition], t: Translator) -> Screen:
    """`/glosuj`: the only open ballot, or which of several."""
    if isinstance(found, BallotPaper):
        return ballots.opened(found, t)
    if not found:
        text = t("<b>No vote is open now.</b>\nWhen one opens, the contest shows it.")
        return Screen(text, ((menu_button(t),),))
    rows = tuple((Button(one.title, ShowBallot(one.id)),) for one in found)
    return Screen(t("<b>In which contest do you vote?</b>"), (*rows, (menu_button(t),)))


def desk(shown: VoteDesk, t: Translator) -> Screen:
    """How many, never how they stand."""
    edition, vote = shown.edition, shown.edition.contest.vote
    parts = [t("<b>The vote</b> · {title}", title=edition.title)]
    if vote.mode is not VoteMode.NONE:
        parts.append(_turnout(shown, t))
    if shown.phase is PhaseName.VOTE:
        parts.append(t("How the vote stands is hidden from everybody until it is over."))
    if vote.codes:
        parts.append(t("Codes issued: {issued}. Used: {used}.",
                       issued=shown.issued, used=shown.used))  # fmt: skip
    rows: list[Row] = []
    if vote.codes and Action.ISSUE_CODES in shown.may:
        rows.append((Button(t.plain("Codes to print"), IssueCodes(edition.id, 0)),))
    rows += _counting(shown, t)
    if vote.support:
        rows.append((Button(t.plain("Remarks to read"), ModerateRemarks(edition.id)),))
    return Screen(GAP.join(parts), (*rows, _back(edition.id, t)))


def _counting(shown: VoteDesk, t: Translator) -> list[Row]:
    """Paper as long as nothing is counted, then the tally."""
    edition, vote = shown.edition, shown.edition.contest.vote
    if vote.mode is VoteMode.NONE:
        return []
    if edition.votes_counted_at:
        seen = Button(t.plain("How people voted"), ShowTally(edition.id))
        return [(seen,)] if Action.SEE_VOTES in shown.may else []
    rows: list[Row] = []
    if vote.paper and Action.ENTER_BALLOTS in shown.may:
        rows.append((Button(t.plain("Enter paper ballots"), EnterPaperBallot(edition.id)),))
    if Action.COUNT_VOTES in shown.may:
        rows.append((Button(t.plain("Count the votes"), CountVotes(edition.id, False)),))
    return rows


def ask_to_count(shown: VoteDesk, t: Translator) -> Screen:
    """It freezes the box: only then a yes."""
    edition, turnout = shown.edition, shown.turnout
    parts = [t(
        "<b>Count the votes?</b>\nOnce they are counted, none can be added or taken back. Only "
        "then does anybody see how people voted."
    ), t("Votes in the bot: {number}.", number=turnout.bot)]  # fmt: skip
    if edition.contest.vote.paper:
        parts.append(t("Votes on paper: {number}. Are all of them entered?", number=turnout.paper))
    yes = Button(t.plain("Yes, count them"), CountVotes(edition.id, True))
    back = Button(t.plain("The vote"), ManageVote(edition.id))
    return Screen(GAP.join(parts), ((yes,), (back,)))


def _turnout(shown: VoteDesk, t: Translator) -> Markup:
    turnout, phase = shown.turnout, shown.edition.contest.phase(PhaseName.VOTE)
    lines = [t("Votes in the bot: {number}.", number=turnout.bot)]
    if shown.edition.contest.vote.paper:
        lines.append(t("Votes on paper: {number}.", number=turnout.paper))
    if phase and phase.end and shown.phase is PhaseName.VOTE:
        lines.append(t("Until {moment}.", moment=t.moment(phase.end)))
    return LINE.join(lines)


def ask_number(shown: VoteDesk, t: Translator) -> Screen:
    """How many slips?"""
    contest = shown.edition.id
    text = t(
        "<b>How many codes?</b>\nEight slips fit on a page. Each code works once. Codes are shown "
        "only in that file: nobody can see them later.\nAnother number, up to 500, can be typed: "
        "<code>{command}</code>", command=f"/glosowanie {contest} kody 100",
    )  # fmt: skip
    buttons = [Button(str(n), IssueCodes(contest, n)) for n in NUMBERS]
    back = Button(t.plain("The vote"), ManageVote(contest))
    return Screen(text, (tuple(buttons), (back,)))


def issued(made: Codes, t: Translator) -> Screen:
    """The file, once."""
    text = t.many(
        "<b>{number} code to print.</b>\nCut along the lines. Give one slip to a person, and do "
        "not write down who got which. This file is not kept: print it now.",
        "<b>{number} codes to print.</b>\nCut along the lines. Give one slip to a person, and do "
        "not write down who got which. This file is not kept: print it now.",
        len(made.codes),
    )
    file = Attachment("document", f"kody-{made.edition.id}.pdf", made.content)
    back = Button(t.plain("The vote"), ManageVote(made.edition.id))
    return Screen(text, ((back,),), attachment=file)


def enter_paper(shown: VoteDesk, t: Translator) -> Screen:
    """What to type."""
    contest = shown.edition.id
    lines = [t("{number}. {title}", number=one.number, title=one.title)
             for one in shown.candidates]  # fmt: skip
    text = t(
        "<b>Type what stands on the ballots.</b>\nOne ballot is one line: the numbers of the "
        "ideas, for example {example}. With points, type “1: 5, 2: 3”. Leave invalid ones out.",
        example="1, 2",
    )
    done = Button(t.plain("That is all"), ManageVote(contest))
    return Screen(GAP.join([text, LINE.join(lines)]) if lines else text, ((done,),))


def entered(done: PaperEntered, t: Translator) -> Screen:
    """What was taken, and what is no ballot."""
    contest, number, parts = done.edition.id, len(done.entered), []
    if number:
        lines = [t("• {titles}", titles=", ".join(titles)) for titles in done.entered[-10:]]
        head = t.many("<b>{number} paper ballot entered.</b>",
                      "<b>{number} paper ballots entered.</b>", number)  # fmt: skip
        parts.append(LINE.join((head, *lines)))
    parts += [_unread(one, t) for one in done.unread[:5]]
    if done.unread:
        parts.append(t("Correct only these lines and send them once more."))
    parts.append(t("Votes on paper: {number}.", number=done.turnout.paper))
    rows: list[Row] = []
    if number:
        rows.append((Button(t.plain("Take these back"), TakeBackPaper(contest, done.batch)),))
    rows.append((Button(t.plain("That is all"), ManageVote(contest)),))
    return Screen(GAP.join(parts), tuple(rows))


def _unread(one: PaperUnread, t: Translator) -> Markup:
    return (
        t("<b>Not entered: {line}</b>", line=one.text[:60])
        + LINE
        + words_of(one.reason, one.facts, t)
    )


def tally(found: Tallied, t: Translator) -> Screen:
    """Who got what: paper and bot apart, then together."""
    counted, points = found.tally, found.edition.contest.vote.type.counts_points
    every = sorted(found.candidates, key=lambda one: (-counted.together[one.id], one.number))
    longest = max([counted.together[one.id] for one in every], default=0) or 1
    blocks = []
    for one in every:
        number = counted.together[one.id]
        said = _points(number, t) if points else _votes(number, t)
        lines = [
            t("<b>{number}. {title}</b>: {said}", number=one.number, title=one.title, said=said)
        ]
        if found.edition.contest.vote.paper:
            lines.append(t("bot {bot}, paper {paper}", bot=counted.bot[one.id],
                           paper=counted.paper[one.id]))  # fmt: skip
        if number:
            lines.append(Markup.escape("▇" * max(1, round(BAR * number / longest))))
        blocks.append(LINE.join(lines))
    turnout = counted.turnout
    head = t("<b>How people voted</b> · {title}", title=found.edition.title)
    many = t.many("{number} person voted: {bot} in the bot, {paper} on paper.",
                  "{number} people voted: {bot} in the bot, {paper} on paper.",
                  turnout.bot + turnout.paper, bot=turnout.bot, paper=turnout.paper)  # fmt: skip
    note = t("Nothing of this is public before the protocol is approved.")
    return Screen(GAP.join([head, many, *blocks, note]), (_back(found.edition.id, t),))


def _votes(number: int, t: Translator) -> Markup:
    return t.many("{number} vote", "{number} votes", number)


def _points(number: int, t: Translator) -> Markup:
    return t.many("{number} point", "{number} points", number)


def _back(contest: int, t: Translator) -> Row:
    return (Button(t.plain("The contest"), ShowContest(contest)), menu_button(t))
