"""What staff type behind the number of an application or a contest: „17 wezwij”, „17 3 tak”."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.contests.formal import Mark
from bot.forms.fold import fold
from bot.frozen import frozen


class Wish(StrEnum):
    """What is to be done."""

    LOOK = "look"
    LIST = "list"
    MARK = "mark"
    WHOLE = "whole"
    CALL = "call"
    TAKE_PART = "take-part"
    REJECT = "reject"
    ADMIT = "admit"
    TURN_AWAY = "turn-away"
    VERSIONS = "versions"
    HISTORY = "history"
    FILES = "files"
    PAPER = "paper"
    WORKBOOK = "workbook"
    ELECTION = "election"


@frozen
class Wanted:
    """`item` (from 0) and `mark` of a mark on the checklist; `page` (from 0) of a list."""

    wish: Wish
    item: int = -1
    mark: Mark = Mark.YES
    page: int = 0


_MARKS: Mapping[Mark, tuple[str, ...]] = {
    Mark.YES: ("tak", "yes", "так"),
    Mark.NO: ("nie", "no", "ні"),
    Mark.NOT_APPLICABLE: ("nie dotyczy", "nd", "not applicable", "не стосується"),
}
_APPLICATION: Mapping[Wish, tuple[str, ...]] = {
    Wish.LIST: ("lista", "lista kontrolna", "list", "checklist", "список"),
    Wish.WHOLE: ("całość", "pokaż całość", "all", "show all of it", "усе"),
    Wish.CALL: ("wezwij", "popraw", "wezwij do poprawy", "call", "запит"),
    Wish.TAKE_PART: ("przyjmij", "bierze udział", "spełnia", "pass", "takes part", "прийняти"),
    Wish.REJECT: ("odrzuć", "reject", "відхилити"),
    Wish.ADMIT: ("dopuść", "admit", "допустити"),
    Wish.TURN_AWAY: ("nie dopuszczaj", "do not admit", "не допускати"),
    Wish.VERSIONS: ("wersje", "zmiany", "co się zmieniło", "versions", "changes", "зміни"),
    Wish.HISTORY: ("historia", "history", "історія"),
    Wish.FILES: ("pliki", "załączniki", "files", "файли"),
}
_CONTEST: Mapping[Wish, tuple[str, ...]] = {
    Wish.PAPER: ("papier", "wpisz", "paper", "папір"),
    Wish.WORKBOOK: ("plik", "xlsx", "wszystko", "file", "everything", "файл"),
    Wish.ELECTION: ("pb", ".pb", "wynik", "result"),
}


def _by_word(words: Mapping[Wish, tuple[str, ...]]) -> dict[str, Wish]:
    return {fold(word): wish for wish, several in words.items() for word in several}


_OF_APPLICATION, _OF_CONTEST = _by_word(_APPLICATION), _by_word(_CONTEST)
_SAID = {fold(word): said for said, several in _MARKS.items() for word in several}


def of_application(text: str) -> Wanted:
    """Behind `/wniosek 17`; the application itself for nothing known."""
    typed = fold(text)
    number, _, rest = typed.partition(" ")
    if number.isdecimal() and len(number) < 4:
        item = int(number) - 1
        if rest in _SAID:
            return Wanted(Wish.MARK, item, _SAID[rest])
        return Wanted(Wish.LIST, item)
    return Wanted(_OF_APPLICATION.get(typed, Wish.LOOK))


def of_contest(text: str) -> Wanted:
    """Behind `/wnioski 3`; a bare number is a page of the list."""
    typed = fold(text)
    if typed.isdecimal() and len(typed) < 4:
        return Wanted(Wish.LOOK, page=max(0, int(typed) - 1))
    return Wanted(_OF_CONTEST.get(typed, Wish.LOOK))
