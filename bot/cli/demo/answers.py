"""Made-up but plausible answers: people of a small town fill a form in, always the same ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random

from bot.forms.engine import (
    Ask,
    Done,
    Finish,
    Input,
    Pick,
    Reject,
    Skip,
    Step,
    Submit,
    Toggle,
    Typed,
    apply,
    begin,
)
from bot.forms.model import Form
from bot.forms.steps import Option, Prompt

# How much likelier than others (1) a choice is, by question and choice.
WEIGHTS: Mapping[str, Mapping[str, float]] = {
    "zwiazek": {"mieszkam": 12, "praca": 3, "bywam": 1, "nic": 0},
    "czesto": {"tydzien": 4, "miesiac": 6, "rok": 4, "rzadziej": 2, "wcale": 2},
    "cel": {"ksiazki": 8, "zajecia": 4, "dziecko": 3, "ludzie": 3, "prasa": 1},
    "oc_ksiazki": {"o1": 0.3, "o2": 1, "o3": 4, "o4": 8, "o5": 4},
    "oc_godziny": {"o1": 2, "o2": 5, "o3": 6, "o4": 4, "o5": 2},
    "oc_obsluga": {"o1": 0.2, "o2": 0.4, "o3": 2, "o4": 7, "o5": 11},
    "bariery": {"czas": 6, "godziny": 5, "dojazd": 3, "inne": 0, "nic": 0},
    "tematy": {"rekodzielo": 7, "kuchnia": 5, "autor": 4, "cyfrowe": 5, "ruch": 4,
               "zadne": 0, "nie_wiem": 0},
    "trudnosci": {"termin": 6, "czas": 6, "nie_wiem": 4, "inne": 0, "nic": 0},
    "grupy": {"nastolatki": 7, "seniorzy": 5, "rodziny": 4, "nie_brakuje": 0, "nie_wiem": 0},
    "dni": {"sobota": 8, "piatek": 4, "tydzien": 3, "zalezy": 0},
    "pora": {"popoludnie": 7, "wieczor": 5, "rano": 2, "poludnie": 2, "zalezy": 0},
    "skad": {"internet": 7, "znajomi": 5, "plakat": 4, "nie_wiem": 0},
    "dostepnosc": {"nic": 0},
    "nauczysz": {"tak": 2, "moze": 4, "nie": 5, "nie_wiem": 2},
    "pomysl": {"tak": 1, "pomoc": 4, "nie": 5, "nie_wiem": 3},
    "wiek": {"w15": 0, "w16": 2, "w19": 2, "w25": 6, "w45": 6, "w65": 5},
    "plec": {"k": 7, "m": 5, "inna": 0, "np": 1},
    "miejsce": {"zalesie": 6, "spoza": 1},
}  # fmt: skip
TEXTS: Mapping[str, tuple[str, ...]] = {
    "cel_inne": ("Ksero i skan", "Wystawy", "Czekam na autobus"),
    "sila": (
        "Straż i koło gospodyń.",
        "Pani Halina ze świetlicy.",
        "Stary młyn nad rzeką.",
        "Boisko przy szkole.",
        "Orkiestra dęta z OSP.",
    ),
    "czego": ("Szydełkowania", "Obsługi arkusza", "Naprawy rowerów", "Wypieku chleba"),
    "zmiana": (
        "Godziny: po pracy jest już zamknięte.",
        "Więcej zajęć dla młodzieży.",
        "Miejsce do pracy z laptopem.",
        "Podjazd dla wózków.",
        "Kawa i fotel przy oknie.",
    ),
}
SKIPPED = 0.07  # of what may be skipped
WRITTEN = 0.35  # of the open questions
LANGUAGES = ("pl",) * 9 + ("uk",)
_STEPS = 400

Answered = tuple[str, Mapping[str, str]]  # language, answers by reference


def made_up(form: Form, people: int, now: datetime, seed: int) -> list[Answered]:
    """What `people` answered; the same for the same seed."""
    dice = Random(seed)  # noqa: S311 - nothing secret
    return [_one(form, dice, now) for _ in range(people)]


def _one(form: Form, dice: Random, now: datetime) -> Answered:
    language = dice.choice(LANGUAGES)
    step: Step
    state, step = begin(form, seed=dice.randrange(1 << 30), now=now, language=language)
    for _ in range(_STEPS):
        if isinstance(step, Done):
            return language, step.answers
        for given in _inputs(step, dice) if isinstance(step, Ask) else [Submit()]:
            state, step = apply(form, state, given, now)
            if isinstance(step, Reject):
                state, step = apply(form, state, Skip(), now)
                break
    raise AssertionError(f"{form.name} does not end")


def _inputs(ask: Ask, dice: Random) -> list[Input]:
    if ask.can_skip and dice.random() < SKIPPED:
        return [Skip()]
    match ask.prompt:
        case Prompt.CHOICE:
            return [Pick(_picked(ask, dice).index)]
        case Prompt.CHOICES:
            return [*(Toggle(option.index, True) for option in _ticked(ask, dice)), Finish()]
        case _:
            return _written(ask, dice)


def _picked(ask: Ask, dice: Random) -> Option:
    return dice.choices(ask.options, [_weight(ask, option) for option in ask.options])[0]


def _ticked(ask: Ask, dice: Random) -> list[Option]:
    left, chosen = [option for option in ask.options if _weight(ask, option)], []
    for _ in range(min(dice.randint(1, ask.most or 3), len(left), 4)):
        option = dice.choices(left, [_weight(ask, one) for one in left])[0]
        left.remove(option)
        chosen.append(option)
    return chosen


def _weight(ask: Ask, option: Option) -> float:
    return WEIGHTS.get(ask.question.name, {}).get(option.name, 1)


def _written(ask: Ask, dice: Random) -> list[Input]:
    known = TEXTS.get(ask.question.name, ())
    if not known or (ask.can_skip and dice.random() > WRITTEN):
        return [Skip()]
    return [Typed(dice.choice(known))]
