"""The residents' vote: what a ballot may say, and its count, paper apart, once it is closed."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from bot.domain.contests.contest import Vote, VoteMode
from bot.domain.contests.elections import Ballot, Election, Project, VoteType, scores, votes
from bot.errors import Refused
from bot.frozen import frozen

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that look alike
CODE_LENGTH = 10
POINTS_TO_SHARE = 10  # in a cumulative vote, where the rules do not say


class Medium(StrEnum):
    """How a ballot was cast. Paper is typed in by staff and counted apart."""

    BOT = "bot"
    PAPER = "paper"


@frozen
class Cast:
    """One ballot; nothing in it leads to a person. Best first where that matters."""

    medium: Medium
    projects: tuple[str, ...]
    points: tuple[int, ...] = ()


@frozen
class Turnout:
    """How many ballots there are: all that is known before the end."""

    bot: int
    paper: int


@frozen
class Tally:
    """After the end, by application: votes or points through the bot, on paper, and together."""

    bot: Mapping[str, int]
    paper: Mapping[str, int]
    together: Mapping[str, int]
    turnout: Turnout


def mark(secret: bytes, edition_id: int, telegram_id: int, round_: int = 1) -> str:
    """Who has voted, as a keyed hash (HMAC-SHA256): nobody can be read from it."""
    text = f"contest-vote:{edition_id}:{round_}:{telegram_id}"
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def code_mark(secret: bytes, edition_id: int, code: str) -> str:
    """What is kept of a code from the desk, however it was typed."""
    bare = "".join(letter for letter in code.upper() if letter.isalnum())
    text = f"contest-code:{edition_id}:{bare}"
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def require_ballot(vote: Vote, listed: Sequence[str], cast: Cast) -> None:
    """Raises Refused: no_vote_here, ballot_empty, ballot_unknown, ballot_repeats, ballot_too_many
    (most), ballot_points."""
    if vote.mode is VoteMode.NONE:
        raise Refused("no_vote_here")
    if not cast.projects:
        raise Refused("ballot_empty")
    if not set(cast.projects) <= set(listed):
        raise Refused("ballot_unknown")
    if len(set(cast.projects)) < len(cast.projects):
        raise Refused("ballot_repeats")
    most = 1 if vote.type is VoteType.CHOOSE_ONE else vote.choices_max
    if most and len(cast.projects) > most:
        raise Refused("ballot_too_many", most=most)
    if not _points_fit(vote, cast):
        raise Refused("ballot_points", most=POINTS_TO_SHARE)


def _points_fit(vote: Vote, cast: Cast) -> bool:
    if vote.type not in (VoteType.CUMULATIVE, VoteType.SCORING):
        return not cast.points
    if len(cast.points) != len(cast.projects) or min(cast.points) < 1:
        return False
    given = sum(cast.points) if vote.type is VoteType.CUMULATIVE else max(cast.points)
    return given <= POINTS_TO_SHARE


def election(vote: Vote, pool: int, projects: Iterable[Project], casts: Iterable[Cast]) -> Election:
    """As the counting takes it; voters are numbers in no order that means anything."""
    ballots = (
        Ballot(str(number), cast.projects, cast.points) for number, cast in enumerate(casts, 1)
    )
    return Election(vote.type, pool, tuple(projects), tuple(ballots))


def tally(vote: Vote, projects: Sequence[Project], casts: Sequence[Cast]) -> Tally:
    """By medium and together."""
    by_medium = {medium: [cast for cast in casts if cast.medium is medium] for medium in Medium}
    counted = {
        medium: scores(election(vote, 0, projects, found)) for medium, found in by_medium.items()
    }
    return Tally(
        counted[Medium.BOT],
        counted[Medium.PAPER],
        scores(election(vote, 0, projects, casts)),
        Turnout(len(by_medium[Medium.BOT]), len(by_medium[Medium.PAPER])),
    )


def ballots_naming(found: Election) -> dict[str, int]:
    """The number of ballots that name each."""
    return votes(found)
