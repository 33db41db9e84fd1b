"""What buttons mean: small typed payloads. `transport.payload` packs them into 64 bytes.

Each class has a `code` of its own, unique and never reused: old messages keep their buttons for
years. Fields are int, bool or short str only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Action:
    """Base of all actions."""

    code: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class OpenMenu(Action):
    """Back to the person's menu."""

    code: ClassVar[str] = "m"


# Answering: `session` and `rev` tell an old button from one that still asks.


@dataclass(frozen=True, slots=True)
class Choose(Action):
    """One choice, by its index in the definition; 0 acknowledges."""

    code: ClassVar[str] = "a"
    session: int
    rev: int
    index: int


@dataclass(frozen=True, slots=True)
class Tick(Action):
    """A tick of several, and how it should be afterwards."""

    code: ClassVar[str] = "t"
    session: int
    rev: int
    index: int
    wanted: bool


@dataclass(frozen=True, slots=True)
class TicksDone(Action):
    """„Gotowe”."""

    code: ClassVar[str] = "f"
    session: int
    rev: int


@dataclass(frozen=True, slots=True)
class SkipQuestion(Action):
    """„Pomiń”."""

    code: ClassVar[str] = "k"
    session: int
    rev: int


@dataclass(frozen=True, slots=True)
class KeepAnswer(Action):
    """Leave the answer that the question shows."""

    code: ClassVar[str] = "e"
    session: int
    rev: int


@dataclass(frozen=True, slots=True)
class StepBack(Action):
    """„Wstecz”."""

    code: ClassVar[str] = "b"
    session: int
    rev: int


@dataclass(frozen=True, slots=True)
class Say(Action):
    """Stands for typing this: a number of a range, an hour."""

    code: ClassVar[str] = "s"
    session: int
    rev: int
    text: str


@dataclass(frozen=True, slots=True)
class PickDay(Action):
    """A day (for a datetime with its time) of the calendar, ISO."""

    code: ClassVar[str] = "d"
    session: int
    rev: int
    iso: str


@dataclass(frozen=True, slots=True)
class TurnPage(Action):
    """Show another part of the same question: a page of choices, a month, the minutes."""

    code: ClassVar[str] = "p"
    session: int
    rev: int
    page: int


@dataclass(frozen=True, slots=True)
class AnotherTurn(Action):
    """ "One more?" """

    code: ClassVar[str] = "n"
    session: int
    rev: int
    yes: bool


@dataclass(frozen=True, slots=True)
class ChooseAnswer(Action):
    """„Popraw”: which answer? Page 0 is a message of its own, from 1 on it changes in place."""

    code: ClassVar[str] = "cl"
    session: int
    rev: int
    page: int


@dataclass(frozen=True, slots=True)
class CorrectAnswer(Action):
    """The answer at this place of the review, from 0."""

    code: ClassVar[str] = "c"
    session: int
    rev: int
    place: int


@dataclass(frozen=True, slots=True)
class HandIn(Action):
    """„Wyślij”."""

    code: ClassVar[str] = "h"
    session: int
    rev: int


@dataclass(frozen=True, slots=True)
class ResumeSession(Action):
    """„Odpowiadam dalej”."""

    code: ClassVar[str] = "r"
    session: int


@dataclass(frozen=True, slots=True)
class DiscardSession(Action):
    """„Usuń zaczęte odpowiedzi”."""

    code: ClassVar[str] = "x"
    session: int


@dataclass(frozen=True, slots=True)
class StayPut(Action):
    """The heading of a column: nothing to do."""

    code: ClassVar[str] = "z"


@dataclass(frozen=True, slots=True)
class Subscribe(Action):
    """What to write about; an empty topic is „O niczym”."""

    code: ClassVar[str] = "su"
    topic: str
    wanted: bool


# Surveys, for staff and residents. `survey` is its id; a second tap changes nothing.


@dataclass(frozen=True, slots=True)
class ListSurveys(Action):
    """`/ankiety`."""

    code: ClassVar[str] = "sb"


@dataclass(frozen=True, slots=True)
class AnswerSurvey(Action):
    """A resident begins a survey or goes on with it."""

    code: ClassVar[str] = "sa"
    survey: int


@dataclass(frozen=True, slots=True)
class NewSurvey(Action):
    """Where a new survey may come from."""

    code: ClassVar[str] = "sn"


@dataclass(frozen=True, slots=True)
class UseBuiltin(Action):
    """A draft of a form that comes with the bot."""

    code: ClassVar[str] = "sd"
    name: str


@dataclass(frozen=True, slots=True)
class GetSample(Action):
    """The built-in diagnosis as a spreadsheet to change."""

    code: ClassVar[str] = "sw"


@dataclass(frozen=True, slots=True)
class ShowDraft(Action):
    """A draft once more."""

    code: ClassVar[str] = "sf"
    survey: int


@dataclass(frozen=True, slots=True)
class TrySurvey(Action):
    """A dry run."""

    code: ClassVar[str] = "st"
    survey: int


@dataclass(frozen=True, slots=True)
class PublishSurvey(Action):
    """Ask for the terms, then publish."""

    code: ClassVar[str] = "sp"
    survey: int


@dataclass(frozen=True, slots=True)
class DeleteDraft(Action):
    """Forget a draft."""

    code: ClassVar[str] = "sx"
    survey: int


@dataclass(frozen=True, slots=True)
class ShowSurvey(Action):
    """A published survey, for staff."""

    code: ClassVar[str] = "ss"
    survey: int


@dataclass(frozen=True, slots=True)
class ShowLink(Action):
    """Its link and the picture to scan."""

    code: ClassVar[str] = "sq"
    survey: int


@dataclass(frozen=True, slots=True)
class CloseSurvey(Action):
    """Close it; asked once before."""

    code: ClassVar[str] = "sc"
    survey: int
    sure: bool


@dataclass(frozen=True, slots=True)
class ExtendSurvey(Action):
    """Another last day."""

    code: ClassVar[str] = "se"
    survey: int


# Results, for staff. `number` and `by` count the questions from 0.


@dataclass(frozen=True, slots=True)
class ShowResults(Action):
    """The overview."""

    code: ClassVar[str] = "ro"
    survey: int


@dataclass(frozen=True, slots=True)
class ShowQuestion(Action):
    """One question with its chart."""

    code: ClassVar[str] = "rq"
    survey: int
    number: int


@dataclass(frozen=True, slots=True)
class ListQuestions(Action):
    """All questions, to jump to one; pages count from 0."""

    code: ClassVar[str] = "rl"
    survey: int
    page: int


@dataclass(frozen=True, slots=True)
class DivideQuestion(Action):
    """One question by the answers to another."""

    code: ClassVar[str] = "rd"
    survey: int
    number: int
    by: int


@dataclass(frozen=True, slots=True)
class ListFiles(Action):
    """What can be downloaded."""

    code: ClassVar[str] = "rf"
    survey: int


@dataclass(frozen=True, slots=True)
class GetFile(Action):
    """A download: `what` is results, answers or texts."""

    code: ClassVar[str] = "rw"
    survey: int
    what: str


@dataclass(frozen=True, slots=True)
class ShareResults(Action):
    """Choose what residents see."""

    code: ClassVar[str] = "rp"
    survey: int


@dataclass(frozen=True, slots=True)
class ShowPublication(Action):
    """Published results."""

    code: ClassVar[str] = "po"
    publication: int


@dataclass(frozen=True, slots=True)
class ShowPublished(Action):
    """One question of published results."""

    code: ClassVar[str] = "pq"
    publication: int
    number: int


@dataclass(frozen=True, slots=True)
class Withdraw(Action):
    """Residents see it no longer; asked once before."""

    code: ClassVar[str] = "pw"
    publication: int
    sure: bool


@dataclass(frozen=True, slots=True)
class EditProfile(Action):
    """What the library says of itself."""

    code: ClassVar[str] = "ep"


# People: first contact, language, their data; for staff the panel and the team.


@dataclass(frozen=True, slots=True)
class GoOn(Action):
    """„Zaczynamy”: the notice was read; what the link led to comes next."""

    code: ClassVar[str] = "go"
    payload: str


@dataclass(frozen=True, slots=True)
class ReadNotice(Action):
    """The whole privacy notice; `payload` is kept for going on."""

    code: ClassVar[str] = "nt"
    payload: str


@dataclass(frozen=True, slots=True)
class Speak(Action):
    """Another language; `payload` is kept for going on."""

    code: ClassVar[str] = "la"
    language: str
    payload: str


@dataclass(frozen=True, slots=True)
class ListLanguages(Action):
    """Which languages there are."""

    code: ClassVar[str] = "lg"


@dataclass(frozen=True, slots=True)
class OpenHelp(Action):
    """„Pomoc”."""

    code: ClassVar[str] = "hp"


@dataclass(frozen=True, slots=True)
class ExportMyData(Action):
    """„Moje dane”."""

    code: ClassVar[str] = "md"


@dataclass(frozen=True, slots=True)
class EraseMyData(Action):
    """Erase everything; asked once before."""

    code: ClassVar[str] = "er"
    sure: bool


@dataclass(frozen=True, slots=True)
class OpenPanel(Action):
    """The staff's panel."""

    code: ClassVar[str] = "pa"


@dataclass(frozen=True, slots=True)
class ListFaults(Action):
    """What could not be handled."""

    code: ClassVar[str] = "pf"


@dataclass(frozen=True, slots=True)
class ListTeam(Action):
    """Everybody with a role."""

    code: ClassVar[str] = "pe"


@dataclass(frozen=True, slots=True)
class Invite(Action):
    """A link that gives a role."""

    code: ClassVar[str] = "pi"
    role: str


@dataclass(frozen=True, slots=True)
class ShowMember(Action):
    """One of the team; `asked` is a change that waits for a yes, or ""."""

    code: ClassVar[str] = "pm"
    person: int
    asked: str


@dataclass(frozen=True, slots=True)
class SetRole(Action):
    """The yes: this person has that role from now on."""

    code: ClassVar[str] = "pr"
    person: int
    role: str
