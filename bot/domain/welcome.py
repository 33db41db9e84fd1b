"""How people come in: by what link, what they are told first, and the menu they come back to."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from bot.domain.people import Person, Role
from bot.domain.profile import Profile
from bot.domain.sessions import StepShown, Waiting
from bot.errors import Refused
from bot.frozen import frozen

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,56}")  # what also fits in a button's 64 bytes


class Target(StrEnum):
    """What a deep link leads to: the letter before its first `_`."""

    SURVEY = "s"
    RESULTS = "w"
    INVITATION = "z"
    OWNER = "o"
    WORKSHOP = "m"
    CHECK_IN = "c"
    CONTEST = "k"
    JURY = "j"  # an invitation to sit in one
    BALLOT = "g"  # with a code from the desk
    COAUTHOR = "a"  # … to write an application together


@frozen
class Start:
    """What `/start` was given. `payload` is "" for none or for one that we do not know."""

    payload: str = ""
    target: Target | None = None
    token: str = ""


def read_start(argument: str) -> Start:
    """The start parameter: the letter of a `Target`, `_`, and a token."""
    letter, mark, token = argument.partition("_")
    if not (_PAYLOAD.fullmatch(argument) and mark and token and letter in set(Target)):
        return Start()
    return Start(argument, Target(letter), token)


def require_notice(person: Person, link: str) -> None:
    """Nothing is kept of somebody who has not read the notice; `link` leads back to what they
    wanted. Raises Refused: notice_first (link)."""
    if not person.notice_accepted:
        raise Refused("notice_first", link=link)


@frozen
class Promised:
    """The survey that the link leads to."""

    title: str
    minutes: int
    anonymous: bool


@frozen
class Greeting:
    """The first screen: who we are, what is asked, what happens to data."""

    profile: Profile
    payload: str = ""
    survey: Promised | None = None
    invited: Role | None = None
    contest: str = ""  # the title of the one that the link leads to


@frozen
class Menu:
    """What this person can do now."""

    library: str
    staff: bool
    waiting: tuple[Waiting, ...] = ()
    contests: bool = False  # one has begun
    judges: bool = False  # a jury waits for this person's points


@frozen
class Language:
    """The language that is on; `step` is the question that stands, to be shown in it."""

    code: str
    menu: Menu
    step: StepShown | None = None
    changed: bool = False


@frozen
class Help:
    """What the bot can do, or how to answer the question that stands; whom to ask."""

    profile: Profile
    staff: bool
    step: StepShown | None = None


Again = Callable[..., StepShown | None]  # `Conversation.again`: the question that stands
Waits = Callable[..., tuple[Waiting, ...]]  # `Conversation.waiting`
