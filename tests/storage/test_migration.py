"""Migrations: copy first, then all or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage import migration
from bot.storage.lock import lock_folder

BROKEN = '''"""A revision that fails in the middle."""
from alembic import op
revision = "9999"
down_revision = "{down}"
def upgrade() -> None:
    op.execute("CREATE TABLE half_done (id INTEGER PRIMARY KEY)")
    op.execute("UPDATE audit SET action = 'changed'")
    op.execute("INSERT INTO nowhere VALUES (1)")
'''


@pytest.fixture
def broken_revisions(tmp_path: Path) -> Path:
    """The project's revisions and one more that fails."""
    folder = tmp_path / "migrations"
    shutil.copytree(migration.MIGRATIONS, folder)
    down = migration.newest()
    (folder / "versions" / "9999_broken.py").write_text(BROKEN.format(down=down))
    return folder


def schema(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as tx:
        return [row[0] for row in tx.execute("SELECT sql FROM sqlite_master ORDER BY name")]


def test_a_new_database_gets_the_newest_schema(tmp_path: Path) -> None:
    """The first start makes the file; there is nothing to copy."""
    copy = migration.migrate(tmp_path / "a.db", tmp_path / "backups")

    assert copy is None
    assert migration.revision(tmp_path / "a.db") == migration.newest()


def test_a_migration_that_fails_in_the_middle_leaves_schema_and_data(
    database_file: Path, broken_revisions: Path, tmp_path: Path
) -> None:
    """Not even the first half of it stays, and there is a copy from before."""
    with closing(sqlite3.connect(database_file)) as tx, tx:
        tx.execute("INSERT INTO audit (at, action) VALUES ('2027-05-12', 'published')")
    before = schema(database_file)

    with pytest.raises(StorageError, match="migration_failed"):
        migration.migrate(database_file, tmp_path / "backups", broken_revisions)

    assert schema(database_file) == before
    assert migration.revision(database_file) == migration.newest()
    with closing(sqlite3.connect(database_file)) as tx:
        assert tx.execute("SELECT action FROM audit").fetchall() == [("published",)]
    (copy,) = (tmp_path / "backups").iterdir()
    assert schema(copy) == before


def test_a_database_of_a_later_version_is_refused(database_file: Path, tmp_path: Path) -> None:
    """An old program must not touch what it does not know."""
    with closing(sqlite3.connect(database_file)) as tx, tx:
        tx.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StorageError) as caught:
        migration.migrate(database_file, tmp_path / "backups")

    assert caught.value.reason == "newer_schema"


def test_every_table_is_strict(database_file: Path) -> None:
    """A column holds what it says."""
    with closing(sqlite3.connect(database_file)) as tx:
        loose = tx.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 "
            "AND name NOT LIKE 'sqlite_%' AND name <> 'alembic_version'"
        ).fetchall()

    assert loose == []


def test_the_audit_is_append_only(database_file: Path) -> None:
    """Nobody deletes a line of it."""
    with closing(sqlite3.connect(database_file)) as tx:
        tx.execute("INSERT INTO audit (at, action) VALUES ('2027-05-12', 'published')")

        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            tx.execute("DELETE FROM audit")


def test_two_bots_cannot_share_a_folder(tmp_path: Path) -> None:
    """The second copy is told at once; when the first ends, the folder is free."""
    with lock_folder(tmp_path):
        with pytest.raises(StorageError) as caught, lock_folder(tmp_path):
            pass

        assert caught.value.reason == "another_copy"
    with lock_folder(tmp_path):
        pass
