"""Times of day as people type them: „17”, „17.30”, „wpół do szóstej”, „5 po południu”.

Without a word for the part of the day the clock has 24 hours: „5” is 5:00, „wpół do szóstej” 5:30.
"""

from __future__ import annotations

import re
from datetime import time

from bot.forms.fold import fold
from bot.forms.refusal import Refusal, refusal

_LONGEST = 60
_HOURS = (
    "pierwsza pierwszej pierwszą перша першої першу one",
    "druga drugiej drugą друга другої другу two",
    "trzecia trzeciej trzecią третя третьої третю three",
    "czwarta czwartej czwartą четверта четвертої четверту four",
    "piąta piątej piątą п'ята п'ятої п'яту five",
    "szósta szóstej szóstą шоста шостої шосту six",
    "siódma siódmej siódmą сьома сьомої сьому seven",
    "ósma ósmej ósmą восьма восьмої восьму eight",
    "dziewiąta dziewiątej dziewiątą дев'ята дев'ятої дев'яту nine",
    "dziesiąta dziesiątej dziesiątą десята десятої десяту ten",
    "jedenasta jedenastej jedenastą одинадцята одинадцятої одинадцяту eleven",
    "dwunasta dwunastej dwunastą дванадцята дванадцятої дванадцяту twelve",
    "trzynasta trzynastej",
    "czternasta czternastej",
    "piętnasta piętnastej",
    "szesnasta szesnastej",
    "siedemnasta siedemnastej",
    "osiemnasta osiemnastej",
    "dziewiętnasta dziewiętnastej",
    "dwudziesta dwudziestej",
)
_HOUR = {fold(word): hour for hour, words in enumerate(_HOURS, 1) for word in words.split()}
_NOON = frozenset(map(fold, ("południe", "w południe", "опівдні", "noon", "at noon")))
_MIDNIGHT = frozenset(map(fold, ("północ", "o północy", "опівночі", "midnight", "at midnight")))
_AFTERNOON = frozenset(
    map(fold, ("po południu", "wieczorem", "wieczór", "pm", "p.m", "дня", "вечора", "ввечері",
               "in the afternoon", "in the evening"))
)  # fmt: skip
_MORNING = frozenset(
    map(fold, ("rano", "z rana", "przed południem", "w nocy", "am", "a.m", "ранку", "вранці",
               "ночі", "in the morning"))
)  # fmt: skip
_PART = "|".join(sorted(map(re.escape, _AFTERNOON | _MORNING), key=len, reverse=True))
_LEAD = r"(?:(?:o|ok|od|po|об|о|at|na)\s+)?(?:(?:godz|godzina|godzinie|год|hour)\.?\s+)?"
_CLOCK = re.compile(
    rf"{_LEAD}(\d{{1,2}})(?:\s*[:.]\s*(\d{{2}})(?:[:.]\d{{2}})?)?\s*(?:h|godz|год|oclock)?\s*({_PART})?"
)
_COMPACT = re.compile(rf"{_LEAD}(\d{{2}})(\d{{2}})")
_WORDED = re.compile(rf"{_LEAD}([^\W\d_]+)\s*({_PART})?")
_HALF_TO = re.compile(rf"(?:o\s+)?(?:wpol do|пів на|о пів на)\s+(\S+)\s*({_PART})?")
_HALF_PAST = re.compile(rf"(?:at\s+)?(half|quarter|(\d{{1,2}}))\s+past\s+(\S+)\s*({_PART})?")
_PAST = re.compile(rf"(kwadrans|(\d{{1,2}}))\s+po\s+(\S+)\s*({_PART})?")
_TO = re.compile(
    rf"(?:za\s+)?(kwadrans|quarter to|чверть на|(\d{{1,2}}))\s+(?:to\s+)?(\S+)\s*({_PART})?"
)


def read_time(text: str) -> time | Refusal:
    """The time that `text` means. Reason: not_time."""
    typed = fold(text)[:_LONGEST]
    if typed in _NOON:
        return time(12)
    if typed in _MIDNIGHT:
        return time(0)
    minutes = _minutes(typed)
    if minutes is None or not 0 <= minutes < 24 * 60:
        return refusal("not_time", text=text)
    return time(*divmod(minutes, 60))


def _minutes(typed: str) -> int | None:
    """Minutes since midnight."""
    for read in (_clock, _half_to, _past, _to, _worded):
        minutes = read(typed)
        if minutes is not None:
            return minutes
    return None


def _clock(typed: str) -> int | None:
    found = _CLOCK.fullmatch(typed)
    part = found[3] if found is not None else None
    found = found or _COMPACT.fullmatch(typed)
    if found is None or int(found[2] or 0) > 59:
        return None
    return _at(int(found[1]), int(found[2] or 0), part)


def _half_to(typed: str) -> int | None:
    found = _HALF_TO.fullmatch(typed)
    return None if found is None else _near(found[1], -30, found[2])


def _past(typed: str) -> int | None:
    found = _HALF_PAST.fullmatch(typed) or _PAST.fullmatch(typed)
    if found is None:
        return None
    after = {"half": 30, "quarter": 15, "kwadrans": 15}.get(found[1])
    return _near(found[3], int(found[2]) if after is None else after, found[4])


def _to(typed: str) -> int | None:
    found = _TO.fullmatch(typed)
    if found is None or not (typed.startswith("za ") or " to " in typed or "чверть" in typed):
        return None
    return _near(found[3], -int(found[2] or 15), found[4])


def _worded(typed: str) -> int | None:
    found = _WORDED.fullmatch(typed)
    return None if found is None else _near(found[1], 0, found[2])


def _near(word: str, minutes: int, part: str | None) -> int | None:
    """So many minutes from an hour that is written as a word or in figures."""
    hour = int(word) if word.isdecimal() and len(word) <= 2 else _HOUR.get(word)
    if hour is None:
        return None
    at = _at(hour, 0, part)
    return None if at is None else (at + minutes) % (24 * 60)


def _at(hour: int, minute: int, part: str | None) -> int | None:
    if hour > 23:
        return None
    if part in _AFTERNOON and hour < 12:
        hour += 12
    elif part in _MORNING and hour == 12:
        hour = 0
    return hour * 60 + minute
