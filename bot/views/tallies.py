"""One question's results: as a chart, and the same in words."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.disclosure import Base, Figure, PublishedTally
from bot.domain.findings import UNCOUNTED
from bot.domain.relevance import REFERENCE
from bot.domain.suppression import Hidden
from bot.forms.model import Kind
from bot.i18n import Translator, mark
from bot.views.charts import Bar, Words, bar_chart_svg, png, tally_bars
from bot.views.surveys import GAP, LINE

WORDS_APART = mark(
    "What people gave is in a file: “Overview”, then “Download”. In an anonymous survey, once it "
    "is closed."
)


def words(t: Translator) -> Words:
    """What stands in place of a count."""
    return Words(t.plain("fewer than 5"), t.plain("hidden"), t.plain("another answer"))


def draw(tally: PublishedTally, fallback: str, t: Translator) -> bytes:
    """The chart as a PNG; empty where there is nothing to draw. About 60 ms: off the event loop."""
    bars = _bars(tally, fallback, t)
    if not bars or tally.withheld:
        return b""
    footer = [str(line.unescape()) for line in footers(tally, t)]
    return png(bar_chart_svg(title_of(tally, fallback, t), bars, footer))


def described(tally: PublishedTally, fallback: str, t: Translator) -> Markup:
    """A question in words: every bar a line, then how many answered."""
    parts = [t("<b>{title}</b>", title=title_of(tally, fallback, t))]
    if tally.withheld:
        return GAP.join((*parts, t("Too few people answered to show anything.")))
    if bars := _bars(tally, fallback, t):
        parts.append(LINE.join(Markup.escape(f"{bar.label}: {bar.caption}") for bar in bars))
    parts.append(LINE.join((*footers(tally, t), *_positions(tally, fallback, t))))
    return GAP.join(parts)


def footers(tally: PublishedTally, t: Translator) -> list[Markup]:
    """How many answered, of whom the percentages are, and numbers where there are any."""
    said = [
        t(
            "Answered: {answered}. No answer: {no_answer}.",
            answered=figure(tally.answered, t),
            no_answer=figure(tally.no_answer, t),
        )
    ]
    if tally.place.question.kind is Kind.SELECT_MULTIPLE and tally.base:
        said.append(t("Several answers were possible: together they may exceed 100%."))
    if tally.base_of is Base.ASKED:
        said.append(t("Percentages are of everybody who was asked."))
    if tally.place.question.kind is Kind.RANK:
        said.append(t("The bars show how many people put it first."))
    if tally.place.question.kind in UNCOUNTED and not tally.place.question.sensitive:
        said.append(t(WORDS_APART))
    if tally.place.question.sensitive:
        said.append(t("A sensitive question: only totals are shown."))
    if numbers := tally.numbers:
        middle = t.number(float(numbers.median), 2)
        mean = t.number(float(numbers.mean), 2)
        said.append(t("Median: {median}. Mean: {mean}.", median=middle, mean=mean))
    return said


def title_of(tally: PublishedTally, fallback: str, t: Translator) -> str:
    """The question in the reader's language; „…” for what differed from person to person."""
    return REFERENCE.sub("…", tally.place.question.label.get(t.language, fallback)) or tally.key


def _bars(tally: PublishedTally, fallback: str, t: Translator) -> tuple[Bar, ...]:
    if tally.place.question.kind in UNCOUNTED:
        return ()
    return tally_bars(tally, t.language, fallback, words(t))


def figure(count: Figure, t: Translator) -> str:
    """A count, or what stands in place of it."""
    known = words(t)
    if isinstance(count, Hidden):
        return known.small if count is Hidden.SMALL else known.hidden
    return t.number(count)


def _positions(tally: PublishedTally, fallback: str, t: Translator) -> list[Markup]:
    labels = {cell.name: cell.label for cell in tally.cells}
    return [
        t(
            "{choice}: place {mean} on average",
            choice=labels[name].get(t.language, fallback) or name,
            mean=t.number(float(mean), 2),
        )
        for name, mean in tally.positions
    ]
