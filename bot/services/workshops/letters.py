"""Notices about workshops as rows of the outbox: to whom, about what, once.

They hold no text: `Notices` makes it when they are sent.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from bot.clock import stamp
from bot.domain.outgoing import Outgoing
from bot.domain.people import Person
from bot.domain.signups import SignUp
from bot.domain.workshops import Workshop


def to_signup(purpose: str, workshop: Workshop, signup: SignUp, key: str = "") -> Outgoing:
    """One notice to whoever signed up; once for each state of the workshop, or for each `key`."""
    return Outgoing(
        "notice", signup.telegram_id, "", _params(workshop), signup.person_id,
        dedupe_key=f"{purpose}:{signup.id}:{key or workshop.sequence}", purpose=purpose,
        subject_id=signup.id,
    )  # fmt: skip


def of_series(purpose: str, workshop: Workshop, signup: SignUp, batch: str) -> Outgoing:
    """One notice to each person about several meetings of a series, however many are theirs."""
    params = {"sequence": workshop.sequence, "series": workshop.series_id, "batch": batch}
    return Outgoing(
        "notice", signup.telegram_id, "", json.dumps(params), signup.person_id,
        dedupe_key=f"{purpose}:{workshop.series_id}:{batch}:{signup.person_id}", purpose=purpose,
        subject_id=signup.id,
    )  # fmt: skip


def offer(workshop: Workshop, signup: SignUp, staff: Iterable[Person]) -> list[Outgoing]:
    """A seat is free for them, from the moment at which they may be told; staff call those whom
    no message reaches."""
    if signup.offer is None:
        return []
    if signup.must_be_called:
        return _call(workshop, signup, signup.offer.id, staff)
    row = to_signup("workshop_offer", workshop, signup, str(signup.offer.id))
    return [row._replace(not_before=stamp(signup.offer.told_at))]


def offer_over(workshop: Workshop, signup: SignUp) -> list[Outgoing]:
    """They did not answer in time."""
    if signup.must_be_called or signup.offer is None:
        return []
    return [to_signup("workshop_offer_over", workshop, signup, str(signup.offer.id))]


def _call(
    workshop: Workshop, signup: SignUp, offer_id: int, staff: Iterable[Person]
) -> list[Outgoing]:
    purpose = "workshop_call"
    return [
        _to(person, purpose, workshop, signup.id, f"{purpose}:{signup.id}:{offer_id}:{person.id}")
        for person in staff
    ]


def to_staff(purpose: str, workshop: Workshop, staff: Iterable[Person]) -> list[Outgoing]:
    """One notice to each of them about the whole workshop."""
    return [
        _to(
            person, purpose, workshop, workshop.id,
            f"{purpose}:{workshop.id}:{workshop.sequence}:{workshop.status}:{person.id}",
        )
        for person in staff
    ]  # fmt: skip


def image_withdrawn(
    workshop: Workshop, signup: SignUp, now: datetime, staff: Iterable[Person]
) -> list[Outgoing]:
    """Staff take pictures down; a second time is another notice."""
    purpose = "workshop_image"
    return [
        _to(person, purpose, workshop, signup.id, f"{purpose}:{signup.id}:{stamp(now)}:{person.id}")
        for person in staff
    ]


def to_staff_of_series(workshop: Workshop, batch: str, staff: Iterable[Person]) -> list[Outgoing]:
    """Whom to call about several meetings: one notice to each of the staff."""
    purpose = "workshop_series_calls"
    params = json.dumps({"series": workshop.series_id, "batch": batch})
    return [
        _to(
            person, purpose, workshop, workshop.id,
            f"{purpose}:{workshop.series_id}:{batch}:{person.id}",
        )._replace(params=params)
        for person in staff
    ]  # fmt: skip


def _to(person: Person, purpose: str, workshop: Workshop, subject: int, key: str) -> Outgoing:
    return Outgoing(
        "notice", person.telegram_id, "", _params(workshop), person.id,
        dedupe_key=key, purpose=purpose, subject_id=subject,
    )  # fmt: skip


def _params(workshop: Workshop) -> str:
    return json.dumps({"sequence": workshop.sequence})
