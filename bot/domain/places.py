"""The library's own places in a survey: the row `m1` of the list `miejsce` stands for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.forms.fold import fold
from bot.forms.model import Choice, Form, Text
from bot.forms.xlsform import Reading, Workbook, read_form
from bot.i18n import DEFAULT_LANGUAGE

LIST = "miejsce"
PLACEHOLDER = "m1"
_SIGNS = re.compile(r"[^a-z0-9]+")


def read_with_places(workbook: Workbook, places: Sequence[str]) -> Reading:
    """`read_form`, with the list `miejsce` filled from the profile; also where it is missing."""
    reading = read_form(workbook)
    if reading.form is None and places:
        given = read_form(workbook, lists={LIST: choices(places)})
        return given if given.form is not None else reading
    if reading.form is None or LIST not in reading.form.lists:
        return reading
    return replace(reading, form=filled(reading.form, places))


def filled(form: Form, places: Sequence[str]) -> Form:
    """The form with the places instead of the placeholder; other rows stay behind them."""
    own = form.lists[LIST]
    others = tuple(choice for choice in own if choice.name != PLACEHOLDER)
    if len(others) == len(own) or not (places or others):
        return form
    named = choices(places, form.languages)
    lists: Mapping[str, tuple[Choice, ...]] = {**form.lists, LIST: (*named, *others)}
    return replace(form, lists=lists)


def choices(
    places: Sequence[str], languages: Sequence[str] = (DEFAULT_LANGUAGE,)
) -> tuple[Choice, ...]:
    """„Zalesie Górne” → `zalesie_gorne`; a name that is taken gets a number.

    A place is called the same in every language.
    """
    named: dict[str, Choice] = {}
    for place in places:
        base = _SIGNS.sub("_", fold(place)).strip("_") or "miejsce"
        name, turn = base, 2
        while name in named:
            name, turn = f"{base}_{turn}", turn + 1
        named[name] = Choice(name, Text(dict.fromkeys(languages, place)))
    return tuple(named.values())
