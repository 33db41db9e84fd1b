"""What may be shown of a survey, taken at one moment and kept as JSON.

Why it is stored and not computed when somebody looks: of an anonymous survey nobody may see the
difference that one response makes (`disclosure`, rule 9). Rows carry no order, so an earlier state
cannot be had later. A snapshot therefore holds whatever rows are there when it is taken; it is
taken when at least five more are there than in the one before. That is done outside the writer,
from one consistent read: the counting may then take as long as it likes, and a crash in between
costs nothing but a later snapshot. Only what `disclosure` lets through is stored, with the
cross-tables by `DIVIDERS`, since those cannot be made from the totals.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from bot.domain.crosstabs import (
    PublishedCross,
    PublishedRow,
    counted,
    crossable,
    given,
    publish_cross,
)
from bot.domain.disclosure import (
    Base,
    Figure,
    PublishedCell,
    PublishedNumbers,
    PublishedResults,
    PublishedTally,
    publish,
)
from bot.domain.responses import Layout, Place, Response, layout
from bot.domain.results import tabulate
from bot.domain.suppression import Hidden
from bot.errors import Refused
from bot.forms.model import Form, Kind, Text
from bot.frozen import frozen

# Questions by whose answers others are divided: few, because every further table says more.
DIVIDERS = ("wiek", "miejsce", "plec", "age", "place", "gender")
Pair = tuple[str, str]  # (divided by, question)
Json = Mapping[str, Any]


@frozen
class Snapshot:
    """Everything that may be shown of a survey at one moment. `day` is an ISO date."""

    day: str
    closed: bool
    results: PublishedResults
    crosses: Mapping[Pair, PublishedCross]

    def dividers(self, key: str) -> tuple[str, ...]:
        """The questions by which this one may be divided."""
        return tuple(by for by, of in self.crosses if of == key)


def take(
    form: Form,
    earlier: Sequence[Form],
    responses: Iterable[Response],
    *,
    unfinished: int,
    day: str,
    closed: bool,
) -> Snapshot:
    """Count, hide what must be hidden, cross. Slow for thousands: not for the event loop."""
    handed_in = list(responses)
    results = publish(tabulate(form, handed_in, earlier=earlier, unfinished=unfinished))
    crosses = dict(_crosses(layout(form, earlier), handed_in, results))
    return Snapshot(day, closed, results, crosses)


def _crosses(
    seen: Layout, responses: Sequence[Response], results: PublishedResults
) -> Iterable[tuple[Pair, PublishedCross]]:
    """Every question is prepared once: with thousands of responses that is what takes time."""
    values = [seen.values(response) for response in responses]
    tallies = {tally.key: tally for tally in results.tallies if crossable(tally.place)}
    people = {key: given(tally.place, key, values) for key, tally in tallies.items()}
    for by in (tally for tally in tallies.values() if divides(tally.place)):
        for of in tallies.values():
            if by.key == of.key:
                continue
            one_answer = of.place.question.kind is Kind.SELECT_ONE
            both = counted(people[by.key], people[of.key], exclusive=one_answer)
            try:
                yield (by.key, of.key), publish_cross(both, by, of)
            except Refused:
                continue  # too few people to show any of it


def divides(place: Place) -> bool:
    """Is this one of the questions by which others are divided?"""
    question = place.question
    return question.kind is Kind.SELECT_ONE and question.name in DIVIDERS and crossable(place)


def to_json(snapshot: Snapshot) -> str:
    """One line of JSON, self-contained but for the questions' own texts."""
    results = snapshot.results
    data = {
        "day": snapshot.day,
        "closed": snapshot.closed,
        "total": results.total,
        "unfinished": results.unfinished,
        "channels": [list(pair) for pair in results.channels],
        "tallies": [_tally_json(tally) for tally in results.tallies],
        "crosses": [[*pair, _cross_json(table)] for pair, table in snapshot.crosses.items()],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def only(source: str, keys: Collection[str]) -> str:
    """What `to_json` wrote, cut down to these questions, in the survey's order."""
    data = json.loads(source)
    data["tallies"] = [tally for tally in data["tallies"] if tally["key"] in keys]
    data["crosses"] = []
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def from_json(source: str, form: Form, earlier: Sequence[Form] = ()) -> Snapshot:
    """What `to_json` wrote; the forms give the questions back. Raises KeyError for others."""
    data = json.loads(source)
    seen = layout(form, earlier)
    results = PublishedResults(
        total=_figure(data["total"]),
        unfinished=_figure(data["unfinished"]),
        channels=tuple((name, _figure(count)) for name, count in data["channels"]),
        tallies=tuple(_tally(item, seen.places[item["key"]]) for item in data["tallies"]),
    )
    crosses = {(by, of): _cross(table) for by, of, table in data["crosses"]}
    return Snapshot(data["day"], data["closed"], results, crosses)


def _figure(value: int | str) -> Figure:
    return Hidden(value) if isinstance(value, str) else value


def _fraction(value: str | None) -> Fraction | None:
    return Fraction(value) if value is not None else None


def _text_json(text: Text) -> dict[str, str]:
    return dict(text.by_language)


def _ratio(value: Fraction | None) -> str | None:
    return str(value) if value is not None else None


def _tally_json(tally: PublishedTally) -> Json:
    return {
        "key": tally.key,
        "answered": tally.answered,
        "no_answer": tally.no_answer,
        "base": tally.base,
        "base_of": tally.base_of,
        "withheld": tally.withheld,
        "cells": [
            [cell.name, _text_json(cell.label), cell.count, _ratio(cell.share)]
            for cell in tally.cells
        ],
        "numbers": _numbers_json(tally.numbers),
        "positions": [[name, str(mean)] for name, mean in tally.positions],
    }


def _tally(data: Json, place: Place) -> PublishedTally:
    return PublishedTally(
        key=data["key"],
        place=place,
        answered=_figure(data["answered"]),
        no_answer=_figure(data["no_answer"]),
        cells=tuple(
            PublishedCell(name, Text(label), _figure(count), _fraction(share))
            for name, label, count, share in data["cells"]
        ),
        base=data["base"],
        base_of=Base(data["base_of"]),
        numbers=_numbers(data["numbers"]),
        positions=tuple((name, Fraction(mean)) for name, mean in data["positions"]),
        withheld=data["withheld"],
    )


def _numbers_json(numbers: PublishedNumbers | None) -> Json | None:
    if numbers is None:
        return None
    return {
        "n": numbers.n,
        "median": str(numbers.median),
        "mean": str(numbers.mean),
        "minimum": _ratio(numbers.minimum),
        "maximum": _ratio(numbers.maximum),
    }


def _numbers(data: Json | None) -> PublishedNumbers | None:
    if data is None:
        return None
    return PublishedNumbers(
        n=data["n"],
        median=Fraction(data["median"]),
        mean=Fraction(data["mean"]),
        minimum=_fraction(data["minimum"]),
        maximum=_fraction(data["maximum"]),
    )


def _cross_json(table: PublishedCross) -> Json:
    return {
        "columns": [[name, _text_json(label)] for name, label in table.columns],
        "base_of": table.base_of,
        "rows": [
            [row.name, _text_json(row.label), row.total, row.base, list(row.counts)]
            for row in table.rows
        ],
    }


def _cross(data: Json) -> PublishedCross:
    rows = tuple(
        PublishedRow(name, Text(label), total, base, tuple(_figure(count) for count in counts))
        for name, label, total, base, counts in data["rows"]
    )
    columns = tuple((name, Text(label)) for name, label in data["columns"])
    return PublishedCross(columns, rows, Base(data["base_of"]))
