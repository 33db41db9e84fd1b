"""What residents say before the vote: the public list, „Popieram”, remarks."""

from __future__ import annotations

from typing import Any

from bot.domain.contests.consultation import KIND, RULES_KIND
from bot.errors import Refused
from bot.forms.fold import fold
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, proposals, steps

ENDINGS = dict.fromkeys((KIND, RULES_KIND), proposals.completed)
NOT = frozenset(map(fold, ("nie", "wycofaj", "cofnij", "ні", "no")))


def register(router: Router) -> None:
    """For everybody; what only staff may do is checked by the service."""
    router.command(typed_list, "pomysly", "ideas", "idei")
    router.command(typed_support, "popieram", "support")
    router.command(typed_remark, "uwaga", "remark")
    router.command(typed_moderate, "uwagi", "remarks")
    router.tap(show, actions.ShowProposals)
    router.tap(turn_page, actions.TurnProposals)
    router.tap(one, actions.ShowProposal)
    router.tap(support, actions.SupportProposal)
    router.tap(remark, actions.WriteRemark)
    router.tap(remark_on_rules, actions.WriteRemarkOnRules)
    router.tap(moderate, actions.ModerateRemarks)
    router.tap(decide, actions.DecideRemark)


async def typed_list(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/pomysly 3"""
    await desk.services.contests.consulting.proposals(
        turn, _number(incoming.argument), proposals.listed(0)
    )


async def typed_support(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/popieram 12, /popieram 12 nie"""
    number, _, words = incoming.argument.strip().partition(" ")
    await desk.services.contests.consulting.support(
        turn, _number(number), fold(words) not in NOT, proposals.proposal
    )


async def typed_remark(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/uwaga 12, /uwaga zasady 3"""
    words = incoming.argument.split()
    service = desk.services.contests.consulting
    if len(words) > 1:
        await service.ask_remark_on_rules(turn, _number(words[-1]), steps.step)
    else:
        await service.ask_remark(turn, _number(incoming.argument), steps.step)


async def typed_moderate(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/uwagi 3"""
    await desk.services.contests.moderating.moderate(
        turn, _number(incoming.argument), proposals.to_moderate
    )


def _number(text: str) -> int:
    if not text.strip().isdecimal():
        raise Refused("proposal_number")
    return int(text)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Pomysły”"""
    tap: Any = incoming.action
    await desk.services.contests.consulting.proposals(turn, tap.contest, proposals.listed(0))


async def turn_page(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """‹ and ›"""
    tap: Any = incoming.action
    view = proposals.listed(tap.page)
    await desk.services.contests.consulting.proposals(turn, tap.contest, view)


async def one(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of the list."""
    tap: Any = incoming.action
    await desk.services.contests.consulting.proposal(turn, tap.proposal, proposals.proposal)


async def support(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Popieram”, „Już nie popieram”"""
    tap: Any = incoming.action
    view = proposals.proposal
    await desk.services.contests.consulting.support(turn, tap.proposal, tap.wanted, view)


async def remark(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Dodaj uwagę”"""
    tap: Any = incoming.action
    await desk.services.contests.consulting.ask_remark(turn, tap.proposal, steps.step)


async def remark_on_rules(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Dodaj uwagę”, on the rules"""
    tap: Any = incoming.action
    await desk.services.contests.consulting.ask_remark_on_rules(turn, tap.contest, steps.step)


async def moderate(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Uwagi do przeczytania”"""
    tap: Any = incoming.action
    await desk.services.contests.moderating.moderate(turn, tap.contest, proposals.to_moderate)


async def decide(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Pokaż wszystkim”, „Ukryj”"""
    tap: Any = incoming.action
    await desk.services.contests.moderating.decide(
        turn, tap.remark, tap.public, proposals.to_moderate
    )
