"""First contact and the way back: /start with its links, the menu, the language, help."""

from __future__ import annotations

from typing import Any

from bot.domain.welcome import Start, Target, read_start
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import (
    actions,
    ballots,
    check_in,
    contests,
    invitations,
    juries,
    people,
    publications,
    surveys,
    workshops,
)


def register(router: Router) -> None:
    """What everybody can do at any time."""
    router.command(start, "start")
    router.command(menu, "menu", "settings")
    router.command(languages, "jezyk", "language", "mova")
    router.command(help_, "pomoc", "help", "dopomoha")
    router.command(begin, "zaczynamy", "begin")
    router.tap(go_on, actions.GoOn)
    router.tap(menu, actions.OpenMenu)
    router.tap(languages, actions.ListLanguages)
    router.tap(speak, actions.Speak)
    router.tap(help_, actions.OpenHelp)
    router.kind(blocked, "blocked")
    router.kind(unblocked, "unblocked")


async def start(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/start, with or without a link. Whoever runs the bot needs no invitation to read first."""
    begun = read_start(incoming.argument)
    if begun.target is not Target.OWNER and await desk.services.people.is_new(turn):
        await desk.services.people.greet(turn, begun, people.greeting)
    else:
        await follow(begun, turn, desk)


async def go_on(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zaczynamy”: the notice was shown; now what the link led to."""
    tap: Any = incoming.action
    await enter(read_start(tap.payload), turn, desk)


async def begin(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„zaczynamy”, typed: the same for the link by which they came."""
    begun = await desk.services.people.came_by(turn)
    if begun is None:
        await menu(incoming, turn, desk)
    else:
        await enter(begun, turn, desk)


async def enter(begun: Start, turn: Turn, desk: Desk) -> None:
    """Past the notice, to what the link led to."""
    turn.accepts_notice = True
    if begun.target is Target.SURVEY:
        await desk.services.surveys.open_by_token(turn, begun.token, surveys.at_once)
    else:
        await follow(begun, turn, desk)


async def follow(begun: Start, turn: Turn, desk: Desk) -> None:
    """Where a link leads."""
    match begun.target:
        case Target.SURVEY:
            await desk.services.surveys.open_by_token(turn, begun.token, surveys.opening)
        case Target.RESULTS:
            await desk.services.publications.open_by_token(turn, begun.token, publications.shown)
        case Target.INVITATION:
            await desk.services.invitations.accept(turn, begun.token, invitations.accepted)
        case Target.WORKSHOP:
            await desk.services.programmes.open_by_token(turn, begun.token, workshops.details)
        case Target.CHECK_IN:
            await desk.services.door.check_in(turn, begun.token, check_in.checked_in)
        case Target.OWNER:
            turn.accepts_notice = True
            await desk.services.invitations.accept(turn, begun.token, invitations.accepted)
        case Target.BALLOT:
            link = begun.token
            await desk.services.contests.ballots.follow(turn, link, ballots.after_typing)
        case Target.CONTEST | Target.JURY | Target.COAUTHOR:
            await follow_to_contest(begun, turn, desk)
        case None:
            await desk.services.people.menu(turn, people.menu)


async def follow_to_contest(begun: Start, turn: Turn, desk: Desk) -> None:
    """To a contest, into its jury, or to an application that several write."""
    services = desk.services.contests
    if begun.target is Target.JURY:
        await services.seats.accept(turn, begun.token, juries.welcome)
    elif begun.target is Target.COAUTHOR:
        await services.coauthors.join(turn, begun.token, contests.joined_authors)
    else:
        await services.contests.follow(turn, begun.token, contests.page)


async def menu(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/menu; whoever has not seen the notice sees it first."""
    if await desk.services.people.is_new(turn):
        await desk.services.people.greet(turn, Start(), people.greeting)
    else:
        await desk.services.people.menu(turn, people.menu)


async def languages(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/jezyk"""
    await desk.services.people.languages(turn, people.languages)


async def speak(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """The name of a language."""
    tap: Any = incoming.action
    await desk.services.people.speak(turn, tap.language, tap.payload, people.spoken)


async def help_(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/pomoc"""
    await desk.services.people.help(turn, people.help_)


async def blocked(_: Incoming, turn: Turn, desk: Desk) -> None:
    """They blocked the bot: nothing is sent until they write again."""
    await desk.services.people.set_reachable(turn, False)


async def unblocked(_: Incoming, turn: Turn, desk: Desk) -> None:
    """They took that back."""
    await desk.services.people.set_reachable(turn, True)
