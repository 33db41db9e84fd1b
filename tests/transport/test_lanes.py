"""Lanes: in order for each person, nobody waits for somebody else."""

from __future__ import annotations

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from bot.transport.lanes import Lanes


def never(*_: object) -> bool:
    return False


@given(st.lists(st.tuples(st.integers(0, 4), st.integers()), max_size=60))
def test_each_lane_keeps_its_order(taps: list[tuple[int, int]]) -> None:
    """Whatever the order of arrival."""

    async def scenario() -> list[tuple[int, int]]:
        seen: list[tuple[int, int]] = []

        async def handle(parts: list[tuple[int, int]]) -> None:
            await asyncio.sleep(0)
            seen.extend(parts)

        lanes = Lanes(handle, never, never)
        for key, value in taps:
            lanes.put(key, (key, value))
        await lanes.idle()
        return seen

    seen = asyncio.run(scenario())

    for key in range(5):
        assert [tap for tap in seen if tap[0] == key] == [tap for tap in taps if tap[0] == key]


async def test_a_slow_person_holds_up_nobody_else() -> None:
    """Forty taps of one person, one of another."""
    release, other = asyncio.Event(), asyncio.Event()

    async def handle(parts: list[int]) -> None:
        if parts[0] == 2:
            other.set()
        else:
            await release.wait()

    lanes = Lanes(handle, never, never)
    for _ in range(40):
        lanes.put(1, 1)
    lanes.put(2, 2)

    await asyncio.wait_for(other.wait(), 5)
    release.set()
    await lanes.idle()


async def test_parts_of_one_input_come_together() -> None:
    """A text that the phone cut in three is one input; the next message is another."""
    seen: list[list[str]] = []

    async def handle(parts: list[str]) -> None:
        seen.append(parts)

    lanes = Lanes(handle, lambda part: part.endswith("…"), never_command)
    for part in ("a…", "b…", "c", "/pomoc"):
        lanes.put(1, part)
    await lanes.idle()

    assert seen == [["a…", "b…", "c"], ["/pomoc"]]


def never_command(_: str, following: str) -> bool:
    return not following.startswith("/")
