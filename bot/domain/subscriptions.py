"""What the library may write to a person about, and at what hours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import time
from enum import StrEnum

from bot.domain.quiet_hours import DEFAULT, QuietHours
from bot.forms.fold import fold
from bot.forms.refusal import Refusal
from bot.forms.times import read_time
from bot.frozen import frozen


class Topic(StrEnum):
    """Each is off until the person taps."""

    NEWS = "news"
    WORKSHOPS = "workshops"
    INITIATIVES = "initiatives"
    SURVEYS = "surveys"  # new ones, and what came of them


@frozen
class Subscriptions:
    """What is on now; `chosen` once the person has tapped something."""

    topics: frozenset[str] = frozenset()
    chosen: bool = False


@frozen
class Notifications:
    """All that a person decides on what we send them. `nudges`: reminders of unfinished surveys.

    `changed` right after they did; `unread` where what they typed could not be understood.
    """

    topics: frozenset[str]
    quiet: QuietHours
    nudges: bool = True
    changed: bool = False
    unread: bool = False

    @property
    def silent(self) -> bool:
        """Whether everything is off."""
        return not (self.topics or self.nudges)


@frozen
class Wish:
    """What somebody typed about it: topics (or `NUDGES`) on or off, hours, or nothing at all."""

    topics: frozenset[str] = frozenset()
    wanted: bool = True
    quiet: QuietHours | None = None
    nothing: bool = False


NUDGES = "nudges"
NEVER = QuietHours(time(0), time(0))
LONGEST = 60  # characters of a wish; folding a long text would cost every answer
_STEMS = {
    Topic.NEWS: ("nowosc", "nowinki", "wiadomosc", "новин", "news"),
    Topic.WORKSHOPS: ("warsztat", "zajec", "заняття", "занять", "майстер", "workshop"),
    Topic.INITIATIVES: ("inicjatyw", "pomysl", "ініціатив", "іде", "initiative", "ideas"),
    Topic.SURVEYS: ("ankiet", "wynik", "опитув", "результат", "survey", "result"),
    NUDGES: ("przypomn", "przypomin", "нагад", "remind"),
}
_FOLDED = {str(topic): tuple(map(fold, stems)) for topic, stems in _STEMS.items()}
_OFF = frozenset(map(fold, ("nie", "bez", "wyłącz", "не", "без", "вимкни", "no", "not", "off")))
_NOTHING = frozenset(
    map(fold, ("nic", "o niczym", "wyłącz wszystko", "nie pisz", "нічого", "ні про що",
               "вимкни все", "nothing", "about nothing", "everything off", "all off"))
)  # fmt: skip
_QUIET = frozenset(map(fold, ("cisza", "ciszy", "тиша", "тиші", "quiet", "hours", "godziny")))
_NEVER = frozenset(map(fold, ("bez ciszy", "без тиші", "no quiet", "no quiet hours")))
_USUAL = frozenset(map(fold, ("zwykłe", "zwykła cisza", "звичайна тиша", "usual hours")))
_AND = re.compile(r"[,;+]|\s(?:i|oraz|a także|і|й|та|and|or)\s", re.IGNORECASE)
_BETWEEN = (" do ", " до ", " to ", " until ", "-")


def read_wish(text: str) -> Wish | None:
    """„warsztaty”, „bez ankiet”, „cisza 22–7”, „nic”; None for what is none of it."""
    if len(text) > LONGEST:
        return None
    typed = fold(text)
    if typed in _NOTHING:
        return Wish(nothing=True)
    if typed in _NEVER or typed in _USUAL:
        return Wish(quiet=NEVER if typed in _NEVER else DEFAULT)
    if quiet := _read_hours(typed):
        return Wish(quiet=quiet)
    return _read_topics([fold(part).split() for part in _AND.split(text) if part.strip()])


def is_wish(text: str) -> bool:
    """Whether a message out of the blue is about quiet: „cisza 22–7”. Bare hours say too little."""
    if len(text) > LONGEST:
        return False
    typed = fold(text)
    named = typed.partition(" ")[0] in _QUIET
    return typed in _NEVER | _USUAL or (named and _read_hours(typed) is not None)


def _read_topics(parts: Sequence[Sequence[str]]) -> Wish | None:
    """„nowości i warsztaty”, „bez ankiet i warsztatów”; None where one part is not understood, or
    where something is to be on and something off."""
    topics = frozenset(_topic(words) for words in parts)
    off = [bool(_OFF & set(words)) for words in parts]
    if not topics or "" in topics or (any(off) and not off[0] and len(parts) > 1):
        return None
    return Wish(topics, not any(off))


def _read_hours(typed: str) -> QuietHours | None:
    first, _, rest = typed.partition(" ")
    hours = (rest if first in _QUIET else typed).removeprefix("od ").removeprefix("from ")
    for between in _BETWEEN:
        begins, found, ends = hours.partition(between)
        if found:
            return _hours(read_time(begins), read_time(ends))
    return None


def _hours(begins: time | Refusal, ends: time | Refusal) -> QuietHours | None:
    if isinstance(begins, Refusal) or isinstance(ends, Refusal):
        return None
    return QuietHours(begins, ends)


def _topic(words: Iterable[str]) -> str:
    found = {topic for word in words for topic, stems in _FOLDED.items() if word.startswith(stems)}
    if NUDGES in found:  # „przypomnienia o ankietach”
        return NUDGES
    return found.pop() if len(found) == 1 else ""
