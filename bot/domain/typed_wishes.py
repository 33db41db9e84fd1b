"""What people type behind the number of an organisation or a conversation: „3 zaproś”."""

from __future__ import annotations

from collections.abc import Mapping

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


def _by_word(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(word): wish for wish, several in words.items() for word in several}


_ORGANISATION_WORDS, _THREAD_WORDS = _by_word(_ORGANISATION), _by_word(_THREAD)


def organisation_wish(text: str) -> str:
    """What is wanted of an organisation, with `_surely` behind a „tak”; "" for nothing known."""
    return _wish(text, _ORGANISATION_WORDS)


def thread_wish(text: str) -> str:
    """The same of a conversation."""
    return _wish(text, _THREAD_WORDS)


def _wish(text: str, known: Mapping[str, str]) -> str:
    typed = fold(text)
    if typed in known:
        return known[typed]
    rest, _, last = typed.rpartition(" ")
    return f"{known[rest]}_surely" if last in _SURE and rest in known else ""
