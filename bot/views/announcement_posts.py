"""An announcement as people get it."""

from __future__ import annotations

from bot.domain.announcements import Announcement, LinkButton
from bot.i18n import Translator
from bot.views.actions import AnswerSurvey, NotificationSettings, OpenWorkshop
from bot.views.screen import Button, Post, Row


def post(announcement: Announcement, funding: str, t: Translator, *, private: bool = True) -> Post:
    """The text as its author typed it. In a group or channel a button can only be a link, and
    nobody there has settings of their own."""
    rows: list[Row] = [(_button(button, t, private),) for button in announcement.buttons]
    if private:
        rows.append((Button(t.plain("Notification settings"), NotificationSettings()),))
    return Post(announcement.body(funding), announcement.content.media, tuple(rows))


def _button(button: LinkButton, t: Translator, private: bool) -> Button:
    if button.workshop_id and private:
        return Button(button.label, OpenWorkshop(button.workshop_id))
    if not button.survey_id:
        return Button(button.label, url=button.url)
    label = t.plain("Answer: {title}", title=button.label)
    if private:
        return Button(label, AnswerSurvey(button.survey_id))
    return Button(label, url=button.url)
