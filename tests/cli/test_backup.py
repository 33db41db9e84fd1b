"""`backup`, `restore`, `migrate`: the data survives the machine, a restore and an erasure."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from bot.cli.settings import settings_here
from bot.storage import erasures, secret
from tests.cli.conftest import Commands, line

ADD = "INSERT INTO person (telegram_id, name, language, created_at) VALUES (?, ?, 'pl', ?)"
EARLY, LATE = "2027-05-01T10:00:00.000Z", "2027-05-02T10:00:00.000Z"


@pytest.fixture
async def kept(ready: Commands) -> Commands:
    """A database with two people."""
    assert (await ready("migrate")).code == 0
    with closing(sqlite3.connect(settings_here().database)) as tx, tx:
        tx.executemany(ADD, [(11, "Ania", EARLY), (12, "Jan", EARLY)])
    return ready


def names() -> list[str]:
    with closing(sqlite3.connect(settings_here().database)) as tx:
        return [row[0] for row in tx.execute("SELECT name FROM person ORDER BY telegram_id")]


async def test_there_and_back(kept: Commands) -> None:
    """A copy in a folder of one's own choice comes back as it was."""
    said = await kept("backup", "--to", "elsewhere")
    (copy,) = (kept.folder / "elsewhere").iterdir()
    with closing(sqlite3.connect(settings_here().database)) as tx, tx:
        tx.execute("DELETE FROM person")

    back = await kept("restore", str(copy))

    assert (said.code, back.code) == (0, 0)
    assert "Folderu elsewhere nie było" in said.out
    assert str(copy.relative_to(kept.folder)) in said.out
    assert names() == ["Ania", "Jan"]


async def test_who_asked_to_be_erased_stays_erased(kept: Commands) -> None:
    """The copy is older than the wish."""
    await kept("backup", "--to", "elsewhere")
    (copy,) = (kept.folder / "elsewhere").iterdir()
    mark = erasures.mark(secret.load(kept.data), 11)
    erasures.note(kept.data, erasures.Erasure(mark, LATE))

    said = await kept("restore", str(copy))

    assert said.code == 0
    assert "Ponownie usunięto dane 1 osoby" in said.out
    assert names() == ["Jan"]


async def test_not_while_the_bot_runs(kept: Commands) -> None:
    """A copy is made beside the running bot; bringing one back needs it stopped."""
    process = await kept.start("run")
    await line(process.stderr, "is running")

    copied = await kept.run("backup", "--to", "elsewhere")
    (copy,) = (kept.folder / "elsewhere").iterdir()
    said = await kept.run("restore", str(copy))

    assert copied.code == 0
    assert said.code == 1
    assert "Inna kopia bota już działa" in said.errors


async def test_before_there_is_anything(ready: Commands) -> None:
    """Nothing to copy, nothing to bring back."""
    copied, restored = await ready("backup"), await ready("restore", "none.db")

    assert copied.code == restored.code == 1
    assert "Nie ma pliku" in copied.errors
    assert "Nie ma pliku none.db" in restored.errors


async def test_a_database_of_a_newer_program(kept: Commands) -> None:
    """It is not touched."""
    with closing(sqlite3.connect(settings_here().database)) as tx, tx:
        tx.execute("UPDATE alembic_version SET version_num = '9999'")

    said = await kept("migrate")

    assert said.code == 1
    assert "pochodzi z nowszej wersji" in said.errors
