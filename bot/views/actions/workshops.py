"""Workshops. First what residents tap, then staff. `workshop`, `signup`, `series` are ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot.views.actions.action import Action


@dataclass(frozen=True, slots=True)
class ListWorkshops(Action):
    """`/warsztaty`; `topic` "" is every topic, `everything` also what does not suit me."""

    code: ClassVar[str] = "w"
    topic: str
    everything: bool


@dataclass(frozen=True, slots=True)
class OpenWorkshop(Action):
    """One of the programme."""

    code: ClassVar[str] = "wo"
    workshop: int


@dataclass(frozen=True, slots=True)
class JoinWorkshop(Action):
    """„Zapisz się”. `people` 0 is only me, `reserve`: who gets no seat waits, `whole`: every
    meeting of the series."""

    code: ClassVar[str] = "wj"
    workshop: int
    people: int
    reserve: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class ChooseParty(Action):
    """„Kogo zapisać?”"""

    code: ClassVar[str] = "wg"
    workshop: int
    whole: bool


@dataclass(frozen=True, slots=True)
class ListSignUps(Action):
    """`/moje`"""

    code: ClassVar[str] = "wm"


@dataclass(frozen=True, slots=True)
class ShowSignUp(Action):
    """One of mine."""

    code: ClassVar[str] = "wi"
    signup: int


@dataclass(frozen=True, slots=True)
class GiveUp(Action):
    """„Zrezygnuj”, asked once before."""

    code: ClassVar[str] = "wx"
    signup: int
    sure: bool


@dataclass(frozen=True, slots=True)
class GiveUpOne(Action):
    """One of those I signed up will not come."""

    code: ClassVar[str] = "wy"
    participant: int


@dataclass(frozen=True, slots=True)
class TakeSeat(Action):
    """„Biorę”"""

    code: ClassVar[str] = "wt"
    signup: int


@dataclass(frozen=True, slots=True)
class DeclineSeat(Action):
    """„Rezygnuję” of an offered seat."""

    code: ClassVar[str] = "wd"
    signup: int


@dataclass(frozen=True, slots=True)
class KeepSeat(Action):
    """„Będę”"""

    code: ClassVar[str] = "wk"
    signup: int


@dataclass(frozen=True, slots=True)
class GetCalendar(Action):
    """„Dodaj do kalendarza”"""

    code: ClassVar[str] = "wc"
    signup: int


@dataclass(frozen=True, slots=True)
class GetCode(Action):
    """„Kod do wejścia”"""

    code: ClassVar[str] = "wq"
    signup: int


@dataclass(frozen=True, slots=True)
class TellNeeds(Action):
    """„Potrzebuję ułatwień”"""

    code: ClassVar[str] = "wn"
    signup: int


@dataclass(frozen=True, slots=True)
class StopWorkshopReminders(Action):
    """„Nie przypominaj” of one workshop."""

    code: ClassVar[str] = "wr"
    workshop: int


# Staff.
