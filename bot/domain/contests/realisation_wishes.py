"""What people type behind the number of a realisation: „17 wydatek 2”."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.contests.realisation_forms import Talk
from bot.forms.fold import fold
from bot.frozen import frozen

_WORDS: Mapping[str, tuple[str, ...]] = {
    Talk.EVENT: ("wydarzenie", "event", "подія"),
    Talk.EXPENSE: ("wydatek", "expense", "витрата"),
    Talk.PHOTO: ("zdjęcie", "photo", "фото"),
    Talk.REPORT: ("sprawozdanie", "report", "звіт"),
    Talk.MILESTONE: ("etap", "milestone", "етап"),
    Talk.DUE: ("termin", "last day", "термін"),
    Talk.RETURN: ("do poprawy", "zwróć", "mend", "повернути"),
    "done": ("zrobione", "done", "зроблено"),
    "undone": ("niezrobione", "not done", "не зроблено"),
    "events": ("wydarzenia", "events", "події"),
    "expenses": ("wydatki", "expenses", "витрати"),
    "photos": ("zdjęcia", "photos", "фотографії"),
    "milestones": ("etapy", "milestones", "етапи"),
    "take_back_event": ("cofnij wydarzenie", "take back event", "відкликати подію"),
    "take_back_expense": ("cofnij wydatek", "take back expense", "відкликати витрату"),
    "take_back_photo": ("cofnij zdjęcie", "take back photo", "відкликати фото"),
    "take_back_milestone": ("cofnij etap", "take back milestone", "відкликати етап"),
    "read": ("przeczytaj", "czytaj", "read", "прочитати"),
    "accept": ("przyjmij", "accept", "прийняти"),
    "leave": ("odchodzę", "leave", "вийти"),
    "departure": ("ktoś odszedł", "somebody left", "хтось вийшов"),
    "coordinator": ("koordynator", "coordinator", "координатор"),
    "link": ("link", "посилання"),
    "every": ("konkurs", "lista", "contest", "конкурс"),
    "outcomes": ("efekty", "co z tego wyszło", "outcomes", "результати"),
    "announce": ("ogłoś", "announce", "оголосити"),
    "figures": ("wskaźniki", "figures", "показники"),
    "file": ("plik", "file", "файл"),
}
_BY_WORD = {fold(word): wish for wish, several in _WORDS.items() for word in several}
_SURE = frozenset(fold(word) for word in ("tak", "yes", "так"))


@frozen
class Wish:
    """What is wanted; "" for nothing known. `number`: which one, from 1, 0 for none said."""

    what: str = ""
    number: int = 0
    sure: bool = False


def realisation_wish(text: str) -> Wish:
    """„wydatek 2” → the second line; „odchodzę tak” → surely."""
    typed = fold(text).strip()
    rest, _, last = typed.rpartition(" ")
    if typed in _BY_WORD:
        return Wish(_BY_WORD[typed])
    if rest in _BY_WORD and last.isdecimal():
        return Wish(_BY_WORD[rest], int(last))
    return Wish(_BY_WORD[rest], sure=True) if rest in _BY_WORD and last in _SURE else Wish()
