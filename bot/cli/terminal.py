"""The terminal that a command talks to: its words, its output, its questions."""

from __future__ import annotations

import os
import re
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from bot.i18n import DEFAULT_LANGUAGE, Translator, closest

ZONE = ZoneInfo("Europe/Warsaw")
PROGRAM = "trzecie-miejsce"
COMMAND = re.compile(
    rf"\b{PROGRAM}(?= (?:run|setup|doctor|owner-code|backup|restore|migrate|demo|version)\b)"
)
YES = frozenset({"t", "tak", "y", "yes", "т", "так"})


@dataclass(slots=True)
class Terminal:
    """Where a command reads and writes; a test gives its own streams."""

    language: str
    out: TextIO
    errors: TextIO
    source: TextIO
    program: str = PROGRAM  # as a person here must call it

    @property
    def t(self) -> Translator:
        """The words in the language of the terminal."""
        return Translator(self.language, ZONE, datetime.now(UTC))

    @property
    def watched(self) -> bool:
        """Does a person look at it? Secrets are printed only then."""
        return self.out.isatty()

    def say(self, text: str) -> None:
        """One message."""
        self.out.write(f"{self._callable(text)}\n")
        self.out.flush()

    def complain(self, text: str) -> None:
        """What went wrong."""
        self.errors.write(f"{self._callable(text)}\n")
        self.errors.flush()

    def _callable(self, text: str) -> str:
        """Commands in a text as they work when they are typed here."""
        return COMMAND.sub(lambda _: self.program, text)

    def ask(self, question: str) -> str:
        """One line. Raises EOFError where nobody can answer."""
        self.out.write(f"{question} ")
        self.out.flush()
        line = self.source.readline()
        if not line:
            raise EOFError
        return line.strip()

    def agree(self, question: str) -> bool:
        """A question that is answered with yes or no; Enter means no."""
        return self.ask(question).lower() in YES


Command = Callable[[Namespace, Terminal], int]


def here() -> Terminal:
    """The process's own."""
    return Terminal(language(os.environ), sys.stdout, sys.stderr, sys.stdin, program())


def program() -> str:
    """What to type to run the program again: its name, or where it lies beside this Python."""
    beside = Path(sys.executable).with_name(PROGRAM)
    if shutil.which(PROGRAM) or not beside.is_file():
        return PROGRAM
    return str(beside.relative_to(Path.cwd()) if beside.is_relative_to(Path.cwd()) else beside)


def language(env: Mapping[str, str]) -> str:
    """The language of the terminal (POSIX: LC_ALL, else LC_MESSAGES, else LANG), or the default."""
    name = next((env[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(key)), "")
    code = name.partition(".")[0].partition("_")[0]
    return closest(code) if code not in ("C", "POSIX") else DEFAULT_LANGUAGE
