"""How Alembic runs here: one explicit transaction around the whole upgrade.

SQLite's driver would commit before every CREATE; with `isolation_level=None` and our own BEGIN a
revision that fails in the middle leaves nothing behind. Foreign keys are off while tables are
rebuilt and checked before the commit.
"""

from __future__ import annotations

import sqlite3

from alembic import context
from sqlalchemy import create_engine, event, pool
from sqlalchemy.engine import Connection


def no_hidden_transactions(raw: sqlite3.Connection, _record: object) -> None:
    raw.isolation_level = None
    raw.execute("PRAGMA foreign_keys=OFF")


def begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def main() -> None:
    url = context.config.get_main_option("sqlalchemy.url")
    assert url is not None
    engine = create_engine(url, poolclass=pool.NullPool)
    event.listen(engine, "connect", no_hidden_transactions)
    event.listen(engine, "begin", begin)
    with engine.connect() as connection, connection.begin():
        context.configure(connection=connection, target_metadata=None, transactional_ddl=True)
        context.run_migrations()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"{len(broken)} rows point nowhere after the migration")
    engine.dispose()


main()
