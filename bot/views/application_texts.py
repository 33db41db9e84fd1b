"""An application read in full, and two versions of it beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.domain.announcements import Media
from bot.domain.contests.applications import Application
from bot.domain.contests.arrivals import Changed, Versions
from bot.domain.contests.formal import Checking
from bot.forms.model import Kind
from bot.forms.steps import ReviewItem
from bot.i18n import Translator
from bot.views.actions import CompareVersions, ReadApplication
from bot.views.answers import bold, readable
from bot.views.formal_checks import back
from bot.views.screen import Button, Effect, Row, Screen, Show
from bot.views.threads import posts

GAP, LINE = Markup("\n\n"), Markup("\n")
PAGE = 3000  # characters of answers on one screen
SIDE = 900  # characters of one side of a comparison


def whole(page: int) -> Callable[[Checking, Translator], Screen]:
    """„Pokaż całość”: as many answers as fit a message, page by page."""

    def view(shown: Checking, t: Translator) -> Screen:
        texts = pages([answer(one, t) for one in shown.answers])
        here = min(page, len(texts) - 1)
        one = shown.application
        head = t("<b>{title}</b> · number {receipt}", title=one.title, receipt=one.receipt)
        turns = _turns(one, here, len(texts)) if len(texts) > 1 else ()
        return Screen(GAP.join((head, *texts[here])), (*turns, *back(one, t)))

    return view


def pages(answers: Sequence[Markup]) -> list[list[Markup]]:
    """As many as fit a message, again and again."""
    found: list[list[Markup]] = [[]]
    for one in answers:
        if found[-1] and sum(map(len, found[-1])) + len(one) > PAGE:
            found.append([])
        found[-1].append(one)
    return found


def answer(one: ReviewItem, t: Translator) -> Markup:
    """One answer under its question, and under its group's heading where that begins."""
    sections = [bold(_section(it.label, it.index)) for it in one.sections if it.label]
    said = LINE.join((bold(one.label), _told(one.kind, one.answer, t)))
    return LINE.join((*sections, said))


def _section(label: str, index: int) -> str:
    return f"{label} {index}" if index else label


def _told(kind: Kind, answer: str, t: Translator) -> Markup:
    if not answer:
        return t("<i>skipped</i>")
    return Markup.escape(answer if kind is Kind.TEXT else readable(kind, answer, t))


def _turns(one: Application, page: int, number: int) -> tuple[Row, ...]:
    before, after = (page - 1) % number, (page + 1) % number
    return ((
        Button("‹", ReadApplication(one.id, before)),
        Button(f"{page + 1} / {number}", ReadApplication(one.id, page)),
        Button("›", ReadApplication(one.id, after)),
    ),)  # fmt: skip


def versions(shown: Versions, t: Translator) -> Screen:
    """Field by field: before and after."""
    one = shown.application
    head = t(
        "<b>What changed</b> · {title}\nVersion {before} of {first} and version {after} of "
        "{second}.",
        title=one.title, before=shown.before.number, first=t.moment(shown.before.saved_at),
        after=shown.after.number, second=t.moment(shown.after.saved_at),
    )  # fmt: skip
    said = [_change(change, t) for change in shown.changed]
    if not said:
        said = [t("Nothing differs.")]
    fitting = pages(said)[0]
    if len(fitting) < len(said):
        fitting.append(t("Changed besides: {number}.", number=len(said) - len(fitting)))
    return Screen(GAP.join((head, *fitting)), (*_others(shown, t), *back(one, t)))


def _change(change: Changed, t: Translator) -> Markup:
    before, after = (_short(_told(change.kind, side, t)) for side in (change.before, change.after))
    return t(
        "<b>{label}</b>\nBefore: {before}\nAfter: {after}",
        label=change.label, before=before, after=after,
    )  # fmt: skip


def _short(text: Markup) -> Markup:
    bare = text.striptags() if len(text) > SIDE else ""
    return Markup.escape(bare[: SIDE - 1] + "…") if bare else text


def _others(shown: Versions, t: Translator) -> tuple[Row, ...]:
    """Each step from one version to the next, the newest first."""
    one, here = shown.application, shown.after.number
    steps = [
        Button(f"{n - 1} → {n}", CompareVersions(one.id, n - 1, n))
        for n in range(shown.last, 1, -1)
        if n != here or shown.before.number != n - 1
    ]
    if shown.last > 2 and (shown.before.number, here) != (1, shown.last):
        label = t.plain("First and last")
        steps.append(Button(label, CompareVersions(one.id, 1, shown.last)))
    return tuple(tuple(steps[at : at + 3]) for at in range(0, len(steps), 3))


def files(shown: tuple[Application, tuple[Media, ...]], t: Translator) -> Sequence[Effect]:
    """What was attached, once more."""
    one, media = shown
    if not media:
        return (Show(Screen(t("No file is kept with this application."), back(one, t))),)
    said = t.many("{number} photo or file", "{number} photos and files", len(media))
    return (*posts(media), Show(Screen(said, back(one, t))))
