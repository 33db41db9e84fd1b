"""Live sums beside a budget say what the budget is, to the grosz."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.budget import LINE, PART, SOURCE, Source, budget_of, fitting, sums
from bot.domain.contests.contest import Money
from bot.domain.profile import Profile
from bot.i18n import Translator
from bot.views.contest_amounts import amount, beside
from tests.clock import NOON

POLISH = Translator("pl", Profile().zone, NOON)
ROWS = st.lists(
    st.tuples(
        st.integers(1, 300), st.integers(1, 500_000), st.sampled_from(Source), st.integers(0, 100)
    ),
    min_size=1, max_size=6,
)  # fmt: skip
AMOUNT = re.compile(r"(\d[\d\s]*(?:,\d\d)?) zł")


def answers(rows: list[tuple[int, int, Source, int]]) -> dict[str, str]:
    """As the form keeps them: „rzecz 3 × 150,00”."""
    found = {}
    for number, (quantity, price, source, percent) in enumerate(rows, 1):
        at = f"/data/budget[{number}]/"
        found[at + LINE] = f"rzecz {quantity} × {price // 100},{price % 100:02}"
        found[at + SOURCE] = source.value
        part = quantity * price * percent // 100
        found[at + PART] = f"{part // 100},{part % 100:02}" if source is Source.PART else ""
    return found


def grosze(text: str) -> int:
    """„2 450” and „2 450,50” back as grosze."""
    whole, _, part = re.sub(r"\s", "", text).partition(",")
    return int(whole) * 100 + int(part or 0)


def shown(said: dict[str, str], money: Money) -> str:
    """What stands beside „one more?”."""
    found = sums(said, money, "/data/budget")
    assert found
    return beside(found, POLISH).striptags()


@given(ROWS, st.integers(0, 5_000_000), st.integers(0, 2_000_000))
def test_the_sum_shown_is_the_budgets(
    rows: list[tuple[int, int, Source, int]], most: int, least: int
) -> None:
    """Whatever the lines and their sources: asked for, beyond the limit, own money and work."""
    said, money = answers(rows), Money(grant_min=least, grant_max=most)
    budget = budget_of(said)
    fits = fitting(budget, money)

    told = [grosze(one) for one in AMOUNT.findall(shown(said, money))]

    beyond = [fits.over or fits.under] if not fits.fits else []
    own = [one for one in (budget.own_cash, budget.own_in_kind) if one]
    assert told == [budget.requested, *beyond, *own]
    assert budget.total == sum(quantity * price for quantity, price, _, _ in rows)


def test_sala_3_razy_150() -> None:
    """The line just typed is worked out, then all together."""
    said = {"/data/budget[1]/line": "sala 3 × 150", "/data/budget[2]/line": "nagłośnienie 2000"}

    found = sums(said, Money(grant_min=200_000, grant_max=1_200_000), "/data/budget[1]/source")

    assert found
    assert beside(found, POLISH).striptags().replace("\xa0", " ") == (
        "Sala: 3 × 150 zł = 450 zł Razem 2 450 zł, mieści się w limicie."
    )


def test_whole_zloty_are_said_without_grosze() -> None:
    """„22 000 zł”, but „350,50 zł”."""
    assert amount(2_200_000, POLISH).replace("\xa0", " ") == "22 000 zł"
    assert amount(35_050, POLISH) == "350,50 zł"
