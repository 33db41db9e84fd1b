"""Words that do what a command does, for people who do not type slashes."""

from __future__ import annotations

from bot.domain.subscriptions import is_wish
from bot.forms.fold import fold

_WORDS = {
    "menu": ("menu", "меню"),
    "pomoc": ("pomoc", "pomocy", "допомога", "help"),
    "ankiety": ("ankiety", "ankieta", "опитування", "surveys"),
    "anuluj": ("anuluj", "скасувати", "cancel"),
    "jezyk": ("język", "мова", "language"),
    "mojedane": ("moje dane", "мої дані", "my data"),
    "zaczynamy": ("zaczynamy", "zaczynam", "почнімо", "починаємо", "let us begin", "begin"),
    "powiadomienia": ("powiadomienia", "ustawienia powiadomień", "сповіщення", "notifications"),
    "ogloszenie": ("ogłoszenie", "nowe ogłoszenie", "оголошення", "announcement"),
    "ogloszenia": ("ogłoszenia", "announcements"),
    "warsztaty": ("warsztaty", "zajęcia", "заняття", "майстер-класи", "workshops"),
    "zajecia": ("warsztaty biblioteki", "заняття бібліотеки", "workshops of the library"),
    "moje": ("moje zapisy", "mój zapis", "мої записи", "мій запис", "my sign-ups", "my sign-up"),
    "zapisz": ("zapisz mnie", "zapisz się", "запишіть мене", "записатися", "sign me up"),
    "biore": ("biorę", "biorę miejsce", "беру", "i take it"),
    "rezygnuje": ("rezygnuję", "zrezygnuj", "відмовляюся", "відмовитися", "i decline", "give up"),
    "rezygnuje_tak": ("tak, rezygnuję", "tak rezygnuję", "так, відмовляюся", "yes, i give it up"),
    "bede": ("będę", "przyjdę", "pasuje mi", "я прийду", "прийду", "i will come", "it suits me"),
    "nie_moge": ("nie mogę", "nie przyjdę", "не можу", "не прийду", "i cannot come"),
    "kalendarz": (
        "do kalendarza", "dodaj do kalendarza", "до календаря", "add to calendar",
    ),
    "kod": ("kod do wejścia", "код для входу", "code for the door"),
    "napisz": ("napisz do biblioteki", "napisz", "написати до бібліотеки", "write to the library"),
    "wiadomosci": ("wiadomości", "повідомлення", "messages"),
    "organizacja": (
        "organizacja", "organizacje", "moja organizacja", "організація", "організації",
        "organisation", "organisations",
    ),
    "glosuj": ("głosuj", "głosowanie", "голосувати", "голосування", "vote"),
    "jury": ("jury", "oceniaj pomysły", "журі", "judge the ideas"),
    "panel": ("panel", "панель"),
}  # fmt: skip
_COMMANDS = {fold(word): command for command, words in _WORDS.items() for word in words}
_LONGEST = 24  # characters; folding a long text would cost every answer


def command_word(text: str) -> str | None:
    """The command that a whole message means; None for anything else.

    Ask first whether it is an answer to what stands: in a text question every word is one.
    """
    if len(text) > _LONGEST:
        return None
    return _COMMANDS.get(fold(text)) or ("powiadomienia" if is_wish(text) else None)
