"""What `${name}` means in a form: every item's place in the tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.forms.model import Item, Question
from bot.frozen import frozen

OTHER = "_other"  # what or_other adds to the question's name


@frozen
class Place:
    """An item with the groups and repeats around it, outermost first."""

    item: Item
    around: tuple[Item, ...]
    name: str


def list_key(written: str) -> str:
    """A list's name as it is known: single spaces, and no quote that would end it in XPath."""
    return " ".join(written.split()).replace("'", "’")


Names = Mapping[str, tuple[Place, ...]]


def places_of(children: tuple[Item, ...], around: tuple[Item, ...] = ()) -> Iterator[Place]:
    """Every item of the tree in order, and the text question that each or_other adds."""
    for item in children:
        yield Place(item, around, item.name)
        if not isinstance(item, Question):
            yield from places_of(item.children, (*around, item))
        elif item.or_other:
            yield Place(item, around, item.name + OTHER)


def names_of(places: tuple[Place, ...]) -> Names:
    """All places by name. A name with several places cannot be referred to."""
    index: dict[str, list[Place]] = {}
    for place in places:
        index.setdefault(place.name, []).append(place)
    return {name: tuple(found) for name, found in index.items()}
