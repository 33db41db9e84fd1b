"""Words that do what a command does, for people who do not type slashes."""

from __future__ import annotations

from bot.forms.fold import fold

_WORDS = {
    "menu": ("menu", "меню"),
    "pomoc": ("pomoc", "pomocy", "допомога", "help"),
    "ankiety": ("ankiety", "ankieta", "опитування", "surveys"),
    "anuluj": ("anuluj", "скасувати", "cancel"),
    "jezyk": ("język", "мова", "language"),
    "mojedane": ("moje dane", "мої дані", "my data"),
    "zaczynamy": ("zaczynamy", "zaczynam", "почнімо", "починаємо", "let us begin", "begin"),
    "panel": ("panel", "панель"),
}
_COMMANDS = {fold(word): command for command, words in _WORDS.items() for word in words}
_LONGEST = 20  # characters; folding a long text would cost every answer


def command_word(text: str) -> str | None:
    """The command that a whole message means; None for anything else.

    Ask first whether it is an answer to what stands: in a text question every word is one.
    """
    return _COMMANDS.get(fold(text)) if len(text) <= _LONGEST else None
