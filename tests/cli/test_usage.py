"""The command line itself."""

from __future__ import annotations

import pytest

from bot.cli.terminal import language
from bot.storage.database import _CODES
from bot.views.console.commands import COMMANDS
from bot.views.console.failures import STORAGE
from tests.cli.conftest import Commands


async def test_help_names_every_command(commands: Commands) -> None:
    """Nobody has to guess."""
    said = await commands("--help")

    assert said.code == 0
    for name in COMMANDS:
        assert f"  {name} " in said.out


@pytest.mark.parametrize("given", [["nic"], ["run", "--quick"], ["demo", "--port", "x"]])
async def test_what_is_not_understood_is_said(commands: Commands, given: list[str]) -> None:
    """One line, exit code 2."""
    said = await commands(*given)

    assert said.code == 2
    assert said.errors == f"Nie znam polecenia: {' '.join(given)}. Zobacz: trzecie-miejsce --help\n"


async def test_restore_asks_for_its_file(commands: Commands) -> None:
    """The command is known; only what it needs is missing."""
    said = await commands("restore")

    assert said.code == 2
    assert said.errors.startswith("Której kopii? Podaj jej plik: trzecie-miejsce restore PLIK.")


async def test_version(commands: Commands) -> None:
    """For whoever reports a fault."""
    said = await commands("version")

    assert said.code == 0
    assert said.out.startswith("Trzecie Miejsce 0.")


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, "pl"),
        ({"LANG": "C.UTF-8"}, "pl"),
        ({"LANG": "de_DE.UTF-8"}, "pl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "pl_PL.UTF-8", "LC_MESSAGES": "uk_UA.UTF-8"}, "uk"),
        ({"LANG": "uk_UA", "LC_ALL": "en_US.UTF-8"}, "en"),
    ],
)
def test_the_language_of_the_terminal(env: dict[str, str], expected: str) -> None:
    """LC_ALL before LC_MESSAGES before LANG, as POSIX says; Polish where nothing fits."""
    assert language(env) == expected


def test_every_fault_of_the_disk_has_words() -> None:
    """A reason without words would end in a fault of our own."""
    reasons = {*_CODES.values(), "database", "another_copy", "newer_schema", "migration_failed",
               "bad_secret", "no_file", "cannot_open"}  # fmt: skip

    assert reasons <= STORAGE.keys()
