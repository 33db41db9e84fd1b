"""Workshops. First what residents tap, then staff. `workshop`, `signup`, `series` are ids."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ListWorkshops(Action):
    """`/warsztaty`; `topic` "" is every topic, `everything` also what does not suit me."""

    code: ClassVar[str] = "w"
    topic: str
    everything: bool


@frozen
class SetAge(Action):
    """„Tylko dla mojego wieku”: `low` of a band of `age_bands`; 0 forgets it, -1 asks."""

    code: ClassVar[str] = "we"
    low: int


@frozen
class OpenWorkshop(Action):
    """One of the programme."""

    code: ClassVar[str] = "wo"
    workshop: int


@frozen
class JoinWorkshop(Action):
    """„Zapisz się”. `people` 0 is only me, `reserve`: who gets no seat waits, `whole`: every
    meeting of the series."""

    code: ClassVar[str] = "wj"
    workshop: int
    people: int
    reserve: bool
    whole: bool


@frozen
class ChooseParty(Action):
    """„Kogo zapisać?”"""

    code: ClassVar[str] = "wg"
    workshop: int
    whole: bool


@frozen
class ListSignUps(Action):
    """`/moje`"""

    code: ClassVar[str] = "wm"


@frozen
class ShowSignUp(Action):
    """One of mine."""

    code: ClassVar[str] = "wi"
    signup: int


@frozen
class GiveUp(Action):
    """„Zrezygnuj”, asked once before."""

    code: ClassVar[str] = "wx"
    signup: int
    sure: bool


@frozen
class GiveUpOne(Action):
    """One of those I signed up will not come."""

    code: ClassVar[str] = "wy"
    participant: int


@frozen
class TakeSeat(Action):
    """„Biorę”"""

    code: ClassVar[str] = "wt"
    signup: int


@frozen
class DeclineSeat(Action):
    """„Rezygnuję” of an offered seat."""

    code: ClassVar[str] = "wd"
    signup: int


@frozen
class KeepSeat(Action):
    """„Będę”"""

    code: ClassVar[str] = "wk"
    signup: int


@frozen
class KeepSeries(Action):
    """„Pasuje mi wszystko”: every place in a series."""

    code: ClassVar[str] = "wa"
    series: int


@frozen
class GiveUpSeries(Action):
    """„Rezygnuję ze wszystkich”; asked once before."""

    code: ClassVar[str] = "wz"
    series: int
    sure: bool


@frozen
class GetSeriesCalendar(Action):
    """All meetings in one file."""

    code: ClassVar[str] = "wf"
    series: int


@frozen
class GetCalendar(Action):
    """„Dodaj do kalendarza”"""

    code: ClassVar[str] = "wc"
    signup: int


@frozen
class GetCode(Action):
    """„Kod do wejścia”"""

    code: ClassVar[str] = "wq"
    signup: int


@frozen
class SayImage(Action):
    """„Zgadzam się na zdjęcia”, „Cofam zgodę”."""

    code: ClassVar[str] = "wp"
    signup: int
    yes: bool


@frozen
class TellNeeds(Action):
    """„Potrzebuję ułatwień”"""

    code: ClassVar[str] = "wn"
    signup: int


@frozen
class StopWorkshopReminders(Action):
    """„Nie przypominaj” of one workshop."""

    code: ClassVar[str] = "wr"
    workshop: int


# Staff.
