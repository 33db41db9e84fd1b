"""Handing a survey in: what of it is kept, and what cuts the link to the person."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from enum import StrEnum

from bot.forms.model import Form, Kind
from bot.frozen import frozen

_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
_TIMED = frozenset({Kind.START, Kind.END, Kind.CALCULATE, Kind.HIDDEN, Kind.METADATA})
_INSTANCE = re.compile(r"\[\d+\]")


class HandedIn(StrEnum):
    """How a survey was handed in."""

    ANONYMOUS = "anonymous"
    NAMED = "named"
    BEFORE = "before"  # this person had taken part already: nothing was added
    CLOSED = "closed"  # meanwhile: nothing was added


@frozen
class Handed:
    """The outcome of the kind "survey"."""

    survey_id: int
    how: HandedIn
    topics: frozenset[str] = frozenset()  # what the person is already written to about


def mark(secret: bytes, survey_id: int, telegram_id: int) -> str:
    """Tells that somebody took part in a survey, and nothing without the key (HMAC-SHA256)."""
    told = f"{survey_id}:{telegram_id}".encode()
    return hmac.new(secret, told, hashlib.sha256).hexdigest()


def without_hours(form: Form, answers: Mapping[str, str]) -> dict[str, str]:
    """Answers in which what the program itself noted keeps the day only."""
    timed = {question.name for question in form.questions() if question.kind in _TIMED}
    return {
        ref: value[:10] if _name(ref) in timed and _DATETIME.fullmatch(value) else value
        for ref, value in answers.items()
    }


def files(form: Form, answers: Mapping[str, str]) -> tuple[str, ...]:
    """The names of files among the answers."""
    kinds = (Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE)
    asked = {question.name for question in form.questions() if question.kind in kinds}
    return tuple(value for ref, value in answers.items() if value and _name(ref) in asked)


def _name(ref: str) -> str:
    return _INSTANCE.sub("", ref).rpartition("/")[2]
