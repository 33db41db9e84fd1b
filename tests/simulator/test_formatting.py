"""Markup as Telegram reads it: entities, offsets in UTF-16, strict errors."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.simulator import utf16
from bot.simulator.failure import Refused
from bot.simulator.formatting import formatted

WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40)
TAGS = ("b", "i", "u", "s", "tg-spoiler", "code", "pre", "blockquote")


def spans(text: str, mode: str) -> list[tuple[str, str]]:
    """What each entity covers, read back through its UTF-16 offsets."""
    plain, entities = formatted(text, mode, None)
    return [(entity["type"], covered(plain, entity)) for entity in entities]


def covered(plain: str, entity: dict[str, Any]) -> str:
    """The characters under an entity."""
    raw = plain.encode("utf-16-le")
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return raw[2 * start : 2 * end].decode("utf-16-le")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<b>a<i>ą😀</i></b>", [("bold", "aą😀"), ("italic", "ą😀")]),
        ("😀<strong>x</strong> &lt;b&gt; &#261;", [("bold", "x")]),
        ("<u>a</u><ins>b</ins><s>c</s><del>d</del>", [("underline", "a"), ("underline", "b")]),
        ("<tg-spoiler>a</tg-spoiler><span class='tg-spoiler'>b</span>", [("spoiler", "a")]),
        ('<a href="https://x.pl/?a=1&amp;b=2">tu</a>', [("text_link", "tu")]),
        ("<blockquote expandable>a</blockquote>", [("expandable_blockquote", "a")]),
        ('<pre><code class="language-python">x = 1</code></pre>', [("pre", "x = 1")]),
        ('<tg-emoji emoji-id="536">👍</tg-emoji>', [("custom_emoji", "👍")]),
        ("<b></b>x", []),
        ("<b> x </b>", [("bold", "x")]),
    ],
)
def test_html_becomes_entities(source: str, expected: list[tuple[str, str]]) -> None:
    """Tags nest, references are decoded, an empty tag is nothing, blank ends are cut."""
    assert spans(source, "HTML")[: len(expected)] == expected
    assert bool(expected) == bool(spans(source, "HTML"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*a _b_ c*", [("bold", "a b c"), ("italic", "b")]),
        ("__u__ ~s~ ||p||", [("underline", "u"), ("strikethrough", "s"), ("spoiler", "p")]),
        ("[tu](https://x.pl/a\\)b)", [("text_link", "tu")]),
        ("```python\nx = 1\n```", [("pre", "x = 1\n")]),
        ("`a\\`b`", [("code", "a`b")]),
        (">jeden\n>dwa\nkoniec", [("blockquote", "jeden\ndwa\n")]),
        ("**>jeden\n>dwa||", [("expandable_blockquote", "jeden\ndwa")]),
        ("![👍](tg://emoji?id=536)", [("custom_emoji", "👍")]),
        ("_a __b__ c_", [("italic", "a b c"), ("underline", "b")]),
        ("5 \\> 3\\.", []),
    ],
)
def test_markdown_becomes_entities(source: str, expected: list[tuple[str, str]]) -> None:
    """MarkdownV2 marks nest; a backslash makes a character plain."""
    assert [(kind, text.strip()) for kind, text in spans(source, "MarkdownV2")] == [
        (kind, text.strip()) for kind, text in expected
    ]


@pytest.mark.parametrize(
    ("mode", "source", "reason"),
    [
        ("HTML", "<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("HTML", "a</b>", "Unexpected end tag at byte offset 1"),
        (
            "HTML",
            "<b>ą<i>x</b></i>",
            'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
        ),
        ("HTML", "<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("HTML", "2 < 3", 'Unsupported start tag "" at byte offset 2'),
        ("HTML", "<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("MarkdownV2", "ą *b", "Can't find end of Bold entity at byte offset 3"),
        ("MarkdownV2", "[a](b", "Can't find end of a URL at byte offset 3"),
        (
            "MarkdownV2",
            "Koniec.",
            "Character '.' is reserved and must be escaped with the preceding '\\'",
        ),
    ],
)
def test_broken_markup_is_refused_with_its_place(mode: str, source: str, reason: str) -> None:
    """The place is in bytes of UTF-8, as Telegram tells it."""
    with pytest.raises(Refused) as refused:
        formatted(source, mode, None)

    assert refused.value.description == f"Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start abc", [("bot_command", "/start")]),
        ("wpisz /pomoc@nasz_bot.", [("bot_command", "/pomoc@nasz_bot")]),
        ("a/b i 1/2", []),
        ("zob. https://x.pl/a?b=1.", [("url", "https://x.pl/a?b=1")]),
        ("biblioteka.pl i @nasz_bot", [("url", "biblioteka.pl"), ("mention", "@nasz_bot")]),
        ("#dla_dzieci #12", [("hashtag", "#dla_dzieci")]),
        ("pisz na iod@x.pl", [("email", "iod@x.pl")]),
    ],
)
def test_entities_nobody_marked_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    """Commands, addresses, mentions and hashtags are found in anybody's text."""
    plain, entities = formatted(text, None, None)

    assert [(entity["type"], covered(plain, entity)) for entity in entities] == expected


@given(WORDS)
def test_escaped_html_comes_back_as_it_was(text: str) -> None:
    """What is escaped has no markup."""
    plain, _ = formatted("a" + html.escape(text) + "z", "HTML", None)

    assert plain == f"a{text}z"


@given(WORDS)
def test_escaped_markdown_comes_back_as_it_was(text: str) -> None:
    """Every reserved character can be escaped."""
    escaped = re.sub(r"([_*\[\]()~`>#+\-=|{}.!\\])", r"\\\1", text)

    plain, _ = formatted("a" + escaped + "z", "MarkdownV2", None)

    assert plain == f"a{text}z"


def tagged(tag: str, inside: list[str]) -> str:
    """One element."""
    return f"<{tag}>{''.join(inside)}</{tag}>"


NESTED = st.recursive(
    WORDS.map(html.escape),
    lambda inside: st.builds(tagged, st.sampled_from(TAGS), st.lists(inside, max_size=3)),
    max_leaves=8,
)


@given(NESTED)
@example("<b> <i> 😀 </i> </b>")
def test_entities_never_leave_the_text(source: str) -> None:
    """Whatever is nested, entities are not empty and lie within the trimmed text."""
    plain, entities = formatted(source, "HTML", None)

    units = utf16.length(plain)
    assert all(e["offset"] >= 0 and 0 < e["length"] <= units - e["offset"] for e in entities)
    assert entities == sorted(entities, key=lambda e: (e["offset"], -e["length"]))


@given(st.text("*_~|`[]()!>\\\n.ab😀", max_size=30), st.sampled_from(("HTML", "MarkdownV2")))
def test_any_text_is_read_or_refused(source: str, mode: str) -> None:
    """Broken markup is a refusal, never a crash, and offsets hold."""
    try:
        plain, entities = formatted(source, mode, None)
    except Refused:
        return

    assert all(e["offset"] + e["length"] <= utf16.length(plain) for e in entities)


@given(st.text("a😀", max_size=60), st.integers(2, 9))
def test_pieces_never_split_a_character(text: str, limit: int) -> None:
    """Cut texts join back and keep the limit in UTF-16 units."""
    parts = utf16.pieces(text, limit)

    assert "".join(parts) == text
    assert all(utf16.length(part) <= limit for part in parts)
