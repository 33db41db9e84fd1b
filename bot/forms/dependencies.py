"""In which order the values of a large form are computed.

Values are computed when they are read, which nests as deep as the longest chain of calculations.
A form with many rules is therefore walked in the order of its dependencies, so that a chain of
thousands stays shallow. What refers by paths instead of `${name}` is still computed when read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.forms.plan import Binding

FEW = 40  # rules; no chain among so few is deep


def in_order(
    all_bindings: Iterable[Binding], by_name: Mapping[str, Binding]
) -> tuple[Binding, ...]:
    """The questions with rules, each after what it reads; nothing for a form with few rules."""
    ruled = [binding for binding in all_bindings if not binding.children and any(_rules(binding))]
    if len(ruled) <= FEW:
        return ()
    done: dict[Binding, None] = {}
    opened: set[Binding] = set()
    for binding in ruled:
        _visit(binding, by_name, opened, done)
    return tuple(done)


def _visit(
    start: Binding, by_name: Mapping[str, Binding], opened: set[Binding], done: dict[Binding, None]
) -> None:
    """Depth first without recursion; a circle is cut where it closes."""
    waiting = [start]
    while waiting:
        binding = waiting[-1]
        if binding in opened:
            waiting.pop()
            done.setdefault(binding)
            continue
        opened.add(binding)
        reads = (by_name.get(name) for name in _reads(binding))
        waiting.extend(other for other in reads if other is not None and other not in opened)


def _reads(binding: Binding) -> Iterator[str]:
    at: Binding | None = binding
    while at is not None:
        for names in _rules(at):
            yield from names
        at = at.parent


def _rules(binding: Binding) -> Iterator[frozenset[str]]:
    """The names that each of its rules reads."""
    rules = (binding.relevant, binding.calculation, binding.dynamic_default, binding.offering)
    return (rule.names for rule in rules if rule is not None)
