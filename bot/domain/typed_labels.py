"""What is typed instead of tapping: the label of a button, or the number that it begins with."""

from __future__ import annotations

from collections.abc import Sequence

from bot.forms.fold import fold


def place_of(text: str, labels: Sequence[str]) -> int | None:
    """Which of the labels is meant, from 0: „osp zalesie”; „2” for „2 dzieci”, where no other
    label begins with that number. None: nothing, or not one thing."""
    typed = fold(text)
    if not typed:
        return None
    folded = [fold(label) for label in labels]
    found = [place for place, label in enumerate(folded) if label == typed]
    if not found and typed.isdecimal():
        found = [place for place, label in enumerate(folded) if _begins(label, typed)]
    return found[0] if len(found) == 1 else None


def _begins(label: str, number: str) -> bool:
    """„2 + 1 rezerwowe” are three."""
    first, *rest = label.split(" ")
    return first == number and rest[:1] != ["+"]
