"""The folder, the disk, the database, its copies."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.cli.checks.encryption import Encryption, encryption
from bot.config import Settings
from bot.domain.checkup import Finding, fine, look, wrong
from bot.errors import StorageError
from bot.i18n import Translator
from bot.storage.backup import newest_copy
from bot.storage.inspection import holder, inspect
from bot.storage.migration import newest
from bot.views.console import failures

LITTLE = 500  # MB: less than a few copies of a large database
OLD = 3  # days


def findings(settings: Settings, t: Translator) -> Iterator[Finding]:
    """All of it."""
    folder = settings.data_dir
    if not folder.is_dir():
        yield look("folder_none", folder=folder)
        return
    yield _writable(settings)
    yield _space(settings)
    yield _encrypted(settings)
    yield _running(settings)
    yield from _database(settings, t)
    yield _copies(settings, t)


def _writable(settings: Settings) -> Finding:
    folder = settings.data_dir
    if not os.access(folder, os.W_OK | os.X_OK):
        return wrong("folder_readonly", folder=folder)
    return fine("folder", folder=folder)


def _space(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.data_dir).free // 1_000_000
    if free < LITTLE:
        return look("space_low", free=free, folder=settings.data_dir)
    return fine("space", free=free)


def _encrypted(settings: Settings) -> Finding:
    found, kind = encryption(settings.data_dir)
    match found:
        case Encryption.YES:
            return fine("encrypted")
        case Encryption.NO:
            return look("plain_disk")
        case _:
            return look("disk_unknown", kind=kind)


def _running(settings: Settings) -> Finding:
    number = holder(settings.data_dir)
    return fine("running", number=number) if number else look("not_running")


def _database(settings: Settings, t: Translator) -> Iterator[Finding]:
    path = settings.database
    if not path.exists():
        yield look("database_none")
        return
    try:
        found = inspect(path, newest())
    except StorageError as error:
        yield wrong("database_bad", words=failures.bad_storage(error, t))
        return
    if found.revision < newest():
        yield look("database_older", revision=found.revision or "–", newest=newest())
    else:
        yield fine("database", revision=found.revision)
    yield fine("owner") if found.owned else look("owner_none")


def _copies(settings: Settings, t: Translator) -> Finding:
    copy = newest_copy(settings.backups)
    if copy is None:
        return look("backup_none")
    made = datetime.fromtimestamp(copy.stat().st_mtime, UTC)
    days = (datetime.now(UTC) - made).days
    return look("backup_old", days=days) if days > OLD else fine("backup", day=t.moment(made))
