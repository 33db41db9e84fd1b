"""The catalogues: `update` them from the code, `fill` in translations, `check` that all is there.

    python -m scripts.messages update
    python -m scripts.messages fill words.json    {"msgid": {"pl": "…", "uk": "…"}, …}
    python -m scripts.messages check

A plural's value is a list of its forms. English needs no translation: its msgid is copied.
"""

from __future__ import annotations

import fcntl
import io
import json
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
LANGUAGES = ("pl", "uk", "en")
FOLDERS = ("bot", "handlers")
KEYWORDS = {
    "t": None, "plain": None, "mark": None, "many": (1, 2), "many_plain": (1, 2),
}  # fmt: skip
PLACEHOLDER = re.compile(r"{(\w+)[^}]*}")
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # a date of its own would change at every run
TAG = re.compile(r"</?[a-z]+[^>]*>")


def path(language: str) -> Path:
    """Where a language's catalogue is."""
    return ROOT / "locales" / language / "LC_MESSAGES" / "messages.po"


def extracted() -> Catalog:
    """Every message in the code, without line numbers: those would change with every edit."""
    found = Catalog(charset="utf-8")
    for folder in FOLDERS:
        for file, _, message, _, _ in extract_from_dir(
            ROOT / folder, method_map=[("**.py", "python")], keywords=KEYWORDS
        ):
            found.add(message, locations=[(f"{folder}/{file}", None)])  # type: ignore[list-item]
    return found


def load(language: str) -> Catalog:
    """The catalogue as it stands; an empty one for a language without a file."""
    if not path(language).exists():
        return Catalog(locale=language, charset="utf-8")
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def text(catalog: Catalog) -> bytes:
    """The file as it is to be."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, ignore_obsolete=True, omit_header=False)
    return out.getvalue()


def synced(language: str, template: Catalog, words: dict[str, dict[str, object]]) -> Catalog:
    """The catalogue with the code's messages, old translations and new `words`."""
    old = load(language)
    fresh = Catalog(
        locale=language, charset="utf-8", project="Trzecie Miejsce", header_comment="",
        fuzzy=False, creation_date=EPOCH, revision_date=EPOCH,
    )  # fmt: skip
    for message in template:
        if not message.id:
            continue
        key = _key(message)
        kept = old.get(key)
        string = kept.string if kept and not kept.fuzzy else ""
        given = words.get(key, {}).get(language)
        if given:
            string = tuple(given) if isinstance(given, list) else str(given)
        if language == "en" and not given:
            string = message.id
        fresh.add(message.id, string, locations=message.locations)
    return fresh


@contextmanager
def locked() -> Iterator[None]:
    """One writer at a time."""
    with (ROOT / "locales" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def update(words: dict[str, dict[str, object]]) -> None:
    """Write all catalogues anew."""
    with locked():
        template = extracted()
        for language in LANGUAGES:
            path(language).parent.mkdir(parents=True, exist_ok=True)
            path(language).write_bytes(text(synced(language, template, words)))


def problems(language: str, template: Catalog) -> Iterator[str]:
    """What is missing, fuzzy, stale, or differs in its placeholders or tags."""
    catalog = load(language)
    known = {_key(message) for message in template if message.id}
    for message in catalog:
        if message.id and _key(message) not in known:
            yield f"stale: {_key(message)!r}"
    for key in known:
        found = catalog.get(key)
        if found is None or not _complete(found):
            yield f"missing: {key!r}"
        elif found.fuzzy:
            yield f"fuzzy: {key!r}"
        else:
            yield from _differences(found)


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _complete(message: Message) -> bool:
    return all(_strings(message.string))


def _strings(value: object) -> list[str]:
    return [str(one or "") for one in value] if isinstance(value, (tuple, list)) else [str(value)]


def _differences(message: Message) -> Iterator[str]:
    ids, strings = _strings(message.id), _strings(message.string)
    for pattern, noun in ((PLACEHOLDER, "placeholders"), (TAG, "tags")):
        wanted = [sorted(set(pattern.findall(one))) for one in ids]
        for string in strings:
            if sorted(set(pattern.findall(string))) not in wanted:
                yield f"{noun} differ: {ids[-1]!r} / {string!r}"


def check() -> int:
    """Print every problem; 1 if there is any."""
    template = extracted()
    found = [
        f"{language}: {problem}"
        for language in LANGUAGES
        for problem in problems(language, template)
    ]
    print("\n".join(found) or f"locales: {len(template)} messages, {', '.join(LANGUAGES)} complete")
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    """See the module's text."""
    match arguments:
        case ["update"]:
            update({})
        case ["fill", file]:
            update(json.loads(Path(file).read_text(encoding="utf-8")))
        case ["check"]:
            return check()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
