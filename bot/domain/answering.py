"""What typed words ask for where the engine knows no answer in them, and what was just answered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.sessions import Answered, Session
from bot.forms import engine
from bot.forms.engine import (
    AddAnother,
    AddTo,
    Ask,
    AskRepeat,
    Back,
    Done,
    Finish,
    Goto,
    Input,
    Keep,
    Reject,
    Review,
    Skip,
)
from bot.forms.fold import fold
from bot.forms.model import Form
from bot.forms.state import REVIEW
from bot.forms.steps import Prompt, Shown
from bot.forms.words import Navigation, navigation_word
from bot.i18n import DEFAULT_LANGUAGE

CHOOSE = "choose"  # at the review: which answer to correct
_SEND = (
    "wyślij", "wysyłam", "gotowe", "zapisz", "opublikuj", "pokaż mieszkańcom",
    "надіслати", "готово", "зберегти", "опублікувати", "показати мешканцям",
    "send", "submit", "done", "save", "publish", "show to residents",
)  # fmt: skip
_CORRECT = ("popraw", "zmień", "poprawiam", "виправити", "змінити", "correct", "change", "edit")
_ADD = ("dodaj", "dopisz", "додати", "додай", "add")
_STEM = 4  # letters that words share in all their cases: „pozycja”, „pozycję”
_UNREAD = (
    "unexpected", "unknown_choice", "no_band", "not_number", "not_integer", "not_date",
    "not_time", "not_datetime", "needs_location", "needs_attachment", "not_yes_or_no",
)  # fmt: skip
UNREAD = frozenset(_UNREAD)  # reasons of a Reject: no answer was found in the text
SEND = frozenset(map(fold, _SEND))
CORRECT = frozenset(map(fold, _CORRECT))
ADD = frozenset(map(fold, _ADD))


def meant(step: Shown, text: str) -> Input | str | None:
    """What a text that is no answer asks for: an input, CHOOSE, or nothing that we know."""
    return _at_review(step, text) if isinstance(step, Review) else _moving(step, text)


def _moving(step: Shown, text: str) -> Input | None:
    """In a text question every word is an answer: only commands move there."""
    if isinstance(step, Ask) and step.prompt is Prompt.TEXT:
        return None
    match navigation_word(text):
        case Navigation.BACK:
            return Back()
        case Navigation.SKIP:
            return Skip()
        case Navigation.FINISH:
            return AddAnother(False) if isinstance(step, AskRepeat) else Finish()
    return None


def _at_review(review: Review, text: str) -> Input | str | None:
    """A typed number corrects that answer; words send, correct (CHOOSE) or go back."""
    word = fold(text)
    if word.isdecimal() and len(word) <= 4:
        place = int(word)
        return Goto(review.items[place - 1].ref) if 0 < place <= len(review.items) else CHOOSE
    if word in SEND:
        return engine.Submit()
    if word in CORRECT:
        return CHOOSE
    if navigation_word(text) is Navigation.BACK:
        return Back()
    return _adding(review, re.findall(r"\w+", word))


def _adding(review: Review, words: Sequence[str]) -> AddTo | None:
    """„dodaj” where one thing can be added; „dodaj pozycję” of several."""
    if not words or words[0] not in ADD:
        return None
    wanted = {word[:_STEM] for word in words[1:]}
    found = [
        repeat
        for repeat in review.repeats
        if not wanted or wanted & {word[:_STEM] for word in fold(repeat.label).split()}
    ]
    return AddTo(found[0].ref) if len(found) == 1 else None


def settled(
    form: Form, state: engine.State, step: Shown, now: datetime
) -> tuple[engine.State, Shown]:
    """On from here, keeping what is known and skipping what is not: to the review, or to the first
    question that must be answered."""
    while isinstance(step, Ask):
        given = Keep() if step.can_keep else Skip()
        after, following = engine.apply(form, state, given, now)
        if isinstance(following, Reject | Done):
            break
        state, step = after, following
    return state, step


def spoken(form: Form, language: str) -> str:
    """The language in which this form speaks to somebody: theirs, else Polish, else its own."""
    for wanted in (language, DEFAULT_LANGUAGE):
        if wanted in form.languages:
            return wanted
    return form.default_language


def in_language(session: Session, form: Form, language: str) -> Session:
    """The session in the language that the person reads now."""
    wanted = spoken(form, language)
    if wanted == session.state.language:
        return session
    return replace(session, state=replace(session.state, language=wanted))


def title(form: Form, session: Session) -> str:
    """What the form calls itself."""
    return form.title.get(session.state.language, form.default_language) or form.name


def answered(
    form: Form, session: Session, after: engine.State, given: Input, now: datetime, message_id: int
) -> Answered | None:
    """What becomes of the message that asked."""
    ref = session.state.position
    if ref == REVIEW:
        return Answered(0, "", "", None, message_id, left=True, review=True)
    left = isinstance(given, Back)
    try:
        item = engine.describe(form, after, ref, now)
    except KeyError:  # not a question: "one more?", or one of a turn that was taken away
        return _turn(form, session, after, now, message_id, left)
    return Answered(session.number, item.label, item.answer, item.kind, message_id, left)


def _turn(
    form: Form, session: Session, after: engine.State, now: datetime, message_id: int, left: bool
) -> Answered | None:
    step = engine.current(form, session.state, now)
    if isinstance(step, Ask):
        return Answered(step.number, step.label, "", step.question.kind, message_id, left)
    if not isinstance(step, AskRepeat):
        return None
    more = after.repeats.get(step.ref, 0) > session.state.repeats.get(step.ref, 0)
    another = None if left else more
    return Answered(0, step.label, "", None, message_id, left, another)
