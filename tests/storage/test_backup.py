"""Copies: whole, verified, without what people typed; and the way back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage.backup import PARTIAL, copy_database, newest_copy, restore_database, verify_file

TYPED = "Zosia spod czwórki"


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as tx:
        for statement in statements:
            tx.execute(statement)


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as tx:
        return tx.execute(sql).fetchall()


@pytest.fixture
def answered(database_file: Path) -> Path:
    """Somebody in the middle of an anonymous survey (1), and of one with names (2)."""
    state = f'{{"answers": {{"/zmiana": "{TYPED} %s"}}}}'
    execute(
        database_file,
        "INSERT INTO person (id, telegram_id, name, language, created_at) "
        "VALUES (1, 11, 'Ania', 'pl', '2027')",
        "INSERT INTO form VALUES (1, 'f', '1', '{}', '2027')",
        *(
            "INSERT INTO survey (id, token, form_id, title, status, anonymous, created_at) "
            f"VALUES ({number}, 't{number}', 1, 'T', 'open', {anonymous}, '2027')"
            for number, anonymous in ((1, 1), (2, 0))
        ),
        *(
            "INSERT INTO session (person_id, kind, subject_id, form_id, state, rev, current, "
            f"started_at, touched_at, expires_at) VALUES (1, 'survey', {number}, 1, "
            f"'{state % word}', 1, 0, '2027', '2027', '2028')"
            for number, word in ((1, "anonymous"), (2, "named"))
        ),
        "INSERT INTO inbox (bot_id, update_id, received_at, payload) "
        f"VALUES (1, 7, '2027', '{TYPED} waiting')",
        "INSERT INTO outbox (lane, chat_id, method, params, not_before, created_at) "
        f"VALUES ('reply', 11, 'sendMessage', '{{\"text\": \"{TYPED} reply\"}}', '2027', '2027')",
    )
    return database_file


def test_what_was_typed_is_not_in_the_bytes_of_a_copy(answered: Path, tmp_path: Path) -> None:
    """Neither in a row nor in a page that SQLite has freed; the original keeps everything."""
    copy = copy_database(answered, tmp_path / "backups", "test")

    content = copy.read_bytes()
    for word in ("anonymous", "waiting", "reply"):
        assert f"{TYPED} {word}".encode() not in content
    assert rows(copy, "SELECT update_id FROM inbox") == [(7,)]
    assert rows(copy, "SELECT subject_id FROM session") == [(2,)]
    assert len(rows(answered, "SELECT id FROM session")) == 2


def test_a_copy_is_one_private_file(answered: Path, tmp_path: Path) -> None:
    """No log beside it that could be forgotten, nobody else can read it, nothing half made."""
    copy = copy_database(answered, tmp_path / "backups", "test")

    assert list((tmp_path / "backups").iterdir()) == [copy]
    assert copy.stat().st_mode & 0o777 == 0o600
    assert newest_copy(tmp_path / "backups") == copy


def test_a_copy_of_nothing_is_refused(tmp_path: Path) -> None:
    """A missing database is not made by looking at it."""
    with pytest.raises(StorageError) as caught:
        copy_database(tmp_path / "none.db", tmp_path / "backups", "test")

    assert caught.value.reason == "no_file"
    assert not (tmp_path / "none.db").exists()


def test_a_folder_that_takes_no_files(answered: Path) -> None:
    """It is named, and no half copy stays."""
    with pytest.raises(StorageError) as caught:
        copy_database(answered, Path("/sys/backups"), "test")

    assert "/sys/backups" in caught.value.path


def test_a_damaged_file_does_not_replace_anything(answered: Path, tmp_path: Path) -> None:
    """Pages in the middle are overwritten: only reading all of it shows that."""
    copy = copy_database(answered, tmp_path / "backups", "test")
    content = bytearray(copy.read_bytes())
    content[8192:20480] = b"\xff" * 12288
    copy.write_bytes(content)
    before = answered.read_bytes()

    with pytest.raises(StorageError):
        restore_database(copy, answered, tmp_path / "backups", lambda _fresh: None)

    assert answered.read_bytes() == before


def test_restoring_puts_the_present_database_aside(answered: Path, tmp_path: Path) -> None:
    """What was changed since the copy is gone, but can be found again."""
    copy = copy_database(answered, tmp_path / "backups", "test")
    execute(answered, "PRAGMA journal_mode=WAL", "UPDATE person SET name = 'Anna'")

    aside = restore_database(copy, answered, tmp_path / "backups", lambda _fresh: None)

    assert rows(answered, "SELECT name FROM person") == [("Ania",)]
    assert aside
    assert rows(aside, "SELECT name FROM person") == [("Anna",)]
    assert not answered.with_name(answered.name + "-wal").exists()


def test_a_damaged_database_is_replaced_too(answered: Path, tmp_path: Path) -> None:
    """That is what copies are for; the damaged file is kept for whoever can read it."""
    copy = copy_database(answered, tmp_path / "backups", "test")
    answered.write_bytes(b"rubbish" * 1000)

    aside = restore_database(copy, answered, tmp_path / "backups", lambda _fresh: None)

    assert rows(answered, "SELECT name FROM person") == [("Ania",)]
    assert aside
    assert aside.read_bytes().startswith(b"rubbish")


def test_if_the_preparation_fails_nothing_is_replaced(answered: Path, tmp_path: Path) -> None:
    """A copy of a newer version, an erasure that cannot be repeated: all or nothing."""
    copy = copy_database(answered, tmp_path / "backups", "test")
    execute(answered, "UPDATE person SET name = 'Anna'")

    def fail(_fresh: Path) -> None:
        raise StorageError("newer_schema")

    with pytest.raises(StorageError):
        restore_database(copy, answered, tmp_path / "backups", fail)

    assert rows(answered, "SELECT name FROM person") == [("Anna",)]
    assert not list(answered.parent.glob(f"*{PARTIAL}*"))


def test_verifying_does_not_make_a_file(tmp_path: Path) -> None:
    """SQLite would."""
    with pytest.raises(StorageError):
        verify_file(tmp_path / "none.db")

    assert not (tmp_path / "none.db").exists()
