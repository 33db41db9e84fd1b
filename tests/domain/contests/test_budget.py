"""A budget as people type it, in whole grosze."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.contests.budget import (
    Budget,
    BudgetLine,
    Source,
    budget_of,
    fitting,
    paid_by,
    read_amount,
    read_line,
    require_fitting,
)
from bot.domain.contests.contest import Money
from bot.errors import Refused

LIMITS = Money(pool=2_200_000, grant_min=200_000, grant_max=1_200_000)


@pytest.mark.parametrize(
    ("text", "item", "quantity", "unit", "price", "total"),
    [
        ("sala 3 × 150", "sala", 3, "", 15_000, 45_000),
        ("sala 3 × 150,00 zł", "sala", 3, "", 15_000, 45_000),
        ("Sala 12 3 godz. x 150", "Sala 12", 3, "godz.", 15_000, 45_000),
        ("druk plakatów 200 szt. * 0,35", "druk plakatów", 200, "szt.", 35, 7_000),
        ("prowadzenie: 2,5 godz. × 120", "prowadzenie", Fraction(5, 2), "godz.", 12_000, 30_000),
        ("plakaty 120", "plakaty", 1, "", 12_000, 12_000),
        ("nagłośnienie – 1 500,50 zł", "nagłośnienie", 1, "", 150_050, 150_050),
    ],
)
def test_a_line_as_it_is_typed(
    text: str, item: str, quantity: Fraction, unit: str, price: int, total: int
) -> None:
    """What, how many, of what, for how much."""
    line = read_line(text)

    assert (line.item, line.quantity, line.unit, line.price) == (item, quantity, unit, price)
    assert line.total == line.requested == total


@pytest.mark.parametrize("text", ["sala", "150", "sala 3 ×", "sala 0 × 150", "sala 3 × 0", ""])
def test_a_line_that_says_too_little(text: str) -> None:
    """Asked again, nothing guessed."""
    with pytest.raises(Refused, match=r"budget_line_unread|not_whole_grosze"):
        read_line(text)


def test_half_a_grosz_is_refused() -> None:
    """0,5 × 0,35 zł would be 17,5 grosza."""
    with pytest.raises(Refused, match="not_whole_grosze"):
        read_line("nici 0,5 × 0,35")


def test_the_sources_add_up_to_the_total() -> None:
    """450 zł: 300 from the contest, the rest in own cash."""
    line = paid_by(read_line("sala 3 × 150"), Source.PART, 30_000)

    assert (line.requested, line.own_cash, line.own_in_kind, line.total) == (
        30_000, 15_000, 0, 45_000,
    )  # fmt: skip
    with pytest.raises(Refused, match="part_too_big"):
        paid_by(line, Source.PART, 45_001)


def test_za_duzo_o_240_zl() -> None:
    """12 240 asked, 12 000 is the most."""
    budget = Budget(asked=1_224_000)

    with pytest.raises(Refused, match="over_limit") as refused:
        require_fitting(budget, LIMITS)

    assert refused.value.facts["over"] == 24_000
    assert fitting(Budget(asked=150_000), LIMITS).under == 50_000
    assert fitting(Budget(asked=9_999_999), Money()).fits


def test_live_sums_while_lines_are_still_being_written() -> None:
    """A line that cannot be read yet counts nothing; the others already do."""
    answers = {
        "/data/title": "Kino",
        "/data/budget[1]/line": "sala 3 × 150", "/data/budget[1]/source": "grant",
        "/data/budget[2]/line": "praca 10 × 50", "/data/budget[2]/source": "own_in_kind",
        "/data/budget[3]/line": "pla",
    }  # fmt: skip

    budget = budget_of(answers)

    assert (budget.total, budget.requested, budget.own_in_kind) == (95_000, 45_000, 50_000)
    assert budget_of({"/data/requested": "2 500,00 zł"}).requested == 250_000


def test_what_the_contest_pays_of_a_line_is_not_guessed() -> None:
    """„Konkurs i my” without its amount counts as before: no sum jumps while it is asked for."""
    row = {"/data/budget[1]/line": "orkiestra 3 × 1500", "/data/budget[1]/source": "part"}

    asked = budget_of(row)
    said = budget_of(row | {"/data/budget[1]/part": "4000"})

    assert (asked.requested, asked.own_cash) == (450_000, 0)
    assert (said.requested, said.own_cash) == (400_000, 50_000)


@given(st.integers(1, 10_000), st.integers(1, 10**8), st.data())
def test_whatever_the_sources_the_line_is_paid_exactly(
    quantity: int, price: int, data: st.DataObject
) -> None:
    """No grosz is lost or made; none of the parts is below zero."""
    line = BudgetLine("x", Fraction(quantity), "", price, quantity * price)
    part = data.draw(st.integers(0, line.total))

    for source in Source:
        paid = paid_by(line, source, part)
        parts = (paid.requested, paid.own_cash, paid.own_in_kind)
        assert sum(parts) == paid.total
        assert min(parts) >= 0


@given(st.integers(0, 10**13))
def test_an_amount_read_back(amount: int) -> None:
    """As it is written, so it is read."""
    assert read_amount(f"{amount // 100},{amount % 100:02} zł") == amount


@pytest.mark.parametrize("text", ["4 tys.", "4 tys. zł", "4 tysiące", "4,0 tys", "4 тис."])
def test_thousands_as_people_say_them(text: str) -> None:
    """Four thousand złoty; without a number it is no amount."""
    assert read_amount(text) == 400_000
    assert read_amount("tys.") is None
    assert read_amount(f"9999999999999{text}") is None
