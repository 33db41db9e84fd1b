"""Amounts in words, as a Polish protocol needs them: „osiem tysięcy złotych 50/100”."""

from __future__ import annotations

UNITS = (
    "", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć",
    "dziesięć", "jedenaście", "dwanaście", "trzynaście", "czternaście", "piętnaście",
    "szesnaście", "siedemnaście", "osiemnaście", "dziewiętnaście",
)  # fmt: skip
TENS = (
    "", "", "dwadzieścia", "trzydzieści", "czterdzieści", "pięćdziesiąt", "sześćdziesiąt",
    "siedemdziesiąt", "osiemdziesiąt", "dziewięćdziesiąt",
)  # fmt: skip
HUNDREDS = (
    "", "sto", "dwieście", "trzysta", "czterysta", "pięćset", "sześćset", "siedemset", "osiemset",
    "dziewięćset",
)  # fmt: skip
GROUPS = (
    ("", "", ""),
    ("tysiąc", "tysiące", "tysięcy"),
    ("milion", "miliony", "milionów"),
    ("miliard", "miliardy", "miliardów"),
)
ZLOTY = ("złoty", "złote", "złotych")
GROSZ = ("grosz", "grosze", "groszy")


def in_words(grosze: int) -> str:
    """Not below nought, below a trillion złoty: „dwa tysiące złotych i pięć groszy”."""
    whole, part = divmod(grosze, 100)
    said = f"{number(whole)} {form(whole, ZLOTY)}"
    return f"{said} i {number(part)} {form(part, GROSZ)}" if part else said


def number(value: int) -> str:
    """„sto dwadzieścia trzy”"""
    if not value:
        return "zero"
    words: list[str] = []
    for power in range(len(GROUPS) - 1, -1, -1):
        group = value // 1000**power % 1000
        words += _group(group, power)
    return " ".join(words)


def form(value: int, forms: tuple[str, str, str]) -> str:
    """Polish counts: 1 złoty, 2–4 złote (but 12–14 złotych), 5 złotych."""
    if value == 1:
        return forms[0]
    return forms[1] if 2 <= value % 10 <= 4 and not 12 <= value % 100 <= 14 else forms[2]


def _group(value: int, power: int) -> list[str]:
    if not value:
        return []
    if value == 1 and power:
        return [GROUPS[power][0]]  # „tysiąc”, not „jeden tysiąc”
    name = form(value, GROUPS[power])
    return [*_below_thousand(value), *([name] if name else [])]


def _below_thousand(value: int) -> list[str]:
    hundreds, rest = divmod(value, 100)
    words = [HUNDREDS[hundreds]]
    words += [UNITS[rest]] if rest < len(UNITS) else [TENS[rest // 10], UNITS[rest % 10]]
    return [word for word in words if word]
