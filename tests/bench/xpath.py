"""How long an expression takes to parse and to evaluate: `python -m tests.bench.xpath`.

The goals are at most 200 µs to parse one and at most 5 µs to evaluate a typical one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import process_time
from timeit import Timer

from bot.forms import xpath

EXPRESSIONS = (
    "${a} = 'x' and selected(${b}, 'y')",
    ". >= 18 and . < 100",
    "if(${n} > 3, concat(${a}, ' ', ${n}), 'none')",
    "not(selected(${b}, 'none')) or count-selected(${b}) <= 3",
    "regex(., '^[0-9]{2}$')",
    ". <= today()",
    "../n * 2 + 1",
)


@dataclass(eq=False)
class Answer:
    """The least a node can be."""

    name: str
    value: str = ""
    children: Sequence[Answer] = ()
    parent: Answer | None = field(default=None, repr=False)


def context() -> xpath.Context:
    answers = {
        "a": Answer("a", "x"),
        "b": Answer("b", "w y z"),
        "n": Answer("n", "41"),
        "age": Answer("age", "42"),
    }
    root = Answer("data", children=tuple(answers.values()))
    for answer in answers.values():
        answer.parent = root
    found = {name: [answer] for name, answer in answers.items()}
    env = xpath.Environment(root, lambda name, _: found[name], datetime(2027, 5, 12, tzinfo=UTC))
    return xpath.Context(answers["age"], env)


def microseconds(run: Callable[[], object]) -> float:
    """Processor time for one run: the best of five rounds of about 20 ms."""
    timer = Timer(run, timer=process_time)
    loops = max(1, timer.autorange()[0] // 10)
    return min(timer.repeat(5, loops)) / loops * 1e6


def figures() -> dict[str, tuple[float, float]]:
    """Expression → microseconds to parse it, microseconds to evaluate it as a truth."""
    ctx, parse = context(), xpath.compile.__wrapped__
    measured = {}
    for source in EXPRESSIONS:
        boolean = parse(source).boolean
        measured[source] = (
            microseconds(lambda source=source: parse(source)),
            microseconds(lambda boolean=boolean: boolean(ctx)),
        )
    return measured


def main() -> None:
    sys.stdout.write("xpath: µs to parse, µs to evaluate\n")
    for source, (parse, evaluate) in figures().items():
        sys.stdout.write(f"{parse:8.1f} {evaluate:8.2f}  {source}\n")


if __name__ == "__main__":
    main()
