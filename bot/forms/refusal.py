"""Why an input was not taken; the engine turns it into a Reject."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from bot.frozen import frozen


@frozen
class Refusal:
    """`reason` is one of `bot.forms.engine.REASONS`, `message` the form's own text or ""."""

    reason: str
    facts: Mapping[str, object] = field(default_factory=dict)
    message: str = ""


def refusal(reason: str, **facts: object) -> Refusal:
    return Refusal(reason, facts)
