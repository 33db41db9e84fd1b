"""Small forms for the engine's tests, and a person who fills them in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.forms.engine import Ask, AskRepeat, Done, Input, Reject, Review, State, Step, apply, begin
from bot.forms.model import Choice, Form, Item, Kind, Question, Text

NOW = datetime(2027, 5, 10, 12, tzinfo=ZoneInfo("Europe/Warsaw"))


def pl(text: str) -> Text:
    return Text({"pl": text})


def choices(*labels: str, **fields: str) -> tuple[Choice, ...]:
    """Choices named after their labels."""
    return tuple(Choice(label.casefold(), pl(label), fields) for label in labels)


def text(name: str, **rules: str) -> Question:
    return Question(name, Kind.TEXT, pl(f"{name}?"), **rules)  # type: ignore[arg-type]


def integer(name: str, **rules: str) -> Question:
    return Question(name, Kind.INTEGER, pl(f"{name}?"), **rules)  # type: ignore[arg-type]


def calculate(name: str, calculation: str, **rules: str) -> Question:
    return Question(name, Kind.CALCULATE, calculation=calculation, **rules)  # type: ignore[arg-type]


def form_of(*items: Item, **lists: tuple[Choice, ...]) -> Form:
    known = {"yes_no": choices("Tak", "Nie"), **lists}
    return Form("small", "1", pl("Mały"), ("pl",), "pl", items, known)


@dataclass
class Person:
    """Fills a form in, one input after another, and sees the last step."""

    form: Form
    state: State
    step: Step
    now: datetime = NOW

    @classmethod
    def at(cls, *items: Item, language: str = "pl", **lists: tuple[Choice, ...]) -> Person:
        form = form_of(*items, **lists)
        state, step = begin(form, seed=7, now=NOW, language=language)
        return cls(form, state, step)

    def does(self, *inputs: Input) -> Step:
        """The step after the last input."""
        for given in inputs:
            self.now += timedelta(seconds=20)
            self.state, self.step = apply(self.form, self.state, given, self.now)
        return self.step

    @property
    def ask(self) -> Ask:
        assert isinstance(self.step, Ask), self.step
        return self.step

    @property
    def ask_repeat(self) -> AskRepeat:
        assert isinstance(self.step, AskRepeat), self.step
        return self.step

    @property
    def reject(self) -> Reject:
        assert isinstance(self.step, Reject), self.step
        return self.step

    @property
    def ask_of_reject(self) -> Ask:
        assert isinstance(self.reject.ask, Ask), self.reject
        return self.reject.ask

    @property
    def review(self) -> Review:
        assert isinstance(self.step, Review), self.step
        return self.step

    @property
    def done(self) -> Done:
        assert isinstance(self.step, Done), self.step
        return self.step
