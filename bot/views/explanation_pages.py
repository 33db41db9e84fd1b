"""A page of an explanation: words, and a chart that says the same."""

from __future__ import annotations

from markupsafe import Markup

from bot.frozen import frozen
from bot.views.charts import Bar


@frozen
class Page:
    """`title` and `footer` stand in the picture; `words` beside it, with a line for each bar."""

    title: str
    words: Markup
    bars: tuple[Bar, ...]
    footer: tuple[str, ...] = ()
