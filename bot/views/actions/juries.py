"""The jury and its work. `contest`, `application` and `assessor` are ids."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ListJuries(Action):
    """`/jury`: where somebody sits, and what staff look after."""

    code: ClassVar[str] = "jl"


@frozen
class JudgeNext(Action):
    """An assessor's queue."""

    code: ClassVar[str] = "jq"
    contest: int


@frozen
class JudgeApplication(Action):
    """Everything in one application."""

    code: ClassVar[str] = "ja"
    application: int


@frozen
class ShowApplicationFiles(Action):
    """What its authors attached."""

    code: ClassVar[str] = "jf"
    application: int


@frozen
class ShowCriterion(Action):
    """One criterion with its scale; 0: the first without points, or else the whole sheet."""

    code: ClassVar[str] = "jc"
    application: int
    number: int


@frozen
class ScoreCriterion(Action):
    """A point of the scale, as an exact fraction: „17/2”."""

    code: ClassVar[str] = "jp"
    application: int
    number: int
    points: str


@frozen
class WriteComment(Action):
    """A comment for the protocol."""

    code: ClassVar[str] = "jk"
    application: int


@frozen
class SubmitSheet(Action):
    """Hand the points in; for good, so it asks first."""

    code: ClassVar[str] = "js"
    application: int
    sure: bool


@frozen
class DeclareConflict(Action):
    """A conflict of interest: asks for the reason first."""

    code: ClassVar[str] = "jx"
    application: int


@frozen
class ManageJury(Action):
    """For staff: who sits in it, and how far it is."""

    code: ClassVar[str] = "jm"
    contest: int


@frozen
class InviteAssessor(Action):
    """A single-use link."""

    code: ClassVar[str] = "ji"
    contest: int


@frozen
class ExcuseAssessor(Action):
    """One is ill: asks for the reason first; 0 asks who."""

    code: ClassVar[str] = "je"
    contest: int
    assessor: int


@frozen
class RemindAssessors(Action):
    """Those who have not finished."""

    code: ClassVar[str] = "jr"
    contest: int


@frozen
class CountScores(Action):
    """Count and freeze; asks first."""

    code: ClassVar[str] = "jn"
    contest: int
    sure: bool


@frozen
class ShowTotals(Action):
    """The ranking, once it was counted."""

    code: ClassVar[str] = "jt"
    contest: int


@frozen
class ShowSheets(Action):
    """Every sheet of one application, once they were counted."""

    code: ClassVar[str] = "jo"
    application: int
