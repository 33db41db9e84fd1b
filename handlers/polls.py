"""The residents' vote: `/glosuj`, `/glosowanie` for staff, and what is said before it."""

from __future__ import annotations

from typing import Any

from bot.forms.fold import fold
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, ballot_slips, ballots, polls
from handlers import ballots as ballot
from handlers import people, proposals

ENDINGS = proposals.ENDINGS
CODES = frozenset(map(fold, ("kody", "коди", "codes")))
PAPER = frozenset(map(fold, ("papier", "папір", "paper")))
TALLY = frozenset(map(fold, ("wyniki", "результати", "results")))
COUNT = frozenset(map(fold, ("policz", "порахуй", "count")))
YES = frozenset(map(fold, ("tak", "так", "yes")))


def register(router: Router) -> None:
    """For everybody; what only staff may do is checked by the service."""
    router.command(vote, "glosuj", "vote", "holosuvaty")
    router.command(manage, "glosowanie", "manage_vote")
    router.tap(desk_, actions.ManageVote)
    router.tap(issue, actions.IssueCodes)
    router.tap(enter_paper, actions.EnterPaperBallot)
    router.tap(take_back, actions.TakeBackPaper)
    router.tap(count, actions.CountVotes)
    router.tap(tally, actions.ShowTally)
    proposals.register(router)
    ballot.register(router)


async def vote(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/glosuj, /glosuj 3, /glosuj 3 1, 4, 7; whoever has not seen the notice sees it first."""
    number, _, words = incoming.argument.strip().partition(" ")
    if await desk.services.people.is_new(turn):
        await people.menu(incoming, turn, desk)
    elif not number.isdecimal():
        await desk.services.contests.ballots.current(turn, polls.open_votes)
    elif words.strip():
        await ballot.typed(int(number), words, turn, desk)
    else:
        await desk.services.contests.ballots.show(turn, int(number), ballots.opened)


async def manage(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/glosowanie 3, then: kody 100, papier, policz, wyniki"""
    number, _, words = incoming.argument.strip().partition(" ")
    contest = int(number) if number.isdecimal() else 0
    wish, _, rest = fold(words).partition(" ")
    service = desk.services.contests.poll_desk
    if wish in CODES and rest.isdecimal():
        await service.issue(turn, contest, int(rest), ballot_slips.draw, polls.issued)
    elif wish in CODES:
        await service.look(turn, contest, polls.ask_number)
    elif wish in PAPER:
        await service.write_paper(turn, contest, polls.enter_paper)
    elif wish in COUNT:
        await counted(contest, rest.strip() in YES, turn, desk)
    elif wish in TALLY:
        await desk.services.contests.polls.tally(turn, contest, polls.tally)
    else:
        await service.look(turn, contest, polls.desk)


async def desk_(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Głosowanie”, for staff."""
    tap: Any = incoming.action
    await desk.services.contests.poll_desk.look(turn, tap.contest, polls.desk)


async def issue(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Kody do druku”, then how many."""
    tap: Any = incoming.action
    service = desk.services.contests.poll_desk
    if tap.number:
        await service.issue(turn, tap.contest, tap.number, ballot_slips.draw, polls.issued)
    else:
        await service.look(turn, tap.contest, polls.ask_number)


async def enter_paper(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wpisz głosy z papieru”"""
    tap: Any = incoming.action
    await desk.services.contests.poll_desk.write_paper(turn, tap.contest, polls.enter_paper)


async def take_back(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wycofaj te karty”"""
    tap: Any = incoming.action
    view = polls.enter_paper
    await desk.services.contests.poll_desk.take_back(turn, tap.contest, tap.batch, view)


async def count(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Policz głosy”, asked once."""
    tap: Any = incoming.action
    await counted(tap.contest, tap.sure, turn, desk)


async def counted(contest: int, sure: bool, turn: Turn, desk: Desk) -> None:
    """Frozen for good, or asked first."""
    services = desk.services.contests
    if sure:
        await services.polls.count(turn, contest, polls.tally)
    else:
        await services.poll_desk.look(turn, contest, polls.ask_to_count)


async def tally(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Jak głosowano”"""
    tap: Any = incoming.action
    await desk.services.contests.polls.tally(turn, tap.contest, polls.tally)
