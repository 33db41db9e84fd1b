"""Files and the Bot API's objects for them."""

from __future__ import annotations

import mimetypes
import re
import struct
from typing import Any

from bot.simulator.failure import Json, Refused, bad_request
from bot.simulator.uploads import Upload
from bot.simulator.world import StoredFile, World

MOST_UPLOAD_BYTES = 50 * 1024 * 1024
MOST_PHOTO_BYTES = 10 * 1024 * 1024
MOST_DOWNLOAD_BYTES = 20 * 1024 * 1024
KINDS = ("photo", "video", "audio", "voice", "animation", "sticker", "document", "video_note")
PREFIXES = {"photo": "AgACAgQ", "sticker": "CAACAgQ", "voice": "AwACAgQ", "animation": "CgACAgQ"}
FOLDERS = {"photo": "photos", "voice": "voice", "sticker": "stickers", "audio": "music"}
PHOTO_SIDES = (90, 320, 800, 1280)
CLASSES = {"photo": "Photo", "document": "Document", "video": "Video", "audio": "Audio"}
DETAILS = {
    "video": ("width", "height", "duration", "supports_streaming"),
    "animation": ("width", "height", "duration"),
    "audio": ("duration", "performer", "title"),
    "voice": ("duration",),
    "sticker": ("emoji",),
}


def media_kind(message: Json) -> str | None:
    """Which kind of file a message carries, if any."""
    return next((kind for kind in KINDS if kind in message), None)


def media_content(
    world: World, kind: str, source: str | Upload, uploads: dict[str, Upload], details: Json
) -> Json:
    """The message's fields for a file: uploaded, or sent again by its `file_id`."""
    if isinstance(source, str) and source.startswith("attach://"):
        name = source.removeprefix("attach://")
        if name not in uploads:
            raise bad_request(f'file "{name}" attached by name is not in the request')
        source = uploads[name]
    stored = _again(world, kind, source) if isinstance(source, str) else None
    if stored is None:
        assert isinstance(source, Upload)  # a string was looked up above
        stored = store_file(world, kind, source, details)
    fields = {stored.kind: stored.media}
    if stored.kind == "animation":
        fields["document"] = {k: v for k, v in stored.media.items() if k in DOCUMENT_FIELDS}
    if details.get("has_spoiler"):
        fields["has_media_spoiler"] = True
    return fields


DOCUMENT_FIELDS = ("file_id", "file_unique_id", "file_name", "mime_type", "file_size")


def _again(world: World, kind: str, source: str) -> StoredFile:
    if re.match(r"https?://", source):
        raise bad_request("failed to get HTTP URL content")
    stored = world.files.get(source)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        was, wanted = (CLASSES.get(k, k.capitalize()) for k in (stored.kind, kind))
        raise bad_request(f"can't use file of type {was} as {wanted}")
    return stored


def store_file(world: World, kind: str, upload: Upload, details: Json) -> StoredFile:
    """Keeps the bytes; raises for an empty, too large or unreadable file."""
    _check_size(kind, upload)
    mime_type = _mime_type(kind, upload)
    if kind == "photo":
        return _store_photo(world, upload, mime_type)
    media: Json = {**_ids(world, kind), "file_size": len(upload.content)}
    if kind not in ("sticker", "video_note"):
        media["mime_type"] = mime_type
    if kind in ("document", "video", "audio", "animation"):
        media["file_name"] = upload.name
    media |= _required(kind, upload.content)
    media |= {k: details[k] for k in DETAILS.get(kind, ()) if details.get(k) is not None}
    return _keep(world, kind, upload, mime_type, media["file_id"], media)


def _check_size(kind: str, upload: Upload) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > MOST_UPLOAD_BYTES:
        raise Refused(413, "Request Entity Too Large")
    if kind == "photo" and len(upload.content) > MOST_PHOTO_BYTES:
        raise bad_request("file is too big for a photo: 10 MB at most")


def _mime_type(kind: str, upload: Upload) -> str:
    if kind == "voice":
        return "audio/ogg"
    guessed = mimetypes.guess_type(upload.name)[0]
    general = upload.mime_type in ("", "application/octet-stream")
    return (guessed or "application/octet-stream") if general else upload.mime_type


def _required(kind: str, content: bytes) -> Json:
    """Fields that the Bot API always gives; measured where the format is simple."""
    match kind:
        case "video" | "animation":
            return {"width": 640, "height": 360, "duration": 1}
        case "audio" | "voice":
            return {"duration": 1}
        case "video_note":
            return {"length": 240, "duration": 1}
        case "sticker":
            width, height = image_size(content) or (512, 512)
            flags = {"is_animated": False, "is_video": False, "type": "regular"}
            return {"width": width, "height": height, **flags}
    return {}


def _ids(world: World, kind: str) -> Json:
    prefix = PREFIXES.get(kind, "BQACAgQ")
    return {"file_id": world.unique(prefix), "file_unique_id": world.unique("AQAD")[:18]}


def _keep(
    world: World, kind: str, upload: Upload, mime_type: str, file_id: str, media: Any
) -> StoredFile:
    extension = mimetypes.guess_extension(mime_type) or ""
    path = f"{FOLDERS.get(kind, 'documents')}/file_{len(world.files)}{extension}"
    stored = StoredFile(file_id, kind, upload.content, upload.name, mime_type, media, path)
    world.files[file_id] = stored
    return stored


def _store_photo(world: World, upload: Upload, mime_type: str) -> StoredFile:
    """A photo in several nominal sizes; all of them give the bytes that were sent."""
    size = image_size(upload.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    sides = [side for side in PHOTO_SIDES if side < max(size)] + [min(max(size), PHOTO_SIDES[-1])]
    sizes = []
    for side in sorted(set(sides)):
        scaled = (max(1, round(n * side / max(size))) for n in size)
        numbers = dict(zip(("width", "height"), scaled, strict=True))
        sizes.append({**_ids(world, "photo"), "file_size": len(upload.content), **numbers})
    return [_keep(world, "photo", upload, mime_type, s["file_id"], sizes) for s in sizes][-1]


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG, GIF or WebP; None for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        return struct.unpack(">II", content[16:24])
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return struct.unpack("<HH", content[6:10])
    if content[:2] == b"\xff\xd8":
        return _jpeg_size(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    kind, body = content[12:16], content[20:30]
    if len(body) < 10:
        return None
    if kind == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", body[6:10])
    return width & 0x3FFF, height & 0x3FFF
