"""One exception tree. No text for people lives here: `views` words every one of these."""

from __future__ import annotations

import traceback

ROOM = 12  # frames of a traceback worth keeping


class BotError(Exception):
    """Anything this project raises on purpose."""


class ConfigError(BotError):
    """A setting is missing or bad. `key` names it; `reason` is a short code for the view."""

    def __init__(self, key: str, reason: str, value: str = "") -> None:
        super().__init__(f"{key}: {reason}")
        self.key = key
        self.reason = reason
        self.value = value


class Refused(BotError):
    """A rule says no. `reason` is a stable code, `facts` fill the message the person reads."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class StorageError(BotError):
    """The disk or the database cannot keep what it was given (`reason`: full, readonly, ...)."""

    def __init__(self, reason: str, path: str = "") -> None:
        super().__init__(f"{reason}: {path}" if path else reason)
        self.reason = reason
        self.path = path


def place(error: BaseException) -> str:
    """What broke and where, without the message: it may hold what somebody typed."""
    frames = traceback.extract_tb(error.__traceback__)[-ROOM:]
    ours = [f for f in frames if "site-packages" not in f.filename] or frames
    spots = " < ".join(f"{f.filename.rsplit('/', 1)[-1]}:{f.lineno}" for f in reversed(ours))
    return f"{type(error).__name__} at {spots}"
