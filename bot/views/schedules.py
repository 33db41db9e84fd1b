"""„Zaplanowane”: what will happen by itself, soonest first, and taking it off."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.reminders import CLOSING, UNFINISHED
from bot.domain.schedules import Agenda, Held, Scheduled
from bot.forms.fold import fold
from bot.i18n import Translator, mark
from bot.recurrence import Rule
from bot.views.actions import CancelHeld, CancelSchedule, OpenPanel
from bot.views.answers import clipped
from bot.views.screen import Button, Effect, Replace, Row, Screen
from bot.views.surveys import people

GAP = Markup("\n\n")
LINE = Markup("\n")
TITLE = 60  # characters of a subject's title
WHAT = {
    "announcement": mark("Announcement"),
    UNFINISHED: mark("Reminder of unfinished answers"),
    CLOSING: mark("“It closes tomorrow”"),
}


_CANCEL = tuple(map(fold, ("odwołaj", "скасу", "cancel")))


def is_cancelling(text: str) -> bool:
    """„odwołaj 2”, typed behind the command."""
    return fold(text).startswith(_CANCEL)


def agenda(shown: Agenda, t: Translator) -> Screen:
    """Numbered, so that a button names its line."""
    parts = [t("<b>Scheduled</b>")]
    if shown.cancelled:
        parts.append(t("Cancelled. Nobody gets it."))
    parts += [_entry(number, entry, t) for number, entry in enumerate(shown.entries, 1)]
    if shown.entries:
        parts.append(t("You can also type: /zaplanowane cancel 1"))
    else:
        parts.append(t("Nothing is scheduled."))
    rows: list[Row] = [
        (Button(t.plain("Cancel {number}", number=number), _cancel(entry)),)
        for number, entry in enumerate(shown.entries, 1)
    ]
    return Screen(GAP.join(parts), (*rows, (Button(t.plain("Panel"), OpenPanel()),)))


def cancelled(shown: Agenda, t: Translator) -> Sequence[Effect]:
    """The same after a tap, in place."""
    return (Replace(agenda(shown, t)),)


def _entry(number: int, entry: Scheduled | Held, t: Translator) -> Markup:
    kind = entry.purpose if isinstance(entry, Held) else entry.schedule.kind
    what = t.plain(WHAT[kind]) if kind in WHAT else kind
    head = t("{number}. <b>{what}</b>", number=number, what=what)
    lines = [head, Markup.escape(clipped(entry.title, TITLE)), _details(entry, t)]
    return LINE.join(line for line in lines if line)


def _details(entry: Scheduled | Held, t: Translator) -> Markup:
    if isinstance(entry, Held):
        return t(
            "waits for its hour: {people}, from {moment}",
            people=people(entry.people, t),
            moment=t.moment(entry.first_at),
        )
    when = Markup.escape(t.moment(entry.schedule.next_at))
    if entry.schedule.rule:
        when = t("{rule}, next {moment}", rule=_rule(entry.schedule.rule, t), moment=when)
    if entry.people is None:
        return when
    reached = people(entry.people, t)
    if entry.schedule.kind == UNFINISHED:
        return t("{moment} · unfinished: {people}", moment=when, people=reached)
    return t("{moment} · {people}", moment=when, people=reached)


def _rule(rule: Rule, t: Translator) -> str:
    return t.plain("every week") if rule.days else t.plain("every day")


def _cancel(entry: Scheduled | Held) -> CancelHeld | CancelSchedule:
    if isinstance(entry, Held):
        return CancelHeld(entry.purpose, entry.subject_id)
    return CancelSchedule(entry.schedule.id)
