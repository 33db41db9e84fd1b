"""One row on its way: its calls in order, and what each answer of Telegram means for it."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.clock import stamp
from bot.delivery.budget import CHAT_PAUSE
from bot.delivery.post import PARAMETERS
from bot.domain.mailings import Kind
from bot.domain.outgoing import Attempt, Outgoing
from bot.transport.api import (
    Api,
    ApiError,
    BadRequest,
    Forbidden,
    Migrated,
    RetryAfter,
    Unauthorized,
    Unavailable,
)

log = logging.getLogger(__name__)

TRIES = 12  # with the pauses below about an hour
LONGEST_PAUSE = 600.0  # seconds
NO_SUCH_CHAT = "chat not found"
UNCHANGED = "message is not modified"
NEW_MESSAGES = ("send", "copy", "forward")

Stop = Callable[[ApiError], None]  # everything must wait: a 429, or nobody answers


@dataclass(slots=True)
class Parcel:
    """A claimed row with what it came to at this moment; `kind` is its mailing's.

    `cost` is how many messages it is to Telegram; it may leave at `at`, a monotonic moment.
    """

    row: Outgoing
    calls: Sequence[Outgoing]
    kind: Kind | None = None
    paid: bool = False
    cost: int = 1
    at: float = 0.0


def cost_of(call: Outgoing) -> int:
    """How many messages a call is: an album counts by its items."""
    if call.method != "sendMediaGroup":
        return 1
    return len(json.loads(call.params)["media"])


async def deliver(api: Api, parcel: Parcel, now: Callable[[], datetime], stop: Stop) -> Attempt:
    """Make the calls that are left. Never raises an ApiError: each means something for the row."""
    row = parcel.row
    for number in range(row.step, len(parcel.calls)):
        call = parcel.calls[number]
        if number > row.step and call.method.startswith(NEW_MESSAGES):
            await asyncio.sleep(CHAT_PAUSE * cost_of(parcel.calls[number - 1]))
        try:
            result = await api.send(call.method, _params(call, parcel.paid), _attachment(call))
        except ApiError as error:
            if UNCHANGED not in error.description:
                return _failed(parcel, row, error, now, stop)
            result = True
        row = _made(parcel, row, result)._replace(step=number + 1)
    return Attempt(row, "sent")


def _params(call: Outgoing, paid: bool) -> str:
    if paid and call.method.startswith(NEW_MESSAGES):
        return call.params[:-1] + ',"allow_paid_broadcast":true}'
    return call.params


def _attachment(call: Outgoing) -> tuple[str, str, bytes] | None:
    if call.attachment is None:
        return None
    return PARAMETERS[call.method], call.attachment_name, call.attachment


def _made(parcel: Parcel, row: Outgoing, result: Any) -> Outgoing:
    """Remember which messages it became, the last one apart. Edits keep those they are about."""
    if parcel.kind in (Kind.CORRECTION, Kind.WITHDRAWAL) or result is True:
        return row
    before = [*json.loads(row.parts or "[]"), row.message_id] if row.message_id else []
    messages = result if isinstance(result, list) else [result]
    ids = [*before, *(int(message["message_id"]) for message in messages)]
    return row._replace(message_id=ids[-1], parts=json.dumps(ids[:-1]) if ids[:-1] else "")


def _failed(
    parcel: Parcel, row: Outgoing, error: ApiError, now: Callable[[], datetime], stop: Stop
) -> Attempt:
    match error:
        case RetryAfter() | Unauthorized():
            stop(error)
            return Attempt(row, "pending")
        case Unavailable(reached=False):
            stop(error)
            return Attempt(row, "pending", error.description)
        case Unavailable(code=code) if code < 500 and parcel.kind is Kind.ANNOUNCEMENT:
            return Attempt(row, "unknown", error.description)
        case Unavailable():
            return _again(row, error, now())
        case Migrated(chat_id=moved_to):
            return Attempt(row, "pending", moved_to=moved_to)
        case Forbidden():
            return Attempt(row, "unreachable", error.description)
        case BadRequest() if NO_SUCH_CHAT in error.description:
            return Attempt(row, "unreachable", error.description)
    log.error("a message for «%s» was refused: %s", row.purpose or row.lane, error)
    return Attempt(row, "failed", error.description)


def _again(row: Outgoing, error: ApiError, now: datetime) -> Attempt:
    """Later, each time later, and not all at once."""
    if row.attempts + 1 >= TRIES:
        return Attempt(row, "failed", error.description)
    pause = min(LONGEST_PAUSE, 2.0**row.attempts) * random.uniform(0.5, 1)  # noqa: S311
    until = stamp(now + timedelta(seconds=pause))
    later = row._replace(attempts=row.attempts + 1, not_before=until)
    return Attempt(later, "pending", error.description)
