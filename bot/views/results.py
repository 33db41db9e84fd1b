"""Results for staff: an overview, then question by question as a picture and as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from bot.domain.disclosure import Figure
from bot.domain.exports import ResultsWords, Table, results_table
from bot.domain.findings import Divided, Exported, Findings, Question
from bot.domain.results import SELECTS
from bot.domain.snapshots import Snapshot
from bot.domain.suppression import Hidden
from bot.domain.surveys import Status
from bot.i18n import Translator, mark
from bot.views.actions import (
    DivideQuestion,
    GetFile,
    ListFiles,
    ListQuestions,
    ShareResults,
    ShowQuestion,
    ShowResults,
    ShowSurvey,
)
from bot.views.charts import Words, percent
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Row, Screen
from bot.views.surveys import GAP, LINE, back_to_list, counted, people
from bot.views.tallies import described, figure, title_of, words

IN_A_ROW = 5  # numbers of questions
ON_A_PAGE = 40  # questions in a list
CHANNELS = {
    "bot": mark("{number} in Telegram"),
    "paper": mark("{number} on paper"),
    "interview": mark("{number} in interviews"),
}
FILES = {
    "results": mark("Results as a table"),
    "answers": mark("All answers"),
    "texts": mark("Answers in own words"),
}


def overview(found: Findings, t: Translator) -> Screen:
    """How many answered, by which way, since when."""
    survey = found.survey
    heading = t("<b>Results: {title}</b>", title=survey.title)
    back = (Button(t.plain("Manage this survey"), ShowSurvey(survey.id)), back_to_list(t))
    if found.snapshot is None:
        return Screen(GAP.join((heading, *_too_few(found, t))), (back, (menu_button(t),)))
    parts = [LINE.join((heading, _turnout(found.snapshot, t))), *_remarks(found, t)]
    rows = (
        (
            Button(t.plain("One by one"), ShowQuestion(survey.id, 0)),
            Button(t.plain("List of questions"), ListQuestions(survey.id, 0)),
        ),
        (Button(t.plain("Show to residents"), ShareResults(survey.id)),),
        (Button(t.plain("Download"), ListFiles(survey.id)),),
        back,
    )
    return Screen(GAP.join(parts), rows)


def question(shown: Question, t: Translator) -> Screen:
    """One question: its chart, and the same in words."""
    found = shown.findings
    text = described(shown.tally, found.fallback, t)
    picture = Attachment("photo", f"pytanie-{shown.number + 1}.png", shown.picture)
    rows = tuple(row for row in (_moves(shown, t), *_dividers(shown, t), _ways(found, t)) if row)
    return Screen(text, rows, picture if shown.picture else None)


def divided(shown: Divided, t: Translator) -> Screen:
    """A cross-table as text: a paragraph for each group."""
    found, table = shown.findings, shown.table
    heading = t(
        "<b>{title}</b>\nBy: {by}",
        title=title_of(shown.tally, found.fallback, t),
        by=title_of(shown.by, found.fallback, t),
    )
    known = words(t)
    parts = [heading]
    for row in table.rows:
        label = row.label.get(t.language, found.fallback) or row.name
        lines = [t("<b>{group}</b> · {people}", group=label, people=people(row.total, t))]
        for (name, text), count in zip(table.columns, row.counts, strict=True):
            answer = text.get(t.language, found.fallback) or name
            lines.append(Markup.escape(f"{answer}: {_of(count, row.base, known)}"))
        parts.append(LINE.join(lines))
    parts.append(t("Small numbers are hidden, so that nobody can be recognised."))
    back = Button(t.plain("Back to the question"), ShowQuestion(found.survey.id, shown.number))
    return Screen(GAP.join(parts), ((back,), _ways(found, t)))


def listing(found: Findings, t: Translator, *, page: int) -> Screen:
    """The questions, numbered, to jump to one; long forms have pages."""
    survey, start = found.survey, page * ON_A_PAGE
    shown = list(enumerate(found.tallies))[start : start + ON_A_PAGE]
    if not shown:
        return overview(found, t)
    heading = t("<b>Questions of “{title}”</b>", title=survey.title)
    lines = [Markup.escape(f"{n + 1}. {title_of(tally, found.fallback, t)}") for n, tally in shown]
    numbers = [Button(str(n + 1), ShowQuestion(survey.id, n)) for n, _ in shown]
    rows = [tuple(numbers[at : at + IN_A_ROW]) for at in range(0, len(numbers), IN_A_ROW)]
    ways = (Button(t.plain("Overview"), ShowResults(survey.id)), back_to_list(t))
    rows = [row for row in (*rows, _pages(found, page, t), ways) if row]
    return Screen(LINE.join((heading, *lines)), tuple(rows))


def _pages(found: Findings, page: int, t: Translator) -> Row:
    moves = []
    if page > 0:
        moves.append(Button(t.plain("Previous"), ListQuestions(found.survey.id, page - 1)))
    if (page + 1) * ON_A_PAGE < len(found.tallies):
        moves.append(Button(t.plain("Next"), ListQuestions(found.survey.id, page + 1)))
    return tuple(moves)


def files(found: Findings, t: Translator) -> Screen:
    """What can be downloaded."""
    survey = found.survey
    parts = [
        t("<b>Download: {title}</b>", title=survey.title),
        t("Files for a spreadsheet program, as KoboToolbox writes them. Each download is noted."),
    ]
    offered = tuple(FILES)
    if survey.anonymous and survey.status is Status.OPEN:
        offered = ("results",)
        parts.append(
            t(
                "Rows with answers come when the survey is closed. Before that, two files "
                "would tell who answered last."
            )
        )
    rows = tuple((Button(t.plain(FILES[what]), GetFile(survey.id, what)),) for what in offered)
    return Screen(GAP.join(parts), (*rows, _ways(found, t)))


def exported(result: Exported, t: Translator) -> Screen:
    """The file."""
    text = t(
        "<b>{title}</b>\nKeep the file safe: it may hold what people wrote.",
        title=result.survey.title,
    )
    rows = ((Button(t.plain("Results"), ShowResults(result.survey.id)), back_to_list(t)),)
    return Screen(text, rows, Attachment("document", result.name, result.content))


def table(found: Findings, t: Translator) -> Table:
    """The results as shown, for a spreadsheet."""
    assert found.snapshot
    said = words(t)
    headers = ResultsWords(
        question=t.plain("Question"),
        answer=t.plain("Answer"),
        count=t.plain("Count"),
        percent=t.plain("Percent"),
        answered=t.plain("Answered"),
        no_answer=t.plain("No answer"),
        hidden=said.hidden,
        small=said.small,
    )
    return results_table(found.snapshot.results, t.language, found.fallback, headers)


def _too_few(found: Findings, t: Translator) -> Sequence[Markup]:
    parts = [counted(found.counts, t), t("There is nothing to show yet.")]
    if found.survey.anonymous and found.survey.status is Status.OPEN:
        parts.append(
            t(
                "Of an anonymous survey we show results from 10 responses on, five at a time, "
                "so that nobody can tell what the last person said."
            )
        )
    elif isinstance(found.counts.responses, Hidden) or not found.counts.responses:
        parts.append(t("Results are shown from 5 responses on, so that nobody is recognised."))
    return parts


def _turnout(snapshot: Snapshot, t: Translator) -> Markup:
    results = snapshot.results
    total = t("<b>{people}</b>", people=people(results.total, t))
    if results.unfinished:
        number = figure(results.unfinished, t)
        total = t("{people} ({number} on the way)", people=total, number=number)
    ways = [t(CHANNELS[name], number=figure(count, t)) for name, count in results.channels if count]
    return t("{total} · {ways}", total=total, ways=Markup(", ").join(ways)) if ways else total


def _remarks(found: Findings, t: Translator) -> list[Markup]:
    survey, snapshot = found.survey, found.snapshot
    assert snapshot
    day = t.day(date.fromisoformat(snapshot.day))
    remarks = []
    if survey.status is Status.CLOSED:
        remarks.append(t("The survey is closed: these results are final ({day}).", day=day))
    elif survey.anonymous:
        remarks.append(
            t(
                "As of: {day}. The newest responses are not in here yet: they appear five at a "
                "time, to keep them anonymous.",
                day=day,
            )
        )
    remarks.append(
        t("Whoever wanted answered: it is not a random sample and does not speak for everybody.")
    )
    return remarks


def _of(figure: Figure, base: int, known: Words) -> str:
    if isinstance(figure, Hidden):
        return known.small if figure is Hidden.SMALL else known.hidden
    return f"{figure} ({percent(Fraction(figure, base))}%)" if base else str(figure)


def _moves(shown: Question, t: Translator) -> Row:
    survey = shown.findings.survey.id
    moves = []
    if shown.number > 0:
        moves.append(Button(t.plain("Previous"), ShowQuestion(survey, shown.number - 1)))
    if shown.number < shown.total - 1:
        moves.append(Button(t.plain("Next"), ShowQuestion(survey, shown.number + 1)))
    return tuple(moves)


def _dividers(shown: Question, t: Translator) -> tuple[Row, ...]:
    found = shown.findings
    assert found.snapshot
    if shown.tally.place.question.kind not in SELECTS:
        return ()
    offered = found.snapshot.dividers(shown.tally.key)
    return tuple(
        (
            Button(
                t.plain("Divide by: {title}", title=title_of(by, found.fallback, t)),
                DivideQuestion(found.survey.id, shown.number, number),
            ),
        )
        for number, by in enumerate(found.tallies)
        if by.key in offered
    )


def _ways(found: Findings, t: Translator) -> Row:
    survey = found.survey.id
    return (
        Button(t.plain("List of questions"), ListQuestions(survey, 0)),
        Button(t.plain("Overview"), ShowResults(survey)),
    )
