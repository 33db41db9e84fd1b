"""What a form amounts to, told to the librarian before it is published.

Minutes: a tap takes about 15 seconds, several choices 25, a typed answer 60; labels, hints and
choices are read at 2 words a second; what is not asked of everybody counts 60 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.forms.model import Form, Group, Item, Kind, Question, Repeat, Text
from bot.forms.plan import UNSHOWN
from bot.frozen import frozen

_TAP = frozenset({Kind.SELECT_ONE, Kind.ACKNOWLEDGE, Kind.RANGE, Kind.DATE})
_SEVERAL = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})
_WORDS_A_SECOND = 2
_CONDITIONAL = 0.6


@frozen
class Summary:
    """`missing`: language → how many texts it lacks that another language has."""

    questions: int
    minutes: int
    languages: tuple[str, ...]
    missing: Mapping[str, int]
    sensitive: tuple[str, ...]


def summarise(form: Form) -> Summary:
    """Counts and an estimate of the time that answering takes."""
    asked = [question for question in form.questions() if is_asked(question)]
    return Summary(
        questions=len(asked),
        minutes=max(1, round(sum(_seconds(form, form.children)) / 60)),
        languages=form.languages,
        missing={code: _missing(form, code) for code in form.languages},
        sensitive=tuple(question.name for question in asked if question.sensitive),
    )


def is_asked(question: Question) -> bool:
    """Whether a person is asked: no note, no metadata, nothing computed or read-only."""
    return (
        question.kind not in UNSHOWN and question.kind is not Kind.NOTE and not question.read_only
    )


def _missing(form: Form, language: str) -> int:
    return sum(bool(text) and not text.by_language.get(language) for text in _texts(form))


def _texts(form: Form) -> Iterator[Text]:
    yield form.title if len(form.title.by_language) > 1 else Text()
    yield from _item_texts(form.children)
    for choices in form.lists.values():
        yield from (choice.label for choice in choices)


def _item_texts(items: Iterable[Item]) -> Iterator[Text]:
    for item in items:
        yield item.label
        if isinstance(item, Question):
            yield from (item.hint, item.required_message, item.constraint_message)
        else:
            yield from _item_texts(item.children)


def _seconds(form: Form, items: Iterable[Item], weight: float = 1.0) -> Iterator[float]:
    for item in items:
        own = weight * (_CONDITIONAL if item.relevant else 1.0)
        if isinstance(item, (Group, Repeat)):
            yield from _seconds(form, item.children, own)
        elif is_asked(item) or item.kind is Kind.NOTE:
            yield own * (_effort(item) + _reading(form, item))


def _effort(question: Question) -> int:
    if question.kind is Kind.NOTE:
        return 0
    return 15 if question.kind in _TAP else 25 if question.kind in _SEVERAL else 60


def _reading(form: Form, question: Question) -> float:
    """Seconds for the texts in the form's own language."""
    choices = form.lists.get(question.list_name, ())
    texts = (question.label, question.hint, *(choice.label for choice in choices))
    words = [text.get(form.default_language, "").split() for text in texts]
    return sum(map(len, words)) / _WORDS_A_SECOND
