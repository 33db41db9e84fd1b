"""„Ustawienia powiadomień”: topics, reminders, quiet hours, everything off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from markupsafe import Markup

from bot.domain.quiet_hours import DEFAULT, QuietHours
from bot.domain.subscriptions import NEVER, NUDGES, Notifications, Topic
from bot.i18n import Translator, mark
from bot.views.actions import NotificationSettings, SetQuiet, SetTopic, ShowQuiet
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Replace, Row, Screen

GAP = Markup("\n\n")
TOPICS = {
    Topic.NEWS: mark("News"),
    Topic.WORKSHOPS: mark("Workshops"),
    Topic.INITIATIVES: mark("Initiatives"),
    Topic.SURVEYS: mark("Surveys, results"),
}
EVENINGS = tuple(time(hour, minute) for hour, minute in ((19, 0), (20, 30), (21, 0), (22, 0)))
MORNINGS = tuple(time(hour) for hour in (6, 7, 8, 9))


def settings(shown: Notifications, t: Translator) -> Screen:
    """What is on, at what hours, and how to say so by typing."""
    parts = [
        t("<b>What we may write to you about</b>"),
        _said(shown, t),
        _quiet(shown.quiet, t),
        t("You can also type: /powiadomienia workshops · no surveys · 22–7 · nothing."),
    ]
    topics = [_toggle(topic, t.plain(name), shown) for topic, name in TOPICS.items()]
    nudges = _toggle(NUDGES, t.plain("Reminders of unfinished surveys"), shown)
    rows: list[Row] = [tuple(topics[:2]), tuple(topics[2:]), (nudges,)]
    rows.append((Button(t.plain("Quiet hours"), ShowQuiet(True)),))
    if not shown.silent:
        rows.append((Button(t.plain("Everything off"), SetTopic("", False)),))
    return Screen(GAP.join(parts), (*rows, (menu_button(t),)))


def changed(shown: Notifications, t: Translator) -> Sequence[Effect]:
    """The same after a tap, in place."""
    return (Replace(settings(shown, t)),)


def quiet(shown: Notifications, t: Translator) -> Sequence[Effect]:
    """The hours to choose from: first when the quiet begins, then when it ends."""
    own = shown.quiet
    parts = [
        t("<b>Quiet hours</b>"),
        _quiet(own, t),
        t("Above: when the quiet begins. Below: when it ends. Or type: quiet 22–7."),
        t("Answers to what you do come at once. So does news of an event that starts soon."),
    ]
    evenings = tuple(_hour(one, one == own.begins, own, t, begins=True) for one in EVENINGS)
    mornings = tuple(_hour(one, one == own.ends, own, t, begins=False) for one in MORNINGS)
    ready = (
        _ready(t.plain("Usual"), DEFAULT, own),
        _ready(t.plain("Write at any hour"), NEVER, own),
    )
    back = Button(t.plain("Back"), ShowQuiet(False))
    return (Replace(Screen(GAP.join(parts), (evenings, mornings, ready, (back,)))),)


def settings_button(t: Translator) -> Button:
    """What stands under every announcement."""
    return Button(t.plain("Notification settings"), NotificationSettings())


def _said(shown: Notifications, t: Translator) -> Markup:
    if shown.unread:
        return t("I did not understand that. Nothing was changed. Tap what you want.")
    if shown.silent:
        return t("Everything is off. Only answers to what you do will come.")
    if shown.changed:
        return t("Noted. Tap again to change it.")
    return t("☑ is on. Tap to change it.")


def _quiet(hours: QuietHours, t: Translator) -> Markup:
    if hours.none:
        return t("<b>Quiet hours:</b> none, we write at any hour.")
    return t(
        "<b>Quiet hours:</b> {begins}–{ends}. Then nothing comes that can wait.",
        begins=_clock(hours.begins, t),
        ends=_clock(hours.ends, t),
    )


def _toggle(topic: str, name: str, shown: Notifications) -> Button:
    on = shown.nudges if topic == NUDGES else topic in shown.topics
    return Button(("☑ " if on else "☐ ") + name, SetTopic(str(topic), not on))


def _hour(hour: time, chosen: bool, own: QuietHours, t: Translator, *, begins: bool) -> Button:
    other = DEFAULT if own.none else own
    wanted = (hour, other.ends) if begins else (other.begins, hour)
    label = ("☑ " if chosen and not own.none else "") + _clock(hour, t)
    return Button(label, _set(*wanted))


def _ready(label: str, hours: QuietHours, own: QuietHours) -> Button:
    return Button(("☑ " if hours == own else "") + label, _set(hours.begins, hours.ends))


def _set(begins: time, ends: time) -> SetQuiet:
    return SetQuiet(begins.isoformat("minutes"), ends.isoformat("minutes"))


def _clock(hour: time, t: Translator) -> str:
    """„20.30” in Polish, „20:30” elsewhere."""
    return t.plain("{hour}:{minute:02d}", hour=hour.hour, minute=hour.minute)
