"""Surveys: what a librarian sends and taps, and how residents come to a survey."""

from __future__ import annotations

from typing import Any

from bot.domain.people import STAFF
from bot.domain.sessions import Stray
from bot.forms.xlsform.limits import FILE_BYTES
from bot.services.turn import Turn
from bot.transport.api import BadRequest
from bot.transport.incoming import Incoming, IncomingFile
from bot.transport.router import Desk, Router
from bot.views import actions, drafts, publications, publishing, steps, surveys

ENDINGS = {
    "publish": publishing.published,
    "extend": publishing.extended,
    "show": publications.published,
}


def register(router: Router) -> None:
    """`/ankiety` and every button of a survey."""
    router.command(board, "ankiety", "surveys")
    router.tap(board, actions.ListSurveys)
    router.tap(answer, actions.AnswerSurvey)
    router.tap(new, actions.NewSurvey)
    router.tap(use_builtin, actions.UseBuiltin)
    router.tap(sample, actions.GetSample)
    router.tap(show_draft, actions.ShowDraft)
    router.tap(try_out, actions.TrySurvey)
    router.tap(publish, actions.PublishSurvey)
    router.tap(delete_draft, actions.DeleteDraft)
    router.tap(show, actions.ShowSurvey)
    router.tap(show_link, actions.ShowLink)
    router.tap(close, actions.CloseSurvey)
    router.tap(extend, actions.ExtendSurvey)


async def offered(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A document that no question asks for: from staff it may be a survey."""
    file = incoming.files[0]
    person = await turn.read(lambda _tx, person: person)
    if person.role not in STAFF:
        idle = steps.conversation(ENDINGS)
        await desk.services.sessions.stray(turn, Stray.FILE, idle)
        return
    content = await downloaded(file, desk)
    await desk.services.drafts.offer(turn, content, file.name, drafts.offered)


async def downloaded(file: IncomingFile, desk: Desk) -> bytes | None:
    """The file's bytes; None where it is too large to be a form."""
    if file.size > FILE_BYTES:
        return None
    try:
        return await desk.api.download(file.file_id, FILE_BYTES)
    except BadRequest:
        return None


async def board(_: Incoming, turn: Turn, desk: Desk) -> None:
    """/ankiety"""
    await desk.services.surveys.board(turn, surveys.board)


async def answer(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A survey of the list."""
    tap: Any = incoming.action
    await desk.services.surveys.open(turn, tap.survey, surveys.opening)


async def new(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Nowa ankieta”"""
    await desk.services.drafts.offer_ways(turn, drafts.new)


async def use_builtin(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Diagnoza z 25 pytań”"""
    tap: Any = incoming.action
    await desk.services.drafts.offer_builtin(turn, tap.name, drafts.offered)


async def sample(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wzór”"""
    await desk.services.drafts.sample(turn, drafts.sample)


async def show_draft(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A draft of the list."""
    tap: Any = incoming.action
    await desk.services.drafts.show(turn, tap.survey, drafts.draft)


async def try_out(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wypróbuj”"""
    tap: Any = incoming.action
    await desk.services.drafts.try_out(turn, tap.survey, steps.step)


async def publish(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Opublikuj”"""
    tap: Any = incoming.action
    await desk.services.surveys.ask_terms(turn, tap.survey, publishing.terms)


async def delete_draft(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Usuń”, asked once."""
    tap: Any = incoming.action
    if tap.sure:
        await desk.services.drafts.delete(turn, tap.survey, drafts.deleted)
    else:
        await desk.services.drafts.show(turn, tap.survey, drafts.confirm_delete)


async def show(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A published survey, for staff."""
    tap: Any = incoming.action
    await desk.services.surveys.one(turn, tap.survey, surveys.told)


async def show_link(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Link i kod QR”"""
    tap: Any = incoming.action
    await desk.services.surveys.one(turn, tap.survey, publishing.link, code=True)


async def close(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zamknij”, asked once."""
    tap: Any = incoming.action
    if tap.sure:
        await desk.services.surveys.close(turn, tap.survey, publishing.closed)
    else:
        await desk.services.surveys.one(turn, tap.survey, publishing.confirm_close)


async def extend(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Przedłuż”"""
    tap: Any = incoming.action
    await desk.services.surveys.ask_day(turn, tap.survey, steps.step)
