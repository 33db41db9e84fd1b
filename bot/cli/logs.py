"""Logging to stderr: time, level, what. Neither tokens nor what people typed."""

from __future__ import annotations

import asyncio
import logging
import re
import sys
import traceback
from types import TracebackType
from typing import Any

# A bot's token, or the code of an invitation in a link (`?start=o_…`): both open doors.
SECRET = re.compile(r"\d{3,}:[A-Za-z0-9_-]{10,}|(?<=start=)[A-Za-z]_[A-Za-z0-9_-]{8,}")
HIDDEN = "[…]"
ROOM = 12  # frames of a traceback
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

Raised = tuple[type[BaseException], BaseException, TracebackType | None]

log = logging.getLogger(__name__)


def redacted(text: str) -> str:
    """The text without anything shaped like a secret."""
    return SECRET.sub(HIDDEN, text)


class Lines(logging.Formatter):
    """The last line of defence: whatever somebody logs, a secret does not come out.

    Of an exception it tells the type and the place; its message may quote what a person typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))

    def formatException(self, ei: Any) -> str:
        kind, _, trace = ei
        frames = traceback.extract_tb(trace)[-ROOM:]
        spots = (f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames)
        return "\n".join([kind.__name__, *spots])


def begin() -> None:
    """Log to stderr. systemd and containers keep what stands there."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines(FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for chatty in ("aiohttp.access", "apscheduler", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def on_the_loop(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """asyncio's own complaints, without the objects that it would print."""
    error = context.get("exception")
    raised = (type(error), error, error.__traceback__) if error else None
    log.error("event loop: %s", context.get("message", ""), exc_info=raised)
