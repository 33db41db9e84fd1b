"""A ballot on its way: what taps and typed words make of it, until it is cast."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from bot.domain.contests.contest import Vote
from bot.domain.contests.elections import VoteType
from bot.domain.contests.voting import CODE_LENGTH, POINTS_TO_SHARE, Medium
from bot.errors import Refused
from bot.forms.fold import fold
from bot.frozen import frozen

LINK = "g_"  # what the deep link of a slip begins with: `g_<contest's token>_<code>`
SHOWN = 40  # characters of what was typed, when we say that we did not understand it
_SEPARATORS = re.compile(r"[,;\n]+")
_NUMBERS = re.compile(r"(?:\d+[.)]?(?:[\s,;]+|\s*$|\s+(?:i|oraz|та|and)\s+))+")
_POINTS = re.compile(r"(.+?)\s*[:=–—-]\s*(\d{1,4})\s*(?:p\w*\.?|б\w*\.?)?")
_WISHES = {
    "review": ("sprawdź", "sprawdź głos", "gotowe", "перевірити", "готово", "check", "done"),
    "cast": ("oddaj głos", "oddaję głos", "głosuję", "проголосувати", "віддати голос",
             "cast my vote", "cast", "vote"),
    "clear": ("wyczyść", "zacznij od nowa", "очистити", "clear"),
    "details": ("szczegóły", "opis", "opisy", "докладніше", "details"),
    "list": ("lista", "karta", "pomysły", "список", "list"),
}  # fmt: skip
_WISH_OF = {fold(word): wish for wish, words in _WISHES.items() for word in words}

T = TypeVar("T")


@frozen
class Draft:
    """Candidates' ids, best first where that matters; `points` beside them, or none. `code`: the
    mark of a code from the desk, "" where none was given."""

    projects: tuple[str, ...] = ()
    points: tuple[int, ...] = ()
    code: str = ""

    def points_of(self, project: str) -> int:
        """How many it has; 0 where it is not named."""
        return dict(zip(self.projects, self.points, strict=False)).get(project, 0)


@frozen
class Writing:
    """What somebody types until then is a ballot of this contest."""

    contest_id: int
    medium: Medium
    until: datetime


def counts_points(vote: Vote) -> bool:
    """Whether each choice comes with points."""
    return vote.type in (VoteType.CUMULATIVE, VoteType.SCORING)


def most(vote: Vote) -> int:
    """How many may be chosen; 0 for any number."""
    return 1 if vote.type is VoteType.CHOOSE_ONE else vote.choices_max


def ticked(vote: Vote, draft: Draft, project: str, wanted: bool) -> Draft:
    """Chosen or not any more; in a ranking a new one comes last. Raises Refused:
    ballot_too_many (most)."""
    others = tuple(one for one in draft.projects if one != project)
    if not wanted:
        return Draft(others, (), draft.code)
    if project in draft.projects:
        return draft
    if vote.type is VoteType.CHOOSE_ONE:
        return Draft((project,), (), draft.code)
    if 0 < most(vote) <= len(others):
        raise Refused("ballot_too_many", most=most(vote))
    return Draft((*others, project), (), draft.code)


def points_left(vote: Vote, draft: Draft, project: str) -> int:
    """The most that may be given to this one."""
    if vote.type is VoteType.SCORING:
        return POINTS_TO_SHARE
    return POINTS_TO_SHARE - sum(draft.points) + draft.points_of(project)


def scored(vote: Vote, draft: Draft, project: str, points: int) -> Draft:
    """So many points for one; 0 takes it off. Raises Refused: ballot_too_many (most),
    ballot_points (most)."""
    pairs = dict(zip(draft.projects, draft.points, strict=False))
    if not 0 <= points <= points_left(vote, draft, project):
        raise Refused("ballot_points", most=POINTS_TO_SHARE)
    if not points:
        pairs.pop(project, None)
    elif project not in pairs and 0 < most(vote) <= len(pairs):
        raise Refused("ballot_too_many", most=most(vote))
    else:
        pairs[project] = points
    return Draft(tuple(pairs), tuple(pairs.values()), draft.code)


def without_gone(draft: Draft, listed: Sequence[str]) -> Draft:
    """Whoever withdrew meanwhile is not chosen any more."""
    kept = [n for n, project in enumerate(draft.projects) if project in set(listed)]
    points = tuple(draft.points[n] for n in kept) if draft.points else ()
    return Draft(tuple(draft.projects[n] for n in kept), points, draft.code)


def turned(listed: Sequence[T], secret: bytes, edition_id: int, telegram_id: int) -> list[T]:
    """The list as one person sees it: it begins elsewhere for everybody, always at the same place
    for the same person, so that nobody is first for all."""
    if not listed:
        return []
    text = f"ballot-order:{edition_id}:{telegram_id}".encode()
    first = int.from_bytes(hmac.digest(secret, text, hashlib.sha256)[:8]) % len(listed)
    return [*listed[first:], *listed[:first]]


def wish_of(text: str) -> str:
    """What a word is, typed while a ballot is open: "review", "cast", "clear", "details", "list";
    "" for anything else."""
    return _WISH_OF.get(fold(text), "")


def code_in(text: str) -> str:
    """The code from a slip, however it was typed; "" where this is none."""
    bare = re.sub(r"[\s\-–—]", "", text).upper()
    fits = len(bare) == CODE_LENGTH and bare.isalnum() and bare.isascii()
    return bare if fits and not bare.isdigit() else ""


def read_link(token: str) -> tuple[str, str]:
    """The contest's token and the code that a slip's link carries."""
    contest, _, code = token.removeprefix(LINK).partition("_")
    return contest, code


def read_ballot(text: str, vote: Vote, titles: Mapping[int, tuple[str, str]]) -> Draft:
    """What was typed: „1, 4, 7”, titles or their beginnings; with points „1: 5, 4: 3”.

    `titles`: by number, the candidate's id and title. Raises Refused: ballot_not_read (text),
    ballot_twofold (text), ballot_points_form, ballot_repeats.
    """
    words = text.strip()
    if counts_points(vote):
        return _with_points(words, titles)
    alone = _NUMBERS.fullmatch(words + " ")
    parts = re.findall(r"\d+", words) if alone else _SEPARATORS.split(words)
    found = tuple(_meant(part, titles) for part in parts if part.strip())
    if len(set(found)) < len(found):
        raise Refused("ballot_repeats")
    return Draft(found)


def _with_points(words: str, titles: Mapping[int, tuple[str, str]]) -> Draft:
    pairs: dict[str, int] = {}
    for part in _SEPARATORS.split(words):
        if not part.strip():
            continue
        read = _POINTS.fullmatch(part.strip())
        if read is None:
            raise Refused("ballot_points_form", text=part.strip()[:SHOWN])
        project = _meant(read[1], titles)
        if project in pairs:
            raise Refused("ballot_repeats")
        pairs[project] = int(read[2])
    return Draft(tuple(pairs), tuple(pairs.values()))


def _meant(part: str, titles: Mapping[int, tuple[str, str]]) -> str:
    """By number, else by the whole title, else by a beginning that only one has."""
    typed = part.strip()
    bare = typed.strip("#.) ")
    if bare.isdecimal():
        if int(bare) not in titles:
            raise Refused("ballot_not_read", text=typed[:SHOWN])
        return titles[int(bare)][0]
    wanted = fold(typed)
    folded = [(project, fold(title)) for project, title in titles.values()]
    found = [project for project, title in folded if title == wanted]
    found = found or [project for project, title in folded if wanted and title.startswith(wanted)]
    if len(found) != 1:
        raise Refused("ballot_twofold" if found else "ballot_not_read", text=typed[:SHOWN])
    return found[0]
