"""Elections as files: how to count one, who wins and for how much, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.domain.contests.election_files import (
    NotCounted,
    Offered,
    Outcome,
    StillCounting,
    Trial,
    Way,
    Winner,
)
from bot.domain.contests.elections import VoteType
from bot.domain.contests.pabulib import Code, Problem
from bot.domain.contests.workbook import TakenAway
from bot.i18n import Translator, mark
from bot.views.actions import CountElection, ListApplications
from bot.views.answers import clipped
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
SHOWN = 40  # winners in a message
VALUE = 40  # characters of what stands in the file
WAYS = {
    Way.AS_WRITTEN: mark("By the rule in the file"),
    Way.GREEDY: mark("Most votes first"),
    Way.GREEDY_NO_SKIP: mark("Most votes, no skipping"),
    Way.EQUAL_SHARES: mark("Equal Shares"),
}
RULES = {
    "greedy": mark("most votes first, skipping what does not fit"),
    "greedy-no-skip": mark("most votes first, up to the one that does not fit"),
    "greedy-threshold": mark("most votes first, from a threshold on"),
    "greedy-exclusive": mark("most votes first, without rivals"),
    "equalshares": mark("Equal Shares"),
    "equalshares/add1": mark("Equal Shares, completed złoty by złoty"),
}
NOT_COUNTED = {
    "unreadable": mark("<b>This file cannot be counted as it is.</b>"),
    "rule_unknown": mark(
        "<b>The file names a rule that the bot does not know: “{rule}”.</b>\nChoose another way."
    ),
    "too_slow": mark(
        "<b>This took longer than a quarter of an hour, so it was given up.</b>\nTry “Most votes "
        "first”."
    ),
    "broken": mark(
        "<b>There was not enough memory for this file.</b>\nTry “Most votes first”, or a smaller "
        "one."
    ),
    "failed": mark("<b>The count broke down.</b>\nSorry, that is our fault. Please try once more."),
}
PROBLEMS = {
    Code.NOT_TEXT: mark("this is no text in UTF-8"),
    Code.OPEN_QUOTE: mark("a quotation mark is never closed"),
    Code.OUTSIDE: mark("this stands outside META, PROJECTS and VOTES"),
    Code.MISSING_SECTION: mark("the section “{value}” is missing"),
    Code.REPEATED_SECTION: mark("the section “{value}” is here twice"),
    Code.SECTION_ORDER: mark("the section “{value}” is not in its place"),
    Code.MISSING_HEADER: mark("the header below “{value}” is missing"),
    Code.MISSING_COLUMN: mark("a column is missing in this header: {value}"),
    Code.REPEATED_COLUMN: mark("the column “{value}” is here twice"),
    Code.MISSING_KEY: mark("META does not say “{value}”"),
    Code.REPEATED_KEY: mark("META says “{value}” twice"),
    Code.EMPTY_CELL: mark("a cell is empty"),
    Code.TOO_MANY_CELLS: mark("there are more cells than columns"),
    Code.REPEATED_ID: mark("the identifier “{value}” is here twice"),
    Code.BAD_NUMBER: mark("“{value}” is not a whole number"),
    Code.BAD_AMOUNT: mark("“{value}” is not an amount"),
    Code.UNKNOWN_VALUE: mark("“{value}” is not known here"),
    Code.UNKNOWN_PROJECT: mark("there is no such project: “{value}”"),
    Code.REPEATED_CHOICE: mark("a project is named twice: “{value}”"),
    Code.POINTS_DIFFER: mark("not as many points as projects: “{value}”"),
    Code.COUNT_DIFFERS: mark("META gives another number: {value}"),
    Code.TALLY_DIFFERS: mark("the list gives another number: {value}"),
}


def taken(shown: TakenAway, t: Translator) -> Screen:
    """The contest's own file."""
    text = t(
        "<b>{title}</b>\nThe result as a Pabulib file (.pb): anybody can count it again with it. "
        "There are no names of voters in it.",
        title=shown.edition.title,
    )
    rows = ((Button(t.plain("Applications"), ListApplications(shown.edition.id)), menu_button(t)),)
    return Screen(text, rows, Attachment("document", shown.name, shown.content))


def offered(shown: Offered, t: Translator) -> Screen:
    """How shall it be counted?"""
    text = t(
        "<b>An election: {name}</b>\nHow shall it be counted? Nothing is kept of the result. You "
        "can try one way after another.",
        name=clipped(shown.name),
    )
    return Screen(text, (*_ways(shown.upload, t), (menu_button(t),)))


def _ways(upload: str, t: Translator) -> tuple[Row, ...]:
    return tuple(
        (Button(t.plain(words), CountElection(upload, way.value)),) for way, words in WAYS.items()
    )


def counted(upload: str) -> Callable[[Outcome, Translator], Screen]:
    """Who wins; or that it takes longer; or why it cannot be counted."""

    def view(found: Outcome, t: Translator) -> Screen:
        rows = (*_ways(upload, t), (menu_button(t),))
        match found:
            case Trial():
                return Screen(_trial(found, t), rows)
            case StillCounting():
                text = t(
                    "<b>It is being counted.</b>\nA big file may take a few minutes. The result "
                    "comes by itself, and you can go on with other things."
                )
                return Screen(text, ((menu_button(t),),))
            case NotCounted():
                return Screen(_refused(found, t), rows)

    return view


def _trial(found: Trial, t: Translator) -> Markup:
    rule = t.plain(RULES[found.rule]) if found.rule in RULES else found.rule
    head = t(
        "<b>{title}</b>\nRule: {rule}.\nProjects: {projects}. Ballots: {ballots}. Pool: {pool}.",
        title=clipped(found.title) or t.plain("The election is counted"), rule=rule,
        projects=t.number(found.projects), ballots=t.number(found.ballots),
        pool=t.money(found.pool),
    )  # fmt: skip
    won = t.many("<b>{number} wins</b>", "<b>{number} win</b>", len(found.winners))
    spent = t("Together {spent}. Left: {left}.", spent=t.money(found.spent),
              left=t.money(found.pool - found.spent))  # fmt: skip
    lines = [
        _winner(place, one, found.vote_type, t)
        for place, one in enumerate(found.winners[:SHOWN], 1)
    ]
    if len(found.winners) > SHOWN:
        lines.append(t("And more: {number}.", number=len(found.winners) - SHOWN))
    parts = [head, LINE.join((won, spent)), LINE.join(lines)]
    if found.problems:
        doubts = t("<b>Doubtful in the file:</b> {number}", number=found.doubts)
        parts.append(LINE.join((doubts, *_problems(found.problems, t))))
    return GAP.join(part for part in parts if part)


def _winner(place: int, one: Winner, vote_type: VoteType, t: Translator) -> Markup:
    facts = {"place": place, "name": clipped(one.name, 60), "cost": t.money(one.cost)}
    if vote_type.counts_points:
        said = t.many("{number} point", "{number} points", one.points)
    else:
        said = t.many("{number} vote", "{number} votes", one.points)
    return t("{place}. {name}: {cost}, {said}", said=said, **facts)


def _refused(found: NotCounted, t: Translator) -> Markup:
    parts = [t(NOT_COUNTED[found.reason], rule=clipped(found.rule, VALUE))]
    if found.problems:
        parts.append(t("Problems: {number}", number=found.doubts))
        parts.append(LINE.join(_problems(found.problems, t)))
        parts.append(t("Correct the file and send it once more."))
    return GAP.join(parts)


def _problems(problems: Sequence[Problem], t: Translator) -> list[Markup]:
    return [
        t("Line {line}: {what}.", line=one.line,
          what=t.plain(PROBLEMS[one.code], value=clipped(one.value, VALUE)))
        for one in problems
    ]  # fmt: skip
