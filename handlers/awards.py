"""Decisions, the protocol and the published result."""

from __future__ import annotations

from typing import Any

from bot.domain.contests.award_answers import AwardTalk
from bot.domain.typed_wishes import award_wish
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import (
    actions,
    announcements,
    award_changes,
    award_publication,
    awards,
    explanations,
    protocol_docx,
    protocol_pages,
    protocols,
    steps,
)

ENDINGS = {talk.value: award_changes.completed for talk in AwardTalk}
ASKED = {
    "amounts": AwardTalk.AMOUNTS, "reasons": AwardTalk.REASONS, "pool": AwardTalk.POOL,
    "round": AwardTalk.ROUND, "lot": AwardTalk.LOT, "approve": AwardTalk.APPROVE,
}  # fmt: skip
NOWHERE = -1  # the place that was meant was not typed
ASKED_OF_ONE = {
    "amount": AwardTalk.AMOUNT, "tie": AwardTalk.TIE, "reason": AwardTalk.REASON,
}  # fmt: skip


def register(router: Router) -> None:
    """`/decyzje` for staff, `/wyniki` for everybody."""
    router.command(typed, "decyzje", "decisions", "rishennia")
    router.command(typed_results, "wyniki", "results")
    router.tap(board, actions.ShowDecisions)
    router.tap(divide, actions.DividePool)
    router.tap(show, actions.ShowDecision)
    router.tap(ask, actions.AskAward)
    router.tap(more, actions.ChangeAwards)
    router.tap(history, actions.ShowAwardSteps)
    router.tap(earlier, actions.ShowRound)
    router.tap(send, actions.SendDecisions)
    router.tap(publish, actions.PublishList)
    router.tap(results, actions.ShowAwards)
    router.tap(announce, actions.AnnounceList)
    router.tap(choose_protocol, actions.ChooseProtocol)
    router.tap(protocol, actions.GetProtocol)
    router.tap(explain, actions.ExplainCount)
    router.tap(explain_own, actions.ExplainApplication)


async def typed(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/decyzje; /decyzje 3; /decyzje 3 kwota 2; /decyzje 3 wyślij tak"""
    words = incoming.argument.split(maxsplit=1)
    if not words or not words[0].isdecimal():
        await desk.services.contests.contests.every(turn, awards.contests)
        return
    wish, number = award_wish(words[1] if len(words) > 1 else "")
    contest = int(words[0])
    if wish in ASKED:
        await desk.services.contests.award_forms.ask(turn, ASKED[wish], contest, steps.step)
    elif wish in ASKED_OF_ONE or (number and wish in ("", "earlier")):
        await about_one(contest, wish, number, turn, desk)
    else:
        await wished(contest, wish, turn, desk)


async def about_one(contest: int, wish: str, number: int, turn: Turn, desk: Desk) -> None:
    """One line of the list, by its number; or an earlier round."""
    services = desk.services.contests
    if wish == "earlier":
        await services.awarding.look(turn, contest, awards.decisions, number)
        return
    if wish in ASKED_OF_ONE:
        talk = ASKED_OF_ONE[wish]
        await services.award_forms.ask(turn, talk, contest, steps.step, place=number or NOWHERE)
    else:
        await services.awarding.at(turn, contest, number, award_changes.one)


async def wished(contest: int, wish: str, turn: Turn, desk: Desk) -> None:
    """What needs no further question."""
    awarding = desk.services.contests.awarding
    match wish:
        case "divide":
            await awarding.cut(turn, contest, award_changes.divided)
        case "more":
            await awarding.look(turn, contest, award_changes.more)
        case "history":
            await awarding.look(turn, contest, award_changes.history)
        case "count":
            await explain_count(contest, 1, turn, desk)
        case "protocol":
            await awarding.look(turn, contest, protocols.choose)
        case "":
            await awarding.board(turn, contest, awards.board)
        case _:
            await told(contest, wish, turn, desk)


async def told(contest: int, wish: str, turn: Turn, desk: Desk) -> None:
    """What others hear of: the decisions, the list, an announcement."""
    service = desk.services.contests.protocols
    match wish:
        case "send":
            await service.addressees(turn, contest, award_publication.confirm_send)
        case "send_surely":
            await service.send(turn, contest, award_publication.sent)
        case "publish":
            await service.preview(turn, contest, award_publication.confirm_publish)
        case "publish_surely":
            await service.publish(turn, contest, award_publication.published)
        case "announce":
            await draft_announcement(contest, turn, desk)
        case _:
            await desk.services.contests.awarding.board(turn, contest, awards.board)


async def typed_results(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/wyniki 3"""
    if incoming.argument.strip().isdecimal():
        await show_results(int(incoming.argument), turn, desk)
    else:
        await desk.services.contests.contests.every(turn, awards.contests_with_results)


async def board(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Decyzje”"""
    tap: Any = incoming.action
    await desk.services.contests.awarding.board(turn, tap.contest, awards.board)


async def divide(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Podziel tak pulę”"""
    tap: Any = incoming.action
    await desk.services.contests.awarding.cut(turn, tap.contest, award_changes.divided)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A number of the list."""
    tap: Any = incoming.action
    await desk.services.contests.awarding.one(turn, tap.application, award_changes.one)


async def ask(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A button that begins a conversation."""
    tap: Any = incoming.action
    talk = AwardTalk(tap.talk)
    await desk.services.contests.award_forms.ask(turn, talk, tap.subject, steps.step)


async def more(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zmień lub pobierz”"""
    tap: Any = incoming.action
    await desk.services.contests.awarding.look(turn, tap.contest, award_changes.more)


async def history(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Historia zmian”"""
    tap: Any = incoming.action
    await desk.services.contests.awarding.look(turn, tap.contest, award_changes.history)


async def earlier(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Runda 1”"""
    tap: Any = incoming.action
    await desk.services.contests.awarding.look(turn, tap.contest, awards.decisions, tap.round)


async def send(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wyślij decyzje”, asked once"""
    tap: Any = incoming.action
    await told(tap.contest, "send_surely" if tap.sure else "send", turn, desk)


async def publish(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Opublikuj listę”, asked once"""
    tap: Any = incoming.action
    await told(tap.contest, "publish_surely" if tap.sure else "publish", turn, desk)


async def results(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wyniki”"""
    tap: Any = incoming.action
    await show_results(tap.contest, turn, desk)


async def show_results(contest: int, turn: Turn, desk: Desk) -> None:
    """The list for the town."""
    await desk.services.contests.protocols.results(turn, contest, award_publication.results)


async def announce(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Ogłoś w mieście”"""
    tap: Any = incoming.action
    await draft_announcement(tap.contest, turn, desk)


async def draft_announcement(contest: int, turn: Turn, desk: Desk) -> None:
    """A draft with the list and a button that opens the contest."""
    view = award_publication.announcement
    draft = await desk.services.contests.protocols.announcement(turn, contest, view)
    await desk.services.announcements.begin(turn, announcements.composed, draft)


async def choose_protocol(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Protokół do pobrania”"""
    tap: Any = incoming.action
    await desk.services.contests.awarding.look(turn, tap.contest, protocols.choose)


async def protocol(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of its files."""
    tap: Any = incoming.action
    await take(tap.contest, tap.suffix, turn, desk, whole=tap.whole)


async def take(contest: int, suffix: str, turn: Turn, desk: Desk, *, whole: bool) -> None:
    """The protocol, to edit or to print."""
    draw = protocol_docx.draw if suffix == "docx" else protocol_pages.draw
    papers, kind = desk.services.contests.protocol_papers, "docx" if suffix == "docx" else "pdf"
    await papers.file(turn, contest, kind, draw, whole, protocols.file)


async def explain(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Jak to policzono”"""
    tap: Any = incoming.action
    await explain_count(tap.contest, tap.page, turn, desk)


async def explain_count(contest: int, page: int, turn: Turn, desk: Desk) -> None:
    """A page of it."""
    explaining = desk.services.contests.explaining
    await explaining.count(turn, contest, page, explanations.draw, explanations.screen)


async def explain_own(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Dlaczego tak?”, about one's own idea"""
    tap: Any = incoming.action
    explaining = desk.services.contests.explaining
    await explaining.own(turn, tap.application, explanations.draw, explanations.screen)
