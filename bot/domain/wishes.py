"""What staff type after a workshop's number, „/zajecia 12 kopiuj”: each button's words."""

from __future__ import annotations

from enum import StrEnum

from bot.forms.fold import fold


class Wish(StrEnum):
    """What can be done with a workshop."""

    NEW = "new"
    CHANGE = "change"
    COPY = "copy"
    SERIES = "series"
    CHECK = "check"
    CALL = "call"
    WALK_IN = "walk_in"
    SEATS = "seats"
    CANCEL = "cancel"
    PUBLISH = "publish"
    PUBLISH_SERIES = "publish_series"
    PROPOSE = "propose"
    RETURN = "return"
    DELETE = "delete"
    DELETE_SURELY = "delete_surely"
    PREVIEW = "preview"
    ANNOUNCE = "announce"
    POSTER = "poster"
    QUESTIONS = "questions"
    LIST = "list"
    OFFERS = "offers"
    FILE = "file"


_WORDS = {
    Wish.NEW: "nowe|nowy|nowe zajęcia|нове|new",
    Wish.CHANGE: "zmień|popraw|змінити|change|edit",
    Wish.COPY: "kopiuj|skopiuj|копіювати|copy",
    Wish.SERIES: "seria|powtarzaj|powtórz|серія|повторювати|series|repeat",
    Wish.CHECK: "sprawdzenie|kto sprawdził|перевірка|check",
    Wish.CALL: "zapis|zapis przez telefon|telefon|запис|sign-up|phone",
    Wish.WALK_IN: "wejście|bez zapisu|прийшли|walk-in",
    Wish.SEATS: "miejsca|liczba miejsc|місця|seats",
    Wish.CANCEL: "odwołaj|odwołaj zajęcia|скасувати|cancel",
    Wish.PUBLISH: "opublikuj|опублікувати|publish",
    Wish.PUBLISH_SERIES: "opublikuj serię|opublikuj całą serię|опублікувати серію|publish series",
    Wish.PROPOSE: "zaproponuj|запропонувати|propose",
    Wish.RETURN: "zwróć|zwróć do poprawy|повернути|return",
    Wish.DELETE: "usuń|видалити|delete",
    Wish.DELETE_SURELY: "tak, usuń|usuń na pewno|так, видалити|yes, delete it",
    Wish.PREVIEW: "podgląd|перегляд|preview",
    Wish.ANNOUNCE: "ogłoś|оголосити|announce|announce it",
    Wish.POSTER: "plakat|плакат|poster",
    Wish.QUESTIONS: "pytania|dodatkowe pytania|питання|questions",
    Wish.LIST: "lista|obecność|список|list|attendance",
    Wish.OFFERS: "propozycje|propozycje miejsc|пропозиції|offers",
    Wish.FILE: "plik|lista do pliku|pobierz|файл|file",
}


class Said(StrEnum):
    """What is typed before a name of the attendance list, „/obecnosc 12 nie Ola”."""

    ABSENT = "absent"
    UNDO = "undo"
    SHOW = "show"
    CONSENT = "consent"
    CONSENT_BY_CALL = "consent_by_call"
    COMES = "comes"
    COMES_NOT = "comes_not"
    REMOVE = "remove"
    REMOVE_SURELY = "remove_surely"
    OTHERS = "others"


_SAID = {
    Said.ABSENT: "nie|brak|nieobecność|ні|нема|absent|no",
    Said.UNDO: "cofnij|pomyłka|скасуй|undo",
    Said.SHOW: "kto|pokaż|хто|show",
    Said.CONSENT: "zgoda|згода|consent",
    Said.CONSENT_BY_CALL: "zgoda-telefon|згода-телефон|consent-phone",
    Said.COMES: "przyjdzie|прийде|comes",
    Said.COMES_NOT: "nie-przyjdzie|не-прийде|comes-not",
    Said.REMOVE: "usuń|прибрати|remove",
    Said.REMOVE_SURELY: "usuń-na-pewno|прибрати-справді|remove-surely",
    Said.OTHERS: "reszta|reszty|решта|others",
}
_BY_WORD = {fold(word): wish for wish, words in _WORDS.items() for word in words.split("|")}


def wish_of(text: str) -> Wish | None:
    """What these words ask for; None for nothing said, or nothing that we know."""
    return _BY_WORD.get(fold(text))


_BY_SAID = {fold(word): said for said, words in _SAID.items() for word in words.split("|")}


def said_of(text: str) -> tuple[Said | None, str]:
    """What is to be done, and with whom: „nie Ola” → (ABSENT, „Ola”), „Ola” → (None, „Ola”)."""
    first, _, rest = text.strip().partition(" ")
    said = _BY_SAID.get(fold(first))
    if said is None or (said is not Said.OTHERS and not rest.strip()):
        return None, text.strip()
    return said, rest.strip()
