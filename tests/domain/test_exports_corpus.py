"""The tables that formpack made of nine surveys, made again. Differences are named."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.domain.columns import Options, Selects
from bot.domain.exports import Table, csv_bytes, tables
from bot.domain.responses import Response
from bot.forms.model import Choice, Form, Group, Item, Kind, Question, Repeat, Text

CORPUS = Path(os.environ.get("CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
UNNAMED = "unnamed"  # the language of labels that name none
DIFFERENCES: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    # formpack finds no label for a choice whose name is the number 0
    "site_inspection": lambda options: options["lang"] is None,
    # the question was select_one once: formpack leaves values of other rows beyond the header
    "restaurant_profile": lambda options: options["multiple_select"] == "details",
}

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (CORPUS / "exports").is_dir(), reason="the corpus is not here"),
]


def text(row: Mapping[str, Any], languages: list[str]) -> Text:
    label = row.get("label")
    if isinstance(label, list):
        return Text({lang: t for lang, t in zip(languages, label, strict=True) if t})
    found = {key.split("::")[1]: value for key, value in row.items() if key.startswith("label::")}
    return Text(found or ({UNNAMED: label} if label else {}))


def form(fixture: Mapping[str, Any], schema: Mapping[str, Any]) -> Form:
    content = schema["content"]
    languages = content.get("translations") or [UNNAMED]
    lists: dict[str, tuple[Choice, ...]] = {}
    for row in content.get("choices", []):
        choice = Choice(str(row["name"]), text(row, languages))
        lists[row["list_name"]] = (*lists.get(row["list_name"], ()), choice)
    return Form(
        name=fixture["fixture"],
        version=schema["version"],
        title=Text({UNNAMED: fixture["title"]}),
        languages=tuple(languages),
        default_language=UNNAMED,
        children=items(iter(content["survey"]), languages),
        lists=lists,
    )


def items(rows: Any, languages: list[str]) -> tuple[Item, ...]:
    found: list[Item] = []
    for row in rows:
        kind, *listed = row["type"].split()
        if kind.startswith("end_"):
            break
        label = text(row, languages)
        if kind == "begin_group":
            found.append(Group(row["name"], label, items(rows, languages)))
        elif kind == "begin_repeat":
            found.append(Repeat(row["name"], label, items(rows, languages)))
        else:
            list_name = row.get("select_from_list_name") or "".join(listed)
            found.append(Question(row["name"], Kind(kind), label, list_name=list_name))
    return tuple(found)


def answers(node: Mapping[str, Any], numbered: str = "/data", plain: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for path, value in node.items():
        ref = f"{numbered}/{path.removeprefix(plain)}"
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, instance in enumerate(value, 1):
                found |= answers(instance, f"{ref}[{number}]", f"{path}/")
        else:
            found[ref] = str(value)
    return found


def responses(fixture: Mapping[str, Any]) -> list[Response]:
    found = []
    for submission in fixture["submissions"]:
        version = next(v for key, v in submission.items() if key.startswith("__version"))
        found.append(Response(answers(submission), version=version))
    return found


def made(fixture: Mapping[str, Any], options: Options) -> dict[str, Table]:
    *earlier, newest = [form(fixture, schema) for schema in fixture["schemas"]]
    found = tables(newest, responses(fixture), options, earlier=earlier)
    return {table.name: table for table in found}


def options_of(raw: Mapping[str, Any]) -> Options:
    language = None if raw["lang"] == "_xml" else raw["lang"] or UNNAMED
    selects = Selects(raw["multiple_select"])
    return Options(language, selects, raw["hierarchy_in_labels"], raw["group_sep"])


def fixtures() -> list[Path]:
    return sorted((CORPUS / "exports").glob("*.json"))


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: path.stem)
def test_tables_as_formpack_made_them(path: Path) -> None:
    """Every table under every option is the same, cell by cell, but for the named differences."""
    fixture = json.loads(path.read_text("utf-8"))
    unlike = DIFFERENCES.get(path.stem, nowhere)

    for export in fixture["exports"]:
        ours = made(fixture, options_of(export["options"]))
        for name, table in export["sections"].items():
            assert same(ours.get(name), table) is not unlike(export["options"]), export["options"]


def nowhere(_options: Mapping[str, Any]) -> bool:
    return False


def same(table: Table | None, expected: Mapping[str, Any]) -> bool:
    rows = [tuple(str(cell) for cell in row) for row in expected["data"]]
    return (
        table is not None and table.header == tuple(expected["fields"]) and list(table.rows) == rows
    )


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: path.stem)
def test_the_csv_file_as_formpack_wrote_it(path: Path) -> None:
    """Separator, quoting and order are the same; the byte order mark and CRLF are ours."""
    fixture = json.loads(path.read_text("utf-8"))

    written = csv_bytes(next(iter(made(fixture, Options()).values())))

    assert written.decode("utf-8-sig").splitlines() == fixture["csv_default"].splitlines()
