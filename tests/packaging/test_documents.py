"""Commands that documents name are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.cli import MODULES

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
MAKE = re.compile(r"\bmake ([a-z]+)")
PROGRAM = re.compile(r"(?:trzecie-miejsce|python -m bot) ([a-z]+(?:-[a-z]+)*)\b(?!\.env)")
SCRIPT = re.compile(r"\b(?:scripts|\.ci)/[a-z]+\b")


def in_code(document: Path, pattern: re.Pattern[str]) -> set[str]:
    """What stands in a document's code, in blocks and between words."""
    code = "\n".join(CODE.findall(document.read_text(encoding="utf-8")))
    return set(pattern.findall(code))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_names_is_there(document: Path) -> None:
    """Targets of the Makefile, commands of the program, scripts."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))

    assert in_code(document, MAKE) <= targets
    assert in_code(document, PROGRAM) <= MODULES.keys()
    for script in in_code(document, SCRIPT):
        assert list(ROOT.glob(f"{script}*")), script


def test_every_target_of_the_makefile_is_explained() -> None:
    """`make` alone lists them."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split())
    explained = set(re.findall(r'@echo "make ([a-z]+)', makefile))

    assert phony - explained == {"help", "dev"}
