"""Telegram, the token, and the machine's clock beside Telegram's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from bot.cli.failures import Unreachable
from bot.cli.settings import who_am_i
from bot.config import Settings
from bot.domain.checkup import Finding, fine, look, wrong
from bot.transport.api import ApiError, Unauthorized

APART = 30.0  # seconds that the clock may differ
PATIENCE = aiohttp.ClientTimeout(total=10)


async def findings(settings: Settings) -> list[Finding]:
    """All of it."""
    return [await _token(settings), *await _clock(settings)]


async def _token(settings: Settings) -> Finding:
    try:
        me = await who_am_i(settings)
    except Unauthorized:
        return wrong("token_bad")
    except Unreachable as error:
        return wrong("api_silent", address=error.address, reason=error.reason)
    except ApiError as error:
        return wrong("api_silent", address=settings.api_url, reason=error.description)
    return fine("token", username=me["username"])


async def _clock(settings: Settings) -> Iterator[Finding]:
    """The Date header of any answer (RFC 9110, section 6.6.1) has whole seconds."""
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE) as session,
            session.get(settings.api_url, allow_redirects=False) as response,
        ):
            sent = response.headers.get("Date", "")
    except (aiohttp.ClientError, TimeoutError):
        return iter(())  # that it is silent was said already
    return iter([compared(sent, datetime.now(UTC))])


def compared(sent: str, now: datetime) -> Finding:
    """The clock beside a Date header."""
    try:
        apart = round(abs((parsedate_to_datetime(sent) - now).total_seconds()))
    except (ValueError, TypeError):
        return look("clock_unknown")
    return look("clock_off", seconds=apart) if apart > APART else fine("clock", seconds=apart)
