"""Choices as buttons, and as a list in the text where buttons alone would not do."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from bot.forms.steps import Ask, Option, Prompt
from bot.i18n import Translator
from bot.views.actions import Action, Choose, Tick, TicksDone, TurnPage
from bot.views.answers import clipped
from bot.views.screen import Button, Row

PAGE = 20  # choices on one screen; Telegram takes 100 buttons, people fewer
SHORT = 20  # characters: two such share a row on a phone 360 px wide, looked at in Chromium
READ_AT_ONCE = 24  # characters of a button; longer labels stand in the text, too
SHORT_TICKED = 18  # the same with a box before them: 16 letters and the box, looked at in Chromium
TINY = 4  # up to five share a row
TINY_IN_ROW = 5
LISTED_LABEL = 300  # characters of one label in the text


def page_of(ask: Ask, page: int, ticked: int) -> int:
    """The page to show: that of the choice just ticked, else the one asked for."""
    for place, option in enumerate(ask.options):
        if option.index == ticked:
            return place // PAGE
    return max(0, min(page, (len(ask.options) - 1) // PAGE))


def part(ask: Ask, page: int) -> tuple[Option, ...]:
    """The choices of one page."""
    return ask.options[page * PAGE : (page + 1) * PAGE]


def listed(options: Sequence[Option]) -> Markup:
    """The choices with what may be typed for them; empty where the buttons say it all."""
    lettered = any(option.key.isalpha() for option in options)
    long = any(len(option.label) > READ_AT_ONCE for option in options)
    if not (lettered or long):
        return Markup()
    lines = [clipped(option.label, LISTED_LABEL) for option in options]
    keyed = [
        f"{option.key}. {line}" if option.key else line
        for option, line in zip(options, lines, strict=True)
    ]
    return escape("\n".join(keyed))


def choice_rows(ask: Ask, session: int, page: int, t: Translator) -> list[Row]:
    """A button for each choice, pages where there are many, „Gotowe” where several are taken."""
    shown = part(ask, page)
    buttons = [Button(_label(ask, option), _action(ask, option, session)) for option in shown]
    rows = packed(buttons, SHORT if ask.prompt is Prompt.CHOICE else SHORT_TICKED)
    if len(ask.options) > PAGE:
        rows.append(_pages(ask, session, page))
    if ask.prompt is not Prompt.CHOICE:
        number = sum(option.ticked for option in ask.options)
        label = t.plain("Done ({number})", number=number)
        rows.append((Button(label, TicksDone(session, ask.rev)),))
    return rows


def packed(buttons: Sequence[Button], short: int = SHORT) -> list[Row]:
    """Tiny labels up to five in a row, up to `short` characters two, longer ones alone."""
    rows: list[Row] = []
    row: list[Button] = []
    for button in buttons:
        if row and len(row) >= _room((*row, button), short):
            rows.append(tuple(row))
            row = []
        row.append(button)
    return [*rows, tuple(row)] if row else rows


def _room(row: Sequence[Button], short: int) -> int:
    longest = max(len(button.label) for button in row)
    return TINY_IN_ROW if longest <= TINY else 2 if longest <= short else 1


def _label(ask: Ask, option: Option) -> str:
    if ask.prompt is Prompt.CHOICES:
        return f"{'☑' if option.ticked else '☐'} {option.label}"
    if ask.prompt is Prompt.RANK:
        return f"{option.place}. {option.label}" if option.place else option.label
    return f"✓ {option.label}" if option.ticked else option.label


def _action(ask: Ask, option: Option, session: int) -> Action:
    if ask.prompt is Prompt.CHOICE:
        return Choose(session, ask.rev, option.index)
    return Tick(session, ask.rev, option.index, not option.ticked)


def _pages(ask: Ask, session: int, page: int) -> Row:
    last = (len(ask.options) - 1) // PAGE
    before = Button("‹", TurnPage(session, ask.rev, (page - 1) % (last + 1)))
    here = Button(f"{page + 1} / {last + 1}", TurnPage(session, ask.rev, page))
    after = Button("›", TurnPage(session, ask.rev, (page + 1) % (last + 1)))
    return (before, here, after)
