"""Where one person stands in a form: everything the engine needs to go on, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from bot.frozen import frozen

NOTHING: Mapping[str, str] = MappingProxyType({})

REVIEW = "review"
DONE = "done"


@frozen
class State:
    """One session of one form.

    A reference (`ref`) is the question's path with its repeat instances: `/data/trip[2]/place`.
    `answers` holds XForms values as text, defaults included; `asked` names what the person has
    answered or skipped, so a reference in `asked` and not in `answers` was skipped.
    """

    seed: int
    started: str  # UTC, ISO 8601
    language: str
    position: str  # a question's ref, a repeat's ref (its "one more?" prompt), REVIEW or DONE
    rev: int = 0  # questions shown so far; a toggle or a refusal shows none
    answers: Mapping[str, str] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    repeats: Mapping[str, int] = field(
        default_factory=dict
    )  # repeat's ref → instances opened by the person
    ticks: tuple[int, ...] = ()  # the current multi-select or ranking: choices' indices, in order
    correcting: bool = False  # came from the review with Goto

    def answered(self, ref: str, value: str) -> State:
        """With an answer; "" takes away the one that was there (skipped)."""
        answers = {**self.answers, ref: value}
        if not value:
            del answers[ref]
        return State(
            self.seed, self.started, self.language, self.position, self.rev,
            answers, self.asked | {ref}, self.repeats, self.ticks, self.correcting,
        )  # fmt: skip

    def showing(self, position: str, ticks: tuple[int, ...], *, correcting: bool) -> State:
        """With one more question shown."""
        return State(
            self.seed, self.started, self.language, position, self.rev + 1,
            self.answers, self.asked, self.repeats, ticks, correcting,
        )  # fmt: skip

    def to_json(self) -> dict[str, object]:
        """Plain types only, ready for `json.dumps`."""
        return {
            "seed": self.seed,
            "started": self.started,
            "language": self.language,
            "position": self.position,
            "rev": self.rev,
            "answers": dict(self.answers),
            "asked": sorted(self.asked),
            "repeats": dict(self.repeats),
            "ticks": list(self.ticks),
            "correcting": self.correcting,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> State:
        """What `to_json` gave. Raises KeyError or TypeError where the data is not a state."""
        values: dict[str, Any] = dict(data)
        values["asked"] = frozenset(values["asked"])
        values["ticks"] = tuple(values["ticks"])
        return cls(**values)
