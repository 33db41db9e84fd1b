"""First contact, language, menu and what a person decides about their own data."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class OpenMenu(Action):
    """Back to the person's menu."""

    code: ClassVar[str] = "m"


@frozen
class GoOn(Action):
    """„Zaczynamy”: the notice was read; what the link led to comes next."""

    code: ClassVar[str] = "go"
    payload: str


@frozen
class ReadNotice(Action):
    """The whole privacy notice; `payload` is kept for going on."""

    code: ClassVar[str] = "nt"
    payload: str


@frozen
class Speak(Action):
    """Another language; `payload` is kept for going on."""

    code: ClassVar[str] = "la"
    language: str
    payload: str


@frozen
class ListLanguages(Action):
    """Which languages there are."""

    code: ClassVar[str] = "lg"


@frozen
class OpenHelp(Action):
    """„Pomoc”."""

    code: ClassVar[str] = "hp"


@frozen
class Subscribe(Action):
    """What to write about; an empty topic is „O niczym”."""

    code: ClassVar[str] = "su"
    topic: str
    wanted: bool


@frozen
class ExportMyData(Action):
    """„Moje dane”."""

    code: ClassVar[str] = "md"


@frozen
class EraseMyData(Action):
    """Erase everything; asked once before."""

    code: ClassVar[str] = "er"
    sure: bool
