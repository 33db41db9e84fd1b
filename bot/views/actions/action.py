"""What every button means: a small typed payload."""

from __future__ import annotations

from typing import ClassVar

from bot.frozen import frozen


@frozen
class Action:
    """Base of all actions."""

    code: ClassVar[str] = ""
