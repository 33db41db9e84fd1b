"""Sign-ups: one adult's entry on a workshop's list, with everybody who comes with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from bot.domain.quiet_hours import DEFAULT, QuietHours
from bot.domain.workshops import ADULT, Audience, Workshop
from bot.errors import Refused
from bot.frozen import frozen

CODE = "c_"  # what the deep link of a check-in code begins with


class State(StrEnum):
    """Where one participant stands."""

    AWAITING_GUARDIAN = "awaiting_guardian"
    CONFIRMED = "confirmed"
    RESERVE = "reserve"
    OFFERED = "offered"
    ATTENDED = "attended"
    ABSENT = "absent"
    CANCELLED = "cancelled"


HOLDING = frozenset(
    {State.AWAITING_GUARDIAN, State.CONFIRMED, State.OFFERED, State.ATTENDED}
)  # each of these has a seat
SEATED = HOLDING - {State.OFFERED}  # and knows it
ACTIVE = HOLDING | {State.RESERVE, State.ABSENT}
CONCERNED = ACTIVE - {State.ATTENDED, State.ABSENT}  # must hear of what changes


class Why(StrEnum):
    """Why a participant is cancelled."""

    GAVE_UP = "gave_up"
    DECLINED = "declined"
    EXPIRED = "expired"
    SILENT = "silent"
    CHANGED = "changed"  # gave up after date, place or instructor changed
    STAFF = "staff"
    WORKSHOP = "workshop"  # the workshop itself was cancelled
    ERASED = "erased"


class Channel(StrEnum):
    """How a sign-up came."""

    BOT = "bot"
    PHONE = "phone"
    WALK_IN = "walk_in"


class Image(StrEnum):
    """Whether they agree to pictures of those who come: voluntary, and to be taken back."""

    UNSAID = ""
    GIVEN = "given"
    WITHDRAWN = "withdrawn"


@frozen
class Guest:
    """Somebody to be signed up. An adult has no age."""

    name: str
    age: int | None = None

    @property
    def minor(self) -> bool:
        """Younger than 18?"""
        return self.age is not None and self.age < ADULT


@frozen
class Participant:
    """One person on the list. Name and age go with an erasure; `minor` stays for the counts."""

    id: int
    name: str
    age: int | None
    minor: bool
    state: State
    why: Why | None = None

    @property
    def holds(self) -> bool:
        """Do they have a seat?"""
        return self.state in HOLDING


class Outcome(StrEnum):
    """What became of an offer."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@frozen
class Offer:
    """Seats held for somebody of the reserve list until they answer, or until it ends."""

    id: int
    seats: int
    made_at: datetime
    told_at: datetime  # not before: it may wait for the end of somebody's quiet hours
    expires_at: datetime
    outcome: Outcome = Outcome.OPEN
    answered_at: datetime | None = None


@frozen
class SignUp:
    """One entry, in the order of arrival: a smaller `id` came earlier.

    `person_id` is None for people without Telegram, `telegram_id` 0. `kept` is the workshop's
    `sequence` that they have said yes to, `told` the one that they were last told of, `asked` how
    often they were asked whether they will come, `coming_at` when they last said that they will.
    """

    id: int
    workshop_id: int
    person_id: int | None
    name: str
    participants: tuple[Participant, ...]
    made_at: datetime
    telegram_id: int = 0
    reachable: bool = True
    quiet: QuietHours = DEFAULT
    phone: str = ""
    channel: Channel = Channel.BOT
    code: str = ""
    needs: str = ""
    answers: str = ""  # JSON of the further questions, by name
    kept: int = 0
    told: int = 0
    asked: int = 0
    coming_at: datetime | None = None
    offer: Offer | None = None  # the open one
    image: Image = Image.UNSAID

    @property
    def active(self) -> bool:
        """Is anybody of it still on the list?"""
        return any(one.state in ACTIVE for one in self.participants)

    @property
    def came(self) -> bool:
        """Was anybody of it there, as far as is known?"""
        return self.number((State.ATTENDED, State.CONFIRMED)) > 0

    @property
    def must_be_called(self) -> bool:
        """„zadzwoń”: no message reaches them."""
        return not self.telegram_id or not self.reachable

    def number(self, states: Iterable[State]) -> int:
        """How many of its participants stand in one of these states."""
        wanted = frozenset(states)
        return sum(one.state in wanted for one in self.participants)

    @property
    def seated(self) -> int:
        """How many have a seat and know it."""
        return self.number(SEATED)

    @property
    def waiting(self) -> int:
        """How many stand on the reserve list."""
        return self._in(State.RESERVE)

    @property
    def offered(self) -> int:
        """How many seats are held for them until they answer."""
        return self._in(State.OFFERED)

    def _in(self, state: State) -> int:
        """`number` of one state: asked of everybody of a list at each event."""
        found = 0
        for one in self.participants:
            found += one.state is state
        return found

    def put(
        self,
        states: Iterable[State],
        state: State | Callable[[Participant], State],
        why: Why | None = None,
    ) -> SignUp:
        """The same with everybody of `states` moved to `state`."""
        wanted = frozenset(states)
        moved = tuple(
            replace(one, state=state(one) if callable(state) else state, why=why)
            if one.state in wanted
            else one
            for one in self.participants
        )
        return replace(self, participants=moved)


class Unsuitable(StrEnum):
    """Why somebody cannot take part."""

    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    ADULT = "adult"  # a children's workshop: adults bring them
    CHILD = "child"  # an adults' workshop


def unsuitable(workshop: Workshop, guest: Guest) -> Unsuitable | None:
    """Why this guest is not whom the workshop is for; None where all is well.

    An adult's age is not asked: `age_to` of a children's workshop binds children only.
    """
    if guest.age is None:
        return Unsuitable.ADULT if workshop.audience is Audience.CHILDREN else None
    if guest.minor and workshop.audience is Audience.ADULTS:
        return Unsuitable.CHILD
    if workshop.age_from is not None and guest.age < workshop.age_from:
        return Unsuitable.TOO_YOUNG
    if workshop.age_to is not None and guest.age > workshop.age_to:
        return Unsuitable.TOO_OLD
    return None


def first_state(workshop: Workshop, guest: Guest | Participant) -> State:
    """Where somebody stands who gets a seat: a minor may have to wait for a guardian's word."""
    waits = workshop.guardian_agrees and guest.minor
    return State.AWAITING_GUARDIAN if waits else State.CONFIRMED


def require_guests(workshop: Workshop, guests: tuple[Guest, ...]) -> None:
    """Raises Refused: no_guests, party_too_big (most), guest_unsuitable (who, why, and in `rest`
    the guests that are whom the workshop is for)."""
    if not guests:
        raise Refused("no_guests")
    why = [(one, unsuitable(workshop, one)) for one in guests]
    for guest, reason in why:
        if reason:
            rest = tuple(one for one, other in why if other is None)
            raise Refused(
                "guest_unsuitable", name=guest.name, why=reason.value, rest=rest,
                age_from=workshop.age_from, age_to=workshop.age_to,
            )  # fmt: skip
    if len(guests) > workshop.party:
        raise Refused("party_too_big", most=workshop.party)
