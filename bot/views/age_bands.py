"""„Tylko dla mojego wieku”: what is asked, and no nearer than a band."""

from __future__ import annotations

from bot.domain.age_bands import AGES, AgeBand
from bot.domain.programme import Programme
from bot.i18n import Translator
from bot.views.actions import ListWorkshops, SetAge
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen


def ask(shown: Programme, t: Translator) -> Screen:
    """Bands to tap; what is kept, and how it goes."""
    text = t(
        "<b>Only what suits your age?</b>\nWe keep no more than the band you choose, and only to "
        "leave out what is not for you. You can type it, too: /wiek 34"
    )
    bands = [Button(label(low, high), SetAge(low)) for low, high in AGES]
    rows: list[Row] = [tuple(bands[:2]), tuple(bands[2:])]
    if shown.band:
        rows.append((Button(t.plain("Forget my age"), SetAge(0)),))
    rows.append((Button(t.plain("Workshops"), ListWorkshops("", False)), menu_button(t)))
    return Screen(text, tuple(rows))


def label(low: int, high: int) -> str:
    """„25–44 lata”, „65+”"""
    return f"{low}+" if high == AGES[-1][1] else f"{low}–{high}"


def way(band: AgeBand | None, t: Translator) -> Button:
    """Below the programme."""
    words = t.plain("My age: change") if band else t.plain("Only for my age")
    return Button(words, SetAge(-1))
