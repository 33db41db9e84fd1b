"""Words that mean the same wherever they are typed, in Polish, Ukrainian and English."""

from __future__ import annotations

from enum import StrEnum

from bot.forms.fold import fold

_YES = ("tak", "t", "ok", "okej", "dobrze", "jasne", "zgoda", "zgadzam się", "potwierdzam")
_YES_UK = ("так", "добре", "гаразд", "згода", "погоджуюсь", "погоджуюся", "підтверджую", "ок")
_YES_EN = ("yes", "y", "yep", "sure", "i agree", "agree", "okay")
_NO = ("nie", "n", "dość", "wystarczy", "koniec", "to wszystko", "nie dziękuję")
_NO_UK = ("ні", "досить", "це все", "ні дякую")
_NO_EN = ("no", "nope", "enough", "that is all", "thats all", "no thanks")

YES = frozenset(map(fold, (*_YES, *_YES_UK, *_YES_EN)))
NO = frozenset(map(fold, (*_NO, *_NO_UK, *_NO_EN)))


class Navigation(StrEnum):
    """What a word asks for at a question with choices."""

    BACK = "back"
    SKIP = "skip"
    FINISH = "finish"


_NAVIGATION = {
    Navigation.BACK: ("wstecz", "cofnij", "wróć", "назад", "повернутися", "back", "go back"),
    Navigation.SKIP: ("pomiń", "pomijam", "dalej", "пропустити", "далі", "skip", "next"),
    Navigation.FINISH: ("gotowe", "zrobione", "готово", "done", "finish", "ready"),
}
_BY_WORD = {fold(word): verb for verb, words in _NAVIGATION.items() for word in words}


def yes_or_no(text: str) -> bool | None:
    """Whether `text` agrees; None where it says neither."""
    folded = fold(text.replace(",", " "))
    return True if folded in YES else False if folded in NO else None


def navigation_word(text: str) -> Navigation | None:
    """What a typed word asks for at a question with choices; in a text question it is an answer.

    A caller looks here only after the engine has found no such choice.
    """
    return _BY_WORD.get(fold(text))
