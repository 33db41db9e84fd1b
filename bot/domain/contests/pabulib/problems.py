"""What is wrong with a `.pb` file, and where."""

from __future__ import annotations

from enum import StrEnum

from bot.frozen import frozen


class Code(StrEnum):
    """Stable names; views word them."""

    NOT_TEXT = "not-text"  # not UTF-8
    OPEN_QUOTE = "open-quote"
    OUTSIDE = "outside-any-section"
    MISSING_SECTION = "missing-section"
    REPEATED_SECTION = "repeated-section"
    SECTION_ORDER = "section-order"
    MISSING_HEADER = "missing-header"
    MISSING_COLUMN = "missing-column"
    REPEATED_COLUMN = "repeated-column"
    MISSING_KEY = "missing-key"
    REPEATED_KEY = "repeated-key"
    EMPTY_CELL = "empty-cell"
    TOO_MANY_CELLS = "too-many-cells"
    REPEATED_ID = "repeated-id"
    BAD_NUMBER = "bad-number"
    BAD_AMOUNT = "bad-amount"
    UNKNOWN_VALUE = "unknown-value"
    UNKNOWN_PROJECT = "unknown-project"
    REPEATED_CHOICE = "repeated-choice"
    POINTS_DIFFER = "points-differ"  # not as many points as projects
    COUNT_DIFFERS = "count-differs"  # META says another number
    TALLY_DIFFERS = "tally-differs"  # PROJECTS says another number of votes or points


WARNINGS = frozenset(
    {
        Code.SECTION_ORDER,
        Code.TOO_MANY_CELLS,
        Code.REPEATED_CHOICE,
        Code.COUNT_DIFFERS,
        Code.TALLY_DIFFERS,
    }
)


@frozen
class Problem:
    """`line` and `column` count from 1, in characters; `value` is what stands there."""

    code: Code
    line: int
    column: int
    value: str = ""

    @property
    def fatal(self) -> bool:
        """Whether the file cannot be counted as it is."""
        return self.code not in WARNINGS
