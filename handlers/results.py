"""Results: what staff look at and take away, and what residents are shown."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.services.turn import Turn
from bot.transport.incoming import Incoming
from bot.transport.router import Desk, Router
from bot.views import actions, publications, results, steps, tallies


def register(router: Router) -> None:
    """Every button of results."""
    router.tap(overview, actions.ShowResults)
    router.tap(question, actions.ShowQuestion)
    router.tap(listing, actions.ListQuestions)
    router.tap(divide, actions.DivideQuestion)
    router.tap(files, actions.ListFiles)
    router.tap(download, actions.GetFile)
    router.tap(share, actions.ShareResults)
    router.tap(publication, actions.ShowPublication)
    router.tap(published_question, actions.ShowPublished)
    router.tap(withdraw, actions.Withdraw)


async def overview(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wyniki”"""
    tap: Any = incoming.action
    await desk.services.results.overview(turn, tap.survey, results.overview)


async def question(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Po kolei”, „Następne”, a number."""
    tap: Any = incoming.action
    await desk.services.results.question(
        turn, tap.survey, tap.number, tallies.draw, results.question
    )


async def listing(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Lista pytań”"""
    tap: Any = incoming.action
    view = partial(results.listing, page=tap.page)
    await desk.services.results.overview(turn, tap.survey, view)


async def divide(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Podziel według …”"""
    tap: Any = incoming.action
    await desk.services.results.divide(turn, tap.survey, tap.number, tap.by, results.divided)


async def files(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Pobierz”"""
    tap: Any = incoming.action
    await desk.services.results.overview(turn, tap.survey, results.files)


async def download(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """One of the files."""
    tap: Any = incoming.action
    downloads = desk.services.downloads
    match tap.what:
        case "answers":
            await downloads.answers(turn, tap.survey, results.exported)
        case "texts":
            await downloads.texts(turn, tap.survey, results.exported)
        case _:
            await downloads.results(turn, tap.survey, results.table, results.exported)


async def share(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Pokaż mieszkańcom”"""
    tap: Any = incoming.action
    await desk.services.publications.ask(turn, tap.survey, steps.step)


async def publication(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """Published results of the list."""
    tap: Any = incoming.action
    await desk.services.publications.show(turn, tap.publication, publications.shown)


async def published_question(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Zobacz wykresy”, „Następne”"""
    tap: Any = incoming.action
    await desk.services.publications.question(
        turn, tap.publication, tap.number, tallies.draw, publications.question
    )


async def withdraw(incoming: Incoming, turn: Turn, desk: Desk) -> None:
    """„Wycofaj”, asked once."""
    tap: Any = incoming.action
    services = desk.services
    if tap.sure:
        await services.publications.withdraw(turn, tap.publication, publications.withdrawn)
    else:
        await services.publications.show(turn, tap.publication, publications.confirm_withdraw)
