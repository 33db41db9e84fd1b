"""Sign-ups with their participants, and offers of freed seats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.clock import moment, stamp
from bot.domain.quiet_hours import hours_of
from bot.domain.rosters import Roster
from bot.domain.seats import Seats
from bot.domain.signups import (
    CONCERNED,
    HOLDING,
    Channel,
    Guest,
    Image,
    Offer,
    Outcome,
    Participant,
    SignUp,
    State,
    Why,
)
from bot.domain.workshops import Workshop
from bot.frozen import frozen
from bot.storage.database import Tx

_SELECT = (
    "SELECT s.id, s.workshop_id, s.person_id, s.name, s.made_at, s.phone, s.channel, s.code, "
    "s.needs, s.answers, s.kept, s.told, s.asked, s.coming_at, p.telegram_id, p.reachable, "
    "p.quiet_from, p.quiet_until, s.image, o.id, o.seats, o.made_at, o.told_at, o.expires_at "
    "FROM signup s LEFT JOIN person p ON p.id = s.person_id "
    "LEFT JOIN offer o ON o.signup_id = s.id AND o.outcome = 'open' "
)
_PEOPLE = "SELECT id, signup_id, name, age, minor, state, why FROM participant "


@frozen
class Entry:
    """What a new sign-up says, beside who comes."""

    name: str
    code: str
    person_id: int | None = None
    phone: str = ""
    channel: Channel = Channel.BOT
    needs: str = ""
    answers: str = ""
    taken_by: int | None = None


def _moment(text: str | None) -> datetime | None:
    return moment(text) if text else None


def _offer(row: Sequence[Any]) -> Offer | None:
    if row[0] is None:
        return None
    return Offer(row[0], row[1], moment(row[2]), moment(row[3]), moment(row[4]))


# by position and by dict: a list of five hundred is read for every seat that is given up
_STATES = {one.value: one for one in State}
_CHANNELS = {one.value: one for one in Channel}
_IMAGES = {one.value: one for one in Image}


def _signup(row: Sequence[Any], participants: Sequence[Participant]) -> SignUp:
    (
        id_, workshop_id, person_id, name, made_at, phone, channel, code, needs, answers, kept,
        told, asked, coming_at, telegram_id, reachable, quiet_from, quiet_until, image, *offer,
    ) = row  # fmt: skip
    return SignUp(
        id_, workshop_id, person_id, name, tuple(participants), moment(made_at), telegram_id or 0,
        bool(reachable), hours_of(quiet_from, quiet_until), phone, _CHANNELS[channel], code, needs,
        answers, kept, told, asked, _moment(coming_at), _offer(offer), _IMAGES[image],
    )  # fmt: skip


def _participant(row: Sequence[Any]) -> Participant:
    why = Why(row[6]) if row[6] else None
    return Participant(row[0], row[2], row[3], bool(row[4]), _STATES[row[5]], why)


def _participants(rows: Iterable[Sequence[Any]]) -> dict[int, list[Participant]]:
    found: dict[int, list[Participant]] = {}
    for row in rows:
        found.setdefault(row[1], []).append(_participant(row))
    return found


def _read(tx: Tx, condition: str, *values: object) -> list[SignUp]:
    rows = tx.execute(f"{_SELECT}WHERE {condition} ORDER BY s.id", values).fetchall()
    people: dict[int, list[Participant]] = {}
    for row in rows:
        sql = f"{_PEOPLE}WHERE signup_id = ? ORDER BY id"
        people |= _participants(tx.execute(sql, (row[0],)))
    return [_signup(row, people.get(row[0], ())) for row in rows]


def roster(tx: Tx, workshop: Workshop) -> Roster:
    """The workshop's whole list: every active sign-up in the order of arrival."""
    sql = f"{_SELECT}WHERE s.workshop_id = ? AND s.active = 1 ORDER BY s.id"
    rows = tx.execute(sql, (workshop.id,)).fetchall()
    sql = f"{_PEOPLE}WHERE workshop_id = ? ORDER BY id"
    people = _participants(tx.execute(sql, (workshop.id,)))
    return Roster(workshop, tuple(_signup(row, people.get(row[0], ())) for row in rows))


def next_active(tx: Tx, workshop_id: int, after: int, limit: int) -> list[SignUp]:
    """The next active sign-ups of a list behind this one, in the order of arrival."""
    sql = f"{_SELECT}WHERE s.workshop_id = ? AND s.active = 1 AND s.id > ? ORDER BY s.id LIMIT ?"
    rows = tx.execute(sql, (workshop_id, after, limit)).fetchall()
    if not rows:
        return []
    sql = f"{_PEOPLE}WHERE workshop_id = ? AND signup_id BETWEEN ? AND ? ORDER BY id"
    people = _participants(tx.execute(sql, (workshop_id, rows[0][0], rows[-1][0])))
    return [_signup(row, people.get(row[0], ())) for row in rows]


def by_id(tx: Tx, signup_id: int) -> SignUp | None:
    """The sign-up with this id, cancelled or not."""
    return next(iter(_read(tx, "s.id = ?", signup_id)), None)


def by_code(tx: Tx, code: str) -> SignUp | None:
    """The active sign-up behind a check-in code."""
    return next(iter(_read(tx, "s.code = ? AND s.active = 1", code)), None)


def of_person(tx: Tx, person_id: int, workshop_id: int) -> SignUp | None:
    """Somebody's active sign-up for a workshop."""
    condition = "s.person_id = ? AND s.workshop_id = ? AND s.active = 1"
    return next(iter(_read(tx, condition, person_id, workshop_id)), None)


def active_of(tx: Tx, person_id: int, now: datetime, limit: int) -> list[SignUp]:
    """Somebody's active sign-ups for workshops that have not ended, the soonest first."""
    condition = (
        "s.id IN (SELECT s.id FROM signup s JOIN workshop w ON w.id = s.workshop_id "
        "WHERE s.person_id = ? AND s.active = 1 AND w.status = 'published' "
        "AND w.ends_at > ? ORDER BY w.starts_at LIMIT ?)"
    )
    return _read(tx, condition, person_id, stamp(now), limit)


def signup_of(tx: Tx, participant_id: int) -> int | None:
    """The sign-up of a participant."""
    row = tx.execute("SELECT signup_id FROM participant WHERE id = ?", (participant_id,)).fetchone()
    return int(row[0]) if row else None


def seats(tx: Tx, workshop: Workshop) -> Seats:
    """How the seats stand, counted without reading the list."""
    rows = tx.execute(
        "SELECT state, count(*), count(DISTINCT signup_id) FROM participant "
        "WHERE workshop_id = ? AND state <> 'cancelled' GROUP BY state",
        (workshop.id,),
    ).fetchall()
    counts = {State(state): (people, signups) for state, people, signups in rows}
    taken = sum(counts.get(state, (0, 0))[0] for state in HOLDING)
    waiting, queue = counts.get(State.RESERVE, (0, 0))
    return Seats(workshop.seats, taken, waiting, queue, workshop.reserve)


def counts(tx: Tx, workshop_id: int) -> dict[State, int]:
    """How many participants stand where, the cancelled too."""
    rows = tx.execute(
        "SELECT state, count(*) FROM participant WHERE workshop_id = ? GROUP BY state",
        (workshop_id,),
    )
    return {State(state): int(number) for state, number in rows}


def position(tx: Tx, signup: SignUp) -> int:
    """The place on the reserve list, from 1; 0 for who does not wait."""
    if not signup.waiting:
        return 0
    row = tx.execute(
        "SELECT count(DISTINCT signup_id) FROM participant "
        "WHERE workshop_id = ? AND state = 'reserve' AND signup_id <= ?",
        (signup.workshop_id, signup.id),
    ).fetchone()
    return int(row[0])


def add(
    tx: Tx,
    workshop: Workshop,
    entry: Entry,
    guests: Sequence[tuple[Guest, State]],
    now: datetime,
) -> SignUp:
    """A new entry at the end of the list."""
    row = tx.execute(
        "INSERT INTO signup (workshop_id, person_id, name, phone, channel, code, needs, answers, "
        "kept, told, taken_by, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            workshop.id, entry.person_id, entry.name, entry.phone, entry.channel, entry.code,
            entry.needs, entry.answers, workshop.sequence, workshop.sequence, entry.taken_by,
            stamp(now),
        ),
    ).fetchone()  # fmt: skip
    tx.executemany(
        "INSERT INTO participant (signup_id, workshop_id, name, age, minor, state) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [
            (row[0], workshop.id, guest.name, guest.age, int(guest.minor), state)
            for guest, state in guests
        ],
    )
    return _read(tx, "s.id = ?", row[0])[0]


def save(tx: Tx, before: Roster, after: Roster) -> Roster:
    """Write what differs between two lists; new offers get their ids here."""
    old = {one.id: one for one in before.signups}
    saved = tuple(
        one if one is old[one.id] else _save(tx, old[one.id], one) for one in after.signups
    )
    return replace(after, signups=saved)


def _save(tx: Tx, before: SignUp, after: SignUp) -> SignUp:
    was = {one.id: one for one in before.participants}
    tx.executemany(
        "UPDATE participant SET state = ?, why = ? WHERE id = ?",
        [(one.state, one.why or "", one.id) for one in after.participants if one != was[one.id]],
    )
    tx.execute(
        "UPDATE signup SET active = ?, kept = ?, told = ?, asked = ?, coming_at = ? WHERE id = ?",
        (
            int(after.active), after.kept, after.told, after.asked,
            stamp(after.coming_at) if after.coming_at else None, after.id,
        ),
    )  # fmt: skip
    if after.offer is None or after.offer == before.offer:
        return after
    return replace(after, offer=_save_offer(tx, after.id, after.offer))


def _save_offer(tx: Tx, signup_id: int, offer: Offer) -> Offer:
    if offer.id:
        answered = stamp(offer.answered_at) if offer.answered_at else None
        tx.execute(
            "UPDATE offer SET outcome = ?, answered_at = ? WHERE id = ?",
            (offer.outcome, answered, offer.id),
        )
        return offer
    row = tx.execute(
        "INSERT INTO offer (signup_id, seats, made_at, told_at, expires_at) "
        "VALUES (?, ?, ?, ?, ?) RETURNING id",
        (
            signup_id, offer.seats, stamp(offer.made_at), stamp(offer.told_at),
            stamp(offer.expires_at),
        ),
    ).fetchone()  # fmt: skip
    return replace(offer, id=int(row[0]))


_CONCERNED = ", ".join(f"'{state}'" for state in sorted(CONCERNED))
_HOLDS = (
    "EXISTS (SELECT 1 FROM participant c WHERE c.signup_id = s.id "  # noqa: S608 - our own states
    f"AND (c.state IN ({_CONCERNED}) OR c.why = 'workshop'))"
)


def reached(tx: Tx, workshop_ids: Iterable[int]) -> int:
    """How many people hear of a change of these workshops by a message."""
    marks = ", ".join(str(int(one)) for one in workshop_ids)
    sql = (
        "SELECT count(DISTINCT s.person_id) FROM signup s JOIN person p ON p.id = s.person_id "  # noqa: S608
        f"WHERE s.workshop_id IN ({marks}) AND s.active = 1 AND p.reachable = 1 AND {_HOLDS}"
    )
    return int(tx.execute(sql).fetchone()[0])


def to_call(tx: Tx, workshop: Workshop) -> list[SignUp]:
    """Whom no message reaches, of those who have not said yes to the workshop as it is now; of a
    cancelled one everybody who was on the list."""
    condition = f"s.workshop_id = ? AND s.kept < ? AND coalesce(p.reachable, 0) = 0 AND {_HOLDS}"
    return _read(tx, condition, workshop.id, workshop.sequence)


def add_asked(tx: Tx, signup_ids: Iterable[int]) -> None:
    """They were asked once more whether they will come."""
    tx.executemany(
        "UPDATE signup SET asked = asked + 1 WHERE id = ?", [(one,) for one in signup_ids]
    )


def mark_rest_absent(tx: Tx, workshop_id: int) -> None:
    """`rosters.mark_rest_absent` in one statement, however long the list is."""
    tx.execute(
        "UPDATE participant SET state = 'absent', why = '' WHERE workshop_id = ? "
        "AND state IN ('confirmed', 'awaiting_guardian')",
        (workshop_id,),
    )


def called_off(tx: Tx, person_id: int, workshop_id: int) -> SignUp | None:
    """Somebody's sign-up for a workshop that was cancelled, if they were on the list then."""
    condition = f"s.person_id = ? AND s.workshop_id = ? AND {_HOLDS}"
    return next(iter(_read(tx, condition, person_id, workshop_id)), None)


def of_series(tx: Tx, person_id: int, series_id: int, now: datetime) -> list[SignUp]:
    """Somebody's active sign-ups for meetings of a series that are to come, the oldest first."""
    condition = (
        "s.person_id = ? AND s.active = 1 AND s.workshop_id IN (SELECT id FROM workshop "
        "WHERE series_id = ? AND status = 'published' AND starts_at > ?)"
    )
    return _read(tx, condition, person_id, series_id, stamp(now))


def set_kept(tx: Tx, signup_id: int, sequence: int, now: datetime) -> None:
    """They will come to the workshop as it stands at this `sequence`."""
    tx.execute(
        "UPDATE signup SET kept = ?, coming_at = ? WHERE id = ?", (sequence, stamp(now), signup_id)
    )


def untold(tx: Tx, offer_id: int, signup_id: int) -> bool:
    """Was somebody's offer made, and the message never sent, because the bot was off?"""
    row = tx.execute(
        "SELECT 1 FROM outbox WHERE dedupe_key = ? AND state = 'pending'",
        (f"workshop_offer:{signup_id}:{offer_id}",),
    ).fetchone()
    return row is not None


def postpone(tx: Tx, offer: Offer) -> None:
    """Other times for an open offer."""
    tx.execute(
        "UPDATE offer SET told_at = ?, expires_at = ? WHERE id = ?",
        (stamp(offer.told_at), stamp(offer.expires_at), offer.id),
    )


def set_told(tx: Tx, signup_id: int, sequence: int) -> None:
    """They were told of the workshop as it stands at this `sequence`."""
    tx.execute("UPDATE signup SET told = ? WHERE id = ?", (sequence, signup_id))


def offers(tx: Tx, workshop_id: int) -> list[tuple[str, Offer]]:
    """Every offer that was made, with the name of whom, oldest first."""
    rows = tx.execute(
        "SELECT o.id, o.seats, o.made_at, o.told_at, o.expires_at, o.outcome, o.answered_at, "
        "s.name FROM offer o JOIN signup s ON s.id = o.signup_id WHERE s.workshop_id = ? "
        "ORDER BY o.id",
        (workshop_id,),
    )
    return [
        (
            row[7],
            Offer(
                row[0], row[1], moment(row[2]), moment(row[3]), moment(row[4]), Outcome(row[5]),
                _moment(row[6]),
            ),
        )
        for row in rows
    ]  # fmt: skip


def set_needs(tx: Tx, signup_id: int, needs: str) -> None:
    """What somebody needs to take part."""
    tx.execute("UPDATE signup SET needs = ? WHERE id = ?", (needs, signup_id))


def set_image(tx: Tx, signup_id: int, image: Image) -> None:
    """What somebody says to pictures."""
    tx.execute("UPDATE signup SET image = ? WHERE id = ?", (image, signup_id))


def with_image(tx: Tx, person_id: int, limit: int) -> list[SignUp]:
    """Somebody's sign-ups for which they agreed to pictures, also of what is long over; the newest
    first."""
    found = _read(tx, "s.person_id = ? AND s.image = 'given'", person_id)
    return found[::-1][:limit]


def set_answers(tx: Tx, signup_id: int, answers: str) -> None:
    """What the workshop wanted to know besides: JSON, by the question's name."""
    tx.execute("UPDATE signup SET answers = ? WHERE id = ?", (answers, signup_id))


def forget_needs(tx: Tx, workshop_id: int) -> None:
    """Access needs and further answers go once the workshop is over."""
    tx.execute("UPDATE signup SET needs = '', answers = '' WHERE workshop_id = ?", (workshop_id,))


def forget_names(tx: Tx, ended_before: datetime, limit: int) -> bool:
    """Take names, ages and numbers off up to `limit` old sign-ups; were there any?

    Who came, as a number, stays for the report.
    """
    rows = tx.execute(
        "SELECT s.id FROM signup s JOIN workshop w ON w.id = s.workshop_id "
        "WHERE w.ends_at < ? AND s.name <> '' LIMIT ?",
        (stamp(ended_before), limit),
    ).fetchall()
    tx.executemany("UPDATE participant SET name = '', age = NULL WHERE signup_id = ?", rows)
    tx.executemany(
        "UPDATE signup SET name = '', phone = '', needs = '', answers = '', person_id = NULL "
        "WHERE id = ?",
        rows,
    )
    return bool(rows)
