"""One question as a screen: where I am, what is asked, how to answer, where else to go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from markupsafe import Markup

from bot.domain.sessions import StepShown
from bot.forms.bounds import days_from_today
from bot.forms.model import Kind
from bot.forms.steps import Ask, AskRepeat, Prompt
from bot.i18n import Translator, mark
from bot.views import choices
from bot.views.actions import AnotherTurn, Choose, KeepAnswer, Say, SkipQuestion, StepBack
from bot.views.answers import bold, italic, readable
from bot.views.calendar import day_rows, heading, hour_rows, moment_rows
from bot.views.screen import Button, Row, Screen

MOST_BUTTONS = 12  # values of a range that still make buttons
GAP = Markup("\n\n")

HOW = {
    Prompt.CHOICE: mark("Tap an answer, or type it."),
    Prompt.CHOICES: mark("Tap what fits, then “Done”. You can also type, with commas between."),
    Prompt.RANK: mark("Tap the answers in your order, the first one first."),
    Prompt.TEXT: mark("Type your answer."),
    Prompt.INTEGER: mark("Type a whole number."),
    Prompt.DECIMAL: mark("Type a number."),
    Prompt.RANGE: mark("Tap or type a number."),
    Prompt.DATE: mark("Pick a day, or type it, for example 12.05.2027 or tomorrow."),
    Prompt.TIME: mark("Pick an hour, or type it, for example 17:30."),
    Prompt.DATETIME: mark("Pick a day and an hour, or type them, for example 12.05.2027 17:30."),
    Prompt.ACKNOWLEDGE: mark("Tap the button, or type yes."),
    Prompt.LOCATION: mark("Tap the button below, or type coordinates like 52.1, 20.3."),
}
SEND = {
    Kind.IMAGE: mark("Send a photo."),
    Kind.AUDIO: mark("Send a voice message or a recording."),
    Kind.VIDEO: mark("Send a film."),
    Kind.FILE: mark("Send a file."),
}
UNSAID = frozenset(
    {Prompt.CHOICE, Prompt.CHOICES, Prompt.TEXT}
)  # how to answer goes without saying
UNKEPT = frozenset({Prompt.CHOICES, Prompt.RANK, Prompt.LOCATION})


def how(ask: Ask, t: Translator) -> Markup:
    """How this question is answered."""
    return t(SEND[ask.question.kind] if ask.prompt is Prompt.ATTACHMENT else HOW[ask.prompt])


def question(shown: StepShown, ask: Ask, t: Translator) -> Screen:
    """The question with its buttons."""
    session, page = shown.session.id, shown.page
    if ask.options:
        page = choices.page_of(ask, page, shown.ticked)
    rows = [*_answers(ask, session, page, t), *_ways(ask, session, t)]
    if ask.prompt is Prompt.LOCATION:
        return Screen(
            body(shown, ask, page, t), tuple(rows), asks="location",
            asks_label=t.plain("Share this place"),
        )  # fmt: skip
    return Screen(body(shown, ask, page, t), tuple(rows))


def body(shown: StepShown, ask: Ask, page: int, t: Translator) -> Markup:
    """The text of a question."""
    label = Markup.escape(ask.label or ask.question.name)
    parts = [_place(shown, ask, t), *_around(ask, t), _joined(label, _hint(ask, t))]
    if ask.prompt is Prompt.DATETIME and (day := heading(page, t)):
        parts.append(t("Day: <b>{day}</b>. At what time?", day=day))
    if ask.options:
        parts.append(choices.listed(choices.part(ask, page)))
    if _recalled(ask):
        held = readable(ask.question.kind, ask.answer, t)
        parts.append(t("So far: <b>{answer}</b>", answer=held))
    return GAP.join(part for part in parts if part)


def turn(shown: StepShown, ask: AskRepeat, t: Translator) -> Screen:
    """ "One more?" """
    session = shown.session.id
    text = t.many(
        "<b>{label}</b>: there is one so far. Add another?",
        "<b>{label}</b>: there are {number} so far. Add another?",
        ask.count,
        label=ask.label,
    )
    notes = [Markup.escape(note) for note in ask.notes]
    yes = Button(t.plain("Yes, add"), AnotherTurn(session, ask.rev, True))
    no = Button(t.plain("No, go on"), AnotherTurn(session, ask.rev, False))
    rows: list[Row] = [(yes, no)]
    if ask.can_back:
        rows.append((_back(session, ask.rev, t),))
    return Screen(GAP.join([*notes, text]), tuple(rows))


def _place(shown: StepShown, ask: Ask, t: Translator) -> Markup:
    """„Pytanie 1 · zostało około 18”."""
    trial = t("<b>Trial run</b> · ") if shown.session.dry_run else Markup()
    if ask.correcting:
        return trial + t("<b>Correcting an answer</b>")
    number = t("<b>Question {number}</b>", number=ask.number)
    if not ask.remaining:
        return trial + t("{question} · the last one", question=number)
    left = t.many("about {number} more", "about {number} more", ask.remaining)
    return trial + number + " · " + left


def _around(ask: Ask, t: Translator) -> list[Markup]:
    """Headings of groups that begin here, then notes."""
    headings = [_section(section.label, section.index, t) for section in ask.sections]
    return [*(one for one in headings if one), *(Markup.escape(note) for note in ask.notes)]


def _section(label: str, index: int, t: Translator) -> Markup:
    if not label:
        return Markup()
    if index:
        return t("<b>{label}</b>, number {number}", label=label, number=index)
    return bold(label)


def _hint(ask: Ask, t: Translator) -> Markup:
    if ask.hint:
        return italic(ask.hint)
    return Markup() if ask.prompt in UNSAID else italic(how(ask, t))


def _joined(label: Markup, hint: Markup) -> Markup:
    return label + "\n" + hint if hint else label


def _answers(ask: Ask, session: int, page: int, t: Translator) -> list[Row]:
    if ask.options:
        return choices.choice_rows(ask, session, page, t)
    make = ROWS.get(ask.prompt)
    return make(ask, session, page, t) if make else []


def _acknowledge(ask: Ask, session: int, _page: int, t: Translator) -> list[Row]:
    return [(Button(t.plain("I confirm"), Choose(session, ask.rev, 0)),)]


def _dates(ask: Ask, session: int, page: int, t: Translator) -> list[Row]:
    return day_rows(session, ask.rev, page, ask.value, t, _earliest(ask, t))


def _moments(ask: Ask, session: int, page: int, t: Translator) -> list[Row]:
    return moment_rows(session, ask.rev, page, ask.value, t, _earliest(ask, t))


def _earliest(ask: Ask, t: Translator) -> date | None:
    """The first day that the question can take; None where any day may be right."""
    days = days_from_today(ask.question.constraint, ask.question.name)
    return None if days is None else t.now.date() + timedelta(days=days)


def _times(ask: Ask, session: int, page: int, _t: Translator) -> list[Row]:
    return hour_rows(session, ask.rev, page)


def _range(ask: Ask, session: int, _page: int, _t: Translator) -> list[Row]:
    texts = range_values(ask)
    return choices.packed([Button(text, Say(session, ask.rev, text)) for text in texts])


ROWS: dict[Prompt, Callable[[Ask, int, int, Translator], list[Row]]] = {
    Prompt.ACKNOWLEDGE: _acknowledge,
    Prompt.DATE: _dates,
    Prompt.DATETIME: _moments,
    Prompt.TIME: _times,
    Prompt.RANGE: _range,
}


def range_values(ask: Ask) -> list[str]:
    """The values of a short range as people write them; none where there are too many."""
    given = ask.question.parameters
    try:
        start, end = Decimal(given.get("start", "0")), Decimal(given.get("end", "10"))
        step = Decimal(given.get("step", "1"))
    except InvalidOperation:
        return []
    if not step or (end - start) / step < 0 or (end - start) / step >= MOST_BUTTONS:
        return []
    number = int((end - start) / step) + 1
    return [f"{start + step * place:f}".replace(".", ",") for place in range(number)]


def _recalled(ask: Ask) -> bool:
    """Whether words tell the answer held; at a few choices its button is marked instead."""
    marked = ask.prompt is Prompt.CHOICE and len(ask.options) <= choices.PAGE
    return ask.can_keep and not marked and ask.prompt not in UNKEPT


def _ways(ask: Ask, session: int, t: Translator) -> list[Row]:
    """Keep, back, skip."""
    rows: list[Row] = []
    if _recalled(ask):
        rows.append((Button(t.plain("Keep this answer"), KeepAnswer(session, ask.rev)),))
    ways: list[Button] = []
    if ask.can_back:
        ways.append(_back(session, ask.rev, t))
    if ask.can_skip:
        ways.append(Button(t.plain("Skip"), SkipQuestion(session, ask.rev)))
    return [*rows, tuple(ways)] if ways else rows


def _back(session: int, rev: int, t: Translator) -> Button:
    return Button(t.plain("Back"), StepBack(session, rev))
