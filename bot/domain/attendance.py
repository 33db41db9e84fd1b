"""What services say of sign-ups: to whom they belong, and to staff at the door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from bot.domain.seats import Choice, Seats
from bot.domain.signups import Offer, SignUp, State
from bot.domain.workshops import Change, Workshop
from bot.frozen import frozen


@frozen
class SignedUp:
    """They are on the list: `signup` says who has a seat and who waits, at which `position`.

    `check_in` is the deep link that the door scans; `code` its picture (PNG), where a seat is sure.
    """

    workshop: Workshop
    signup: SignUp
    position: int = 0
    check_in: str = ""
    code: bytes = field(default=b"", repr=False)


@frozen
class NoRoom:
    """Nobody was signed up: not all fit. `choices` do, now; `position` on the reserve list."""

    workshop: Workshop
    seats: Seats
    choices: tuple[Choice, ...]
    position: int


@frozen
class AlreadyIn:
    """They were on the list before; nothing was changed."""

    workshop: Workshop
    signup: SignUp
    position: int = 0


SigningUp = SignedUp | NoRoom | AlreadyIn


@frozen
class SignedUpAll:
    """Every meeting of a series that is to come, each with what came of it."""

    title: str
    results: tuple[SigningUp, ...]


@frozen
class GivenUp:
    """They are not on the list any more. `seats` were free with it."""

    workshop: Workshop
    signup: SignUp
    seats: int


@frozen
class TooLate:
    """After the hour nothing is changed here: `contact` is whom to tell."""

    workshop: Workshop
    signup: SignUp
    contact: str


GivingUp = GivenUp | TooLate


@frozen
class Kept:
    """They said that they will come."""

    workshop: Workshop
    signup: SignUp


@frozen
class ImageSaid:
    """What they said to pictures stands in the sign-up."""

    workshop: Workshop
    signup: SignUp


@frozen
class KeptAll:
    """They will come to all of these meetings of a series."""

    workshops: tuple[Workshop, ...]


@frozen
class GivenUpAll:
    """They gave up these meetings of a series; `late`: those that only the library can take off."""

    title: str
    given_up: tuple[Workshop, ...]
    late: tuple[Workshop, ...]
    contact: str


@frozen
class Mine:
    """One line of `/moje`."""

    workshop: Workshop
    signup: SignUp
    position: int = 0


@frozen
class MySignUps:
    """`/moje`: what somebody has signed up for and has not ended, the soonest first."""

    entries: tuple[Mine, ...]


@frozen
class CalendarFile:
    """An `.ics` file for the calendar."""

    workshop: Workshop
    name: str
    content: bytes = field(repr=False)


@frozen
class NoShows:
    """How many came of those whose coming is known."""

    attended: int
    absent: int

    @property
    def percent(self) -> int | None:
        """Of people who did not come; None where nobody was ticked."""
        known = self.attended + self.absent
        return round(100 * self.absent / known) if known else None


def no_shows(signups: Iterable[SignUp]) -> NoShows:
    """Counted over participants."""
    states = [one.state for signup in signups for one in signup.participants]
    return NoShows(states.count(State.ATTENDED), states.count(State.ABSENT))


@frozen
class Attendance:
    """The list at the door, by arrival of sign-ups. `ticked`: the participant just changed."""

    workshop: Workshop
    signups: tuple[SignUp, ...]
    seats: Seats
    figures: NoShows
    ticked: int = 0


@frozen
class CheckedIn:
    """A code was scanned: `signup`'s people are here; who waits for a guardian is not yet."""

    workshop: Workshop
    signup: SignUp
    already: bool = False


@frozen
class DoorCode:
    """Somebody who is not staff opened a check-in code: it is for the door."""

    title: str


@frozen
class OfferLine:
    """One offer, for staff."""

    name: str
    offer: Offer


@frozen
class OfferHistory:
    """„dlaczego nikt nie dostał miejsca?”: every offer; who waits; how many seats are free.

    `too_big`: sign-ups that wait because their party does not fit into the free seats.
    """

    workshop: Workshop
    seats: Seats
    lines: tuple[OfferLine, ...]
    waiting: tuple[SignUp, ...]
    too_big: tuple[SignUp, ...]


@frozen
class Listing:
    """A list of people as a file for staff."""

    workshop: Workshop
    name: str
    content: bytes = field(repr=False)


@frozen
class Meeting:
    """One of several meetings that a message is about, with somebody's sign-up for it."""

    workshop: Workshop
    signup: SignUp
    changes: tuple[Change, ...] = ()


@frozen
class Telling:
    """A message to somebody else, made when it is sent. `purpose` says which.

    `signup` is None in messages to staff about the whole workshop. `changes`: old and new, of
    `workshop_changed`. `calls`: who must be called, of `workshop_calls`. `meetings`: of messages
    about a series, the soonest first.
    """

    purpose: str
    workshop: Workshop
    signup: SignUp | None = None
    changes: tuple[Change, ...] = ()
    calls: tuple[SignUp, ...] = ()
    contact: str = ""
    calendar: CalendarFile | None = None  # of what is cancelled: takes the entries off
    meetings: tuple[Meeting, ...] = ()
