"""One application before an assessor: everything in it, one criterion at a time, own sheet."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.contests.budget import REPEAT, Budget, BudgetLine
from bot.domain.contests.editions import JUDGING
from bot.domain.contests.jury_desk import first_open, offered, own_total
from bot.domain.contests.overviews import ApplicationFiles, Judging
from bot.domain.contests.phases import standing
from bot.domain.sessions import Completed
from bot.errors import Refused
from bot.forms.model import Kind
from bot.forms.steps import ReviewItem, Section
from bot.i18n import Translator
from bot.views import faults
from bot.views.actions import (
    DeclareConflict,
    JudgeApplication,
    JudgeNext,
    ScoreCriterion,
    ShowApplicationFiles,
    ShowCriterion,
    SubmitSheet,
    WriteComment,
)
from bot.views.answers import FILES, bold, italic, readable
from bot.views.contest_amounts import amount
from bot.views.faults import menu_button
from bot.views.jury_points import in_rows, listed, named, points, scale
from bot.views.screen import Button, Effect, Replace, Row, Screen, Show, effects
from bot.views.threads import posts

GAP, LINE = Markup("\n\n"), Markup("\n")
ABREAST = 5
UNSAID = (*FILES, Kind.ACKNOWLEDGE)  # files have a button; declarations are the formal check's


def application(shown: Judging, t: Translator) -> Screen:
    """Everything in it."""
    one = shown.file.application
    parts = [t("<b>{title}</b> · {receipt}", title=one.title, receipt=one.receipt)]
    parts += _answers(shown, t)
    if shown.sheet.submitted_at:
        parts.append(t("<b>Your scores are handed in:</b> {points}",
                       points=listed(shown.edition, shown.sheet, t)))  # fmt: skip
    return Screen(GAP.join(parts), _application_rows(shown, t))


def _answers(shown: Judging, t: Translator) -> list[Markup]:
    """Group by group; the lines of the budget stand together where the first of them is."""
    budget = shown.file.budget
    blocks: list[tuple[Markup, list[Markup]]] = [(Markup(), [])]
    budgeted = not budget.lines
    for item in shown.answers:
        if budget.lines and f"/{REPEAT}[" in item.ref:
            if not budgeted:
                blocks += [(t("<b>Budget</b>"), _budget(budget, t)), (Markup(), [])]
            budgeted = True
            continue
        blocks += [(_heading(one), []) for one in item.sections]
        if item.answer and item.kind not in UNSAID:
            blocks[-1][1].append(_answer(item, t))
    return [LINE.join(filter(None, (heading, *lines))) for heading, lines in blocks if lines]


def _heading(section: Section) -> Markup:
    return bold(f"{section.label} {section.index}" if section.index else section.label)


def _answer(item: ReviewItem, t: Translator) -> Markup:
    said = item.answer if item.kind is Kind.TEXT else readable(item.kind, item.answer, t)
    return LINE.join((italic(item.label), Markup.escape(said)))


def _budget(budget: Budget, t: Translator) -> list[Markup]:
    sums = t("Together {total}, of it from the contest {requested}.",
             total=amount(budget.total, t), requested=amount(budget.requested, t))  # fmt: skip
    own = budget.own_cash + budget.own_in_kind
    if own:
        sums = t("{sums} Own contribution: {own}.", sums=sums, own=amount(own, t))
    return [*(_budget_line(one, t) for one in budget.lines), sums]


def _budget_line(one: BudgetLine, t: Translator) -> Markup:
    facts = {
        "item": one.item, "total": amount(one.total, t), "price": amount(one.price, t),
        "quantity": " ".join(filter(None, (points(one.quantity, t), one.unit))),
    }  # fmt: skip
    said = t("• {item}: {quantity} × {price} = {total}", **facts)
    if one.requested == one.total:
        return said
    return t("{line} (from the contest {requested})", line=said, requested=amount(one.requested, t))


def _application_rows(shown: Judging, t: Translator) -> tuple[Row, ...]:
    one = shown.file.application
    rows: list[Row] = []
    open_ = not shown.sheet.submitted_at
    if open_ and standing(shown.edition.contest, t.now) in JUDGING:
        label = t.plain("Go on judging") if shown.sheet.points else t.plain("Give points")
        rows.append((Button(label, ShowCriterion(one.id, 0)),))
    if shown.files:
        label = t.plain("Files ({number})", number=shown.files)
        rows.append((Button(label, ShowApplicationFiles(one.id)),))
    if open_:
        rows.append((Button(t.plain("Conflict of interest"), DeclareConflict(one.id)),))
    rows.append((Button(t.plain("All applications"), JudgeNext(one.edition_id)), menu_button(t)))
    return tuple(rows)


def files(shown: ApplicationFiles, t: Translator) -> Sequence[Effect]:
    """Every attached file once more."""
    one = shown.application
    said = t("<b>{title}</b> · files", title=one.title)
    if not shown.files:
        said = t("<b>{title}</b>\nNothing is attached to this application.", title=one.title)
    back = Button(t.plain("The application"), JudgeApplication(one.id))
    return (*posts(shown.files), Show(Screen(said, ((back,),))))


def judging(shown: Judging, t: Translator) -> Sequence[Effect]:
    """After a tap: what was given stays to be read; then the next criterion, or the sheet."""
    found: list[Effect] = []
    if shown.just_given:
        one = shown.edition.contest.jury.criteria[shown.just_given - 1]
        said = t("{criterion}: <b>{points}</b>", criterion=named(one),
                 points=points(shown.sheet.points[one.name], t))  # fmt: skip
        found.append(Replace(Screen(said)))
    return (*found, Show(_screen(shown, t), shown.session, shown.rev))


def _screen(shown: Judging, t: Translator) -> Screen:
    return criterion(shown, t) if shown.asked else sheet(shown, t)


def criterion(shown: Judging, t: Translator) -> Screen:
    """One criterion with its scale, and what is given so far."""
    jury = shown.edition.contest.jury
    one = jury.criteria[shown.asked - 1]
    heading = t(
        "<b>{title}</b> · criterion {number} of {total}",
        title=shown.file.application.title, number=shown.asked, total=len(jury.criteria),
    )  # fmt: skip
    asked = t("<b>{criterion}</b>, {scale} points", criterion=named(one), scale=scale(one, t))
    parts = [heading]
    if shown.objection:
        words = t("These points are not on the scale. Nothing has changed. Choose from {scale}, "
                  "in steps of {step}.", scale=scale(one, t), step=points(one.step, t))  # fmt: skip
        parts.append(words)
    parts.append(LINE.join((asked, Markup.escape(one.guidance))) if one.guidance else asked)
    if one.bonus:
        parts.append(t("These are extra points: they come on top."))
    if shown.sheet.points:
        parts.append(t("So far: {points}", points=listed(shown.edition, shown.sheet, t)))
    parts.append(t("Tap the points, or type them."))
    return Screen(GAP.join(parts), _criterion_rows(shown, t))


def _criterion_rows(shown: Judging, t: Translator) -> tuple[Row, ...]:
    application_id, number = shown.file.application.id, shown.asked
    criteria = shown.edition.contest.jury.criteria
    one = criteria[number - 1]
    scale_ = [
        Button(points(value, t), ScoreCriterion(application_id, number, str(value)))
        for value in offered(one)
    ]
    ways = []
    if number > 1:
        ways.append(Button(t.plain("Back"), ShowCriterion(application_id, number - 1)))
    if one.name in shown.sheet.points:
        after = number + 1 if number < len(criteria) else 0
        ways.append(Button(t.plain("Next"), ShowCriterion(application_id, after)))
    look = Button(t.plain("The application"), JudgeApplication(application_id))
    queue = Button(t.plain("All applications"), JudgeNext(shown.edition.id))
    return tuple(row for row in (*in_rows(scale_), tuple(ways), (look, queue)) if row)


def sheet(shown: Judging, t: Translator) -> Screen:
    """All points at once, before they are handed in; a comment may come before the points."""
    one, given_ = shown.file.application, shown.sheet.points
    criteria = shown.edition.contest.jury.criteria
    lines = [
        t("{number}. {criterion}: <b>{points}</b>", number=number, criterion=named(asked),
          points=points(given_[asked.name], t) if asked.name in given_ else "–")
        for number, asked in enumerate(criteria, 1)
    ]  # fmt: skip
    total = t("Together: <b>{points}</b>", points=points(own_total(criteria, shown.sheet), t))
    said = t("Your comment: {words}", words=shown.sheet.comment)
    parts = [
        t("<b>{title}</b> · your scores", title=one.title),
        LINE.join((*lines, total)),
        said if shown.sheet.comment else t("You can add a comment for the protocol."),
        t("A number changes the points of that criterion."),
    ]
    return Screen(GAP.join(parts), _sheet_rows(shown, t))


def _sheet_rows(shown: Judging, t: Translator) -> tuple[Row, ...]:
    one, criteria = shown.file.application, shown.edition.contest.jury.criteria
    onward = Button(t.plain("Hand in the scores"), SubmitSheet(one.id, False))
    if first_open(criteria, shown.sheet):
        onward = Button(t.plain("Give points"), ShowCriterion(one.id, 0))
    numbers = [
        Button(str(number), ShowCriterion(one.id, number)) for number, _ in enumerate(criteria, 1)
    ]
    return (
        (onward,),
        (Button(t.plain("Write a comment"), WriteComment(one.id)),),
        *in_rows(numbers, ABREAST),
        (Button(t.plain("The application"), JudgeApplication(one.id)),
         Button(t.plain("All applications"), JudgeNext(shown.edition.id))),
    )  # fmt: skip


def ask_to_submit(shown: Judging, t: Translator) -> Screen:
    """It is for good, so it is asked once."""
    one = shown.file.application
    text = t(
        "<b>Hand in your scores of “{title}”?</b>\n{points}\nAfterwards nothing in them can be "
        "changed.",
        title=one.title, points=listed(shown.edition, shown.sheet, t),
    )  # fmt: skip
    yes = Button(t.plain("Yes, hand them in"), SubmitSheet(one.id, True))
    back = Button(t.plain("Not yet"), ShowCriterion(one.id, 0))
    return Screen(text, ((yes,), (back,)))


def given(result: Completed, t: Translator) -> Screen | Sequence[Effect]:
    """The end of typing points or a comment."""
    if isinstance(result.outcome, Refused):
        return effects(faults.refused(result.outcome)(None, t))
    assert isinstance(result.outcome, Judging)
    return (Show(_screen(result.outcome, t), result.outcome.session, result.outcome.rev),)
