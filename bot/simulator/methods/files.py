"""Pictures, films, sounds, documents, albums; and fetching what people sent."""

from __future__ import annotations

from bot.simulator.failure import Json, bad_request
from bot.simulator.media import MOST_DOWNLOAD_BYTES, media_content
from bot.simulator.methods.envelope import caption_fields, send, writable_chat
from bot.simulator.methods.registry import answers
from bot.simulator.simulator import Call, Simulator

SENDS = {
    "sendPhoto": "photo",
    "sendDocument": "document",
    "sendVideo": "video",
    "sendAudio": "audio",
    "sendVoice": "voice",
    "sendAnimation": "animation",
    "sendSticker": "sticker",
    "sendVideoNote": "video_note",
}
WITHOUT_CAPTION = frozenset({"sticker", "video_note"})


@answers(*SENDS)
def send_file(sim: Simulator, call: Call) -> Json:
    """One file of the method's kind, uploaded or by `file_id`."""
    chat = writable_chat(sim, call)
    kind = SENDS[call.method]
    content = media_content(sim.world, kind, call.values[kind], call.uploads, call.values)
    if kind not in WITHOUT_CAPTION:
        content |= caption_fields(sim, call.values, call.method)
    return send(sim, call, content, chat)


@answers("sendMediaGroup")
def send_media_group(sim: Simulator, call: Call) -> list[Json]:
    """An album: photos and videos together, or documents, or sounds alone."""
    chat = writable_chat(sim, call)
    items = call.values["media"]
    kinds = {item["type"] for item in items}
    if len(kinds) > 1 and not kinds <= {"photo", "video"}:
        mixed = "document" if "document" in kinds else "audio"
        raise bad_request(f"{mixed} can't be mixed with other media types")
    group = {"media_group_id": str(13_000_000_000 + sim.world.next_message_id())}
    contents = []
    for item in items:
        media = media_content(sim.world, item["type"], item["media"], call.uploads, item)
        caption = caption_fields(sim, item, f"InputMedia{item['type'].capitalize()}")
        contents.append({**group, **media, **caption})
    return [send(sim, call, content, chat) for content in contents]


@answers("getFile")
def get_file(sim: Simulator, call: Call) -> Json:
    """Where to download a file, up to 20 MB."""
    stored = sim.world.files.get(call.values["file_id"])
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > MOST_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    media = stored.media
    if isinstance(media, list):
        media = next(size for size in media if size["file_id"] == stored.file_id)
    names = ("file_id", "file_unique_id", "file_size")
    return {**{name: media[name] for name in names}, "file_path": stored.path}
