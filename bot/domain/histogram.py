"""Bands of a published histogram: none of them small."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.results import Cell
from bot.domain.suppression import small


def join_small(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Join neighbouring bands until none holds 1–4 people (or one band is left)."""
    found = [cell for cell in cells if cell.band is not None]
    others = tuple(cell for cell in cells if cell.band is None)
    while len(found) > 1 and any(small(cell.count) for cell in found):
        at = next(i for i, cell in enumerate(found) if small(cell.count))
        found[_left(found, at) : _left(found, at) + 2] = [_joined(found, _left(found, at))]
    return (*found, *others)


def _left(cells: Sequence[Cell], at: int) -> int:
    """The left one of the pair to join: with the fuller neighbour, where there is one."""
    if at == 0:
        return 0
    if at == len(cells) - 1:
        return at - 1
    return at if cells[at + 1].count > cells[at - 1].count else at - 1


def _joined(cells: Sequence[Cell], left: int) -> Cell:
    first, second = cells[left], cells[left + 1]
    if first.band is None or second.band is None:
        raise ValueError("only bands can be joined")
    band = first.band.joined(second.band)
    return Cell(band.name, first.label, first.count + second.count, band)
