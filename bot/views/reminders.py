"""Reminders of surveys: answers that wait, a last day."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.reminders import ClosesSoon, Refusal, Unfinished
from bot.domain.sessions import StepShown
from bot.forms.steps import Ask, AskRepeat
from bot.i18n import Translator
from bot.views.actions import AnswerSurvey, DiscardSession, RefuseReminders, ResumeSession
from bot.views.answers import until
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Replace, Row, Screen
from bot.views.subscriptions import settings_button
from bot.views.surveys import runs

LINE = Markup("\n")


def unfinished(shown: Unfinished, t: Translator) -> Screen:
    """„Zostało Ci około 11 pytań. Odpowiedzi czekają do 28 maja.”"""
    session = shown.step.session
    lines = [
        left(shown.step, t),
        t("“{title}”", title=shown.step.title),
        t("Your answers wait until {day}.", day=until(session.until, t)),
    ]
    rows = (
        (_go_on(session.id, t),),
        (Button(t.plain("Do not remind me"), RefuseReminders(session.id)),),
        (_discard(session.id, t),),
    )
    return Screen(LINE.join(lines), rows)


def closing(shown: ClosesSoon, t: Translator) -> Screen:
    """A survey's last day; for those who began it, how much is left."""
    title = t("<b>Last call: “{title}”.</b>", title=shown.survey.title)
    text = LINE.join((title, runs(shown.survey, t)))
    if shown.step is None:
        minutes = t.many(
            "It takes about {number} minute.", "It takes about {number} minutes.", shown.minutes
        )
        begin = Button(t.plain("I will answer"), AnswerSurvey(shown.survey.id))
        return Screen(LINE.join((text, minutes)), ((begin,), (settings_button(t),)))
    session = shown.step.session.id
    rows: tuple[Row, ...] = ((_go_on(session, t),), (_discard(session, t),), (settings_button(t),))
    return Screen(LINE.join((text, left(shown.step, t))), rows)


def refused(result: Refusal, t: Translator) -> Sequence[Effect]:
    """After „Nie przypominaj”, in place."""
    if not result.session_id:
        text = t("<b>There is nothing to remind you of any more.</b>")
        return (Replace(Screen(text, ((menu_button(t),),))),)
    text = t("<b>Fine, no more reminders of this.</b>\nYour answers wait all the same.")
    rows = ((_go_on(result.session_id, t),), (_discard(result.session_id, t),), (menu_button(t),))
    return (Replace(Screen(text, rows)),)


def left(shown: StepShown, t: Translator) -> Markup:
    """How many questions there are to go, this one among them."""
    step = shown.step
    if not isinstance(step, (Ask, AskRepeat)):
        return t("<b>Only one thing is left: send your answers.</b>")
    return t.many(
        "<b>{number} question is left.</b>",
        "<b>About {number} questions are left.</b>",
        step.remaining + 1,
    )


def _go_on(session: int, t: Translator) -> Button:
    return Button(t.plain("Go on answering"), ResumeSession(session))


def _discard(session: int, t: Translator) -> Button:
    return Button(t.plain("Delete my answers"), DiscardSession(session))
