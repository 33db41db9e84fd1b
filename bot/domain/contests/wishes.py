"""What people type behind the number of a contest: „3 zgłoś”, „3 zacznij głosowanie”."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from bot.domain.contests.contest import PhaseName
from bot.forms.fold import fold

T = TypeVar("T")


class Wish(StrEnum):
    """What can be wanted of a contest; of a phase MOVE and BEGIN."""

    NEW = "new"
    APPLY = "apply"
    JUDGE = "judge"
    VOTE = "vote"
    SUPPORT = "support"
    RESULTS = "results"
    APPLICATIONS = "applications"
    JURY = "jury"
    POINTS = "points"
    MANAGE_VOTE = "manage_vote"
    DECISIONS = "decisions"
    REALISATIONS = "realisations"
    DATES = "dates"
    SETTINGS = "settings"
    CHANGE = "change"
    FORM = "form"
    FORM_SAMPLE = "form_sample"
    FILE = "file"
    SAMPLE = "sample"
    LINK = "link"
    POSTER = "poster"
    DELETE = "delete"
    ANNOUNCE = "announce"
    MOVE = "move"
    BEGIN = "begin"


_WORDS = {
    Wish.NEW: "nowy|nowy konkurs|dodaj|новий|новий конкурс|new|new contest",
    Wish.APPLY: "zgłoś|zgłoś pomysł|zgłaszam|подати|подати ідею|apply|apply with an idea",
    Wish.JUDGE: "oceniaj|oceń|oceniam|oceniaj pomysły|оцінити|оцінити ідеї|judge|judge the ideas",
    Wish.VOTE: "głosuj|zagłosuj|голосувати|vote",
    Wish.SUPPORT: "popieram|pomysły|poprzyj|zobacz i poprzyj|ідеї|підтримати|support|ideas",
    Wish.RESULTS: "wyniki|wyniki konkursu|результати|results",
    Wish.APPLICATIONS: "wnioski|zgłoszenia|заявки|applications",
    Wish.JURY: "jury|komisja|журі|комісія",
    Wish.POINTS: "punkty|punkty jury|бали|бали журі|points",
    Wish.MANAGE_VOTE: "głosowanie|głosowanie mieszkańców|голосування|residents vote",
    Wish.DECISIONS: "decyzje|рішення|decisions",
    Wish.REALISATIONS: "realizacje|co z nich wyszło|втілення|realisations",
    Wish.DATES: "terminy|etapy|дати|dates|phases",
    Wish.SETTINGS: "ustawienia|налаштування|settings",
    Wish.CHANGE: "zmień|popraw|zmień ustawienia|змінити|change",
    Wish.FORM: "formularz|formularz wniosku|форма|form",
    Wish.FORM_SAMPLE: "wzór formularza|зразок форми|sample of the form",
    Wish.FILE: "plik|pobierz|pobierz ustawienia|файл|file",
    Wish.SAMPLE: "wzór|wzór pliku|зразок|sample",
    Wish.LINK: "link|kod|kod qr|посилання|код|qr",
    Wish.POSTER: "plakat|plakat do druku|плакат|poster",
    Wish.DELETE: "usuń|usuń konkurs|видалити|delete",
    Wish.ANNOUNCE: "ogłoś|оголосити|announce",
}
_VERBS = {
    Wish.MOVE: "przesuń|zmień termin|termin|przedłuż|перенести|move|extend",
    Wish.BEGIN: "zacznij|rozpocznij|почати|begin|start",
}
_PHASES = {
    PhaseName.CONSULTATION: "konsultacje|konsultacje regulaminu|консультації|consultation",
    PhaseName.OPEN: "nabór|zgłaszanie|zgłaszanie pomysłów|zgłoszenia|подання|applications",
    PhaseName.FORMAL_CHECK: "ocena formalna|ocenę formalną|формальна перевірка|formal check",
    PhaseName.PRESENTATION: "prezentacje|презентації|presentations",
    PhaseName.JURY: "jury|ocena jury|ocenę jury|ocena komisji|ocenę komisji|ocenę|журі|оцінка журі",
    PhaseName.VOTE: "głosowanie|głosowanie mieszkańców|голосування|vote",
    PhaseName.RESULTS: "wyniki|wyniki konkursu|результати|results",
    PhaseName.REALISATION: "realizacja|realizację|realizacja pomysłów|втілення|realisation",
    PhaseName.CLOSED: "koniec|zakończenie|koniec konkursu|кінець|end",
}


def _by_word(words: Mapping[T, str]) -> dict[str, T]:
    return {fold(word): what for what, several in words.items() for word in several.split("|")}


_WISHES, _MOVES, _NAMES = _by_word(_WORDS), _by_word(_VERBS), _by_word(_PHASES)


def contest_wish(text: str) -> tuple[Wish, PhaseName | None] | None:
    """What is wanted, and of which phase; None for nothing known."""
    typed = fold(text)
    if typed in _WISHES:
        return _WISHES[typed], None
    for verb, wish in _MOVES.items():
        name = _NAMES.get(typed.removeprefix(verb + " "))
        if typed.startswith(verb + " ") and name:
            return wish, name
    return None
