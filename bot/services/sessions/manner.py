"""How conversations of one kind differ: what they end in, what the domain says on the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.domain.people import Person
from bot.domain.sessions import Finished, Problem, Session
from bot.forms.steps import Shown
from bot.frozen import frozen
from bot.storage.database import Tx


class Completion(Protocol):
    """What a form of one kind does when it is filled in. Runs in the same transaction.

    Returns a frozen dataclass, which the view of that kind gets as `Completed.outcome`. Raises
    Refused to undo the handing in: the answers stay where they were.
    """

    def __call__(self, tx: Tx, person: Person, finished: Finished, now: datetime) -> object: ...


def anything(_tx: Tx, _session: Session, _name: str, _value: str) -> Problem | None:
    """No rules but the form's own."""
    return None


def alone(_tx: Tx, _person: Person, _session: Session, _now: datetime) -> None:
    """Nothing goes with the answers."""


def nothing(_tx: Tx, _session: Session, _step: Shown) -> object:
    """Nothing is said beside a step."""
    return None


@frozen
class Manner:
    """How the conversation through a form of one kind differs.

    `at_once`: it is handed in with its last answer, without a review. `check`: what the domain has
    against an answer, by the question's name; a form's own constraints come before it. `aside`:
    what the domain says beside the step that stands, for the view of its kind. `dropped`: what
    goes with answers that their author deletes.
    """

    at_once: bool = False
    check: Callable[[Tx, Session, str, str], Problem | None] = anything
    aside: Callable[[Tx, Session, Shown], object] = nothing
    dropped: Callable[[Tx, Person, Session, datetime], None] = alone


USUAL = Manner()
