"""Everything of a contest in tables, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from bot.domain.contests.applications import Application
from bot.domain.contests.awards import Outcome
from bot.domain.contests.contest import Kind
from bot.domain.contests.workbook import Cell, Entered, Everything, Grid, Money, TakenAway
from bot.forms.steps import ReviewItem
from bot.i18n import Translator, mark
from bot.views.actions import ListApplications
from bot.views.answers import FILES
from bot.views.application_lists import standing
from bot.views.application_status import EVENTS, SILENT
from bot.views.faults import menu_button
from bot.views.formal_checklists import MARKS, item_name
from bot.views.formal_checks import CHANNELS
from bot.views.screen import Attachment, Button, Screen

Row = tuple[Cell | Money, ...]
KINDS = {
    Kind.INDIVIDUAL: mark("a person"),
    Kind.INFORMAL_GROUP: mark("informal group"),
    Kind.NGO: mark("association or foundation"),
    Kind.KGW: mark("rural women's circle"),
    Kind.OSP: mark("volunteer fire brigade"),
    Kind.SCHOOL: mark("school or kindergarten"),
    Kind.SCOUTS: mark("scouts"),
    Kind.OTHER: mark("organisation"),
}
OUTCOMES = {
    Outcome.FUNDED: mark("funded"),
    Outcome.REDUCED: mark("funded in part"),
    Outcome.RESERVE: mark("reserve list"),
    Outcome.REJECTED: mark("not funded"),
    Outcome.UNDECIDED: mark("to be decided"),
}


def taken(shown: TakenAway, t: Translator) -> Screen:
    """The file."""
    text = t(
        "<b>{title}</b>\nEverything in one file. Keep it safe: it holds personal data.",
        title=shown.edition.title,
    )
    rows = ((Button(t.plain("Applications"), ListApplications(shown.edition.id)), menu_button(t)),)
    return Screen(text, rows, Attachment("document", shown.name, shown.content))


def tables(found: Everything, t: Translator) -> Sequence[Grid]:
    """A sheet for each kind of fact; those without rows are left out, but for the first."""
    first, *others = (
        _applications(found, t), _turns(found, t), _budgets(found, t), _checks(found, t),
        _calls(found, t), _scores(found, t), _votes(found, t), _decisions(found, t),
        _history(found, t),
    )  # fmt: skip
    return (first, *(grid for grid in others if grid.rows))


def _known(one: Application) -> Row:
    return (one.receipt, one.title)


def _grid(name: str, columns: Sequence[str], rows: Iterator[Row], t: Translator) -> Grid:
    header = (mark("Number"), mark("Title"), *columns)
    return Grid(t.plain(name), tuple(t.plain(one) for one in header), tuple(rows))


def _alone(item: ReviewItem) -> bool:
    return "[" not in item.ref


def _applications(found: Everything, t: Translator) -> Grid:
    fixed = (
        mark("Number"), mark("Title"), mark("Round"), mark("State"), mark("Came in"),
        mark("How it came"), mark("Kind"), mark("Organisation"), mark("Applicant"),
        mark("Under age"), mark("Adult"), mark("Authors"), mark("Asked for"), mark("Total cost"),
        mark("Own cash"), mark("Own in kind"),
    )  # fmt: skip
    questions: dict[str, str] = {}
    for one in found.entered:
        questions |= {item.ref: item.label for item in one.answers if _alone(item)}
    header = (*(t.plain(name) for name in fixed), *questions.values())
    rows = (_application(one, tuple(questions), t) for one in found.entered)
    return Grid(t.plain("Applications"), header, tuple(rows))


def _application(entered: Entered, refs: Sequence[str], t: Translator) -> Row:
    one, budget = entered.file.application, entered.file.budget
    answers = {item.ref: _answer(item, t) for item in entered.answers}
    return (
        *_known(one), one.round, standing(one, t), one.received_at, t.plain(CHANNELS[one.channel]),
        t.plain(KINDS[one.kind]), one.organisation, one.name,
        t.plain("yes") if one.minor else t.plain("no"), one.guardian,
        ", ".join(entered.file.members), Money(one.requested), Money(budget.total),
        Money(budget.own_cash), Money(budget.own_in_kind), *(answers.get(ref, "") for ref in refs),
    )  # fmt: skip


def _answer(item: ReviewItem, t: Translator) -> str:
    return t.plain(FILES[item.kind]) if item.kind in FILES and item.value else item.answer


def _turns(found: Everything, t: Translator) -> Grid:
    """What is asked several times: activities, budget lines as they were typed."""

    def rows() -> Iterator[Row]:
        for entered in found.entered:
            section, index = "", 0
            for item in entered.answers:
                begun = [one for one in item.sections if one.index]
                section, index = (begun[-1].label, begun[-1].index) if begun else (section, index)
                if not _alone(item):
                    answer = _answer(item, t)
                    yield (*_known(entered.file.application), section, index, item.label, answer)

    columns = (mark("Part"), mark("Which"), mark("Question"), mark("Answer"))
    return _grid(mark("Repeated answers"), columns, rows(), t)


def _budgets(found: Everything, t: Translator) -> Grid:
    columns = (
        mark("Item"), mark("Quantity"), mark("Unit"), mark("Price"), mark("Total"),
        mark("Asked for"), mark("Own cash"), mark("Own in kind"),
    )  # fmt: skip
    rows = (
        (*_known(entered.file.application), line.item, _exact(line.quantity), line.unit,
         Money(line.price), Money(line.total), Money(line.requested), Money(line.own_cash),
         Money(line.own_in_kind))
        for entered in found.entered
        for line in entered.file.budget.lines
    )  # fmt: skip
    return _grid(mark("Budget"), columns, rows, t)


def _exact(value: Fraction) -> Decimal | str:
    """A number where it has an end in decimals, else its fraction as text."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return decimal if Fraction(decimal) == value else str(value)


def _checks(found: Everything, t: Translator) -> Grid:
    rows = (
        (*_known(entered.file.application), item_name(item, t),
         t.plain(MARKS[entered.marks[item]]) if item in entered.marks else "")
        for entered in found.entered
        for item in entered.items
    )  # fmt: skip
    return _grid(mark("Formal check"), (mark("What"), mark("Mark")), rows, t)


def _calls(found: Everything, t: Translator) -> Grid:
    columns = (mark("What to mend"), mark("Until"), mark("Sent"), mark("Answered"))
    rows = (
        (*_known(entered.file.application), call.what, call.until, call.sent_at, call.fixed_at)
        for entered in found.entered
        for call in entered.calls
    )
    return _grid(mark("Corrections"), columns, rows, t)


def _scores(found: Everything, t: Translator) -> Grid:
    """Only what was counted is in `sheets`."""
    names = {one.id: one.name for one in found.assessors}
    labels = {one.name: one.label or one.name for one in found.edition.contest.jury.criteria}
    known = {one.file.application.id: _known(one.file.application) for one in found.entered}

    def rows() -> Iterator[Row]:
        for sheet in found.sheets:
            first = (*known.get(sheet.application_id, ("", "")), names.get(sheet.assessor_id, ""))
            for name, points in sheet.points.items():
                yield (*first, labels.get(name, name), _exact(points), "")
            if sheet.comment:
                yield (*first, "", None, sheet.comment)

    columns = (mark("Assessor"), mark("Criterion"), mark("Points"), mark("Comment"))
    return _grid(mark("Scores"), columns, rows(), t)


def _votes(found: Everything, t: Translator) -> Grid:
    known = {str(one.file.application.id): _known(one.file.application) for one in found.entered}

    def rows() -> Iterator[Row]:
        if found.tally:
            for name, together in found.tally.together.items():
                bot, paper = found.tally.bot.get(name, 0), found.tally.paper.get(name, 0)
                yield (*known.get(name, ("", "")), bot, paper, together)

    columns = (mark("In the bot"), mark("On paper"), mark("Together"))
    return _grid(mark("Votes"), columns, rows(), t)


def _decisions(found: Everything, t: Translator) -> Grid:
    known = {str(one.file.application.id): _known(one.file.application) for one in found.entered}
    columns = (
        mark("Round"), mark("Place"), mark("Points"), mark("Asked for"), mark("Awarded"),
        mark("Decision"), mark("Reason"),
    )  # fmt: skip
    rows = (
        (*known.get(one.application, ("", "")), found_round.awards.round, one.rank,
         _exact(one.points), Money(one.requested), Money(one.awarded),
         t.plain(OUTCOMES[one.outcome]), found_round.words(one.application))
        for found_round in found.rounds
        for one in found_round.awards.decisions
    )  # fmt: skip
    return _grid(mark("Decisions"), columns, rows, t)


def _history(found: Everything, t: Translator) -> Grid:
    rows = (
        (*_known(entered.file.application), one.at,
         t.plain(EVENTS[one.what]) if one.what in EVENTS else one.what,
         one.words if one.what not in SILENT else "")
        for entered in found.entered
        for one in entered.file.events
    )  # fmt: skip
    return _grid(mark("History"), (mark("When"), mark("What"), mark("Words")), rows, t)
