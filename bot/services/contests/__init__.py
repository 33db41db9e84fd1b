"""Contests from the call to the published result.

Staff: `Contests`, `FormalChecks`, `FormalForms`, `Seats`, `Awarding`, `Protocols`. Applicants:
`Entrance`, `Applications`, `Owning`, `Coauthors`, `HandingIn`, `SigningPapers`. The jury: `Juries`;
residents: `Polls`. By itself: `Timing`, told by `Notices`. `Ledger` is what they share.

After the decisions: `Realisations` and `Reporting` for authors, `Overseeing` for staff; by itself
`Afterwards`, told by `RealisationNotices`.
"""

from __future__ import annotations

from bot.domain.contests.contest import Papers
from bot.domain.surveys import Begin
from bot.frozen import frozen
from bot.services.contests.afterwards import Afterwards
from bot.services.contests.applying import KIND, Applications
from bot.services.contests.award_forms import AwardForms
from bot.services.contests.balloting import Ballots
from bot.services.contests.carrying import LOOK, Carrying
from bot.services.contests.checking import FormalChecks
from bot.services.contests.consulting import Consulting
from bot.services.contests.contest_forms import ContestForms
from bot.services.contests.deciding import Awarding
from bot.services.contests.elections import Elections
from bot.services.contests.entering import Entrance
from bot.services.contests.explaining import Explaining
from bot.services.contests.formal_forms import FormalForms
from bot.services.contests.handing_in import HandingIn
from bot.services.contests.handouts import Handouts
from bot.services.contests.judging import Juries
from bot.services.contests.jury_desk import JuryDesk
from bot.services.contests.ledger import Ledger
from bot.services.contests.moderating import Moderating
from bot.services.contests.notices import PURPOSES, REFUSED, Notices
from bot.services.contests.overseeing import Overseeing
from bot.services.contests.own_forms import OwnForms
from bot.services.contests.owning import Owning
from bot.services.contests.papers import SigningPapers
from bot.services.contests.poll_desk import PollDesk
from bot.services.contests.polling import Polls
from bot.services.contests.protocol_papers import ProtocolPapers
from bot.services.contests.protocols import Protocols
from bot.services.contests.reading import Reading
from bot.services.contests.realisation_notices import ABOUT_REALISATIONS, RealisationNotices
from bot.services.contests.realising import Realisations
from bot.services.contests.remark_notices import PURPOSES as ABOUT_REMARKS
from bot.services.contests.remark_notices import RemarkNotices
from bot.services.contests.reporting import Reporting
from bot.services.contests.seats import Seats
from bot.services.contests.setting_up import Contests
from bot.services.contests.sharing import Coauthors
from bot.services.contests.timing import Timing
from bot.services.contests.workbooks import Workbooks
from bot.services.turn import Office
from bot.storage.forms import Forms

FORM = Papers().form  # the name of the built-in application form


@frozen
class Introduced:
    """The services of this package, which know each other."""

    contests: Contests
    contest_forms: ContestForms
    handouts: Handouts
    own_forms: OwnForms
    applications: Applications
    coauthors: Coauthors
    handing_in: HandingIn
    checks: FormalChecks
    formal_forms: FormalForms
    workbooks: Workbooks
    elections: Elections
    seats: Seats
    juries: Juries
    jury_desk: JuryDesk
    polls: Polls
    ballots: Ballots
    poll_desk: PollDesk
    consulting: Consulting
    moderating: Moderating
    awarding: Awarding
    protocols: Protocols
    award_forms: AwardForms
    protocol_papers: ProtocolPapers
    explaining: Explaining
    timing: Timing
    entrance: Entrance
    owning: Owning
    papers: SigningPapers
    realisations: Realisations
    reporting: Reporting
    overseeing: Overseeing
    afterwards: Afterwards


def introduce(office: Office, shelf: Forms, begin: Begin, secret: bytes) -> Introduced:
    """All of them, for `app`. `secret` keys the marks of who voted."""
    ledger = Ledger(office)
    timing = Timing(ledger)
    applications = Applications(ledger, shelf, begin)
    reading = Reading(ledger, shelf, applications)
    seats = Seats(ledger)
    juries = Juries(ledger, applications, reading)
    polls = Polls(ledger, juries, secret)
    ballots = Ballots(ledger, polls)
    owning = Owning(ledger, applications, reading)
    papers = SigningPapers(office, owning, reading)
    handing_in = HandingIn(ledger, applications, papers.wanted)
    checks = FormalChecks(ledger, reading)
    awarding, protocols = Awarding(ledger, juries, polls, timing), Protocols(ledger)
    contests = Contests(ledger, timing)
    carrying = Carrying(ledger)
    realisations = Realisations(carrying)
    return Introduced(
        contests,
        ContestForms(ledger, shelf, begin, contests),
        Handouts(ledger, contests),
        OwnForms(ledger, shelf, contests),
        applications,
        Coauthors(ledger, applications),
        handing_in,
        checks,
        FormalForms(ledger, shelf, begin, checks, handing_in),
        Workbooks(ledger, reading, polls),
        Elections(ledger, polls),
        seats,
        juries,
        JuryDesk(ledger, juries, seats, reading, shelf, begin),
        polls,
        ballots,
        PollDesk(ledger, polls, ballots),
        Consulting(ledger, shelf, begin),
        Moderating(ledger),
        awarding,
        protocols,
        AwardForms(ledger, awarding, protocols, shelf, begin),
        ProtocolPapers(ledger, juries),
        Explaining(ledger, juries, polls),
        timing,
        Entrance(ledger, applications, shelf, begin),
        owning,
        papers,
        realisations,
        Reporting(carrying, shelf, begin),
        Overseeing(carrying, realisations),
        Afterwards(carrying),
    )


__all__ = [
    "ABOUT_REALISATIONS",
    "ABOUT_REMARKS",
    "FORM",
    "KIND",
    "LOOK",
    "PURPOSES",
    "REFUSED",
    "Afterwards",
    "Applications",
    "AwardForms",
    "Awarding",
    "Ballots",
    "Coauthors",
    "Consulting",
    "ContestForms",
    "Contests",
    "Elections",
    "Explaining",
    "FormalChecks",
    "FormalForms",
    "HandingIn",
    "Introduced",
    "Juries",
    "JuryDesk",
    "Notices",
    "Overseeing",
    "PollDesk",
    "Polls",
    "ProtocolPapers",
    "Protocols",
    "RealisationNotices",
    "Realisations",
    "RemarkNotices",
    "Reporting",
    "Seats",
    "Timing",
    "Workbooks",
    "introduce",
]  # fmt: skip
