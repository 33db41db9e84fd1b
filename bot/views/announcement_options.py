"""The words of everything that can be answered while composing, and reading them when typed."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain import composing
from bot.domain.announcements import Step
from bot.domain.audiences import Kind
from bot.domain.composing import Option
from bot.domain.disclosure import Figure
from bot.domain.suppression import Hidden
from bot.forms.fold import fold
from bot.i18n import NAMES, Translator, mark

WORDS: dict[Step, dict[str, str]] = {
    Step.KIND: {
        composing.ANNOUNCE: mark("An announcement"),
        composing.MESSAGE: mark("Message to somebody"),
        composing.NOTHING: mark("Nothing"),
    },
    Step.TOPIC: {
        "news": mark("News"),
        "workshops": mark("Workshops"),
        "initiatives": mark("Initiatives"),
        "surveys": mark("Surveys"),
    },
    Step.TIME: {
        composing.NOW: mark("Now"),
        composing.TOMORROW: mark("Tomorrow at 17:00"),
        composing.WEEKLY: mark("Every week…"),
    },
    Step.NIGHT: {
        composing.NOW: mark("Now"),
        composing.MORNING: mark("In the morning"),
    },
    Step.CONFIRM: {
        composing.SEND: mark("Send"),
        composing.CHANGE: mark("Change"),
        composing.CANCEL: mark("Cancel"),
        composing.FUND: mark("Funding sentence"),
    },
    Step.CHANGE: {
        Step.CONTENT: mark("Text or pictures"),
        Step.AUDIENCE: mark("To whom"),
        Step.TOPIC: mark("Topic"),
        Step.TIME: mark("When"),
        Step.BUTTON: mark("Buttons"),
        composing.CLEAR: mark("Without pictures"),
        composing.FUND: mark("Funding sentence"),
        composing.PAY: mark("Paid broadcast"),
        composing.BACK: mark("Back"),
    },
    Step.BUTTON: {
        composing.CLEAR: mark("Without buttons"),
        composing.BACK: mark("Back"),
    },
}
PEOPLE = {
    "followers:news": mark("Want news"),
    "followers:workshops": mark("Workshops"),
    "followers:initiatives": mark("Initiatives"),
    "followers:surveys": mark("Surveys"),
    "partners:": mark("Partners"),
    "staff:": mark("Our team"),
    composing.MORE: mark("Choose others…"),
}
ABOUT = {
    Kind.LANGUAGE: mark("In the language: {name}"),
    Kind.ANSWERED: mark("Answered: {name}"),
    Kind.UNFINISHED: mark("Have not finished: {name}"),
    Kind.CHAT: mark("Group or channel: {name}"),
}


def label(step: Step, option: Option, t: Translator) -> str:
    """What stands on the button; with the number of people where it is known."""
    words = name(step, option, t)
    if option.number is None:
        return words
    return t.plain("{name} ({number})", name=words, number=figure(option.number))


def name(step: Step, option: Option, t: Translator) -> str:
    """The same without the number."""
    if step is Step.AUDIENCE:
        return audience(option, t)
    if step is Step.BUTTON and option.name:
        if option.value.startswith("workshop:"):
            return t.plain("Workshop: {name}", name=option.name)
        return t.plain("Survey: {name}", name=option.name)
    return t.plain(WORDS[step][option.value])


def audience(option: Option, t: Translator) -> str:
    """Who an announcement is for."""
    if option.value in PEOPLE:
        return t.plain(PEOPLE[option.value])
    kind = Kind(option.value.partition(":")[0])
    named = NAMES.get(option.name, option.name) if kind is Kind.LANGUAGE else option.name
    return t.plain(ABOUT[kind], name=named)


def figure(number: Figure) -> str:
    """„312”, or „<5”"""
    return "<5" if isinstance(number, Hidden) else str(number)


def read(step: Step, options: Sequence[Option], text: str, t: Translator) -> str | None:
    """The value of the option that somebody typed: its number, its words, or their beginning."""
    typed = fold(text)
    if typed.isdecimal() and 0 < int(typed[:3]) <= len(options) and step in (
        Step.AUDIENCE, Step.TOPIC, Step.CHANGE, Step.BUTTON
    ):  # fmt: skip
        return options[int(typed[:3]) - 1].value
    named = [(fold(name(step, option, t)), option.value) for option in options]
    for fits in (str.__eq__, str.startswith):
        found = {value for words, value in named if typed and fits(words, typed)}
        if len(found) == 1:
            return found.pop()
    return None
