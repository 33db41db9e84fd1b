"""Applications, for whoever writes them."""

from __future__ import annotations

from typing import Any

from bot.domain.application_wishes import application_wish, who_applies
from bot.domain.contests.own_applications import APPLICANT
from bot.services.contests import KIND
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import (
    actions,
    application_entrance,
    application_paper,
    applications,
    people,
    steps,
)

ENDINGS = {KIND: applications.submitted, APPLICANT: application_entrance.completed}


def register(router: Router) -> None:
    """For everybody; whose an application is, the services know."""
    router.command(apply_typed, "zglos", "apply", "podaty")
    router.command(own_typed, "mojepomysly", "my_ideas", "moiideyi")
    router.tap(calls, actions.ListCalls)
    router.tap(apply, actions.Apply)
    router.tap(enter, actions.ApplyAs)
    router.tap(every, actions.ListOwnApplications)
    router.tap(show, actions.ShowApplication)
    router.tap(read, actions.ReadOwnApplication)
    router.tap(write, actions.WriteApplication)
    router.tap(ask, actions.AskAboutApplication)
    router.tap(withdraw, actions.WithdrawApplication)
    router.tap(leave, actions.LeaveApplication)
    router.tap(invite, actions.InviteCoauthor)
    router.tap(paper, actions.GetApplicationPaper)
    router.tap(be_quiet, actions.StopNudges)


async def apply_typed(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/zglos; /zglos 3; /zglos 3 grupa; /zglos 3 OSP Zalesie"""
    number, _, said = incoming.argument.strip().partition(" ")
    if not number.isdecimal():
        await calls(incoming, turn, desk)
    elif not said.strip():
        await _who(turn, desk, int(number))
    else:
        own = await desk.services.contests.entrance.named(turn)
        who = who_applies(said, own)
        await (_enter(turn, desk, int(number), who) if who else _who(turn, desk, int(number)))


async def own_typed(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/mojepomysly; /mojepomysly 7; /mojepomysly 7 wycofaj tak"""
    number, _, said = incoming.argument.strip().partition(" ")
    if number.isdecimal():
        await _wished(int(number), application_wish(said), turn, desk)
    else:
        await every(incoming, turn, desk)


async def _wished(number: int, wish: str, turn: Turn, desk: Desk) -> None:
    contests = desk.services.contests
    match wish:
        case "write":
            await contests.applications.go_on(turn, number, steps.step)
        case "read":
            await contests.owning.show(turn, number, "", applications.everything(0))
        case "withdraw_surely":
            await contests.applications.withdraw(turn, number, applications.withdrawn)
        case "leave_surely":
            await contests.coauthors.leave(turn, number, applications.left)
        case "invite":
            await contests.coauthors.invite(turn, number, applications.invited)
        case "paper":
            draw = application_paper.draw
            await contests.papers.paper(turn, number, draw, applications.paper)
        case "quiet":
            await contests.owning.be_quiet(turn, number, applications.own)
        case "withdraw" | "leave":
            await contests.owning.show(turn, number, wish, applications.own)
        case _:
            await contests.owning.show(turn, number, "", applications.own)


async def _who(turn: Turn, desk: Desk, contest: int) -> None:
    await desk.services.contests.entrance.who(turn, contest, application_entrance.who)


async def _enter(turn: Turn, desk: Desk, contest: int, who: str) -> None:
    """Whoever has not seen the notice sees it first, and comes back to this contest."""
    entrance = desk.services.contests.entrance
    if await desk.services.people.is_new(turn):
        start = await entrance.start(turn, contest)
        await desk.services.people.greet(turn, start, people.greeting)
        return
    await entrance.enter(turn, contest, who, application_entrance.entered)


async def calls(_: Incoming, turn: Turn, desk: Desk) -> None:
    """What is open."""
    await desk.services.contests.entrance.calls(turn, application_entrance.calls)


async def apply(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zgłoś pomysł”"""
    tap: Any = incoming.action
    await _who(turn, desk, tap.contest)


async def enter(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Ja”, „Grupa”, „OSP Zalesie”"""
    tap: Any = incoming.action
    await _enter(turn, desk, tap.contest, tap.who)


async def every(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Moje pomysły”"""
    await desk.services.contests.owning.every(turn, applications.every)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of them."""
    tap: Any = incoming.action
    await _wished(tap.application, "", turn, desk)


async def read(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wszystkie odpowiedzi”"""
    tap: Any = incoming.action
    view = applications.everything(tap.page)
    await desk.services.contests.owning.show(turn, tap.application, "", view)


async def write(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Piszę dalej”, „Zmień”, „Popraw”"""
    tap: Any = incoming.action
    await _wished(tap.application, "write", turn, desk)


async def ask(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wycofaj”, „Odchodzę”: first a question."""
    tap: Any = incoming.action
    await desk.services.contests.owning.show(turn, tap.application, tap.asked, applications.own)


async def withdraw(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The yes to that."""
    tap: Any = incoming.action
    await _wished(tap.application, "withdraw_surely", turn, desk)


async def leave(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The yes of a co-author."""
    tap: Any = incoming.action
    await _wished(tap.application, "leave_surely", turn, desk)


async def invite(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zaproś współautora”"""
    tap: Any = incoming.action
    await _wished(tap.application, "invite", turn, desk)


async def paper(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„PDF do druku”"""
    tap: Any = incoming.action
    await _wished(tap.application, "paper", turn, desk)


async def be_quiet(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Nie przypominaj”"""
    tap: Any = incoming.action
    await _wished(tap.application, "quiet", turn, desk)
