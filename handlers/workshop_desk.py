"""Workshops in the hands of staff and partners: from the draft to what became of it."""

from __future__ import annotations

from typing import Any

from bot.domain.staff_forms import Talk
from bot.domain.wishes import Wish, wish_of
from bot.errors import Refused
from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import (
    actions,
    announcements,
    steps,
    workshop_changes,
    workshop_desk,
    workshop_door,
    workshop_drafts,
    workshop_poster,
    workshops,
)
from handlers import workshop_door as door

ENDINGS = {
    Talk.COMPOSE: workshop_drafts.made,
    Talk.CHANGE: workshop_drafts.changed,
    Talk.COPY: workshop_drafts.made,
    Talk.SERIES: workshop_drafts.repeated,
    Talk.CHECK: workshop_drafts.made,
    Talk.CALL: workshop_door.added,
    Talk.WALK_IN: workshop_door.added,
    Talk.SEATS: workshop_changes.resized,
    Talk.CANCEL: workshop_changes.called_off,
}
TALKS = {
    Wish.CHANGE: Talk.CHANGE,
    Wish.COPY: Talk.COPY,
    Wish.SERIES: Talk.SERIES,
    Wish.CHECK: Talk.CHECK,
    Wish.CALL: Talk.CALL,
    Wish.WALK_IN: Talk.WALK_IN,
    Wish.SEATS: Talk.SEATS,
    Wish.CANCEL: Talk.CANCEL,
}


def register(router: Router) -> None:
    """`/zajecia` and its buttons; whoever may do what, the services say."""
    router.command(board, "zajecia", "manage_workshops")
    router.tap(board, actions.ManageWorkshops)
    router.tap(show, actions.ManageWorkshop)
    router.tap(ask, actions.AskWorkshop)
    router.tap(preview, actions.PreviewWorkshop)
    router.tap(publish, actions.PublishWorkshop)
    router.tap(propose, actions.ProposeWorkshop)
    router.tap(give_back, actions.ReturnWorkshop)
    router.tap(delete, actions.DeleteWorkshop)
    router.tap(announce, actions.AnnounceWorkshop)
    router.tap(poster, actions.GetPoster)
    router.tap(questions, actions.ChooseQuestions)
    router.tap(set_questions, actions.SetQuestions)
    door.register(router)


async def board(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """/zajecia; /zajecia 12; /zajecia 12 opublikuj; /zajecia nowe"""
    words = incoming.argument.split(maxsplit=1)
    if words and words[0].isdecimal():
        await one(int(words[0]), words[1] if len(words) > 1 else "", turn, desk)
    elif words and wish_of(incoming.argument) is Wish.NEW:
        await desk.services.staff_forms.ask(turn, Talk.COMPOSE, 0, steps.step)
    else:
        await everything(turn, desk)


async def everything(turn: Turn, desk: Desk) -> None:
    """The list to run them; for who only comes to them, the programme."""
    try:
        await desk.services.workshops.managed(turn, workshop_desk.board)
    except Refused as refused:
        if refused.reason != "staff_only":
            raise
        await desk.services.programmes.programme(turn, workshops.programme)


async def one(workshop: int, said: str, turn: Turn, desk: Desk) -> None:
    """One of them, or what is to be done with it."""
    wish = wish_of(said)
    if await door.typed_file(workshop, said, turn, desk):
        return
    if wish in TALKS:
        await desk.services.staff_forms.ask(turn, TALKS[wish], workshop, steps.step)
    else:
        await act(workshop, wish, turn, desk)


async def act(workshop: int, wish: Wish | None, turn: Turn, desk: Desk) -> None:
    """What needs no further question."""
    match wish:
        case Wish.PUBLISH:
            await desk.services.proposals.publish(turn, workshop, workshop_drafts.published)
        case Wish.PUBLISH_SERIES:
            series = await desk.services.proposals.series_of(turn, workshop)
            view = workshop_drafts.series_published
            await desk.services.proposals.publish_series(turn, series, view)
        case Wish.PROPOSE:
            await desk.services.proposals.propose(turn, workshop, workshop_drafts.proposed)
        case Wish.RETURN:
            await desk.services.proposals.return_(turn, workshop, workshop_drafts.returned)
        case Wish.DELETE:
            await desk.services.workshops.one(turn, workshop, workshop_desk.confirm_delete)
        case Wish.DELETE_SURELY:
            await desk.services.proposals.delete(turn, workshop, workshop_drafts.deleted)
        case _:
            await look(workshop, wish, turn, desk)


async def look(workshop: int, wish: Wish | None, turn: Turn, desk: Desk) -> None:
    """What only shows something, or begins something else."""
    match wish:
        case Wish.PREVIEW:
            await desk.services.previews.screen(turn, workshop, workshop_desk.preview)
        case Wish.ANNOUNCE:
            await draft_announcement(workshop, turn, desk)
        case Wish.POSTER:
            await print_poster(workshop, turn, desk)
        case Wish.QUESTIONS:
            await desk.services.questions.offer(turn, workshop, workshop_drafts.questions)
        case Wish.LIST | Wish.OFFERS | Wish.FILE:
            await door.wished(workshop, wish, turn, desk)
        case None:
            await desk.services.workshops.one(turn, workshop, workshop_desk.overview)
        case _:
            raise Refused("not_an_option")


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of the list."""
    tap: Any = incoming.action
    await desk.services.workshops.one(turn, tap.workshop, workshop_desk.overview)


async def ask(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A button that begins a conversation."""
    tap: Any = incoming.action
    await desk.services.staff_forms.ask(turn, Talk(tap.talk), tap.workshop, steps.step)


async def preview(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Podgląd”"""
    tap: Any = incoming.action
    await desk.services.previews.screen(turn, tap.workshop, workshop_desk.preview)


async def publish(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Opublikuj”, one or the whole series"""
    tap: Any = incoming.action
    service = desk.services.proposals
    if tap.series:
        await service.publish_series(turn, tap.series, workshop_drafts.series_published)
    else:
        await service.publish(turn, tap.workshop, workshop_drafts.published)


async def propose(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zaproponuj”"""
    tap: Any = incoming.action
    await desk.services.proposals.propose(turn, tap.workshop, workshop_drafts.proposed)


async def give_back(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zwróć do poprawy”"""
    tap: Any = incoming.action
    await desk.services.proposals.return_(turn, tap.workshop, workshop_drafts.returned)


async def delete(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Usuń”, asked once"""
    tap: Any = incoming.action
    if tap.sure:
        await desk.services.proposals.delete(turn, tap.workshop, workshop_drafts.deleted)
    else:
        await desk.services.workshops.one(turn, tap.workshop, workshop_desk.confirm_delete)


async def announce(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Ogłoś”"""
    tap: Any = incoming.action
    await draft_announcement(tap.workshop, turn, desk)


async def draft_announcement(workshop: int, turn: Turn, desk: Desk) -> None:
    """An announcement with the workshop's words, its poster and a button that opens it."""
    draft = await desk.services.previews.announcement(turn, workshop, workshop_drafts.announcement)
    await desk.services.announcements.begin(turn, announcements.composed, draft)


async def poster(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Plakat do druku”"""
    tap: Any = incoming.action
    await print_poster(tap.workshop, turn, desk)


async def print_poster(workshop: int, turn: Turn, desk: Desk) -> None:
    """The A4 page."""
    view = workshop_drafts.poster
    await desk.services.previews.poster(turn, workshop, workshop_poster.draw, view)


async def questions(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Dodatkowe pytania”"""
    tap: Any = incoming.action
    await desk.services.questions.offer(turn, tap.workshop, workshop_drafts.questions)


async def set_questions(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """This draft's questions, or none"""
    tap: Any = incoming.action
    view = workshop_drafts.questions
    await desk.services.questions.choose(turn, tap.workshop, tap.survey, view)
