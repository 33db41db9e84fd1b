"""Typed answers: what a message means at a question, as an XForms value or as choices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal

from bot.forms.dates import read_date
from bot.forms.geopoint import read_geopoint
from bot.forms.model import Kind, Question
from bot.forms.moments import read_moment, written_time
from bot.forms.numbers import read_decimal, read_integer, read_range, written
from bot.forms.pieces import one_choice, several_choices
from bot.forms.refusal import Refusal, refusal
from bot.forms.steps import Option
from bot.forms.times import read_time
from bot.forms.words import yes_or_no

ACKNOWLEDGED = "OK"  # ODK's value of an acknowledgement

Reader = Callable[[Question, str, datetime], str | Refusal]


def read_typed(
    question: Question, options: Sequence[Option], text: str, now: datetime
) -> str | tuple[int, ...] | Refusal:
    """The value; for a multi-select or ranking the indices of choices, in the order typed."""
    if not text.strip():
        return refusal("empty")
    if question.kind in (Kind.SELECT_MULTIPLE, Kind.RANK):
        return several_choices(options, text)
    if question.kind is Kind.SELECT_ONE:
        return _choice(options, text)
    return READERS.get(question.kind, _file)(question, text, now)


def _choice(options: Sequence[Option], text: str) -> str | Refusal:
    index = one_choice(options, text)
    if isinstance(index, Refusal):
        return index
    return next(option.name for option in options if option.index == index)


def _text(_question: Question, text: str, _now: datetime) -> str:
    return text.strip()


def _number(value: Decimal | Refusal) -> str | Refusal:
    return value if isinstance(value, Refusal) else written(value)


def _integer(_question: Question, text: str, _now: datetime) -> str | Refusal:
    return _number(read_integer(text))


def _decimal(_question: Question, text: str, _now: datetime) -> str | Refusal:
    return _number(read_decimal(text))


def _range(question: Question, text: str, _now: datetime) -> str | Refusal:
    return _number(read_range(text, question.parameters))


def _date(_question: Question, text: str, now: datetime) -> str | Refusal:
    day = read_date(text, now.date())
    return day if isinstance(day, Refusal) else day.isoformat()


def _time(_question: Question, text: str, now: datetime) -> str | Refusal:
    found = read_time(text)
    return found if isinstance(found, Refusal) else written_time(found, now)


def _moment(_question: Question, text: str, now: datetime) -> str | Refusal:
    return read_moment(text, now)


def _acknowledge(_question: Question, text: str, _now: datetime) -> str | Refusal:
    return ACKNOWLEDGED if yes_or_no(text) else refusal("not_yes_or_no")


def _place(_question: Question, text: str, _now: datetime) -> str | Refusal:
    return read_geopoint(text) or refusal("needs_location")


def _file(question: Question, _text: str, _now: datetime) -> Refusal:
    return refusal("needs_attachment", kind=question.kind)


READERS: dict[Kind, Reader] = {
    Kind.TEXT: _text,
    Kind.BARCODE: _text,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.RANGE: _range,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.DATETIME: _moment,
    Kind.ACKNOWLEDGE: _acknowledge,
    Kind.GEOPOINT: _place,
}
