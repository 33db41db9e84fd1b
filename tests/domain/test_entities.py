"""Telegram's formatting stays on its own characters, whatever is put around a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.entities import Entity, Formatted, joined, units

LETTERS = "aą є😀👩‍🚀\n"  # one unit, two units, and several characters that look like one


def covered(body: Formatted, entity: Entity) -> str:
    """The characters under an entity, as Telegram counts: in UTF-16 units."""
    raw = body.text.encode("utf-16-le")
    begins, length = 2 * int(entity["offset"]), 2 * int(entity["length"])
    return raw[begins : begins + length].decode("utf-16-le")


@st.composite
def bodies(draw: st.DrawFn) -> Formatted:
    """A text with entities on whole characters of it."""
    text = draw(st.text(st.sampled_from(LETTERS), max_size=12))
    places = st.integers(0, len(text))
    entities = []
    for begins, ends in draw(st.lists(st.tuples(places, places).map(sorted), max_size=3)):
        offset, length = units(text[:begins]), units(text[begins:ends])
        entities.append({"type": "bold", "offset": offset, "length": length})
    return Formatted(text, tuple(entities))


def words_of(body: Formatted) -> list[str]:
    return [covered(body, entity) for entity in body.entities]


@given(st.lists(bodies(), max_size=4))
def test_joined_parts_keep_every_entity_on_its_words(parts: list[Formatted]) -> None:
    """A long text that came in several messages, or the captions of an album."""
    whole = joined(parts)

    assert whole.text == "".join(part.text for part in parts)
    assert words_of(whole) == [word for part in parts for word in words_of(part)]


@given(bodies(), st.text(max_size=20))
def test_a_sentence_behind_changes_no_entity(body: Formatted, sentence: str) -> None:
    """The funding sentence has no formatting and takes none."""
    ended = body.ending(sentence)

    assert words_of(ended) == words_of(body)
    assert ended.text.endswith(sentence)
    assert ended.text.startswith(body.text)


def test_an_emoji_counts_as_two() -> None:
    """As Telegram counts, so that „po” is bold and not „o 😀”."""
    second = Formatted("po", ({"type": "bold", "offset": 0, "length": 2},))

    whole = Formatted("😀 ") + second

    assert units("😀 ") == 3
    assert whole.entities == ({"type": "bold", "offset": 3, "length": 2},)
