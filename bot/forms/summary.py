"""What a form amounts to, told to the librarian before it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.forms.model import Form


@dataclass(frozen=True, slots=True)
class Summary:
    """`missing`: language → how many texts it lacks that another language has."""

    questions: int
    minutes: int
    languages: tuple[str, ...]
    missing: Mapping[str, int]
    sensitive: tuple[str, ...]


def summarise(form: Form) -> Summary:
    """Counts and an estimate of the time that answering takes."""
    raise NotImplementedError
