"""What many tests need: a migrated database, a still clock, a simulator, a bot against it."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Generator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot import app
from bot.config import Settings
from bot.domain.profile import Profile
from bot.simulator import server
from bot.storage.database import Database
from bot.storage.migration import migrate
from tests.clock import StillClock
from tests.people import Town

ROOT = Path(__file__).parent.parent
PROFILE = Profile(
    library="Biblioteka w Zalesiu",
    address="ul. Szkolna 1, 00-001 Zalesie",
    contact="biblioteka@zalesie.example, tel. 22 000 00 00",
    inspector="iod@zalesie.example",
    places=("Zalesie", "Zalesie Górne", "Łąki"),
)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where REQUIRE names a marker (CI: „browser,corpus”), a skip of such a test is a failure."""
    report = yield
    required = set(os.environ.get("REQUIRE", "").split(",")) & {m.name for m in item.iter_markers()}
    if report.skipped and required and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"required here ({', '.join(required)}), but: {call.excinfo.value}"
    return report


def corpus() -> Path:
    """The outside corpus; skips the test where it is absent."""
    folder = Path(os.environ.get("CORPUS", ROOT.parent / "shared" / "corpus"))
    if not folder.is_dir():
        pytest.skip("the outside corpus is not here (set CORPUS)")
    return folder


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, copied for each test."""
    path = tmp_path_factory.mktemp("schema") / "empty.db"
    migrate(path, path.parent)
    return path


@pytest.fixture
def database_file(empty_database: Path, tmp_path: Path) -> Path:
    """A migrated file of one's own."""
    return Path(shutil.copy(empty_database, tmp_path / "trzecie-miejsce.db"))


@pytest_asyncio.fixture
async def db(database_file: Path) -> AsyncIterator[Database]:
    """An open database."""
    database = Database(database_file)
    yield database
    await database.close()


@pytest_asyncio.fixture
async def clock() -> StillClock:
    """Noon of a Wednesday in May."""
    return StillClock()


@pytest_asyncio.fixture
async def simulator() -> AsyncIterator[server.Running]:
    """A Bot API server on this machine."""
    running = await server.start()
    yield running
    await running.stop()


@dataclass
class Bot:
    """A bot that polls the simulator, in this process."""

    running: app.Running
    settings: Settings
    clock: StillClock


@pytest_asyncio.fixture
async def start_bot(
    simulator: server.Running, clock: StillClock, database_file: Path
) -> Callable[..., object]:
    """Start a bot against the simulator: `async with start_bot() as bot`."""

    @asynccontextmanager
    async def start(profile: Profile = PROFILE, **how: int) -> AsyncIterator[Bot]:
        settings = Settings(simulator.token, database_file.parent, simulator.url, **how)
        async with app.started(settings, clock, profile) as running:
            polling = asyncio.create_task(app.listen(running, settings.webhook, clock))
            try:
                yield Bot(running, settings, clock)
            finally:
                polling.cancel()
                await asyncio.gather(polling, return_exceptions=True)

    return start


@pytest_asyncio.fixture
async def bot(start_bot: Callable[..., object]) -> AsyncIterator[Bot]:
    """A started bot."""
    async with start_bot() as running:  # type: ignore[attr-defined]
        yield running


@pytest_asyncio.fixture
async def town(simulator: server.Running, bot: Bot) -> AsyncIterator[Town]:
    """People who act through the simulator."""
    async with Town(simulator.url) as people:
        yield people
