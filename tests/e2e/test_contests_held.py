"""The fifteen contests of the field, each from its file to what the town reads."""

from __future__ import annotations

from datetime import UTC

import pytest
import pytest_asyncio

from tests.clock import StillClock
from tests.conftest import Bot
from tests.e2e.contest_days import CONFIGURATIONS, at
from tests.e2e.contest_held import FOLDER, held, said
from tests.people import Town

NAMES = sorted(file.stem for file in FOLDER.glob("*.toml"))


@pytest_asyncio.fixture
async def clock() -> StillClock:
    """Before the first of them."""
    return StillClock(at(2015, 1, 1).astimezone(UTC))


def test_every_configuration_is_carried_out() -> None:
    """None is left out."""
    assert sorted(file.stem for file in CONFIGURATIONS.glob("*.toml")) == NAMES


@pytest.mark.parametrize("name", NAMES)
async def test_a_contest_as_it_was_held(town: Town, bot: Bot, name: str) -> None:
    """Right winners, right amounts, right texts; nothing is public before its time."""
    contest = await held(town, bot, name)
    story = contest.story

    await contest.set_up()
    page = said(await contest.ania.say("/konkurs 1"))
    entrance = said(await contest.ania.say("/zglos 1"))
    await contest.people_apply()
    await contest.jury_sits()
    await contest.deadline_passes()
    await contest.checked()
    await contest.judged()
    await contest.counted()
    await contest.decided()
    await contest.published()
    town_reads = said(await contest.ania.say("/wyniki 1"))

    for words in story["page"]:
        assert words in page, page
    for words in story.get("entrance", ()):
        assert words in entrance, entrance
    wanted = {one["title"]: (one["outcome"], one["awarded"]) for one in story["ideas"]}
    assert await contest.awards() == wanted
    for idea in story["ideas"]:
        letter = await contest.letter(idea["title"])
        assert idea["reads"] in letter, letter
    for words in story["town"]:
        assert words in town_reads, town_reads
