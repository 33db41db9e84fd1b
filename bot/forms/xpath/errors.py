"""The one error an expression from a stranger's form may raise."""

from __future__ import annotations

from bot.errors import BotError


class XPathError(BotError):
    """An expression cannot be compiled.

    `reason` is a stable code: `syntax`, `unclosed_string`, `unknown_function`, `argument_count`,
    `bad_regex`, `bad_reference`, `too_long`, `too_deep`. `column` counts characters from 1;
    `subject` is the offending token or function name.
    """

    def __init__(self, source: str, column: int, reason: str, subject: str = "") -> None:
        super().__init__(f"{reason} at {column}: {subject}" if subject else f"{reason} at {column}")
        self.source = source
        self.column = column
        self.reason = reason
        self.subject = subject
