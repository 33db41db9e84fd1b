"""What was answered, counted exactly. Nothing is hidden here: `disclosure` decides what is shown.

The unit is always the person: inside a repeat somebody counts once for a choice however often
it was given, and such a question behaves like one with several choices.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from bot.domain.bands import Band, bands
from bot.domain.responses import OTHER, Layout, Place, Response, layout
from bot.forms.model import Form, Kind, Text
from bot.frozen import frozen

NOT_TABULATED = frozenset(
    {
        Kind.NOTE,
        Kind.CALCULATE,
        Kind.HIDDEN,
        Kind.START,
        Kind.END,
        Kind.TODAY,
        Kind.DEVICEID,
        Kind.METADATA,
    }
)
SELECTS = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE})
NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
PERIODS = {Kind.DATE: 7, Kind.DATETIME: 7, Kind.TIME: 2}  # characters that name month or hour


@frozen
class Cell:
    """People who gave this answer. `name` is the choice's name, the band or the period."""

    name: str
    label: Text
    count: int
    band: Band | None = None


@frozen
class Numbers:
    """Order statistics of numeric answers, exact. `at_…` = how many gave that very number."""

    n: int
    minimum: Fraction
    median: Fraction
    mean: Fraction
    maximum: Fraction
    at_minimum: int
    at_maximum: int


@frozen
class Tally:
    """One question counted. answered + no_answer + not_asked = all responses."""

    key: str
    place: Place
    answered: int
    no_answer: int
    not_asked: int
    cells: tuple[Cell, ...] = ()
    exclusive: bool = True  # each answering person is in exactly one cell
    numbers: Numbers | None = None
    positions: tuple[tuple[str, Fraction], ...] = ()  # rank: choice's name, mean position from 1

    @property
    def asked(self) -> int:
        return self.answered + self.no_answer


@frozen
class Results:
    """A whole survey counted, in the order of its newest version."""

    total: int
    unfinished: int
    channels: tuple[tuple[str, int], ...]
    tallies: tuple[Tally, ...]

    def tally(self, key: str) -> Tally:
        """The tally of one question by its key. Raises KeyError."""
        for tally in self.tallies:
            if tally.key == key:
                return tally
        raise KeyError(key)


def tabulate(
    form: Form, responses: Iterable[Response], *, earlier: Sequence[Form] = (), unfinished: int = 0
) -> Results:
    """Count every question. `earlier` are the survey's older versions, the oldest first."""
    seen = layout(form, earlier)
    handed_in = list(responses)
    answers = collect(seen, handed_in)
    channels = Counter(response.channel for response in handed_in)
    return Results(
        total=len(handed_in),
        unfinished=unfinished,
        channels=tuple(sorted(channels.items())),
        tallies=tuple(
            _tally(key, place, answers[key], len(handed_in))
            for key, place in seen.places.items()
            if place.question.kind not in NOT_TABULATED
        ),
    )


def collect(seen: Layout, responses: Iterable[Response]) -> dict[str, list[list[str]]]:
    """For each question the non-empty values of each person who was asked ([] = skipped)."""
    answers: dict[str, list[list[str]]] = {key: [] for key in seen.places}
    for response in responses:
        for key, values in seen.values(response).items():
            answers[key].append([value for value in values if value.strip()])
    return answers


def _tally(key: str, place: Place, people: list[list[str]], total: int) -> Tally:
    given = [values for values in people if values]
    cells = _cells(place, given)
    kind = place.question.kind
    return Tally(
        key=key,
        place=place,
        answered=len(given),
        no_answer=len(people) - len(given),
        not_asked=total - len(people),
        cells=cells,
        exclusive=kind is not Kind.SELECT_MULTIPLE and not place.repeats,
        numbers=_numbers(given) if kind in NUMBERS else None,
        positions=_positions(place, given) if kind is Kind.RANK else (),
    )


def _cells(place: Place, given: list[list[str]]) -> tuple[Cell, ...]:
    kind = place.question.kind
    if kind in NUMBERS:
        return _band_cells(given)
    if kind in PERIODS:
        return _counted([{value[: PERIODS[kind]] for value in values} for values in given])
    if kind is Kind.ACKNOWLEDGE:
        return _counted([set(values) for values in given])
    listed = kind in SELECTS or kind is Kind.RANK
    if listed and not place.question.list_name.startswith("${"):
        return _choice_cells(place, [chosen(place, values) for values in given])
    return ()


def chosen(place: Place, values: Iterable[str]) -> set[str]:
    """The names of the choices that one person gave; of a ranking, the first place."""
    if place.question.kind is Kind.SELECT_MULTIPLE:
        return {name for value in values for name in value.split()}
    if place.question.kind is Kind.RANK:
        return {value.split()[0] for value in values}
    return set(values)


def _choice_cells(place: Place, people: list[set[str]]) -> tuple[Cell, ...]:
    counts = Counter(name for names in people for name in names)
    labels = {choice.name: choice.label for choice in place.choices}
    names = [*labels, *sorted(counts.keys() - labels.keys())]
    return tuple(Cell(name, labels.get(name, Text()), counts[name]) for name in names)


def _counted(people: list[set[str]]) -> tuple[Cell, ...]:
    counts = Counter(name for names in people for name in names)
    return tuple(Cell(name, Text(), counts[name]) for name in sorted(counts))


def _band_cells(given: list[list[str]]) -> tuple[Cell, ...]:
    people = [[number(value) for value in values] for values in given]
    known = [value for values in people for value in values if value is not None]
    cells = [Cell(band.name, Text(), _within(band, people), band) for band in bands(known)]
    unread = sum(None in values for values in people)
    return (*cells, Cell(OTHER, Text(), unread)) if unread else tuple(cells)


def _within(band: Band, people: list[list[Fraction | None]]) -> int:
    return sum(any(v is not None and band.holds(v) for v in values) for values in people)


def _numbers(given: list[list[str]]) -> Numbers | None:
    read = [number(value) for values in given for value in values]
    known = sorted(value for value in read if value is not None)
    if not known:
        return None
    middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
    return Numbers(
        n=len(known),
        minimum=known[0],
        median=middle,
        mean=Fraction(sum(known), len(known)),
        maximum=known[-1],
        at_minimum=known.count(known[0]),
        at_maximum=known.count(known[-1]),
    )


def _positions(place: Place, given: list[list[str]]) -> tuple[tuple[str, Fraction], ...]:
    orders = [value.split() for values in given for value in values]
    found: list[tuple[str, Fraction]] = []
    for choice in place.choices:
        at = [order.index(choice.name) + 1 for order in orders if choice.name in order]
        if at:
            found.append((choice.name, Fraction(sum(at), len(at))))
    return tuple(found)


def number(value: str) -> Fraction | None:
    """A numeric answer, or None where an older version let people write something else."""
    try:
        return Fraction(Decimal(value))
    except (InvalidOperation, ValueError, OverflowError):
        return None
