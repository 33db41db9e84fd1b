"""Composing an announcement: each question, the preview, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.announcements import Announcement, Step
from bot.domain.audiences import Kind
from bot.domain.composing import (
    Asked,
    Choice,
    Composed,
    Dropped,
    Option,
    Planned,
    Previewed,
    Sending,
)
from bot.domain.disclosure import Figure
from bot.domain.suppression import Hidden
from bot.i18n import Translator, mark
from bot.views.actions import Decide, ListAnnouncements, UseAgain
from bot.views.announcement_options import label, name
from bot.views.announcement_posts import post
from bot.views.faults import REFUSALS, menu_button
from bot.views.screen import Button, Effect, Replace, Row, Screen, Show, Toast

GAP, LINE = Markup("\n\n"), Markup("\n")
HEADINGS = {
    Step.KIND: mark("<b>What is this?</b>"),
    Step.CONTENT: mark("<b>What do you want to announce?</b>"),
    Step.AUDIENCE: mark("<b>To whom?</b>"),
    Step.EVERY_AUDIENCE: mark("<b>To whom?</b>"),
    Step.TOPIC: mark("<b>What is it about?</b>"),
    Step.TIME: mark("<b>When?</b>"),
    Step.WEEKLY: mark("<b>On which day and at what hour?</b>"),
    Step.CONFIRM: mark("<b>Send it?</b>"),
    Step.NIGHT: mark("<b>It is late.</b>"),
    Step.CHANGE: mark("<b>What do you want to change?</b>"),
    Step.BUTTON: mark("<b>Which button?</b>"),
    Step.CORRECTION: mark("<b>Correct the text</b>"),
}
HINTS = {
    Step.KIND: mark("Nobody else sees it until you say so."),
    Step.CONTENT: mark(
        "Send the text as people should read it, bold and links included. A photo, an album, "
        "a PDF or a video can come with it."
    ),
    Step.AUDIENCE: mark("Only people who agreed get announcements on a topic."),
    Step.EVERY_AUDIENCE: mark("Only people who agreed get announcements on a topic."),
    Step.TOPIC: mark("People can switch topics off. Choose the one it belongs to."),
    Step.TIME: mark("Tap, or type it: “12 May 17:30”, “tomorrow 10”, “every Friday 12”."),
    Step.WEEKLY: mark("Type for example: Friday 12:00. It goes like this every week."),
    Step.NIGHT: mark("Most people are resting. In the morning means: {moment}."),
    Step.BUTTON: mark("Tap a survey, or type a label and a link: “Sign-up https://example.com”."),
    Step.CORRECTION: mark(
        "Send the new text. It replaces the old one for everybody who got the announcement."
    ),
}
NUMBERED = frozenset({Step.AUDIENCE, Step.EVERY_AUDIENCE, Step.TOPIC, Step.CHANGE})
PAIRED = frozenset({Step.KIND, Step.TOPIC, Step.NIGHT})
CORRECT_IT = mark("<b>Correct it?</b>")
ON_ITS_WAY = mark("<b>It is on its way.</b>\n{people}. Below you can see how far it is.")
CORRECTING = mark("<b>The text is being corrected.</b>\n{people}. Below you can see how far it is.")
ASK_TEXT = mark("<b>Add a text.</b>\nNot everybody can read a poster.")


def composed(result: Composed, t: Translator) -> Screen | Sequence[Effect]:
    """Whatever an author's message or tap came to."""
    match result:
        case Asked():
            return (*_left(result.chosen, t), Show(asked(result, t)))
        case Previewed() if result.problem:
            return (*_left(result.chosen, t), Show(confirm(result, t)))
        case Previewed():
            shown = post(result.draft, result.funding, t, private=_private(result.draft))
            return (*_left(result.chosen, t), shown, Show(confirm(result, t)))
        case Sending():
            return (*_left(result.chosen, t, corrects=result.corrects), Show(_sending(result, t)))
        case Planned():
            return (*_left(result.chosen, t), Show(_planned(result, t)))
        case Dropped():
            return (*_left(result.chosen, t), Show(_dropped(result, t)))
        case _:
            return (Toast(t.plain("This has been done already.")),)


def asked(result: Asked, t: Translator) -> Screen:
    """One question."""
    parts = [_problem(result, t)] if result.problem else []
    if result.step is Step.CONTENT and result.draft.content.media and not result.problem:
        parts.append(t(ASK_TEXT))
    else:
        parts.append(LINE.join(_heading(result, t)))
    if result.step is Step.CHANGE:
        parts.append(_state(result.draft, t))
    if result.step in NUMBERED:
        parts.append(_numbered(result, t))
    return Screen(GAP.join(parts), _rows(result.draft, result.step, result.options, t))


def confirm(result: Previewed, t: Translator) -> Screen:
    """How many, how long, what it costs; the last question."""
    draft = result.draft
    lines = [_problem(result, t) + LINE] if result.problem else []
    lines.append(_reach(result, t))
    if draft.send_at and draft.send_at > t.now and not draft.corrects:
        lines.append(_when(draft, t))
    if draft.paid:
        lines.append(
            t("Paid broadcast: at most {stars} Telegram Stars.", stars=t.number(result.stars))
        )
    heading = t(CORRECT_IT if draft.corrects else HEADINGS[Step.CONFIRM])
    text = LINE.join((*lines, heading))
    return Screen(text, _confirm_rows(result, t))


def _confirm_rows(result: Previewed, t: Translator) -> tuple[Row, ...]:
    buttons = {
        one.value: Button(
            _confirm_label(result.draft, one, t), _action(result.draft, Step.CONFIRM, one)
        )
        for one in result.options
    }
    first, change, cancel = (buttons[value] for value in ("send", "change", "cancel"))
    extra = ((buttons["fund"],),) if "fund" in buttons else ()
    return ((first,), *extra, (change, cancel))


def _confirm_label(draft: Announcement, option: Option, t: Translator) -> str:
    if option.value == "fund":
        return _ticked(draft.funded, label(Step.CONFIRM, option, t), t)
    return label(Step.CONFIRM, option, t)


def _ticked(on: bool, words: str, t: Translator) -> str:
    return t.plain("☑ {words}", words=words) if on else t.plain("☐ {words}", words=words)


def _reach(result: Previewed, t: Translator) -> Markup:
    people = _people(result.number, t)
    if result.draft.audience and result.draft.audience.kind is Kind.CHAT:
        return t("To: {whom}.", whom=name(Step.AUDIENCE, result.audience, t))
    seconds = duration(result.seconds, t)
    if not result.audience.value:
        return t("<b>{people}, about {time}.</b>", people=people, time=seconds)
    whom = name(Step.AUDIENCE, result.audience, t)
    return t("<b>{people}, about {time}.</b>\nTo: {whom}.", people=people, time=seconds, whom=whom)


def _people(number: Figure, t: Translator) -> Markup:
    if isinstance(number, Hidden):
        return t("fewer than 5 people")
    return t.many("{number} person", "{number} people", number)


def duration(seconds: int, t: Translator) -> Markup:
    """„6 sekund”, „2 minuty”"""
    if seconds < 90:
        return t.many("{number} second", "{number} seconds", seconds)
    return t.many("{number} minute", "{number} minutes", round(seconds / 60))


def _when(draft: Announcement, t: Translator) -> Markup:
    assert draft.send_at
    if draft.repeat:
        return t("First: {moment}, then every week.", moment=t.moment(draft.send_at))
    return t("It goes: {moment}.", moment=t.moment(draft.send_at))


def _heading(result: Asked, t: Translator) -> list[Markup]:
    facts = {"moment": t.moment(result.morning)} if result.morning else {}
    hint = HINTS.get(result.step)
    said = [t(HEADINGS[result.step])]
    return [*said, t(hint, **facts)] if hint else said


def _problem(result: Asked | Previewed, t: Translator) -> Markup:
    return t(REFUSALS[result.problem], **dict(result.facts))


def _state(draft: Announcement, t: Translator) -> Markup:
    lines = [t.many("{number} button", "{number} buttons", len(draft.buttons))]
    lines.append(t("Funding sentence: yes") if draft.funded else t("Funding sentence: no"))
    if draft.paid:
        lines.append(t("Paid broadcast: yes"))
    return LINE.join(lines)


def _numbered(result: Asked, t: Translator) -> Markup:
    return LINE.join(
        t("{number}. {words}", number=number, words=label(result.step, option, t))
        for number, option in enumerate(result.options, 1)
    )


def _rows(
    draft: Announcement, step: Step, options: Sequence[Option], t: Translator
) -> tuple[Row, ...]:
    buttons = [Button(label(step, one, t), _action(draft, step, one)) for one in options]
    width = 2 if step in PAIRED else 1
    rows = [tuple(buttons[at : at + width]) for at in range(0, len(buttons), width)]
    return (*rows, _list(t))


def _action(draft: Announcement, step: Step, option: Option) -> Decide:
    return Decide(draft.id, draft.revision, f"{step}:{option.value}")


def _left(chosen: Choice | None, t: Translator, *, corrects: bool = False) -> Sequence[Effect]:
    """The answered question without its buttons."""
    if chosen is None:
        return ()
    heading = t(CORRECT_IT if corrects else HEADINGS[chosen.step])
    answer = label(chosen.step, chosen.option, t)
    return (Replace(Screen(t("{question}\n{answer}", question=heading, answer=answer))),)


def _private(draft: Announcement) -> bool:
    return draft.audience is None or draft.audience.kind is not Kind.CHAT


def _sending(result: Sending, t: Translator) -> Screen:
    people = _people(result.number, t)
    return Screen(t(CORRECTING if result.corrects else ON_ITS_WAY, people=people))


def _planned(result: Planned, t: Translator) -> Screen:
    text = t("<b>It is planned.</b>\n{when}", when=_when(result.draft, t))
    return Screen(text, (_list(t),))


def _dropped(result: Dropped, t: Translator) -> Screen:
    if result.kept is None:
        return Screen(t("All right. Nobody got it."), (_list(t),))
    text = t("<b>Cancelled.</b>\nNobody got it. You find it under “Announcements”.")
    again = Button(t.plain("Use it again"), UseAgain(result.kept.id))
    return Screen(text, ((again,), _list(t)))


def _list(t: Translator) -> Row:
    return (Button(t.plain("Announcements"), ListAnnouncements()), menu_button(t))
