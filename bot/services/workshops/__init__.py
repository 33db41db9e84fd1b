"""Workshops from the draft to the attendance list.

Before publishing: `Proposals`. What people read: `Programmes`. Who signs up: `SignUps`,
`OwnSignUps`; in a conversation: `Joining`; afterwards: `Feedback`.
Staff: `Workshops`, `Door`, `Papers`. By itself: `Tending`, said to people by `Notices`. `Ledger`,
`Overviews` and `Rounds` are what they share.
"""

from __future__ import annotations

from bot.domain.surveys import Begin
from bot.frozen import frozen
from bot.services.turn import Office
from bot.services.workshops.door import Caller, Door
from bot.services.workshops.feedback import FORM as FEEDBACK_FORM
from bot.services.workshops.feedback import Feedback
from bot.services.workshops.images import Images
from bot.services.workshops.joining import Joining
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.notices import PURPOSES, Notices
from bot.services.workshops.overviews import DrawCode, Overviews
from bot.services.workshops.own import OwnSignUps
from bot.services.workshops.papers import Papers
from bot.services.workshops.programmes import Programmes
from bot.services.workshops.proposals import Proposals
from bot.services.workshops.rounds import Rounds
from bot.services.workshops.series_changes import SeriesChanges
from bot.services.workshops.series_signups import SeriesSignUps
from bot.services.workshops.signing import SignUps, Wanted
from bot.services.workshops.tending import Tending
from bot.services.workshops.workshops import Workshops
from bot.storage.forms import Forms


@frozen
class Introduced:
    """The services of this package, which know each other."""

    programmes: Programmes
    proposals: Proposals
    workshops: Workshops
    series_changes: SeriesChanges
    signups: SignUps
    own_signups: OwnSignUps
    series_signups: SeriesSignUps
    images: Images
    door: Door
    papers: Papers
    tending: Tending
    joining: Joining


def introduce(office: Office, draw_code: DrawCode, shelf: Forms, begin: Begin) -> Introduced:
    """All of them, for `app`. `draw_code` remembers: it is called again in a transaction."""
    ledger = Ledger(office)
    overviews = Overviews(office, ledger, draw_code)
    rounds = Rounds(office, ledger)
    signups = SignUps(office, ledger)
    return Introduced(
        Programmes(office, overviews),
        Proposals(office, ledger, overviews),
        Workshops(ledger, overviews, rounds),
        SeriesChanges(office, ledger, overviews, rounds),
        signups,
        OwnSignUps(office, ledger, signups, draw_code),
        SeriesSignUps(office, ledger),
        Images(ledger),
        Door(ledger),
        Papers(office, ledger),
        Tending(office, ledger, rounds, Feedback(office)),
        Joining(office, shelf, begin, signups, ledger),
    )


__all__ = [
    "FEEDBACK_FORM", "PURPOSES", "Caller", "Door", "Images", "Introduced", "Joining", "Notices",
    "OwnSignUps", "Papers", "Programmes", "Proposals", "SeriesChanges", "SeriesSignUps", "SignUps",
    "Tending", "Wanted", "Workshops", "introduce",
]  # fmt: skip
