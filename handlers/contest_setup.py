"""Setting contests up: files, questions in chat, phases, what is handed out."""

from __future__ import annotations

from typing import Any

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.setting_up import Talk
from bot.domain.people import STAFF
from bot.services.contests.handouts import Drawing
from bot.services.contests.sources import FILE_BYTES, is_configuration
from bot.services.turn import Turn
from bot.transport.api import BadRequest
from bot.transport.incoming import Incoming, IncomingFile
from bot.transport.router import Desk, Router
from bot.views import (
    actions,
    announcements,
    contest_handouts,
    contest_phases,
    contest_poster,
    contest_setup,
    steps,
)
from bot.views.charts import png
from bot.views.qr import qr_png
from handlers import surveys

ENDINGS = {
    Talk.COMPOSE: contest_setup.composed,
    Talk.KEEP: contest_setup.kept,
    Talk.MOVE: contest_phases.moved,
    Talk.BEGIN: contest_phases.moved,
}


def register(router: Router) -> None:
    """For librarians and owners."""
    router.tap(new, actions.NewContest)
    router.tap(compose, actions.ComposeContest)
    router.tap(settings, actions.ContestSettings)
    router.tap(phases, actions.ShowPhases)
    router.tap(phase, actions.ShowPhase)
    router.tap(move, actions.MovePhase)
    router.tap(begin, actions.BeginPhase)
    router.tap(sample, actions.GetContestSample)
    router.tap(configuration, actions.GetConfiguration)
    router.tap(link, actions.ShowContestLink)
    router.tap(poster, actions.GetContestPoster)
    router.tap(delete, actions.DeleteContest)
    router.tap(announce, actions.AnnounceContest)
    router.tap(forms, actions.OfferForms)
    router.tap(set_form, actions.SetForm)
    router.tap(form_sample, actions.GetFormSample)


async def offered(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """A document that no question asks for: a contest's file from staff; else it may be a survey.

    A file with a contest's name from anybody else is met like any other stray file.
    """
    file = incoming.files[0]
    person = await turn.read(lambda _tx, person: person)
    if person.role not in STAFF or not is_configuration(file.name):
        await surveys.offered(incoming, turn, desk)
        return
    content = await downloaded(file, desk)
    view = contest_setup.read
    await desk.services.contests.contest_forms.offer(turn, content, file.name, view)


async def downloaded(file: IncomingFile, desk: Desk) -> bytes | None:
    """The file's bytes; None where it is too large for a contest."""
    if file.size > FILE_BYTES:
        return None
    try:
        return await desk.api.download(file.file_id, FILE_BYTES)
    except BadRequest:
        return None


async def new(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Nowy konkurs”"""
    await desk.services.contests.handouts.ways(turn, contest_setup.ways)


async def compose(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„W rozmowie”, „Zmień w rozmowie”"""
    tap: Any = incoming.action
    await desk.services.contests.contest_forms.compose(turn, tap.contest, steps.step)


async def settings(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Ustawienia”"""
    tap: Any = incoming.action
    await desk.services.contests.handouts.managed(turn, tap.contest, contest_setup.settings)


async def phases(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Terminy”"""
    tap: Any = incoming.action
    await desk.services.contests.handouts.managed(turn, tap.contest, contest_phases.phases)


async def phase(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of them."""
    tap: Any = incoming.action
    view = contest_phases.phase(PhaseName(tap.phase))
    await desk.services.contests.handouts.managed(turn, tap.contest, view)


async def move(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zmień termin”"""
    tap: Any = incoming.action
    name = PhaseName(tap.phase)
    await desk.services.contests.contest_forms.ask_hours(turn, tap.contest, name, steps.step)


async def begin(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zacznij teraz”"""
    tap: Any = incoming.action
    name = PhaseName(tap.phase)
    await desk.services.contests.contest_forms.ask_to_begin(turn, tap.contest, name, steps.step)


async def sample(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wzór pliku”"""
    await desk.services.contests.handouts.sample(turn, contest_setup.sample)


async def configuration(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Pobierz ustawienia”"""
    tap: Any = incoming.action
    view = contest_setup.configuration
    await desk.services.contests.handouts.configuration(turn, tap.contest, view)


async def link(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Link i kod QR”"""
    tap: Any = incoming.action
    await desk.services.contests.handouts.code(turn, tap.contest, qr_png, contest_handouts.link)


async def poster(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Plakat do druku”"""
    tap: Any = incoming.action
    drawing = Drawing(contest_poster.draw, qr_png, png)
    await desk.services.contests.handouts.poster(
        turn, tap.contest, drawing, contest_handouts.poster
    )


async def delete(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Usuń konkurs”, asked once."""
    tap: Any = incoming.action
    services = desk.services.contests
    if tap.sure:
        await services.contests.delete(turn, tap.contest, contest_setup.deleted)
    else:
        await services.handouts.managed(turn, tap.contest, contest_setup.ask_to_delete)


async def announce(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Ogłoś”: an announcement with the contest's words and a button that opens it."""
    tap: Any = incoming.action
    drafted = contest_handouts.announcement
    draft = await desk.services.contests.handouts.announcement(turn, tap.contest, drafted)
    await desk.services.announcements.begin(turn, announcements.composed, draft)


async def forms(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Formularz wniosku”"""
    tap: Any = incoming.action
    await desk.services.contests.own_forms.offer(turn, tap.contest, contest_handouts.forms)


async def set_form(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """This draft's questions, or the bot's own form again"""
    tap: Any = incoming.action
    service, view = desk.services.contests.own_forms, contest_handouts.forms
    await service.choose(turn, tap.contest, tap.survey, view)


async def form_sample(_: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wzór formularza”"""
    await desk.services.contests.own_forms.sample(turn, contest_handouts.form_sample)
