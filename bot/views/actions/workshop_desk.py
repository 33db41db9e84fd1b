"""Workshops in the hands of staff. `workshop`, `signup`, `participant`, `series` are ids."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen
from bot.views.actions.action import Action


@frozen
class ManageWorkshops(Action):
    """`/zajecia`: the list for staff and partners."""

    code: ClassVar[str] = "v"


@frozen
class ManageWorkshop(Action):
    """One of them."""

    code: ClassVar[str] = "vo"
    workshop: int


@frozen
class AskWorkshop(Action):
    """Begin a conversation about it; `talk` is a `bot.domain.staff_forms.Talk`."""

    code: ClassVar[str] = "vq"
    talk: str
    workshop: int


@frozen
class PreviewWorkshop(Action):
    """As residents will see it."""

    code: ClassVar[str] = "vp"
    workshop: int


@frozen
class PublishWorkshop(Action):
    """„Opublikuj”; `series` 0 is this meeting only."""

    code: ClassVar[str] = "vy"
    workshop: int
    series: int


@frozen
class ProposeWorkshop(Action):
    """A partner hands it to the library."""

    code: ClassVar[str] = "vr"
    workshop: int


@frozen
class ReturnWorkshop(Action):
    """Back to its author."""

    code: ClassVar[str] = "vb"
    workshop: int


@frozen
class DeleteWorkshop(Action):
    """Forget a draft; asked once before."""

    code: ClassVar[str] = "vx"
    workshop: int
    sure: bool


@frozen
class AnnounceWorkshop(Action):
    """Begin an announcement of it."""

    code: ClassVar[str] = "va"
    workshop: int


@frozen
class GetPoster(Action):
    """The poster to print."""

    code: ClassVar[str] = "vg"
    workshop: int


@frozen
class ShowAttendance(Action):
    """The list at the door; `page` -1: anew, others in the tapped message."""

    code: ClassVar[str] = "vl"
    workshop: int
    page: int


@frozen
class TickPerson(Action):
    """Here, or not: the wanted state, so that a second tap changes nothing."""

    code: ClassVar[str] = "vt"
    participant: int
    here: bool
    page: int


@frozen
class CloseAttendance(Action):
    """Whoever was not ticked did not come; asked once before."""

    code: ClassVar[str] = "vz"
    workshop: int
    sure: bool


@frozen
class ShowEntry(Action):
    """One sign-up of the list, for staff."""

    code: ClassVar[str] = "ve"
    workshop: int
    signup: int


@frozen
class AgreeGuardian(Action):
    """A guardian agreed; `how`: desk or call."""

    code: ClassVar[str] = "vn"
    signup: int
    how: str


@frozen
class AnswerForThem(Action):
    """What somebody said on the phone."""

    code: ClassVar[str] = "vw"
    signup: int
    yes: bool


@frozen
class RemoveSignUp(Action):
    """Off the list; asked once before."""

    code: ClassVar[str] = "vd"
    workshop: int
    signup: int
    sure: bool


@frozen
class ShowOffers(Action):
    """Why nobody got the free seat."""

    code: ClassVar[str] = "vf"
    workshop: int


@frozen
class ChooseColumns(Action):
    """What the list as a file holds: a sum of `bot.domain.listings.Column`; -1: to begin with."""

    code: ClassVar[str] = "vc"
    workshop: int
    columns: int


@frozen
class TakeList(Action):
    """The file: xlsx or pdf."""

    code: ClassVar[str] = "vk"
    workshop: int
    columns: int
    kind: str


@frozen
class ChooseQuestions(Action):
    """Which form asks further questions at sign-up."""

    code: ClassVar[str] = "vs"
    workshop: int


@frozen
class SetQuestions(Action):
    """This survey's form; 0 for none."""

    code: ClassVar[str] = "vu"
    workshop: int
    survey: int
