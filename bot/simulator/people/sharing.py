"""A person shares files, their contact, a place."""

from __future__ import annotations

from bot.simulator.failure import Json
from bot.simulator.formatting import formatted
from bot.simulator.media import media_content
from bot.simulator.people.acts import CannotDo, deliver, writable
from bot.simulator.simulator import Simulator
from bot.simulator.uploads import Upload
from bot.simulator.world import Chat, Person

ALBUM = frozenset({"photo", "video", "document", "audio"})
KINDS = ALBUM | {"voice", "sticker", "animation", "video_note"}
MOST_IN_ALBUM = 10


def upload(
    sim: Simulator, person: Person, chat: Chat, kind: str, files: list[Upload], caption: str
) -> list[Json]:
    """Sends files; several of them are an album, with the caption on the first."""
    writable(chat, person)
    _check(kind, files)
    contents = [media_content(sim.world, kind, file, {}, {}) for file in files]
    if caption:
        text, entities = formatted(caption, None, None)
        contents[0] |= {"caption": text}
        contents[0] |= {"caption_entities": entities} if entities else {}
    if len(files) > 1:
        group = str(14_000_000_000 + sim.world.next_message_id())
        contents = [{"media_group_id": group, **content} for content in contents]
    return [deliver(sim, person, chat, content) for content in contents]


def _check(kind: str, files: list[Upload]) -> None:
    if kind not in KINDS:
        raise CannotDo(f"kind must be one of {', '.join(sorted(KINDS))}")
    if not files:
        raise CannotDo("there is no file")
    if len(files) > 1 and (kind not in ALBUM or len(files) > MOST_IN_ALBUM):
        raise CannotDo("an album has at most 10 photos, videos, documents or sounds")


def contact(sim: Simulator, person: Person, chat: Chat, phone_number: str | None) -> Json:
    """Shares the person's own telephone number."""
    writable(chat, person)
    number = phone_number or person.phone_number or f"+48600{person.id % 1_000_000:06}"
    names = {k: v for k, v in person.names().items() if k != "username"}
    shared = {"phone_number": number, **names, "user_id": person.id}
    return deliver(sim, person, chat, {"contact": shared})


def location(sim: Simulator, person: Person, chat: Chat, latitude: float, longitude: float) -> Json:
    """Shares a place."""
    writable(chat, person)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise CannotDo("there is no such place")
    return deliver(sim, person, chat, {"location": {"latitude": latitude, "longitude": longitude}})
