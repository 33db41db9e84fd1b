"""Long texts: within the limit, nothing lost, no tag broken."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.transport.cutting import TEXT_LIMIT, pieces, units


class Balanced(HTMLParser):
    """Fails on a tag that is not closed, or closed in the wrong order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_whole(markup: str) -> None:
    parser = Balanced()
    parser.feed(markup)
    parser.close()
    assert parser.open == []


def bare(markup: str) -> str:
    return re.sub(r"\s", "", unescape(re.sub(r"<[^>]*>", "", markup)))


words = st.text(st.sampled_from("aż ї\n😀&"), min_size=1, max_size=40).map(
    lambda text: text.replace("&", "&amp;")
)
tagged = st.builds(lambda tag, text: f"<{tag}>{text}</{tag}>", st.sampled_from("biu"), words)
markups = st.lists(words | tagged, max_size=30).map("".join)


@given(markups, st.integers(8, 60))
def test_pieces_fit_lose_nothing_and_keep_their_tags(markup: str, limit: int) -> None:
    """For any text and any limit."""
    cut = pieces(markup, limit)

    assert all(units(piece) <= limit for piece in cut)
    assert bare("".join(cut)) == bare(markup)
    for piece in cut:
        assert_whole(piece)


def test_a_cut_prefers_the_end_of_a_line() -> None:
    """People read lines, not halves of them."""
    text = "\n".join(f"<b>{n}.</b> " + "słowo " * 30 for n in range(40))

    cut = pieces(text)

    assert len(cut) == 2
    assert units(cut[0]) <= TEXT_LIMIT
    assert cut[1].startswith("<b>")


def test_a_text_of_emoji_is_cut_by_units() -> None:
    """As many characters as the limit may be twice as many units."""
    cut = pieces("😀" * TEXT_LIMIT)

    assert [units(piece) for piece in cut] == [TEXT_LIMIT, TEXT_LIMIT]


def test_an_emoji_counts_twice() -> None:
    """Telegram counts UTF-16 units."""
    assert units("😀") == 2
    assert units("<b>ż</b>&lt;") == 2
