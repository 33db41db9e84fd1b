"""How often a series meets, as librarians say it: „co środę, 6 razy” → an RRULE's text.

Polish, Ukrainian and English, whatever language they chose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from bot.domain.series import Frequency, Rule
from bot.errors import Refused
from bot.forms.dates import read_date
from bot.forms.fold import fold

LONGEST = 120  # characters
OFTEN: Mapping[str, str] = {
    "weekly": "FREQ=WEEKLY", "fortnightly": "FREQ=WEEKLY;INTERVAL=2", "daily": "FREQ=DAILY",
}  # fmt: skip
_TIMES = re.compile(
    r"(\d{1,2})\s*(?:x\b|razy|raz|spotkan\w*|zaj\w*|razi?v?|разів|рази|раз|зустріч\w*|зустрічеи|"
    r"times|meetings?)"
)
_UNTIL = re.compile(r"\b(?:do|until|till|до)\s+(.+)$")
_EVERY = re.compile(
    r"\b(?:co|every|кожн\w+|що)\s*(\d|drugi\w*|dwa|trzy|cztery|other|two|three|дв\w+|друг\w+|три)?"
)
_NUMBERS = {
    "dwa": 2, "trzy": 3, "cztery": 4, "other": 2, "two": 2, "three": 3, "три": 3,
}  # fmt: skip
_STEMS = (
    "poniedzial понеділ monday", "wtor вівтор tuesday", "srod серед wednesday",
    "czwart четвер thursday", "piatk piatek пятниц friday", "sobot субот saturday",
    "niedziel неділ sunday",
)  # fmt: skip
_DAYS = {stem: day for day, stems in enumerate(_STEMS) for stem in stems.split()}
_WEEK = re.compile(r"tydzien|tygodni\w*|tydz\b|тижн\w*|weeks?|weekly")
_MONTH = re.compile(r"miesiac\w*|miesiec\w*|місяц\w*|щомісяц\w*|months?|monthly")
_DAY = re.compile(r"codzien\w*|dzien\b|dni\b|щодня|день|дні|days?|daily")


def read_rule(text: str, first: date) -> str:
    """An RRULE's text. `first`: the day of the first meeting, which fixes „co miesiąc”.

    Raises Refused: bad_rule (part) where nothing says how often, rule_endless where nothing says
    how long.
    """
    if len(text) > LONGEST:
        raise Refused("bad_rule", part=text[:LONGEST])
    if text.upper().removeprefix("RRULE:").startswith("FREQ="):
        return text
    said = fold(text)
    until = _UNTIL.search(said)
    times = _TIMES.search(said)
    how = said[: until.start()] if until else said
    ends = _until(until[1], first) if until else None
    if ends is None and times is None:
        raise Refused("rule_endless")
    rule = _often(how, first)
    count = int(times[1]) if times and ends is None else None
    return str(Rule(rule.frequency, rule.interval, count, ends, rule.days))


def rule_of(often: str, times: int, first: date) -> str:
    """One of OFTEN, or "monthly" on the same weekday of the month, so many times."""
    if often == "monthly":
        return str(Rule(Frequency.MONTHLY, 1, times, None, (_nth(first),)))
    return f"{OFTEN[often]};COUNT={times}"


def _often(said: str, first: date) -> Rule:
    every = _EVERY.search(said)
    interval = _number(every[1]) if every and every[1] else 1
    days = tuple(sorted({day for word in re.split(r"[\s,]+", said) for day in _weekday(word)}))
    if _MONTH.search(said):
        return Rule(Frequency.MONTHLY, interval, days=(_nth(first),))
    if days:
        return Rule(Frequency.WEEKLY, interval, days=tuple((day, 0) for day in days))
    if _WEEK.search(said):
        return Rule(Frequency.WEEKLY, interval)
    if _DAY.search(said):
        return Rule(Frequency.DAILY, interval)
    raise Refused("bad_rule", part=said)


def _weekday(word: str) -> tuple[int, ...]:
    """„środy”, „poniedziałki”, „щосереди”, “Wednesdays”."""
    return tuple(day for stem, day in _DAYS.items() if word.removeprefix("що").startswith(stem))


def _number(word: str) -> int:
    if word.isdecimal():
        return int(word) or 1
    return _NUMBERS.get(word, 2)


def _until(text: str, first: date) -> date:
    found = read_date(_TIMES.sub("", text).strip(" ,."), first)
    if not isinstance(found, date):
        raise Refused("bad_rule", part=text)
    return found


def _nth(day: date) -> tuple[int, int]:
    """„Second Wednesday”; the fifth is the last."""
    number = (day.day - 1) // 7 + 1
    return day.weekday(), number if number < 5 else -1
