"""The documents keep to what stands. That the commands they name exist, see tests/packaging."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import handlers
from bot.forms.xlsform import open_workbook, read_form
from bot.transport.router import Router

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 120_000  # bytes of a picture
WORDS = 500  # of the README
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
MACHINE = re.compile(r"(?<![\w.])/(?:home|root|work|tmp|Users|var|opt)/")
TYPED = re.compile(r"`/([a-z_]+)")
SHEET = re.compile(r"\*\*(survey|choices|settings)\*\*\n\n((?:\|.*\|\n)+)")

every_document = pytest.mark.parametrize(
    "document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT))
)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def targets(document: Path) -> list[str]:
    """What a document links to and which pictures it shows."""
    return [one or other for one, other in LINK.findall(FENCE.sub("", text(document)))]


def anchors(document: Path) -> set[str]:
    """How headings are addressed: small letters, no punctuation, hyphens for spaces."""
    headings = HEADING.findall(FENCE.sub("", text(document)))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in headings}


def test_the_readme_is_read_in_two_minutes() -> None:
    """Longer things have documents of their own."""
    assert len(text(ROOT / "README.md").split()) <= WORDS


@every_document
def test_links_lead_somewhere(document: Path) -> None:
    """Files and headings of this project; other sites are theirs."""
    inside = [target for target in targets(document) if "://" not in target]

    for target in inside:
        name, _, anchor = target.partition("#")
        path = document.parent / name if name else document
        assert path.exists(), target
        assert not anchor or anchor in anchors(path), target


@every_document
def test_no_document_knows_a_machine(document: Path) -> None:
    """Paths are those of the project."""
    assert MACHINE.findall(text(document)) == []


def test_every_picture_is_shown_and_small() -> None:
    """`make pictures` takes them."""
    there = set(PICTURES.iterdir())

    shown = {
        (document.parent / target).resolve()
        for document in DOCUMENTS
        for target in targets(document)
        if target.endswith(".png")
    }

    assert there == shown
    assert [path.name for path in there if path.stat().st_size > LARGEST] == []


def test_every_picture_can_be_heard() -> None:
    """A description stands in for each (WCAG 2.2, 1.1.1)."""
    for document in DOCUMENTS:
        for image in re.findall(r"<img [^>]*>", text(document)):
            assert re.search(r'alt="[^"]{20,}"', image), image
        for words in re.findall(r"!\[([^\]]*)\]", text(document)):
            assert len(words) >= 20, document


def test_every_dependency_has_its_reason() -> None:
    """What runs with the bot is named in the architecture."""
    project = tomllib.loads(text(ROOT / "pyproject.toml"))["project"]
    names = {re.split(r"[<>=\[]", one)[0] for one in project["dependencies"]}
    architecture = text(ROOT / "docs" / "architecture.md")
    table = architecture.partition("\n## Dependencies\n")[2].partition("\n## ")[0]

    explained = set(re.findall(r"^\| `([\w-]+)`", table, re.MULTILINE))

    assert explained == names


def test_the_layers_of_the_documents_are_those_that_are_checked() -> None:
    """The contract in pyproject.toml, the README and the architecture name the same parts."""
    contracts = tomllib.loads(text(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["name"] == "Layers")
    parts = [part.strip().replace(".", "/") for line in layers for part in line.split("|")]
    table = text(ROOT / "docs" / "architecture.md").partition("\n## Layers\n")[2]

    for part in parts:
        path = ROOT / part
        name = part if path.is_dir() else f"{part}.py"
        assert (ROOT / name).exists(), name
        assert f"`{name}`" in table.partition("\n## ")[0], name
        assert name in text(ROOT / "README.md"), name


def test_what_the_guide_says_to_type_is_heard() -> None:
    """Every `/command` of the librarians' guide has a handler of its own."""
    router = Router()
    handlers.register_all(router)
    named = set(TYPED.findall(text(ROOT / "docs" / "podrecznik.md")))

    unheard = {one for one in named if router.named(one) is router.named("no such command")}

    assert "ogloszenie" in named
    assert unheard == set()


def test_the_form_of_the_guide_is_a_form() -> None:
    """What a librarian copies from the guide is read without a single remark."""
    guide = text(ROOT / "docs" / "podrecznik.md")
    sheets = SHEET.findall(guide)
    lines = [f"| {name} |\n" + re.sub(r"^\|", "| |", rows, flags=re.M) for name, rows in sheets]
    source = re.sub(r"^\| \|(?:-+\|)+\n", "", "".join(lines), flags=re.M)

    opened = open_workbook(source.encode())
    assert opened.workbook, opened.problems
    reading = read_form(opened.workbook)

    assert reading.problems == ()
    assert reading.form
    assert [one.name for one in reading.form.questions()] == ["czesto", "powody", "uwagi"]
