"""A form as data: what an XLSForm says, after reading and before anybody answers.

Expressions stay source text here (ODK XPath with `${name}` references); `bot.forms.xpath`
compiles them and `bot.forms.engine` runs them. Names follow https://xlsform.org/en/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import StrEnum

from bot.frozen import frozen


class Kind(StrEnum):
    """The question types we run. Metadata and calculations are never shown."""

    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    GEOPOINT = "geopoint"
    BARCODE = "barcode"
    CALCULATE = "calculate"
    HIDDEN = "hidden"
    START = "start"
    END = "end"
    TODAY = "today"
    DEVICEID = "deviceid"
    METADATA = "metadata"  # any other metadata type: kept, always empty


@frozen
class Text:
    """One text in several languages: language code → text, `${name}` still inside."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def get(self, language: str, fallback: str) -> str:
        """The text in `language`, else in `fallback`, else in any language that has one."""
        found = self.by_language.get(language) or self.by_language.get(fallback)
        return found or next((text for text in self.by_language.values() if text), "")


@frozen
class Choice:
    """One row of the choices sheet. `fields` holds its further columns, for `choice_filter`."""

    name: str
    label: Text
    fields: Mapping[str, str] = field(default_factory=dict)
    row: int = 0


@frozen
class Question:
    """One row of the survey sheet that holds an answer or shows a text.

    `required`, `relevant`, `constraint`, `calculation`, `choice_filter`, `default_expression` and
    `seed` are expressions, "" when absent; the sheet's plain `yes` and `no` arrive as `true()` and
    `false()`. `default` is a fixed value: a question has it or `default_expression`, never both.
    """

    name: str
    kind: Kind
    label: Text = field(default_factory=Text)
    hint: Text = field(default_factory=Text)
    required: str = ""
    required_message: Text = field(default_factory=Text)
    relevant: str = ""
    constraint: str = ""
    constraint_message: Text = field(default_factory=Text)
    calculation: str = ""
    default: str = ""
    default_expression: str = ""  # set once when the form (or the repeat's turn) begins
    choice_filter: str = ""
    list_name: str = ""  # for selects: a list of `Form.lists`, or "${repeat_question}"
    or_other: bool = False
    randomize: bool = False
    seed: str = ""  # `seed=` parameter of randomize: a number or an expression
    appearance: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    read_only: bool = False
    sensitive: bool = False
    trigger: str = ""
    row: int = 0


@frozen
class Group:
    """`begin group` … `end group`."""

    name: str
    label: Text
    children: tuple[Question | Group | Repeat, ...]
    relevant: str = ""
    appearance: str = ""
    row: int = 0


@frozen
class Repeat:
    """`begin repeat` … `end repeat`; `count` is the `repeat_count` expression or ""."""

    name: str
    label: Text
    children: tuple[Question | Group | Repeat, ...]
    count: str = ""
    relevant: str = ""
    appearance: str = ""
    row: int = 0


Item = Question | Group | Repeat


@frozen
class Form:
    """A whole form. The root node is called `data`, as in ODK: a reference is `/data/group/q`."""

    name: str  # settings: form_id
    version: str
    title: Text
    languages: tuple[str, ...]  # codes in the order of the sheet; ("",) is never used
    default_language: str
    children: tuple[Item, ...]
    lists: Mapping[str, tuple[Choice, ...]]

    def questions(self) -> Iterator[Question]:
        """Every question in the order of the sheet, through groups and repeats."""
        stack: list[Item] = list(reversed(self.children))
        while stack:
            item = stack.pop()
            if isinstance(item, Question):
                yield item
            else:
                stack.extend(reversed(item.children))
