"""Surveys as people see them: the list, a published survey, the door to the first question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from markupsafe import Markup

from bot.domain.disclosure import Figure
from bot.domain.suppression import Hidden
from bot.domain.surveys import (
    AlreadyAnswered,
    Answerable,
    Begun,
    Board,
    Counts,
    Listed,
    NoticeFirst,
    NotYet,
    Opening,
    Status,
    Survey,
    Told,
)
from bot.i18n import Translator, mark
from bot.views import steps
from bot.views.actions import (
    AnswerSurvey,
    CloseSurvey,
    ExtendSurvey,
    ListSurveys,
    NewSurvey,
    ShowDraft,
    ShowLink,
    ShowPublication,
    ShowResults,
    ShowSurvey,
)
from bot.views.answers import until
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Row, Screen, Show, effects

GAP, LINE = Markup("\n\n"), Markup("\n")
HEADINGS = {
    Status.OPEN: mark("<b>Open</b>"),
    Status.DRAFT: mark("<b>Drafts</b>"),
    Status.CLOSED: mark("<b>Closed</b>"),
}
LABELS = {
    Status.OPEN: mark("Manage: {title}"),
    Status.DRAFT: mark("Draft: {title}"),
    Status.CLOSED: mark("Closed: {title}"),
}
STANDS = {
    True: mark("Anonymous: nobody can tell whose answers are whose."),
    False: mark("By name: staff see who gave which answer."),
}


def board(result: Board, t: Translator) -> Screen:
    """`/ankiety`."""
    parts = [t("<b>Surveys</b>")]
    rows: list[Row] = []
    if result.staff:
        rows += [_manage_row(one.survey, t) for one in result.managed]
        rows.append((Button(t.plain("New survey"), NewSurvey()),))
        parts += _managed(result.managed, t) or [t("There is no survey yet. Make the first one.")]
    return Screen(GAP.join((*parts, *_said(result, t))), (*rows, *_doors(result, t)))


def _said(result: Board, t: Translator) -> list[Markup]:
    """What there is to answer."""
    parts: list[Markup] = []
    done = [one.survey.title for one in result.answerable if one.done]
    if len(done) < len(result.answerable):
        parts.append(t("Tap the one that you want to answer."))
    elif not (done or result.staff):
        parts.append(t("There is no survey to answer just now. New ones appear here."))
    if done:
        titles = "\n".join(done)
        parts.append(t("We have your answers already, thank you:\n{titles}", titles=titles))
    return parts


def _doors(result: Board, t: Translator) -> list[Row]:
    """To what can be answered, to published results, to the menu."""
    rows = [_answer_row(one, t) for one in result.answerable if not one.done]
    rows += [
        (Button(t.plain("Results: {title}", title=one.title), ShowPublication(one.id)),)
        for one in result.published
    ]
    return [*rows, (menu_button(t),)]


def told(result: Told, t: Translator) -> Screen:
    """One published survey, for staff."""
    return Screen(GAP.join(about(result, t)), ways(result.survey, t))


def opening(result: Opening, t: Translator) -> Screen | Sequence[Effect]:
    """Somebody comes to a survey, by its link or from the list."""
    match result:
        case Begun():
            return _begun(result, t)
        case NoticeFirst():
            text = t(
                "<b>{title}</b>\nBefore the first question please read who processes your "
                "data and why.",
                title=result.title,
            )
            return Screen(text, ((Button(t.plain("Read and begin"), url=result.link),),))
        case NotYet():
            text = t(
                "<b>{title}</b>\nThis survey opens: {moment}. Come back then.",
                title=result.title,
                moment=t.moment(result.opens),
            )
            return Screen(text, ((back_to_list(t), menu_button(t)),))
        case AlreadyAnswered():
            text = t(
                "<b>We have your answers to “{title}” already.</b>\nThank you! "
                "One response a person counts.",
                title=result.title,
            )
            return Screen(text, ((back_to_list(t), menu_button(t)),))


def people(figure: Figure, t: Translator) -> Markup:
    """„245 osób”; small numbers are not told."""
    if isinstance(figure, Hidden):
        return t("fewer than 5 people")
    return t.many("{number} person", "{number} people", figure)


def counted(counts: Counts, t: Translator) -> Markup:
    """„14 odpowiedzi, 3 w trakcie”"""
    if isinstance(counts.responses, Hidden):
        responses = t("fewer than 5 responses")
    else:
        responses = t.many("{number} response", "{number} responses", counts.responses)
    if counts.unfinished == 0:
        return responses
    if isinstance(counts.unfinished, Hidden):
        return t("{responses}, fewer than 5 on the way", responses=responses)
    return t("{responses}, {number} on the way", responses=responses, number=counts.unfinished)


def back_to_list(t: Translator) -> Button:
    """To `/ankiety`."""
    return Button(t.plain("Surveys"), ListSurveys())


def _answer_row(one: Answerable, t: Translator) -> Row:
    title = one.survey.title
    if one.started:
        label = t.plain("{title} · begun", title=title)
    else:
        label = t.plain("{title} · about {minutes} min", title=title, minutes=one.minutes)
    return (Button(label, AnswerSurvey(one.survey.id)),)


def _managed(managed: Sequence[Listed], t: Translator) -> list[Markup]:
    parts = []
    for status, heading in HEADINGS.items():
        lines = [_line(one, t) for one in managed if one.survey.status is status]
        if lines:
            parts.append(LINE.join((t(heading), *lines)))
    return parts


def _line(one: Listed, t: Translator) -> Markup:
    survey = one.survey
    said = [Markup.escape(survey.title)]
    if survey.status is not Status.DRAFT:
        said.append(counted(one.counts, t))
    if survey.status is Status.OPEN and survey.waits(t.now) and survey.opens_at:
        said.append(t("from {day}", day=t.day(survey.opens_at.astimezone(t.zone).date())))
    if survey.status is Status.OPEN and survey.closes_at:
        said.append(t("until {day}", day=until(_last_moment(survey), t)))
    return Markup(" · ").join(said)


def _last_day(survey: Survey, t: Translator) -> str:
    """The day before the midnight at which it closes."""
    return t.day(_last_moment(survey).astimezone(t.zone).date())


def _last_moment(survey: Survey) -> datetime:
    assert survey.closes_at
    return survey.closes_at - timedelta(seconds=1)


def _manage_row(survey: Survey, t: Translator) -> Row:
    label = t.plain(LABELS[survey.status], title=survey.title)
    draft = survey.status is Status.DRAFT
    return (Button(label, ShowDraft(survey.id) if draft else ShowSurvey(survey.id)),)


def about(result: Told, t: Translator) -> list[Markup]:
    survey = result.survey
    lines = [t("<b>{title}</b>", title=survey.title), counted(result.counts, t), runs(survey, t)]
    return [LINE.join(lines), t(STANDS[survey.anonymous])]


def runs(survey: Survey, t: Translator) -> Markup:
    if survey.status is Status.CLOSED:
        return t("Closed.")
    if survey.waits(t.now) and survey.opens_at:
        return t("Opens: {moment}.", moment=t.moment(survey.opens_at))
    if survey.closes_at:
        return t("Open until: {day}.", day=_last_day(survey, t))
    return t("Open until you close it.")


def ways(survey: Survey, t: Translator) -> tuple[Row, ...]:
    results = Button(t.plain("Results"), ShowResults(survey.id))
    end = (back_to_list(t), menu_button(t))
    if survey.status is Status.CLOSED:
        return ((results,), end)
    return (
        (results, Button(t.plain("Link and QR code"), ShowLink(survey.id))),
        (
            Button(t.plain("Extend"), ExtendSurvey(survey.id)),
            Button(t.plain("Close"), CloseSurvey(survey.id, False)),
        ),
        end,
    )


def at_once(result: Opening, t: Translator) -> Screen | Sequence[Effect]:
    """The same for somebody who has just read what happens to their answers."""
    return steps.step(result.step, t) if isinstance(result, Begun) else opening(result, t)


def _begun(result: Begun, t: Translator) -> Sequence[Effect]:
    shown = steps.step(result.step, t)
    if result.step.resumed:
        return shown
    survey = result.survey
    about = t.many("It takes about {number} minute.", "It takes about {number} minutes.",
                   result.minutes)  # fmt: skip
    if survey.anonymous:
        kept = t(
            "Until you send your answers, we keep them with your account, so that you can come "
            "back. When you send them we delete that link: the library does not see whose they "
            "are, and nobody can change them any more. The chat itself stays in Telegram, an "
            "outside service."
        )
    else:
        kept = t(
            "The library sees your answers together with your name. "
            "/mojedane shows them to you, and /usun erases them."
        )
    heading = t("<b>{title}</b>", title=survey.title)
    return (Show(Screen(GAP.join((LINE.join((heading, about)), kept)))), *effects(shown))
