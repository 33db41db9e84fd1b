"""What reaches a log: never a token, never what people typed."""

from __future__ import annotations

import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from bot.cli.logs import Lines, redacted

TOKENS = st.builds(
    lambda number, key: f"{number}:{key}",
    st.integers(10_000, 10**10),
    st.text("ABCxyz019_-", min_size=30, max_size=40),
)


def written(record: logging.LogRecord) -> str:
    return Lines("%(levelname)s %(message)s").format(record)


@given(TOKENS, st.text(max_size=20), st.text(" /.,", min_size=1, max_size=3))
def test_anything_shaped_like_a_token_is_taken_out(token: str, before: str, after: str) -> None:
    """Wherever it stands: in an address, in a message, in its arguments."""
    text = redacted(f"{before} /bot{token}{after}getMe")

    assert token not in text
    assert text.endswith(f"{after}getMe")


def test_an_owners_code_is_taken_out() -> None:
    """A link that makes an owner opens as much as a token does."""
    text = redacted("https://t.me/zalesie_bot?start=o_zmXhx-hqw6_gZhLeK7M1FA opened")

    assert text == "https://t.me/zalesie_bot?start=[…] opened"


def test_an_exception_tells_the_place_and_not_the_text() -> None:
    """Its message may quote what a person typed."""
    try:
        int("moje imię to Ania")
    except ValueError:
        record = logging.LogRecord("bot", 40, "", 0, "broke", None, sys.exc_info())

    text = written(record)

    assert "Ania" not in text
    assert "ValueError" in text
    assert "test_logs.py" in text
