"""An application on one screen of a phone: long answers shortened, the budget as it adds up."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.contests.budget import REPEAT, Budget, BudgetLine
from bot.domain.contests.formal import Checking
from bot.forms.steps import ReviewItem
from bot.i18n import Translator
from bot.views import contest_amounts
from bot.views.answers import LONGEST
from bot.views.contest_amounts import amount
from bot.views.review import lines

LINE = Markup("\n")
BRIEF = 2600  # characters of all answers on the first screen
LINES = 12  # of a budget


def brief(shown: Checking, t: Translator) -> Markup:
    """All answers shortened, as long as they fit beside the rest."""
    items = besides(shown)
    found = lines(items, t)
    return found if len(found) <= BRIEF else lines(items[: len(items) // 2], t)


def besides(shown: Checking) -> Sequence[ReviewItem]:
    """Answers without the lines of the budget, where those could be read and are told apart."""
    if not _lines(shown):
        return shown.answers
    return tuple(item for item in shown.answers if f"/{REPEAT}[" not in item.ref)


def shortened(shown: Checking, t: Translator) -> bool:
    """Is there more to read than the first screen shows?"""
    items, found = besides(shown), _lines(shown)
    long = any(len(one.answer) > LONGEST for one in items) or len(found) > LINES
    return long or len(lines(items, t)) > BRIEF


def _lines(shown: Checking) -> tuple[BudgetLine, ...]:
    turns = {item.ref.rpartition("/")[0] for item in shown.answers if f"/{REPEAT}[" in item.ref}
    budget = shown.file.budget if shown.file else Budget()
    return budget.lines if len(budget.lines) == len(turns) else ()


def sums(shown: Checking, t: Translator) -> Markup:
    """„Sala: 3 × 150,00 zł = 450,00 zł”, one below another, and who pays for how much."""
    budget = shown.file.budget if shown.file else Budget()
    if not budget.total:
        return Markup()
    found = _lines(shown)
    said = [t("<b>Budget: {total}</b>", total=amount(budget.total, t))]
    said += [_line(one, t) for one in found[:LINES]]
    if len(found) > LINES:
        said.append(t("And more: {number}.", number=len(found) - LINES))
    said.append(t("From the contest: {amount}.", amount=amount(budget.requested, t)))
    if budget.own_cash:
        said.append(t("Own cash: {amount}.", amount=amount(budget.own_cash, t)))
    if budget.own_in_kind:
        said.append(t("Own work and things: {amount}.", amount=amount(budget.own_in_kind, t)))
    return LINE.join(said)


def _line(one: BudgetLine, t: Translator) -> Markup:
    said = contest_amounts.line(one, t)
    if one.requested == one.total:
        return said
    return t("{line}, from the contest {amount}", line=said, amount=amount(one.requested, t))
