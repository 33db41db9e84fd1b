"""Amounts of a contest in words: whole złoty where there are no grosze, sums of a budget."""

from __future__ import annotations

from fractions import Fraction

from markupsafe import Markup

from bot.domain.contests.budget import Budget, BudgetLine, Fitting, Sums
from bot.domain.contests.contest import Money
from bot.domain.contests.formal import Call
from bot.domain.contests.own_applications import Beside
from bot.i18n import Translator
from bot.views.contest_moments import by


def amount(grosze: int, t: Translator) -> str:
    """„22 000 zł”, „350,50 zł”."""
    return t.money(grosze)


def limits(money: Money, t: Translator) -> str:
    """„2 000–12 000 zł” for one idea; "" where there are no limits."""
    least, most = amount(money.grant_min, t), amount(money.grant_max, t)
    if money.grant_min and money.grant_max:
        return f"{least.removesuffix(' zł')}–{most}"
    if money.grant_max:
        return t.plain("up to {amount}", amount=most)
    return t.plain("from {amount}", amount=least) if money.grant_min else ""


def aside(said: Beside, t: Translator) -> Markup:
    """Beside a step of an application: live sums, and at the review what is to be mended."""
    parts = [to_mend(said.call, t)] if said.call else []
    if said.sums:
        parts.append(beside(said.sums, t))
    return Markup("\n\n").join(parts)


def to_mend(call: Call, t: Translator) -> Markup:
    """What the committee asks for, and until when."""
    return t(
        "<b>To be corrected until {until}:</b> {what}", until=by(call.until, t), what=call.what
    )


def beside(sums: Sums, t: Translator) -> Markup:
    """„Sala: 3 × 150,00 zł = 450,00 zł. Razem 2 450,00 zł, mieści się w limicie.”"""
    said = [line(sums.line, t)] if sums.line else []
    return Markup("\n").join((*said, total(sums.budget, sums.fitting, t)))


def line(one: BudgetLine, t: Translator) -> Markup:
    """„Sala: 3 × 150,00 zł = 450,00 zł”"""
    item = one.item[:1].upper() + one.item[1:]
    if one.quantity == 1:
        return t("{item}: <b>{total}</b>", item=item, total=amount(one.total, t))
    return t(
        "{item}: {quantity} × {price} = <b>{total}</b>", item=item, quantity=quantity(one, t),
        price=amount(one.price, t), total=amount(one.total, t),
    )  # fmt: skip


def quantity(one: BudgetLine, t: Translator) -> str:
    """„200 szt.”, „1,5 h”"""
    number = decimal(one.quantity, t)
    return f"{number} {one.unit}" if one.unit else number


def decimal(value: Fraction, t: Translator) -> str:
    """„1,5”: at most three digits behind the comma, as they were typed."""
    whole, rest = divmod(value, 1)
    digits = f"{int(rest * 1000):03}".rstrip("0")
    mark = "." if t.language == "en" else ","
    return t.number(int(whole)) + (mark + digits if digits else "")


def total(budget: Budget, fitting: Fitting, t: Translator) -> Markup:
    """What is asked for, how it lies to the limits, what is added by those who apply."""
    asked = t("Together <b>{amount}</b>", amount=amount(fitting.requested, t))
    if budget.total != budget.requested:
        asked = t("From the contest together <b>{amount}</b>", amount=amount(fitting.requested, t))
    said = asked + ", " + verdict(fitting, t) + "."
    return Markup(" ").join((said, *own(budget, t)))


def verdict(fitting: Fitting, t: Translator) -> Markup:
    """„mieści się w limicie”, „za dużo o 240,00 zł”"""
    if fitting.over:
        return t("<b>too much by {amount}</b>", amount=amount(fitting.over, t))
    if fitting.under:
        return t("{amount} short of the least", amount=amount(fitting.under, t))
    return t("within the limit")


def own(budget: Budget, t: Translator) -> list[Markup]:
    """What does not come from the contest."""
    said = []
    if budget.own_cash:
        said.append(t("Your money: {amount}.", amount=amount(budget.own_cash, t)))
    if budget.own_in_kind:
        said.append(t("Your work and things: {amount}.", amount=amount(budget.own_in_kind, t)))
    return said
