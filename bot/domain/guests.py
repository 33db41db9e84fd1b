"""Names and ages as people type them: „Ola 8, Jaś 10”."""

from __future__ import annotations

import re

from bot.domain.signups import Guest
from bot.errors import Refused

NAME_LENGTH, OLDEST = 60, 120
_PARTS = re.compile(r"\s*(?:[,;\n]|\s(?:i|oraz|and|та|і)\s)\s*")
_UNIT = (
    r"(?:\s*(?:lat(?:a|ka)?\b|l\.|roku?\b|years?\b(?:\s+old\b)?|y\.?o\b|рок(?:и|ів)\b|рік\b)"
    r"\.?)?+\)?"
)
_NEXT = re.compile(rf"(\b\d{{1,3}}\b{_UNIT})\s+(?=[^\W\d_])", re.IGNORECASE)
_AGE = re.compile(
    r"(?P<name>.*?\D)[\s(–-]*\b(?P<age>\d{1,3})\b\s*"
    r"(?:lat(?:a|ka)?|l\.|rok(?:u)?|years?(?:\s+old)?|y\.?o\.?|рок(?:и|ів)|рік)?\.?\)?",
    re.IGNORECASE,
)


def read_guests(text: str, *, ages: bool = True) -> tuple[Guest, ...]:
    """Who is named, in the order in which they are.

    People are parted by commas, semicolons, lines, or „i”, „oraz”, „and”, „та”, „і”; or by the age
    alone, „Ola 8 Jaś 10”. With `ages`
    each must have one; otherwise a name without an age is an adult's. Raises Refused:
    guests_unclear (part), age_missing (name), no_guests.
    """
    parts = [
        one
        for part in _PARTS.split(text.strip())
        for one in _NEXT.sub(r"\1\n", part).split("\n")
        if one
    ]
    if not parts:
        raise Refused("no_guests")
    found = tuple(_guest(part) for part in parts)
    for guest in found:
        if ages and guest.age is None:
            raise Refused("age_missing", name=guest.name)
    return found


def _guest(part: str) -> Guest:
    match = _AGE.fullmatch(part)
    name = (match["name"] if match else part).strip(" .:(–-")
    age = int(match["age"]) if match else None
    readable = (
        any(one.isalpha() for one in name)
        and len(name) <= NAME_LENGTH
        and not re.search(r"\d", name)
    )
    if not readable or (age is not None and age > OLDEST):
        raise Refused("guests_unclear", part=part[:NAME_LENGTH])
    return Guest(name, age)
