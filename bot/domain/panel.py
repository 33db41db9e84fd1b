"""What staff see at a glance."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain.disclosure import STEP
from bot.frozen import frozen


@frozen
class Counted:
    """Responses to one survey: all of them, and those of days before today."""

    anonymous: bool
    total: int
    before: int


@frozen
class Today:
    """Numbers of today. `responses` counts anonymous surveys in steps of 5."""

    responses: int
    open_surveys: int


@frozen
class PanelShown:
    """`/panel`. `missing` are the profile's keys without which nothing can be published."""

    library: str
    today: Today
    faults: int
    missing: tuple[str, ...]
    messages: int = 0  # conversations that wait for staff
    organisations: int = 0  # that wait for their word


@frozen
class Fault:
    """An update that could not be handled: when, and where the program failed."""

    at: datetime
    place: str


@frozen
class Gap:
    """The bot was away this long, longer than Telegram keeps messages."""

    since: datetime
    until: datetime


def new_responses(counts: Iterable[Counted]) -> int:
    """Today's responses; of anonymous surveys only what their totals in steps of 5 already tell."""
    return sum(_new(one) for one in counts)


def _new(one: Counted) -> int:
    if not one.anonymous:
        return one.total - one.before
    return one.total // STEP * STEP - one.before // STEP * STEP
