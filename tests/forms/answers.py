"""Made-up answers: for each step something a person could do, tried until it is taken."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from random import Random

from bot.forms.engine import (
    AddAnother,
    Ask,
    AskRepeat,
    Attached,
    Done,
    Finish,
    Input,
    Located,
    Pick,
    PickDate,
    Prompt,
    Reject,
    Skip,
    State,
    Step,
    Submit,
    Toggle,
    Typed,
    apply,
    begin,
)
from bot.forms.model import Form, Kind

TEXTS = (
    "Anna", "12", "a@b.pl", "48123456789", "Szkoła Podstawowa", "ABC", "x", "AB12", "2027",
    "uuid:1", "Jan Nowak z Zalesia", "0123456789", "00-950", "123456", "123456789",
)  # fmt: skip
NUMBERS = (
    "5", "1", "0", "25", "2", "18", "40", "100", "3", "-1", "12", "2000", "60", "500", "10000",
    "70", "999", "123456789",
)  # fmt: skip
TIMES = ("10.30", "17", "8:00", "0.00", "23:59")
_LITERAL = re.compile(r"'([^']*)'|\"([^\"]*)\"|(\d+(?:\.\d+)?)")
_NAMED_DAY = re.compile(r"['\"](\d{4}-\d\d-\d\d)['\"]")
_ATTEMPTS = 60
_STEPS = 3000


class Stuck(AssertionError):
    """No made-up answer was taken."""


def run_to_the_end(form: Form, seed: int, now: datetime) -> tuple[State, Done, int]:
    """A session from the first question to the end; how many inputs it took."""
    dice = Random(seed)
    state, step = begin(form, seed=seed, now=now, language=form.default_language)
    for count in range(_STEPS):
        if isinstance(step, Done):
            return state, step, count
        state, step = _forward(form, state, step, dice, now + timedelta(seconds=count))
    raise Stuck(f"{form.name}: no end after {_STEPS} steps")


def _forward(
    form: Form, state: State, step: Step, dice: Random, now: datetime
) -> tuple[State, Step]:
    for attempt in range(_ATTEMPTS):
        before, found = state, step
        for given in _inputs(step, dice, attempt, now):
            before, found = apply(form, before, given, now)
            if isinstance(found, Reject):
                break
        if not isinstance(found, Reject):
            return before, found
    raise Stuck(f"{form.name}: {step}")


def _inputs(step: Step, dice: Random, attempt: int, now: datetime) -> list[Input]:
    if isinstance(step, AskRepeat):
        return [AddAnother(step.count < 2 and dice.random() < 0.4)]
    if not isinstance(step, Ask):
        return [Submit()]
    if step.can_skip and (dice.random() < 0.1 or not _answerable(step)):
        return [Skip()]
    return _answers(step, dice, attempt, now)


def _answerable(step: Ask) -> bool:
    return bool(step.options) or step.prompt not in (Prompt.CHOICE, Prompt.CHOICES, Prompt.RANK)


def _answers(step: Ask, dice: Random, attempt: int, now: datetime) -> list[Input]:
    match step.prompt:
        case Prompt.CHOICE:
            return [Pick(option.index) for option in dice.sample(step.options, 1)]
        case Prompt.CHOICES:
            return _ticks(step, dice)
        case Prompt.RANK:
            order = dice.sample(step.options, len(step.options))
            return [*(Toggle(option.index, True) for option in order), Finish()]
        case Prompt.ACKNOWLEDGE:
            return [Pick(0)]
        case Prompt.LOCATION:
            return [Located(52.1, 21.02, 8.0)]
        case Prompt.ATTACHMENT:
            kind = Kind.IMAGE if step.question.kind is Kind.FILE else step.question.kind
            return [Attached(kind, "plik.jpg", 1000)]
        case Prompt.DATE | Prompt.DATETIME:
            return [PickDate(_day(step, attempt, now).isoformat())]
        case Prompt.TIME:
            return [Typed(TIMES[attempt % len(TIMES)])]
        case Prompt.TEXT:
            return [Typed(_tried(step, TEXTS, dice, attempt))]
        case _:
            return [Typed(_tried(step, NUMBERS, dice, attempt))]


def _ticks(step: Ask, dice: Random) -> list[Input]:
    wanted = dice.sample(step.options, dice.randint(1, min(3, len(step.options))))
    clear = [Toggle(option.index, False) for option in step.options if option.ticked]
    return [*clear, *(Toggle(option.index, True) for option in wanted), Finish()]


def _day(step: Ask, attempt: int, now: datetime) -> date:
    """Today, then days further and further away in turns, or near those that a rule names."""
    named = _NAMED_DAY.findall(step.question.constraint)
    if named and attempt % 3 == 2:
        near = timedelta(days=attempt // 3 % 5 - 2)
        return date.fromisoformat(named[attempt % len(named)]) + near
    away = attempt * attempt * 11
    return now.date() + timedelta(days=away if attempt % 2 else -away)


def _tried(step: Ask, values: tuple[str, ...], dice: Random, attempt: int) -> str:
    """First anything, then what the constraint itself names, and its neighbours."""
    literals = ["".join(found) for found in _LITERAL.findall(step.question.constraint)]
    named = [near for literal in literals for near in _near(literal)]
    pool = [*named, *values] if attempt % 2 or attempt > 20 else [*values]
    return pool[attempt // 2 % len(pool)] if attempt > 20 else dice.choice(pool)


def _near(literal: str) -> list[str]:
    if not literal.strip():
        return []
    if not literal.isdecimal():
        return [literal]
    number = int(literal)
    return [literal, str(number + 1), str(max(0, number - 1)), "1" * min(number, 40) or "1"]
