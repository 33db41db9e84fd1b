"""Who an announcement is for: a small value that is stored, counted and asked again at sending."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import NamedTuple

from bot.domain.quiet_hours import QuietHours
from bot.frozen import frozen


class Kind(StrEnum):
    """What `Audience.value` then holds stands behind each."""

    FOLLOWERS = "followers"  # a topic
    LANGUAGE = "language"  # a language; of the followers of `topic`
    ANSWERED = "answered"  # the id of a named survey
    UNFINISHED = "unfinished"  # the id of a survey that was begun and not finished
    PARTNERS = "partners"  # nothing: members of organisations
    STAFF = "staff"  # nothing
    CHAT = "chat"  # the id of a group or channel


ASKED_FOR = frozenset({Kind.FOLLOWERS, Kind.LANGUAGE})  # only those who follow a topic
OF_A_SURVEY = frozenset({Kind.ANSWERED, Kind.UNFINISHED})


@frozen
class Audience:
    """Everybody in it, whoever they are at that moment. `topic` narrows LANGUAGE."""

    kind: Kind
    value: str = ""
    topic: str = ""

    @property
    def chat_id(self) -> int:
        """The one chat that it is; 0 for people."""
        return int(self.value) if self.kind is Kind.CHAT else 0

    @property
    def survey_id(self) -> int:
        """The survey that it is about; 0 for none."""
        return int(self.value) if self.kind in OF_A_SURVEY else 0

    @property
    def key(self) -> str:
        """Short text that fits into a button: `followers:news`."""
        return f"{self.kind}:{self.value}"


class Reader(NamedTuple):
    """One person as an announcement must know them; `wants` while they are in its audience."""

    language: str
    hours: QuietHours
    wants: bool


def from_key(key: str) -> Audience | None:
    """The audience of a button; None for what no button of ours holds."""
    kind, _, value = key.partition(":")
    if kind not in set(Kind):
        return None
    audience = Audience(Kind(kind), value)
    numbered = audience.kind in OF_A_SURVEY or audience.kind is Kind.CHAT
    return None if numbered and not value.removeprefix("-").isdecimal() else audience


def dump(audience: Audience | None) -> str:
    """JSON text as it is stored; `{}` while nobody has chosen."""
    if audience is None:
        return "{}"
    return json.dumps({"kind": audience.kind, "value": audience.value, "topic": audience.topic})


def load(text: str) -> Audience | None:
    """What `dump` wrote."""
    kept = json.loads(text)
    return Audience(Kind(kept["kind"]), kept["value"], kept["topic"]) if kept else None
