"""First contact, language, menu and what a person decides about their own data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.views.actions.action import Action


@dataclass(frozen=True, slots=True)
class OpenMenu(Action):
    """Back to the person's menu."""

    code: ClassVar[str] = "m"


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
class Subscribe(Action):
    """What to write about; an empty topic is „O niczym”."""

    code: ClassVar[str] = "su"
    topic: str
    wanted: bool


@dataclass(frozen=True, slots=True)
class ExportMyData(Action):
    """„Moje dane”."""

    code: ClassVar[str] = "md"


@dataclass(frozen=True, slots=True)
class EraseMyData(Action):
    """Erase everything; asked once before."""

    code: ClassVar[str] = "er"
    sure: bool
