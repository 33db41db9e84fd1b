"""The ballot in a resident's hands: `/glosuj`, its buttons, and what is typed while it is open."""

from __future__ import annotations

from typing import Any

from bot.domain.contests.ballots import wish_of
from bot.domain.contests.voting import Medium
from bot.domain.words import command_word
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Handler, Router
from bot.views import actions, ballots, cast_ballots, polls
from handlers import people

PASSED_ON = frozenset({"menu", "pomoc"})  # words that are no ballot


def register(router: Router) -> None:
    """After the modules whose text it looks at first. `/glosuj` is in `polls`."""
    router.tap(show, actions.ShowBallot)
    router.tap(turn_page, actions.TurnBallot)
    router.tap(tick, actions.TickCandidate)
    router.tap(ask_points, actions.AskPoints)
    router.tap(give_points, actions.GivePoints)
    router.tap(review, actions.ReviewBallot)
    router.tap(clear, actions.ClearBallot)
    router.tap(cast, actions.CastBallot)
    router.before(aside)
    router.first(written, "text")


async def aside(incoming: Incoming, desk: Desk) -> None:
    """A command or any other tap: what comes next is no ballot. What was chosen stays."""
    if not isinstance(incoming.action, actions.BallotAction):
        await desk.services.contests.ballots.leave(incoming.sender.telegram_id)


async def written(incoming: Incoming, turn: Turn, desk: Desk, otherwise: Handler) -> None:
    """The next message of somebody with an open ballot, or of staff with ballots from paper."""
    service, who = desk.services.contests.ballots, incoming.sender.telegram_id
    writing = service.writes(who, turn.now) if incoming.private else None
    if writing is None:
        await otherwise(incoming, turn, desk)
    elif command_word(incoming.text) in PASSED_ON:
        await service.leave(who)
        await otherwise(incoming, turn, desk)
    elif writing.medium is Medium.PAPER:
        poll = desk.services.contests.poll_desk
        await poll.enter(turn, writing.contest_id, incoming.text, polls.entered)
    else:
        await typed(writing.contest_id, incoming.text, turn, desk)


async def typed(contest: int, words: str, turn: Turn, desk: Desk) -> None:
    """„1, 4, 7”, „oddaj głos”, „szczegóły 7”, a code"""
    service = desk.services.contests.ballots
    first, _, rest = words.strip().rpartition(" ")
    if rest.isdecimal() and wish_of(first) == "details":
        await service.details(turn, contest, ballots.explained_one(int(rest)))
        return
    match wish_of(words):
        case "cast":
            await service.cast(turn, contest, cast_ballots.thanks)
        case "review":
            await service.show(turn, contest, cast_ballots.review)
        case "clear":
            await service.clear(turn, contest, ballots.opened)
        case "details":
            await service.details(turn, contest, ballots.explained(0))
        case "list":
            await service.show(turn, contest, ballots.opened)
        case _:
            await service.write(turn, contest, words, ballots.after_typing)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Głosuj”; whoever has not seen the notice sees it first."""
    tap: Any = incoming.action
    if await desk.services.people.is_new(turn):
        await people.menu(incoming, turn, desk)
    else:
        await desk.services.contests.ballots.show(turn, tap.contest, ballots.opened)


async def turn_page(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """‹ and ›, „Szczegóły”, „Wybieram”"""
    tap: Any = incoming.action
    service = desk.services.contests.ballots
    if tap.details:
        await service.details(turn, tap.contest, ballots.explained(tap.page))
    else:
        await service.show(turn, tap.contest, ballots.turned(tap.page))


async def tick(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """An idea."""
    tap: Any = incoming.action
    view = ballots.ticked(tap.page)
    await desk.services.contests.ballots.tick(
        turn, tap.contest, str(tap.candidate), tap.wanted, view
    )


async def ask_points(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """An idea, where each gets points."""
    tap: Any = incoming.action
    view = ballots.asked_points(str(tap.candidate), tap.page)
    await desk.services.contests.ballots.show(turn, tap.contest, view)


async def give_points(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """So many."""
    tap: Any = incoming.action
    candidate = str(tap.candidate)
    await desk.services.contests.ballots.score(
        turn, tap.contest, candidate, tap.points, ballots.scored(candidate)
    )


async def review(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Sprawdź głos”"""
    tap: Any = incoming.action
    await desk.services.contests.ballots.show(turn, tap.contest, cast_ballots.review)


async def clear(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zacznij od nowa”"""
    tap: Any = incoming.action
    await desk.services.contests.ballots.clear(turn, tap.contest, ballots.opened)


async def cast(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Oddaj głos”"""
    tap: Any = incoming.action
    await desk.services.contests.ballots.cast(turn, tap.contest, cast_ballots.cast)
