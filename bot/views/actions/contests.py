"""Contests. `contest` is an id; `phase` a `PhaseName`."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ListContests(Action):
    """`/konkursy`"""

    code: ClassVar[str] = "kl"


@frozen
class ShowContest(Action):
    """One of them, as this person sees it."""

    code: ClassVar[str] = "ks"
    contest: int


@frozen
class NewContest(Action):
    """„Nowy konkurs”: in which ways"""

    code: ClassVar[str] = "kn"


@frozen
class ComposeContest(Action):
    """„W rozmowie”: a new one (0), or what is to be changed in one that is there"""

    code: ClassVar[str] = "kc"
    contest: int


@frozen
class GetContestSample(Action):
    """„Wzór pliku”"""

    code: ClassVar[str] = "kw"


@frozen
class ContestSettings(Action):
    """„Ustawienia”"""

    code: ClassVar[str] = "ki"
    contest: int


@frozen
class GetConfiguration(Action):
    """„Pobierz ustawienia”"""

    code: ClassVar[str] = "kd"
    contest: int


@frozen
class ShowPhases(Action):
    """„Terminy”"""

    code: ClassVar[str] = "kp"
    contest: int


@frozen
class ShowPhase(Action):
    """One of them."""

    code: ClassVar[str] = "kh"
    contest: int
    phase: str


@frozen
class MovePhase(Action):
    """„Zmień termin”"""

    code: ClassVar[str] = "km"
    contest: int
    phase: str


@frozen
class BeginPhase(Action):
    """„Zacznij teraz”"""

    code: ClassVar[str] = "kb"
    contest: int
    phase: str


@frozen
class ShowContestLink(Action):
    """„Link i kod QR”"""

    code: ClassVar[str] = "kq"
    contest: int


@frozen
class AnnounceContest(Action):
    """„Ogłoś”"""

    code: ClassVar[str] = "ka"
    contest: int


@frozen
class OfferForms(Action):
    """„Formularz wniosku”"""

    code: ClassVar[str] = "kf"
    contest: int


@frozen
class SetForm(Action):
    """A draft of a survey becomes the application form; 0: the bot's own again"""

    code: ClassVar[str] = "kg"
    contest: int
    survey: int


@frozen
class GetFormSample(Action):
    """„Wzór formularza”"""

    code: ClassVar[str] = "kx"


@frozen
class DeleteContest(Action):
    """„Usuń konkurs”; for good, so it asks first."""

    code: ClassVar[str] = "kz"
    contest: int
    sure: bool


@frozen
class GetContestPoster(Action):
    """„Plakat do druku”"""

    code: ClassVar[str] = "ko"
    contest: int
