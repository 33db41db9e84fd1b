"""Contests: the list, one of them, and typed wishes, which do what the button of that word does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.wishes import Wish, contest_wish
from bot.frozen import frozen
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Handler, Router
from bot.views import actions, contests
from bot.views.actions import Action
from handlers import contest_setup

ENDINGS = contest_setup.ENDINGS
BUTTONS: Mapping[Wish, Callable[[int], Action]] = {
    Wish.APPLY: actions.Apply,
    Wish.JUDGE: actions.JudgeNext,
    Wish.VOTE: actions.ShowBallot,
    Wish.SUPPORT: actions.ShowProposals,
    Wish.RESULTS: actions.ShowAwards,
    Wish.APPLICATIONS: actions.ListApplications,
    Wish.JURY: actions.ManageJury,
    Wish.POINTS: actions.ShowTotals,
    Wish.MANAGE_VOTE: actions.ManageVote,
    Wish.DECISIONS: actions.ShowDecisions,
    Wish.REALISATIONS: actions.ListRealisations,
    Wish.DATES: actions.ShowPhases,
    Wish.SETTINGS: actions.ContestSettings,
    Wish.CHANGE: actions.ComposeContest,
    Wish.FORM: actions.OfferForms,
    Wish.FILE: actions.GetConfiguration,
    Wish.LINK: actions.ShowContestLink,
    Wish.POSTER: actions.GetContestPoster,
    Wish.DELETE: lambda number: actions.DeleteContest(number, sure=False),
    Wish.ANNOUNCE: actions.AnnounceContest,
    Wish.SAMPLE: lambda _: actions.GetContestSample(),
    Wish.FORM_SAMPLE: lambda _: actions.GetFormSample(),
    Wish.NEW: lambda _: actions.NewContest(),
}
OF_PHASES: Mapping[Wish, Callable[[int, str], Action]] = {
    Wish.MOVE: actions.MovePhase, Wish.BEGIN: actions.BeginPhase,
}  # fmt: skip


def register(router: Router) -> None:
    """For everybody; who may do what, the services say."""
    typed = Typing(router.find)
    router.command(typed.hear, "konkurs", "konkursy", "contest", "contests")
    router.tap(board, actions.ListContests)
    router.tap(show, actions.ShowContest)
    contest_setup.register(router)


@frozen
class Typing:
    """`find` is the router's."""

    find: Callable[[Incoming], Handler]

    async def hear(self, incoming: Incoming, turn: Turn, desk: Desk) -> None:
        """/konkursy, /konkurs 3, /konkurs 3 zgłoś, /konkurs nowy"""
        words = incoming.argument.split(maxsplit=1) if incoming.kind == "command" else []
        number = int(words[0]) if words and words[0].isdecimal() else 0
        said = (words[1] if len(words) > 1 else "") if number else incoming.argument
        wanted = contest_wish(said) if words else None
        tap = button(number, *wanted) if wanted else None
        if tap:
            tapped = replace(incoming, kind="tap", action=tap)
            await self.find(tapped)(tapped, turn, desk)
        elif number:
            await desk.services.contests.contests.look(turn, number, contests.page)
        else:
            await board(incoming, turn, desk)


def button(number: int, wish: Wish, phase: PhaseName | None) -> Action | None:
    """What is tapped to the same end; without a number only what begins something new."""
    if phase:
        return OF_PHASES[wish](number, phase.value) if number else None
    if number or wish in (Wish.NEW, Wish.SAMPLE, Wish.FORM_SAMPLE):
        return BUTTONS[wish](number)
    return None


async def board(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/konkursy"""
    await desk.services.contests.contests.every(turn, contests.board)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of the list."""
    tap: Any = incoming.action
    await desk.services.contests.contests.look(turn, tap.contest, contests.page)
