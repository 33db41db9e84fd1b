"""The budget: no sliding second sees too many, and hardly any of the limit is wasted."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.budget import NEVER, Chats, Slots

Way = Callable[[], tuple[float, float]]  # seconds to the server, seconds back


def sent(number: int, total: int, way: Way, cost: Callable[[], int] = lambda: 1) -> list[float]:
    """When the server saw each of `total` messages, sent as soon as the slots allow."""
    slots, now, free = Slots(number, 0.0), 0.0, number
    seen: list[float] = []
    answers: list[tuple[float, int]] = []
    while len(seen) < total:
        need = cost()
        while free < need:
            now, used = heapq.heappop(answers)
            slots.used(used, now)
            free += used
        moment = slots.take(need, now)
        free -= need
        while answers and answers[0][0] <= moment:
            answered, used = heapq.heappop(answers)
            slots.used(used, answered)
            free += used
        now = max(now, moment)
        there, back = way()
        seen += [now + there] * need
        heapq.heappush(answers, (now + there + back, need))
    return sorted(seen)


def busiest(seen: list[float]) -> int:
    """The most that any sliding second holds."""
    most, first = 0, 0
    for last, moment in enumerate(seen):
        while seen[first] <= moment - 1.0:
            first += 1
        most = max(most, last - first + 1)
    return most


@settings(deadline=None)
@given(
    st.integers(1, 12),
    st.lists(st.tuples(st.floats(0, 3), st.floats(0, 3)), min_size=1, max_size=60),
)
def test_no_sliding_second_sees_more_whatever_the_way_does(
    number: int, ways: list[tuple[float, float]]
) -> None:
    """Each message may take any time to the server and any time back."""
    endless = iter(ways * 100)

    seen = sent(number, 80, lambda: next(endless))

    assert busiest(seen) <= number


@settings(max_examples=30, deadline=None)
@given(st.integers(10, 40), st.integers(0, 2**32))
def test_albums_count_by_their_pictures(number: int, seed: int) -> None:
    """An album takes as many slots as it has items."""
    dice = random.Random(seed)

    seen = sent(
        number, 200, lambda: (dice.expovariate(10), dice.expovariate(10)),
        lambda: dice.choice([1, 1, 1, 10]),
    )  # fmt: skip

    assert busiest(seen) <= number


@pytest.mark.parametrize("number", [25, 30, 1000])
@settings(max_examples=10, deadline=None)
@given(st.floats(0, 0.02), st.integers(0, 2**32))
def test_a_short_way_wastes_at_most_three_hundredths(number: int, jitter: float, seed: int) -> None:
    """Round trips of up to 20 ms use 97 % of the limit or more."""
    dice, seconds = random.Random(seed), 3

    seen = sent(number, number * seconds, lambda: (dice.uniform(0, jitter / 2),) * 2)

    assert (len(seen) - number) / (seen[-1] - seen[number - 1]) >= 0.97 * number


def test_a_rest_is_not_followed_by_a_burst() -> None:
    """All slots are free after a quiet minute; they are still used one after the other."""
    slots = Slots(30, 0.0)

    moments = [slots.take(1, 60.0) for _ in range(30)]

    assert moments == sorted(set(moments))
    assert moments[-1] - moments[0] >= 0.4


def test_what_was_not_used_is_free_at_once() -> None:
    """A message that was held back costs nothing."""
    slots = Slots(2, 0.0)
    slots.take(2, 1.0)

    slots.give_back(2, 1.5)

    assert slots.by(1.5, 0.0) == 2


def test_a_chat_gets_one_message_at_a_time_and_one_a_second() -> None:
    """So they keep their order too."""
    chats = Chats()

    chats.begin(7)
    on_its_way = chats.ready(7)
    chats.done(7, 1, 100.0)

    assert on_its_way == NEVER
    assert (chats.ready(7), chats.ready(8)) == (101.0, 0.0)


@given(st.lists(st.tuples(st.integers(1, 10), st.floats(0, 20)), min_size=1, max_size=80))
def test_a_group_gets_twenty_a_minute(sends: list[tuple[int, float]]) -> None:
    """In any sliding minute, albums counted by their items: over by one album at most."""
    chats, now, seen = Chats(), 0.0, []
    for cost, pause in sends:
        now = max(now + pause, chats.ready(-5))
        seen += [now] * cost
        chats.done(-5, cost, now)

    for moment in seen:
        inside = [one for one in seen if moment <= one < moment + 60]
        assert len(inside) < 20 + max(cost for cost, _ in sends)


def test_chats_are_forgotten() -> None:
    """Memory does not grow with the number of recipients."""
    chats = Chats()

    for number in range(10_000):
        chats.begin(number)
        chats.done(number, 1, number / 1000)

    assert len(chats._ready) <= 1001
    assert len(chats._past) <= 1001


def test_no_more_is_claimed_than_can_leave_soon() -> None:
    """After a rest all slots are free, but their messages leave one by one: a crash in the first
    second finds a few uncertain, not thirty."""
    slots = Slots(30, 0.0)

    ahead = slots.by(100.05, 100.0)

    assert 1 <= ahead <= 4
