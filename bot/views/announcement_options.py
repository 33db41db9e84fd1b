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

NUMBERED = frozenset(
    {Step.KIND, Step.AUDIENCE, Step.EVERY_AUDIENCE, Step.TOPIC, Step.CHANGE, Step.BUTTON}
)
BEGUN = 3  # letters of an answer that stand for it: one alone must not send anything

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
    },
    Step.BUTTON: {composing.CLEAR: mark("Without buttons")},
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
    if option.value == composing.BACK:
        return t.plain("Back")
    if step in (Step.AUDIENCE, Step.EVERY_AUDIENCE):
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
    if step in NUMBERED and typed.isdecimal():
        return _numbered(options, int(typed[:3]))
    named = [(fold(name(step, option, t)), option.value) for option in options]
    exact = {value for words, value in named if typed == words}
    begun = {value for words, value in named if len(typed) >= BEGUN and words.startswith(typed)}
    found = exact or begun
    return found.pop() if len(found) == 1 else None


def _numbered(options: Sequence[Option], number: int) -> str | None:
    """What that number stands before; after „Wybierz…” come those that are not shown."""
    values = [option.value for option in options]
    if composing.MORE in values:
        last = composing.BACK if composing.BACK in values else composing.MORE
        values = values[: values.index(last) + 1]
    return values[number - 1] if 0 < number <= len(values) else None
