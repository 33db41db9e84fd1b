"""Results for staff: an overview, then question by question as a picture and as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from markupsafe import Markup

from bot.domain.disclosure import Base, Figure, PublishedTally
from bot.domain.exports import ResultsWords, Table, results_table
from bot.domain.findings import UNCOUNTED, Divided, Exported, Findings, Question
from bot.domain.results import SELECTS
from bot.domain.snapshots import Snapshot
from bot.domain.suppression import Hidden
from bot.domain.surveys import Status
from bot.forms.model import Kind
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
from bot.views.charts import Bar, Words, bar_chart_svg, percent, png, tally_bars
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Row, Screen
from bot.views.surveys import GAP, LINE, back_to_list, counted, people

IN_A_ROW = 5  # numbers of questions
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


def words(t: Translator) -> Words:
    """What stands in place of a count."""
    return Words(t.plain("fewer than 5"), t.plain("hidden"), t.plain("another answer"))


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
            Button(t.plain("List of questions"), ListQuestions(survey.id)),
        ),
        (
            Button(t.plain("Download"), ListFiles(survey.id)),
            Button(t.plain("Show to residents"), ShareResults(survey.id)),
        ),
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


def draw(tally: PublishedTally, fallback: str, t: Translator) -> bytes:
    """The chart as a PNG; empty where there is nothing to draw. About 60 ms: off the event loop."""
    bars = _bars(tally, fallback, t)
    if not bars or tally.withheld:
        return b""
    footer = [str(line.unescape()) for line in footers(tally, t)]
    return png(bar_chart_svg(title_of(tally, fallback, t), bars, footer))


def described(tally: PublishedTally, fallback: str, t: Translator) -> Markup:
    """A question in words: every bar a line, then how many answered."""
    parts = [t("<b>{title}</b>", title=title_of(tally, fallback, t))]
    if tally.withheld:
        return GAP.join((*parts, t("Too few people answered to show anything.")))
    if bars := _bars(tally, fallback, t):
        parts.append(LINE.join(Markup.escape(f"{bar.label}: {bar.caption}") for bar in bars))
    parts.append(LINE.join((*footers(tally, t), *_positions(tally, fallback, t))))
    return GAP.join(parts)


def footers(tally: PublishedTally, t: Translator) -> list[Markup]:
    """How many answered, of whom the percentages are, and numbers where there are any."""
    said = [
        t(
            "Answered: {answered}. No answer: {no_answer}.",
            answered=_number(tally.answered, t),
            no_answer=_number(tally.no_answer, t),
        )
    ]
    if tally.place.question.kind is Kind.SELECT_MULTIPLE and tally.base:
        said.append(t("Several answers were possible: together they exceed 100%."))
    if tally.base_of is Base.ASKED:
        said.append(t("Percentages are of everybody who was asked."))
    if tally.place.question.kind in UNCOUNTED:
        said.append(t("What people gave is in the file under “Download”."))
    if tally.place.question.sensitive:
        said.append(t("A sensitive question: only totals are shown."))
    if numbers := tally.numbers:
        middle = t.number(float(numbers.median), 2)
        mean = t.number(float(numbers.mean), 2)
        said.append(t("Median: {median}. Mean: {mean}.", median=middle, mean=mean))
    return said


def title_of(tally: PublishedTally, fallback: str, t: Translator) -> str:
    """The question in the reader's language."""
    return tally.place.question.label.get(t.language, fallback) or tally.key


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


def listing(found: Findings, t: Translator) -> Screen:
    """All questions, numbered, to jump to one."""
    survey = found.survey
    if not found.tallies:
        return overview(found, t)
    heading = t("<b>Questions of “{title}”</b>", title=survey.title)
    lines = [
        Markup.escape(f"{n}. {title_of(tally, found.fallback, t)}")
        for n, tally in enumerate(found.tallies, 1)
    ]
    numbers = [Button(str(n + 1), ShowQuestion(survey.id, n)) for n in range(len(found.tallies))]
    rows = [tuple(numbers[at : at + IN_A_ROW]) for at in range(0, len(numbers), IN_A_ROW)]
    return Screen(LINE.join((heading, *lines)), (*rows[:18], _ways(found, t)))


def files(found: Findings, t: Translator) -> Screen:
    """What can be downloaded."""
    survey = found.survey
    parts = [
        t("<b>Download: {title}</b>", title=survey.title),
        t("Files for a spreadsheet program, as KoboToolbox writes them. Each download is noted."),
    ]
    if survey.anonymous and survey.status is Status.OPEN:
        parts.append(
            t(
                "Rows with answers come when the survey is closed. Before that, two files "
                "would tell who answered last."
            )
        )
    rows = tuple((Button(t.plain(FILES[what]), GetFile(survey.id, what)),) for what in FILES)
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
        number = _number(results.unfinished, t)
        total = t("{people} ({number} on the way)", people=total, number=number)
    ways = [
        t(CHANNELS[name], number=_number(count, t)) for name, count in results.channels if count
    ]
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
            t("As of: {day}. New responses appear five at a time, to keep them anonymous.", day=day)
        )
    remarks.append(
        t("Whoever wanted answered: it is not a random sample and does not speak for everybody.")
    )
    return remarks


def _bars(tally: PublishedTally, fallback: str, t: Translator) -> tuple[Bar, ...]:
    if tally.place.question.kind in UNCOUNTED:
        return ()
    return tally_bars(tally, t.language, fallback, words(t))


def _number(figure: Figure, t: Translator) -> str:
    known = words(t)
    if isinstance(figure, Hidden):
        return known.small if figure is Hidden.SMALL else known.hidden
    return t.number(figure)


def _of(figure: Figure, base: int, known: Words) -> str:
    if isinstance(figure, Hidden):
        return known.small if figure is Hidden.SMALL else known.hidden
    return f"{figure} ({percent(Fraction(figure, base))}%)" if base else str(figure)


def _positions(tally: PublishedTally, fallback: str, t: Translator) -> list[Markup]:
    labels = {cell.name: cell.label for cell in tally.cells}
    return [
        t(
            "{choice}: place {mean} on average",
            choice=labels[name].get(t.language, fallback) or name,
            mean=t.number(float(mean), 2),
        )
        for name, mean in tally.positions
    ]


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
        Button(t.plain("List of questions"), ListQuestions(survey)),
        Button(t.plain("Overview"), ShowResults(survey)),
    )
