"""What of the counted results may be shown: small cells, snapshots, what is withheld.

The rules, for every survey and every view and export of counts:

1. A number of people from 1 to 4 is hidden, zeros are shown. Fewer than 5 responses: nothing.
2. A count is hidden too where it would give a hidden one away. The reader is taken to know all
   sums: choices of a one-answer question add up to n; n + no answer + not asked add up to all.
   `suppression` proves that every hidden count keeps at least two possible values.
3. n is hidden where its complement (all minus n) or the no-answer count is 1–4, and then at
   least one choice with it. A question with n under 5, or asked of fewer than 5, is withheld.
4. Several answers: choices do not add up, but each has its own complement (n minus the choice),
   hidden alike; and since everybody counted gave at least one, their sum is at least n: bounds
   that follow from it are checked.
5. A relevance condition links questions: how many were asked is itself a count of the answer it
   depends on. The no-answer count (hence "asked") is shown only where the condition depends on
   one select question that hides nothing; a required question then hides n as well.
6. Percentages come from shown numbers only: of n, or of all when n is hidden and all were asked.
7. Numbers: neighbouring bands join until none is small; median and mean only when no band is
   hidden; minimum and maximum only where at least 5 people gave that very number. Mean positions
   of a ranking only when nothing is hidden.
8. `sensitive` questions: these totals and nothing else; never crossed, never in rows.
9. An anonymous survey shows snapshots (see `visible`): two that anybody can compare differ by at
   least 5 responses, the last one included.

Not covered: conclusions from combining several cross-tables with each other beyond their shared
margins, and knowledge from outside (somebody who knows how five neighbours answered).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from fractions import Fraction

from bot.domain.histogram import join_small
from bot.domain.relevance import depends_on
from bot.domain.responses import Place
from bot.domain.results import SELECTS, Cell, Numbers, Results, Tally
from bot.domain.several import protect_several
from bot.domain.suppression import THRESHOLD, Entry, Hidden, Marks, protect, small
from bot.forms.model import Text
from bot.frozen import frozen

Figure = int | Hidden
STEP = 5
ANSWERED, NO_ANSWER = "#answered", "#no-answer"  # keys that no choice can have


class Base(StrEnum):
    """Of whom the percentages are."""

    ANSWERED = "answered"
    ASKED = "asked"
    NONE = "none"


@frozen
class PublishedCell:
    """A choice, band or period as it may be shown; `share` of the question's base."""

    name: str
    label: Text
    count: Figure
    share: Fraction | None


@frozen
class PublishedNumbers:
    """Order statistics that may be shown."""

    n: int
    median: Fraction
    mean: Fraction
    minimum: Fraction | None
    maximum: Fraction | None


@frozen
class PublishedTally:
    """One question as it may be shown. `withheld`: too few people for anything."""

    key: str
    place: Place
    answered: Figure
    no_answer: Figure
    cells: tuple[PublishedCell, ...]
    base: int | None
    base_of: Base
    numbers: PublishedNumbers | None = None
    positions: tuple[tuple[str, Fraction], ...] = ()
    withheld: bool = False

    @property
    def complete(self) -> bool:
        """Is every count of this question shown?"""
        counts = (self.answered, *(cell.count for cell in self.cells))
        return not any(isinstance(count, Hidden) for count in counts)


@frozen
class PublishedResults:
    """A survey as it may be shown; `tallies` is empty where there are too few responses."""

    total: Figure
    unfinished: Figure
    channels: tuple[tuple[str, Figure], ...]
    tallies: tuple[PublishedTally, ...]

    @property
    def enough(self) -> bool:
        return isinstance(self.total, int) and self.total >= THRESHOLD

    def tally(self, key: str) -> PublishedTally:
        """One question by its key. Raises KeyError."""
        for tally in self.tallies:
            if tally.key == key:
                return tally
        raise KeyError(key)


def visible(snapshots: Iterable[int], total: int, *, closed: bool) -> int:
    """How many responses the snapshot to show holds; 0 = none yet.

    While a survey runs, the newest snapshot that leaves out at least 5 responses: so the last
    one, which holds everybody, never differs from an earlier one by one to four people.
    """
    if closed:
        return total if total >= THRESHOLD else 0
    return max((taken for taken in snapshots if THRESHOLD <= taken <= total - STEP), default=0)


def due(total: int, last_snapshot: int, *, closed: bool) -> bool:
    """Must the counts be stored now, in the transaction that made them `total`?

    Rows carry no order, so a snapshot cannot be taken afterwards: it is the tabulated counts,
    stored when another five responses are there and once at closing.
    """
    if closed:
        return total > last_snapshot
    return total - last_snapshot >= STEP


def rows_allowed(total: int, *, anonymous: bool, closed: bool) -> bool:
    """May staff export rows? Two exports of a running anonymous survey would tell who came last."""
    return not anonymous or (closed and total >= THRESHOLD)


def publish(results: Results) -> PublishedResults:
    """Hide what must be hidden in a whole survey's results."""
    if results.total < THRESHOLD:
        return PublishedResults(figure(results.total), figure(results.unfinished), (), ())
    published: dict[str, PublishedTally] = {}
    for tally in results.tallies:
        published[tally.key] = _publish_tally(tally, results, published)
    return PublishedResults(
        total=results.total,
        unfinished=figure(results.unfinished),
        channels=_channels(results.channels),
        tallies=tuple(published.values()),
    )


def figure(count: int) -> Figure:
    """A number of people that belongs to no sum."""
    return Hidden.SMALL if small(count) else count


def _channels(channels: Sequence[tuple[str, int]]) -> tuple[tuple[str, Figure], ...]:
    marks = protect([Entry(name, count, row="all") for name, count in channels])
    if marks is None:
        return tuple((name, Hidden.WITHHELD) for name, _ in channels)
    return tuple((name, marks.get(name, count)) for name, count in channels)


def _publish_tally(
    tally: Tally, results: Results, published: Mapping[str, PublishedTally]
) -> PublishedTally:
    linked = depends_on(tally.place, [other.place for other in results.tallies])
    source = published.get(linked.key) if linked.key else None
    transparent = not linked.conditional or (
        source is not None and source.place.question.kind in SELECTS and source.complete
    )
    tally = replace(tally, cells=join_small(tally.cells)) if tally.exclusive else tally
    marks = _marks(tally, results.total, transparent=transparent)
    if marks is None:
        return _withheld(tally)
    everybody = not linked.conditional and not tally.not_asked
    return _shown(tally, marks, results.total if everybody else None)


def _marks(tally: Tally, total: int, *, transparent: bool) -> Marks | None:
    """What is hidden of one question; None = all of it."""
    hides_n = small(total - tally.answered) or small(tally.no_answer)
    required = bool(tally.place.question.required)
    if small(tally.answered) or small(tally.asked) or not (tally.asked or transparent):
        return None
    protector = _protect_one if tally.exclusive and tally.cells else _protect_several
    marks: Marks | None = None
    if not hides_n and (transparent or not required):
        marks = protector(tally, total, shows_n=True)
    if marks is None:
        marks = protector(tally, total, shows_n=False)
        if marks is None:
            return None
        marks[ANSWERED] = Hidden.WITHHELD
    if small(tally.no_answer):
        marks[NO_ANSWER] = Hidden.SMALL
    elif required and not tally.no_answer:
        return marks  # that nobody skipped a required question is no news
    elif not transparent or small(tally.not_asked) or (ANSWERED in marks and not hides_n):
        marks[NO_ANSWER] = Hidden.WITHHELD
    return marks


def _protect_one(tally: Tally, total: int, *, shows_n: bool) -> Marks | None:
    cells = [Entry(cell.name, cell.count, row="n") for cell in tally.cells]
    if shows_n:
        return protect(cells)
    cells = [replace(cell, row="all", column="asked") for cell in cells]
    none, rest = tally.no_answer, total - tally.answered
    cells.append(Entry(NO_ANSWER, none, row=None, column="asked"))
    cells.append(Entry("#rest", rest, row="all"))
    forced: Marks = {
        "#rest": Hidden.SMALL if small(rest) and none in (0, rest) else Hidden.WITHHELD
    }
    marks = protect(cells, forced)
    if marks is not None:
        marks.pop("#rest", None)
    return marks


def _protect_several(tally: Tally, total: int, *, shows_n: bool) -> Marks | None:
    counts = {cell.name: cell.count for cell in tally.cells}
    windows = []
    if not shows_n and small(tally.no_answer):
        windows.append((tally.asked - THRESHOLD + 1, tally.asked - 1))
    elif not shows_n:
        windows.append((total - THRESHOLD + 1, total - 1))
    return protect_several(counts, tally.answered, windows)


def _withheld(tally: Tally) -> PublishedTally:
    cells = tuple(
        PublishedCell(cell.name, cell.label, Hidden.WITHHELD, None) for cell in tally.cells
    )
    hidden = Hidden.WITHHELD
    return PublishedTally(
        tally.key, tally.place, hidden, hidden, cells, None, Base.NONE, withheld=True
    )


def _shown(tally: Tally, marks: Marks, everybody: int | None) -> PublishedTally:
    shows_n = ANSWERED not in marks
    base = tally.answered if shows_n else everybody
    kind = Base.ANSWERED if shows_n else Base.ASKED if everybody else Base.NONE
    cells = tuple(_shown_cell(cell, marks, base) for cell in tally.cells)
    open_cells = shows_n and not any(isinstance(cell.count, Hidden) for cell in cells)
    in_repeat = bool(tally.place.repeats)
    return PublishedTally(
        key=tally.key,
        place=tally.place,
        answered=marks.get(ANSWERED, tally.answered),
        no_answer=marks.get(NO_ANSWER, tally.no_answer),
        cells=cells,
        base=base,
        base_of=kind,
        numbers=_numbers(tally.numbers) if open_cells and not in_repeat else None,
        positions=tally.positions if open_cells and not in_repeat else (),
    )


def _shown_cell(cell: Cell, marks: Marks, base: int | None) -> PublishedCell:
    mark = marks.get(cell.name)
    if mark is not None:
        return PublishedCell(cell.name, cell.label, mark, None)
    share = Fraction(cell.count, base) if base else None
    return PublishedCell(cell.name, cell.label, cell.count, share)


def _numbers(numbers: Numbers | None) -> PublishedNumbers | None:
    if numbers is None:
        return None
    return PublishedNumbers(
        n=numbers.n,
        median=numbers.median,
        mean=numbers.mean,
        minimum=numbers.minimum if numbers.at_minimum >= THRESHOLD else None,
        maximum=numbers.maximum if numbers.at_maximum >= THRESHOLD else None,
    )
