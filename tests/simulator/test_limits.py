"""Flood limits: counted over a sliding second, off until asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.simulator.failure import Refused
from bot.simulator.limits import Budget
from tests.simulator.conftest import Api, Hand, Refusal


@pytest.fixture
def charge(hand: Hand) -> Callable[..., int]:
    """Sends until the budget refuses; tells how many went."""

    def sent(budget: Budget, most: int = 2000, **how: bool) -> int:
        budget.on, budget.clock = True, hand
        for count in range(most):
            try:
                budget.charge(
                    "sendMessage",
                    how.get("chat", count),
                    reply=how.get("reply", False),
                    paid=how.get("paid", False),
                    cost=1,
                )
            except Refused:
                return count
        return most

    return sent


def test_thirty_a_second_of_each_sort(charge: Callable[..., int], hand: Hand) -> None:
    """Bulk and replies have 30 each; paid broadcasts have 1000; then the second slides on."""
    budget = Budget()

    first = [charge(budget), charge(budget, reply=True), charge(budget, paid=True)]
    hand.seconds += 1.0
    again = charge(budget)

    assert first == [30, 30, 1000]
    assert again == 30


def test_strictly_thirty_in_all(charge: Callable[..., int]) -> None:
    """Replies count as bulk."""
    budget = Budget(strict=True)

    assert (charge(budget, most=20), charge(budget, reply=True)) == (20, 10)


def test_one_chat_gets_a_burst_and_then_one_a_second(
    charge: Callable[..., int], hand: Hand
) -> None:
    """Ten at once are tolerated; afterwards each second brings one more."""
    budget = Budget()

    burst = charge(budget, chat=7, reply=True)
    hand.seconds += 2
    later = charge(budget, chat=7, reply=True)

    assert (burst, later) == (10, 2)


def test_a_group_gets_twenty_a_minute(charge: Callable[..., int], hand: Hand) -> None:
    """However slowly they are sent."""
    budget = Budget()
    sent = 0
    for _ in range(40):
        sent += charge(budget, most=1, chat=-5)
        hand.seconds += 1.2

    assert sent == 20


async def test_edits_and_answers_are_free(api: Api) -> None:
    """Only sends and copies count; the refusal says how long to wait."""
    ania = await api.resident()
    settings = await api.act("limits", chat_burst=1)
    sent = await api.call("sendMessage", chat_id=ania, text="0")

    for word in ("1", "2", "3"):
        await api.call("editMessageText", chat_id=ania, message_id=sent["message_id"], text=word)
    await api.call("sendChatAction", chat_id=ania, action="typing")
    with pytest.raises(Refusal, match="Too Many Requests: retry after 1") as refused:
        await api.call("sendMessage", chat_id=ania, text="4")

    assert settings["on"] is True
    assert refused.value.body["parameters"] == {"retry_after": 1}
    await api.act("limits", on=False)
    assert await api.call("sendMessage", chat_id=ania, text="5")
