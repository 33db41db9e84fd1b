"""What buttons mean: small typed payloads. `transport.payload` packs them into 64 bytes.

Each class has a `code` of its own, unique and never reused: old messages keep their buttons for
years. Fields are int, bool or short str only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Action:
    """Base of all actions."""

    code: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class OpenMenu(Action):
    """Back to the person's menu."""

    code: ClassVar[str] = "m"
