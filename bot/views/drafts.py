"""A form that a librarian sent: what it amounts to, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.surveys import Draft, DraftDeleted, Refusal
from bot.forms.summary import Summary
from bot.forms.xlsform.problems import Problem, ProblemCode
from bot.i18n import LANGUAGES, Translator, mark
from bot.views import problems
from bot.views.actions import (
    DeleteDraft,
    GetSample,
    PublishSurvey,
    ShowDraft,
    TrySurvey,
    UseBuiltin,
)
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Screen
from bot.views.surveys import GAP, LINE, back_to_list

SHEETS = ("survey", "choices", "settings")
IN_LANGUAGE = {"pl": mark("in Polish"), "uk": mark("in Ukrainian"), "en": mark("in English")}
NO_VERSION = {
    "pl": mark("There is no Polish version."),
    "uk": mark("There is no Ukrainian version."),
    "en": mark("There is no English version."),
}


def offered(result: Draft | Refusal, t: Translator) -> Screen:
    """What became of a file."""
    return refusal(result, t) if isinstance(result, Refusal) else draft(result, t)


def draft(result: Draft, t: Translator) -> Screen:
    """A draft and what can be done with it."""
    survey, summary = result.survey, result.summary
    warnings = tuple(w for w in result.warnings if w.code is not ProblemCode.TRANSLATION_MISSING)
    parts = [LINE.join((t("<b>{title}</b>", title=survey.title), _amounts(summary, t)))]
    parts += [LINE.join(lacks)] if (lacks := _lacks(summary, t)) else []
    if summary.sensitive:
        parts.append(_sensitive(summary, t))
    if warnings:
        parts.append(LINE.join((t("<b>Good to know</b>"), problems.lines(warnings, t))))
    parts.append(t("Nobody sees it yet. Try it out before you publish it."))
    return Screen(GAP.join(parts), _draft_rows(survey.id, t), _attached(warnings, t))


def refusal(result: Refusal, t: Translator) -> Screen:
    """What is wrong, where, and what to do."""
    errors = sorted((p for p in result.problems if p.severity == "error"), key=_place)
    heading = t.many(
        "<b>The file has {number} mistake. Nothing was kept.</b>",
        "<b>The file has {number} mistakes. Nothing was kept.</b>",
        len(errors),
    )
    parts = (
        LINE.join((heading, problems.lines(errors, t))),
        t("Correct the file and send it once more."),
    )
    rows = (
        (Button(t.plain("Sample file"), GetSample()), back_to_list(t)),
        (menu_button(t),),
    )
    return Screen(GAP.join(parts), rows, _attached(errors, t))


def new(_: object, t: Translator) -> Screen:
    """Where a new survey may come from."""
    text = t(
        "<b>New survey</b>\nBegin with our diagnosis, or send your own form: a spreadsheet in "
        "XLSForm (.xlsx, .xls)."
    )
    rows = (
        (Button(t.plain("Diagnosis, 25 questions"), UseBuiltin("diagnoza")),),
        (Button(t.plain("Sample file to change"), GetSample()),),
        (back_to_list(t), menu_button(t)),
    )
    return Screen(text, rows)


def sample(content: bytes, t: Translator) -> Screen:
    """The sample file."""
    text = t(
        "<b>Here is the sample.</b>\nOpen it in a spreadsheet program, change the questions, "
        "and send the file here."
    )
    return Screen(text, ((back_to_list(t),),), Attachment("document", "wzor.xlsx", content))


def confirm_delete(result: Draft, t: Translator) -> Screen:
    """Asked once before a draft is forgotten."""
    survey = result.survey
    text = t(
        "<b>Delete the draft “{title}”?</b>\n"
        "Its questions are gone then, unless you keep the file.",
        title=survey.title,
    )
    rows = (
        (Button(t.plain("Delete it"), DeleteDraft(survey.id, True)),),
        (Button(t.plain("Keep it"), ShowDraft(survey.id)),),
    )
    return Screen(text, rows)


def deleted(result: DraftDeleted, t: Translator) -> Screen:
    """A draft is gone."""
    text = t("<b>The draft “{title}” is deleted.</b>", title=result.title)
    return Screen(text, ((back_to_list(t), menu_button(t)),))


def _amounts(summary: Summary, t: Translator) -> Markup:
    questions = t.many("{number} question", "{number} questions", summary.questions)
    minutes = t.many("about {number} minute", "about {number} minutes", summary.minutes)
    return t(
        "<b>{questions}, {minutes}.</b> {languages}.",
        questions=questions,
        minutes=minutes,
        languages=_languages(summary.languages, t),
    )


def _languages(codes: Sequence[str], t: Translator) -> str:
    """„Po polsku, po ukraińsku i po angielsku”"""
    *others, last = (_language(code, t) for code in codes)
    said = t.plain("{others} and {last}", others=", ".join(others), last=last) if others else last
    return said[:1].upper() + said[1:]


def _language(code: str, t: Translator) -> str:
    known = IN_LANGUAGE.get(code)
    return t.plain(known) if known else t.plain("in the language “{code}”", code=code)


def _lacks(summary: Summary, t: Translator) -> list[Markup]:
    absent = [t(NO_VERSION[code]) for code in LANGUAGES if code not in summary.languages]
    gaps = [pair for pair in summary.missing.items() if pair[1] and pair[0] in summary.languages]
    return absent + [_gap(_language(code, t), number, t) for code, number in gaps]


def _gap(language: str, number: int, t: Translator) -> Markup:
    return t.many(
        "{number} text is missing {language}.",
        "{number} texts are missing {language}.",
        number,
        language=language,
    )


def _sensitive(summary: Summary, t: Translator) -> Markup:
    return t.many(
        "{number} question is sensitive: only totals are shown, and the survey can only be "
        "anonymous.",
        "{number} questions are sensitive: only totals are shown, and the survey can only be "
        "anonymous.",
        len(summary.sensitive),
    )


def _draft_rows(survey_id: int, t: Translator) -> tuple[tuple[Button, ...], ...]:
    return (
        (
            Button(t.plain("Try it out"), TrySurvey(survey_id)),
            Button(t.plain("Publish"), PublishSurvey(survey_id)),
        ),
        (Button(t.plain("Delete"), DeleteDraft(survey_id, False)), back_to_list(t)),
    )


def _place(problem: Problem) -> tuple[int, int]:
    """As people go through a spreadsheet: sheet by sheet, down the rows."""
    sheet = SHEETS.index(problem.sheet) if problem.sheet in SHEETS else len(SHEETS)
    return sheet, problem.row


def _attached(found: Sequence[Problem], t: Translator) -> Attachment | None:
    if len(found) <= problems.SHOWN:
        return None
    name = t.plain("problems.txt")
    return Attachment("document", name, problems.listing(found, t))
