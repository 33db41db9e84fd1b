"""The formal check: the bot warns, people decide, and a no has words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.contests.applications import Application, Formal, Status
from bot.domain.contests.budget import Budget
from bot.domain.contests.contest import Contest, Eligibility, Kind, Money, Papers, Phase, PhaseName
from bot.domain.contests.formal import (
    Call,
    Checking,
    Item,
    Mark,
    checklist,
    concluded,
    require_call,
    require_open,
    warnings,
)
from bot.errors import Refused

END = datetime(2027, 3, 17, 14, tzinfo=UTC)
CONTEST = Contest(
    "K",
    (Phase(PhaseName.OPEN, None, END),),
    Money(grant_max=100_000),
    Eligibility(minimum_age=13, group_min_people=3),
    papers=Papers(signature=True),
)
APPLICATION = Application(
    1, 1, Kind.INFORMAL_GROUP, Status.SUBMITTED, title="Kino", received_at=END - timedelta(hours=1)
)


def test_the_list_follows_from_the_rules() -> None:
    """Or it is the library's own."""
    assert checklist(CONTEST) == (
        "in-time", "eligible", "complete", "within-limits", "signed", "guardian",
    )  # fmt: skip
    own = replace(CONTEST, papers=Papers(checklist=("podpis", "oryginał")))
    assert checklist(own) == ("podpis", "oryginał")


def test_an_informal_group_drops_below_its_minimum() -> None:
    """The bot sees that and that nobody signed; whether it matters, people say."""
    budget = Budget(asked=90_000)

    assert warnings(CONTEST, APPLICATION, budget, people=3, signed=True) == ()
    assert warnings(CONTEST, APPLICATION, budget, people=2, signed=False) == (
        Item.ELIGIBLE, Item.SIGNED,
    )  # fmt: skip


def test_it_passes_with_every_item_and_without_a_no() -> None:
    """A refusal has words; a pass has no gap."""
    half = Checking(APPLICATION, ("a", "b"), {"a": Mark.YES})
    no = replace(half, marks={"a": Mark.NO, "b": Mark.NOT_APPLICABLE})
    good = replace(half, marks={"a": Mark.YES, "b": Mark.NOT_APPLICABLE})

    assert concluded(good, True, "") is Formal.PASSED
    assert concluded(no, False, "Brak podpisu") is Formal.FAILED
    for checking, passed, code in (
        (half, True, "check_unfinished"), (no, True, "item_failed"), (no, False, "reason_missing"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            concluded(checking, passed, " ")


def test_a_call_says_what_to_mend_and_until_when() -> None:
    """And is answered once, in time."""
    call = Call(1, 1, "wpisz, kto poprowadzi zajęcia", END, END - timedelta(days=5))

    assert require_open(call, END - timedelta(seconds=1)) is call
    with pytest.raises(Refused, match="correction_late"):
        require_open(call, END)
    with pytest.raises(Refused, match="nothing_to_correct"):
        require_open(replace(call, fixed_at=END), END)
    with pytest.raises(Refused, match="reason_missing"):
        require_call(" ", END, END - timedelta(days=1))
    with pytest.raises(Refused, match="date_past"):
        require_call("podpis", END, END)
