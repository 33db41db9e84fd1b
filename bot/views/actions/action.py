"""What every button means: a small typed payload."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Action:
    """Base of all actions."""

    code: ClassVar[str] = ""
