"""Erasures outlive a restore: the file beside the database says whom to erase again."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage import erasures, people
from bot.storage.database import Tx, connect
from bot.storage.erasures import Erasure

KEY = b"k" * 32
ANIA, MARIA = 5_000_000_001, 5_000_000_002
BEFORE, THEN, AFTER = (f"2027-05-{day}T10:00:00.000Z" for day in ("10", "12", "14"))


@pytest.fixture
def tx(database_file: Path) -> Tx:
    """A restored copy from before Ania's erasure."""
    tx = connect(database_file)
    for account in (ANIA, MARIA):
        people.add(tx, account, "Ktoś", "", "pl", BEFORE)
    return tx


def test_an_erasure_is_done_again_after_a_restore(tx: Tx, tmp_path: Path) -> None:
    """Ania goes once more; Maria, who did not ask, stays."""
    erasures.note(tmp_path, Erasure(erasures.mark(KEY, ANIA), THEN))

    done = erasures.replay(tx, KEY, erasures.noted(tmp_path))

    assert done == 1
    assert people.by_telegram_id(tx, ANIA) is None
    assert people.by_telegram_id(tx, MARIA)


def test_who_came_back_after_the_erasure_stays(tx: Tx, tmp_path: Path) -> None:
    """A copy from after the erasure holds somebody new."""
    tx.execute("UPDATE person SET created_at = ?", (AFTER,))
    erasures.note(tmp_path, Erasure(erasures.mark(KEY, ANIA), THEN))

    assert erasures.replay(tx, KEY, erasures.noted(tmp_path)) == 0


def test_the_file_names_nobody(tmp_path: Path) -> None:
    """Without the key its lines say nothing."""
    erasures.note(tmp_path, Erasure(erasures.mark(KEY, ANIA), THEN))

    text = (tmp_path / erasures.NAME).read_text()

    assert str(ANIA) not in text
    assert erasures.mark(b"x" * 32, ANIA) not in text


def test_a_line_cut_by_a_crash_is_left_out(tmp_path: Path) -> None:
    """The erasure it belongs to had not happened yet."""
    erasures.note(tmp_path, Erasure("whole", THEN))
    with (tmp_path / erasures.NAME).open("a") as log:
        log.write('{"mark": "ha')
    erasures.note(tmp_path, Erasure("next", THEN))

    assert [one.mark for one in erasures.noted(tmp_path)] == ["whole", "next"]


def test_without_the_file_nobody_was_erased(tmp_path: Path) -> None:
    """A new library has none."""
    assert erasures.noted(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """No erasure without its line: the disk's refusal stops it."""
    with pytest.raises(StorageError):
        erasures.note(tmp_path / "nowhere", Erasure("m", THEN))
