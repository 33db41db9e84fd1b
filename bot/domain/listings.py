"""Lists of people as files: only the columns that are needed."""

from __future__ import annotations

from enum import IntFlag


class Column(IntFlag):
    """What stands beside the name; a sum of these fits into a button."""

    AGE = 1
    PHONE = 2
    STATE = 4
    NEEDS = 8
    ANSWERS = 16
    SIGNATURE = 32
    IMAGE = 64


TO_SIGN = Column.SIGNATURE  # what a list begins with: names, and where to sign
