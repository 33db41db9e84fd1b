"""The checklist for one thumb: one item at a time, then the conclusion."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.domain.contests.applications import Status
from bot.domain.contests.formal import Checking, Item, Mark
from bot.i18n import Translator, mark
from bot.views.actions import CheckApplication, ListApplications, MarkItem, OpenChecklist, PassCheck
from bot.views.answers import clipped
from bot.views.faults import menu_button
from bot.views.formal_checks import decisions, warned
from bot.views.screen import Button, Effect, Replace, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
NUMBERS = 5  # in a row
ITEMS = {
    Item.IN_TIME: mark("It came in time"),
    Item.ELIGIBLE: mark("The applicant may apply"),
    Item.COMPLETE: mark("Everything is filled in"),
    Item.WITHIN_LIMITS: mark("The amount is within the limits"),
    Item.SIGNED: mark("It is signed"),
    Item.DIAGNOSIS: mark("It follows from the diagnosis"),
    Item.GUARDIAN: mark("An adult stands beside a minor"),
    Item.ATTACHMENTS: mark("All attachments are there"),
}
MARKS = {
    Mark.YES: mark("yes"),
    Mark.NO: mark("no"),
    Mark.NOT_APPLICABLE: mark("not applicable"),
}
BUTTONS = {
    Mark.YES: mark("Yes"),
    Mark.NO: mark("No"),
    Mark.NOT_APPLICABLE: mark("Not applicable"),
}


def item_name(item: str, t: Translator) -> str:
    """In our words, or the library's own."""
    known = {one.value: words for one, words in ITEMS.items()}
    return t.plain(known[item]) if item in known else item


def checklist(chosen: int = -1) -> Callable[[Checking, Translator], Screen]:
    """With the item before the thumb; -1: the first without a mark."""

    def view(shown: Checking, t: Translator) -> Screen:
        return _screen(shown, _item(shown, chosen), t)

    return view


def marked(shown: Checking, t: Translator) -> Sequence[Effect]:
    """After a tap: the same message, with the next item."""
    return (Replace(_screen(shown, _item(shown, -1), t)),)


def opened(chosen: int) -> Callable[[Checking, Translator], Sequence[Effect]]:
    """A number was tapped: the same message, with that item."""
    return lambda shown, t: (Replace(_screen(shown, _item(shown, chosen), t)),)


def _item(shown: Checking, chosen: int) -> int:
    if 0 <= chosen < len(shown.items):
        return chosen
    return shown.items.index(shown.left[0]) if shown.left else -1


def _screen(shown: Checking, now: int, t: Translator) -> Screen:
    one = shown.application
    head = t("<b>Checklist</b> · {title} · {receipt}", title=one.title, receipt=one.receipt)
    said = [_line(shown, at, now, t) for at in range(len(shown.items))]
    parts = [head, warned(shown, t), LINE.join(said), _next(shown, now, t)]
    rows = [*_answers(shown, now, t), *_jumps(shown, now), *_conclusion(shown, t)]
    back = (
        Button(t.plain("Application"), CheckApplication(one.id)),
        Button(t.plain("Applications"), ListApplications(one.edition_id)),
    )
    return Screen(GAP.join(part for part in parts if part), (*rows, back, (menu_button(t),)))


def _line(shown: Checking, at: int, now: int, t: Translator) -> Markup:
    item = shown.items[at]
    name = clipped(item_name(item, t))
    found = shown.marks.get(item)
    state = t.plain(MARKS[found]) if found else "…"
    if at == now:
        return t("<b>{number}. {name}: {state}</b>", number=at + 1, name=name, state=state)
    return t("{number}. {name}: {state}", number=at + 1, name=name, state=state)


def _next(shown: Checking, now: int, t: Translator) -> Markup:
    number = shown.application.id
    if now >= 0:
        return t(
            "<b>{item}?</b>\nYou can type, too: /wniosek {number} {at} yes",
            item=item_name(shown.items[now], t), number=number, at=now + 1,
        )  # fmt: skip
    if shown.failed:
        return t("Something has a “no”: call for corrections, or reject it with a reason.")
    return t("Everything has a mark. It can take part.")


def _answers(shown: Checking, now: int, t: Translator) -> list[Row]:
    if now < 0:
        return []
    one = shown.application.id
    buttons = {
        wanted: Button(t.plain(words), MarkItem(one, now, wanted.value))
        for wanted, words in BUTTONS.items()
    }
    return [(buttons[Mark.YES], buttons[Mark.NO]), (buttons[Mark.NOT_APPLICABLE],)]


def _jumps(shown: Checking, now: int) -> list[Row]:
    one = shown.application.id
    buttons = [
        Button(str(at + 1), OpenChecklist(one, at)) for at in range(len(shown.items)) if at != now
    ]
    return [tuple(buttons[at : at + NUMBERS]) for at in range(0, len(buttons), NUMBERS)]


def _conclusion(shown: Checking, t: Translator) -> list[Row]:
    one = shown.application
    if one.status is not Status.SUBMITTED:
        return []
    ready = not shown.left and not shown.failed
    passing: list[Row] = [(Button(t.plain("It takes part"), PassCheck(one.id)),)] if ready else []
    return passing + decisions(shown, t)


def passed(shown: Checking, t: Translator) -> Screen:
    """It takes part."""
    one = shown.application
    text = t(
        "<b>{title} takes part.</b>\nNumber {receipt} has passed the formal check. The jury sees "
        "it from now on.",
        title=one.title, receipt=one.receipt,
    )  # fmt: skip
    rows = (
        (Button(t.plain("Applications"), ListApplications(one.edition_id)),
         Button(t.plain("Application"), CheckApplication(one.id))),
        (menu_button(t),),
    )  # fmt: skip
    return Screen(text, rows)
