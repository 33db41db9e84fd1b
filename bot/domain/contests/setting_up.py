"""Setting a contest up: conversations of staff, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Edition
from bot.domain.contests.overviews import Overview
from bot.domain.contests.own_forms import Lacking
from bot.domain.sessions import StepShown
from bot.domain.surveys import Survey
from bot.frozen import frozen


class Talk(StrEnum):
    """The kinds of sessions."""

    COMPOSE = "contest"  # about a contest's id, 0 for a new one
    KEEP = "contest_keep"  # a configuration that was read: keep it?
    MOVE = "contest_move"
    BEGIN = "contest_begin"


FORMS: Mapping[Talk, str] = {
    Talk.COMPOSE: "konkurs",
    Talk.KEEP: "konkurs_zapis",
    Talk.MOVE: "konkurs_termin",
    Talk.BEGIN: "konkurs_etap",
}
AT_ONCE = (FORMS[Talk.KEEP], FORMS[Talk.MOVE])


@frozen
class ContestsShown:
    """`/konkursy`: those that this person may see, the newest first."""

    staff: bool
    overviews: tuple[Overview, ...]


@frozen
class ContestRead:
    """A configuration that can be kept: `edition` as it would be (its id 0), `phase` in which it
    would stand at once; `asked`: whether to keep it, and instead of which."""

    edition: Edition
    phase: PhaseName
    asked: StepShown
    replaces: Edition | None = None


@frozen
class NotKept:
    """Somebody looked at what they had sent, and said no."""

    title: str


@frozen
class ContestFile:
    """A file about a contest to take away."""

    edition: Edition
    name: str
    content: bytes
    link: str = ""


@frozen
class FormsOffered:
    """Which form applicants fill in: `drafts` of surveys can be taken instead. `lacking`: what the
    chosen one does not ask (codes), so that it was not taken."""

    edition: Edition
    drafts: tuple[Survey, ...]
    own: str = ""  # the title of the library's own form, where one was taken
    lacking: tuple[Lacking, ...] = ()
    chosen: str = ""  # the title of the form that was just looked at
