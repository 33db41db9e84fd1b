"""The program itself: Python, SQLite, words, fonts."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator

from bot.domain.checkup import Finding, fine, wrong
from bot.i18n import LANGUAGES, LOCALES
from bot.storage.inspection import SQLITE as SQLITE_HERE

PYTHON = (3, 11)
SQLITE_LEAST = (3, 37)  # STRICT tables


def findings() -> Iterator[Finding]:
    """All of it."""
    yield _python()
    yield from _locales()
    yield _fonts()


def _python() -> Finding:
    version = platform.python_version()
    if sys.version_info < PYTHON:
        return wrong("python_old", version=version)
    if tuple(map(int, SQLITE_HERE.split(".")[:2])) < SQLITE_LEAST:
        return wrong("sqlite_old", sqlite=SQLITE_HERE)
    return fine("python", version=version, sqlite=SQLITE_HERE)


def _locales() -> Iterator[Finding]:
    gaps = {language: _gaps(language) for language in LANGUAGES}
    for language, number in gaps.items():
        if number:
            yield wrong("locale_gaps", language=language, number=number)
    if not any(gaps.values()):
        yield fine("locales", languages=", ".join(LANGUAGES))


def _gaps(language: str) -> int:
    """How many texts of a catalogue have no translation; a missing file counts as one."""
    from babel.messages.pofile import read_po

    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return 1
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]
    return sum(not _translated(message.string) for message in messages) or int(not messages)


def _translated(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _fonts() -> Finding:
    from bot.views.typeface import FONTS

    found = [path for path in FONTS.glob("*.ttf") if path.stat().st_size]
    return fine("fonts") if found else wrong("fonts_none")
