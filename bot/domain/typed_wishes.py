"""What people type behind the number of an organisation or a conversation: „3 zaproś”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.forms.fold import fold

_SURE = frozenset(fold(word) for word in ("tak", "yes", "так"))
_ORGANISATION = {
    "register": ("zgłoś", "nowa", "dodaj", "register", "new", "зареєструвати", "нова"),
    "edit": ("popraw", "zmień", "zmień opis", "change", "змінити"),
    "offer": ("pomoc", "zaproponuj pomoc", "offer help", "offer", "допомога"),
    "invite": ("zaproś", "zaproś osobę", "invite", "запросити"),
    "approve": ("zatwierdź", "approve", "затвердити"),
    "refuse": ("odmów", "nie zatwierdzaj", "do not approve", "refuse", "відмовити"),
    "close": ("zakończ", "zakończ współpracę", "end", "завершити"),
    "leave": ("odejdź", "odchodzę", "leave", "вийти"),
    "write": ("napisz", "wiadomość", "write", "написати"),
}
_THREAD = {
    "reply": ("odpowiedz", "napisz", "reply", "відповісти"),
    "take": ("biorę", "ja odpowiem", "take", "беру", "я відповім"),
    "give_back": ("oddaj", "oddaję", "give back", "віддати"),
    "files": ("pliki", "zdjęcia", "zdjęcia i pliki", "files", "файли"),
    "minor": ("dziecko", "dotyczy dziecka", "child", "дитина", "стосується дитини"),
    "close": ("zamknij", "close", "закрити"),
    "delete": ("usuń", "delete", "видалити"),
}
_JURY = {
    "invite": ("zaproś", "invite", "запросити"),
    "remind": ("przypomnij", "remind", "нагадати"),
    "excuse": ("zwolnij", "excuse", "звільнити"),
    "count": ("policz", "count", "порахувати"),
    "totals": ("wyniki", "ranking", "results", "результати"),
    "manage": ("kto", "stan", "who", "хто"),
    "points": ("oceń", "punkty", "points", "оцінити", "бали"),
    "comment": ("komentarz", "comment", "коментар"),
    "submit": ("oddaj", "hand", "submit", "здати"),
    "conflict": ("konflikt", "conflict", "конфлікт"),
    "files": ("pliki", "files", "файли"),
    "sheets": ("oceny", "sheets", "оцінки"),
}
_AWARDS = {
    "divide": ("podziel", "podziel pulę", "divide", "поділити"),
    "amounts": ("kwoty", "zmień kwoty", "amounts", "суми"),
    "amount": ("kwota", "amount", "сума"),
    "tie": ("remis", "tie", "нічия"),
    "reason": ("powód", "uzasadnienie", "reason", "обґрунтування"),
    "reasons": ("powody", "uzasadnienia", "reasons"),
    "pool": ("pula", "większa pula", "pool", "бюджет"),
    "round": ("nabór", "kolejny nabór", "another call", "набір"),
    "lot": ("losowanie", "los", "lot", "жереб"),
    "approve": ("zatwierdź", "approve", "затвердити"),
    "send": ("wyślij", "send", "надіслати"),
    "publish": ("opublikuj", "publish", "опублікувати"),
    "announce": ("ogłoś", "announce", "оголосити"),
    "history": ("historia", "history", "історія"),
    "protocol": ("protokół", "protocol", "протокол"),
    "count": ("liczenie", "jak liczono", "count", "підрахунок"),
    "earlier": ("runda", "round", "раунд"),
    "more": ("zmień", "więcej", "change", "змінити"),
}


def _by_word(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(word): wish for wish, several in words.items() for word in several}


_JURY_WORDS = _by_word(_JURY)
_ORGANISATION_WORDS, _THREAD_WORDS = _by_word(_ORGANISATION), _by_word(_THREAD)

_AWARD_WORDS = _by_word(_AWARDS)


def organisation_wish(text: str) -> str:
    """What is wanted of an organisation, with `_surely` behind a „tak”; "" for nothing known."""
    return _wish(text, _ORGANISATION_WORDS)


def thread_wish(text: str) -> str:
    """The same of a conversation."""
    return _wish(text, _THREAD_WORDS)


def jury_wish(words: Sequence[str]) -> tuple[str, str, bool]:
    """What is wanted of a jury or of an application before it: the wish, "" for nothing known; the
    words behind it; and whether these are a „tak”."""
    wish = _JURY_WORDS.get(fold(words[0]), "") if words else ""
    rest = " ".join(words[1:])
    return wish, rest, fold(rest) in _SURE


def award_wish(text: str) -> tuple[str, int]:
    """The same of decisions, with the number behind it, 0 for none: „kwota 2” is (amount, 2)."""
    words, _, last = text.strip().rpartition(" ")
    if last.isdecimal():
        return _wish(words, _AWARD_WORDS), int(last)
    return _wish(text, _AWARD_WORDS), 0


def _wish(text: str, known: Mapping[str, str]) -> str:
    typed = fold(text)
    if typed in known:
        return known[typed]
    rest, _, last = typed.rpartition(" ")
    return f"{known[rest]}_surely" if last in _SURE and rest in known else ""
