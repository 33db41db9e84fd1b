"""All answers on one screen before they are handed in, and which of them to correct."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.sessions import Choosing, StepShown
from bot.forms.steps import Review, ReviewItem
from bot.i18n import Translator, mark
from bot.views.actions import AddTurn, ChooseAnswer, CorrectAnswer, HandIn, StepBack
from bot.views.answers import bold, clipped, readable
from bot.views.screen import Button, Row, Screen

PAGE = 8  # answers to choose from at once
ADDED = 40  # characters of what a button adds
LABEL = 120  # characters of a question where its answer is recalled

HAND_IN = {
    "profile": mark("Save"),
    "publish": mark("Publish"),
    "extend": mark("Save"),
    "show": mark("Show to residents"),
    "workshop": mark("Save the draft"),
    "workshop_change": mark("Save"),
    "workshop_copy": mark("Make the copy"),
    "workshop_series": mark("Make the series"),
    "workshop_check": mark("Save"),
    "workshop_call": mark("Put on the list"),
    "workshop_walk_in": mark("Put on the list"),
    "workshop_seats": mark("Save"),
    "workshop_cancel": mark("Cancel the workshop"),
    "contest": mark("See how it will look"),
    "contest_begin": mark("Begin now"),
    "award_amount": mark("Save the amount"),
    "award_amounts": mark("Save the amounts"),
    "award_tie": mark("Decide it like this"),
    "award_reason": mark("Save the reason"),
    "award_reasons": mark("Save the reason"),
    "award_pool": mark("Raise the pool"),
    "award_round": mark("Open the next round"),
    "award_lot": mark("Write down the lot"),
    "award_approve": mark("Approve the protocol"),
    "jury_conflict": mark("Report the conflict"),
    "jury_excuse": mark("Excuse this person"),
}  # by kind of form; others are sent


def review(shown: StepShown, step: Review, t: Translator) -> Screen:
    """Everything answered, „Popraw”, and „Wyślij” or what else handing in does."""
    session = shown.session
    heading = t("<b>Your answers</b>\nPlease look through them once more.")
    if session.kind in HAND_IN:
        heading = t("<b>{title}</b>\nIs everything right?", title=shown.title)
    if session.dry_run:
        heading = t("<b>Trial run</b> · ") + heading
    notes = [Markup.escape(note) for note in step.notes]
    parts = [heading, lines(step.items, t), *notes, _afterwards(shown, t)]
    send = Button(hand_in(session.kind, t), HandIn(session.id, step.rev))
    ways: list[Button] = []
    if step.items:
        ways.append(Button(t.plain("Correct"), ChooseAnswer(session.id, step.rev, 0)))
    if step.can_back:
        ways.append(Button(t.plain("Back"), StepBack(session.id, step.rev)))
    rows = ((send,), *_adding(session.id, step, t), tuple(ways))
    return Screen(Markup("\n\n").join(part for part in parts if part), rows)


def _adding(session: int, step: Review, t: Translator) -> list[Row]:
    """„Dodaj: Pozycja budżetu”, one a row."""
    return [
        (Button(t.plain("Add: {what}", what=clipped(one.label, ADDED)),
                AddTurn(session, step.rev, place)),)
        for place, one in enumerate(step.repeats)
    ]  # fmt: skip


def _afterwards(shown: StepShown, t: Translator) -> Markup:
    """What cannot be undone is said before the tap that does it."""
    if not shown.session.anonymous or shown.session.dry_run:
        return Markup()
    return t("Once sent, nobody can tell whose answers these are, and they cannot be changed.")


def hand_in(kind: str, t: Translator) -> str:
    """The label of the button that hands in a form of this kind."""
    return t.plain(HAND_IN[kind]) if kind in HAND_IN else t.plain("Send")


def choosing(result: Choosing, t: Translator) -> Screen:
    """Which answer to correct: eight at a time, as numbers to tap or type."""
    session, rev = result.session.id, result.session.rev
    last = (len(result.items) - 1) // PAGE
    page = max(0, min(result.page - 1, last)) if result.page else 0
    start = page * PAGE
    items = result.items[start : start + PAGE]
    heading = t("<b>Which answer do you want to correct?</b>\nTap its number, or type it.")
    buttons = [
        Button(str(start + place + 1), CorrectAnswer(session, rev, start + place))
        for place in range(len(items))
    ]
    rows = [tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4)]
    if last:
        rows.append(_pages(session, rev, page, last))
    rows.append((Button(hand_in(result.session.kind, t), HandIn(session, rev)),))
    text = Markup("\n\n").join((heading, lines(items, t, start)))
    return Screen(text, tuple(rows))


def lines(items: Sequence[ReviewItem], t: Translator, start: int = 0) -> Markup:
    """„3. Question — answer”, one a line; headings where groups begin."""
    found: list[Markup] = []
    for number, item in enumerate(items, start + 1):
        for section in item.sections:
            if section.label and not section.index:
                found.append((Markup("\n") if found else Markup()) + bold(section.label))
        found.append(_line(number, item, t))
    return Markup("\n").join(found)


def _line(number: int, item: ReviewItem, t: Translator) -> Markup:
    asked = Markup.escape(f"{number}. {clipped(item.label, LABEL)} — ")
    answer = readable(item.kind, item.answer, t)
    return asked + (bold(answer) if answer else t("<i>skipped</i>"))


def _pages(session: int, rev: int, page: int, last: int) -> Row:
    before, after = (page - 1) % (last + 1), (page + 1) % (last + 1)
    return (
        Button("‹", ChooseAnswer(session, rev, before + 1)),
        Button(f"{page + 1} / {last + 1}", ChooseAnswer(session, rev, page + 1)),
        Button("›", ChooseAnswer(session, rev, after + 1)),
    )
