"""What staff type about decisions: amounts, numbers of the list, an order drawn by lot."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.domain.contests.awards import Awards, Decision, Outcome
from bot.domain.contests.budget import read_amount
from bot.errors import Refused
from bot.forms.fold import fold


class AwardTalk(StrEnum):
    """Conversations that end in a change of decisions: kinds of sessions."""

    AMOUNT = "award_amount"  # about an application, as are the next two
    TIE = "award_tie"
    REASON = "award_reason"
    AMOUNTS = "award_amounts"  # about a contest, as are the rest
    REASONS = "award_reasons"
    POOL = "award_pool"
    ROUND = "award_round"
    LOT = "award_lot"
    APPROVE = "award_approve"


FORMS: Mapping[AwardTalk, str] = {
    AwardTalk.AMOUNT: "kwota_dotacji",
    AwardTalk.TIE: "remis",
    AwardTalk.REASON: "powod_odmowy",
    AwardTalk.AMOUNTS: "kwoty_dotacji",
    AwardTalk.REASONS: "powody_odmowy",
    AwardTalk.POOL: "wieksza_pula",
    AwardTalk.ROUND: "kolejny_nabor",
    AwardTalk.LOT: "losowanie",
    AwardTalk.APPROVE: "zatwierdzenie_protokolu",
}
ABOUT_APPLICATION = (AwardTalk.AMOUNT, AwardTalk.TIE, AwardTalk.REASON)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?\D*")
_LINE = re.compile(r"\s*(?P<number>\d{1,3})\s*[.):–—=-]*\s+(?P<amount>\S.*)|"
                   r"\s*(?P<first>\d{1,3})\s*[:=–—]\s*(?P<second>\S.*)")  # fmt: skip
_ALL = frozenset(fold(word) for word in ("wszystkie", "wszystkich", "all", "усі", "всі"))


def amount(text: str) -> int | None:
    """„8 000”, „8.000”, „8000,50 zł” as grosze; None for anything else."""
    typed = text.strip()
    return read_amount(typed.replace(".", "") if _THOUSANDS.fullmatch(typed) else typed)


def amounts(text: str, awards: Awards) -> dict[str, int]:
    """„2: 2 500”, one a line, by place on the list from 1. Raises Refused: amounts_unread
    (line)."""
    found: dict[str, int] = {}
    for line in filter(str.strip, re.split(r"[\n;]", text)):
        match = _LINE.fullmatch(line)
        number = int(match["number"] or match["first"]) if match else 0
        given = amount(match["amount"] or match["second"]) if match else None
        if given is None or not 0 < number <= len(awards.decisions):
            raise Refused("amounts_unread", line=line.strip())
        found[awards.decisions[number - 1].application] = given
    if not found:
        raise Refused("amounts_unread", line=text.strip())
    return found


def chosen(text: str, awards: Awards, allowed: Sequence[str]) -> tuple[str, ...]:
    """„2, 5” or „wszystkie”: places on the list. Raises Refused: numbers_unread."""
    if fold(text) in _ALL:
        return tuple(allowed)
    return _named(text, awards.decisions, allowed)


def drawn(text: str, tied: Sequence[str]) -> tuple[str, ...]:
    """„2, 1, 3”: all of the tied, in the order of the lot. Raises Refused: numbers_unread."""
    places = _numbers(text)
    if sorted(places) != list(range(1, len(tied) + 1)):
        raise Refused("numbers_unread", text=text.strip())
    return tuple(tied[place - 1] for place in places)


def _named(text: str, decisions: Sequence[Decision], allowed: Sequence[str]) -> tuple[str, ...]:
    places = _numbers(text)
    named = tuple(
        decisions[place - 1].application for place in places if 0 < place <= len(decisions)
    )
    if len(named) < len(places) or not named or not set(named) <= set(allowed):
        raise Refused("numbers_unread", text=text.strip())
    return tuple(dict.fromkeys(named))


def _numbers(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d{1,3}", text)]


def settled(awards: Awards, winner: str, highest: int) -> dict[str, int]:
    """A tie ends for one of the equals: what it asks for, as far as the pool reaches; nothing for
    the others. `highest`: the largest grant, 0 for no limit. Raises Refused: not_tied."""
    best = awards.of(winner)
    if best.outcome is not Outcome.UNDECIDED:
        raise Refused("not_tied")
    wanted = min(best.requested, highest) if highest else best.requested
    equals = equals_of(awards, winner)
    return {name: min(wanted, awards.left) if name == winner else 0 for name in equals}


def equals_of(awards: Awards, application: str) -> tuple[str, ...]:
    """Who waits for the same decision."""
    rank = awards.of(application).rank
    return tuple(
        one.application
        for one in awards.decisions
        if one.outcome is Outcome.UNDECIDED and one.rank == rank
    )
