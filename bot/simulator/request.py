"""Reads a Bot API request: JSON, a form, multipart, or the query of a GET."""

from __future__ import annotations

import json

from aiohttp import web

from bot.simulator.failure import Json, Refused, bad_request
from bot.simulator.media import MOST_UPLOAD_BYTES
from bot.simulator.uploads import Upload

MOST_REQUEST_BYTES = MOST_UPLOAD_BYTES + 1024 * 1024


async def read_call(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """The raw parameters and the files; raises `Refused` if the body cannot be read."""
    values: Json = dict(request.query)
    uploads: dict[str, Upload] = {}
    if not request.body_exists:
        return values, uploads
    try:
        if request.content_type == "application/json":
            values |= json_object(await request.read())
        else:
            await _read_form(request, values, uploads)
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "Request Entity Too Large") from None
    except ValueError:
        raise bad_request("can't read the request") from None
    return values, uploads


def json_object(body: bytes) -> Json:
    """The JSON object of a body; raises `Refused` for anything else."""
    try:
        given = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if b"\\ud" in body.lower() and not _encodable(given):
        raise bad_request("strings must be encoded in UTF-8")
    if not isinstance(given, dict):
        raise bad_request("can't parse JSON object: an object is expected")
    return given


def _encodable(given: object) -> bool:
    """Whether no string holds half of a surrogate pair, which JSON can spell."""
    try:
        json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


async def _read_form(request: web.Request, values: Json, uploads: dict[str, Upload]) -> None:
    for name, field in (await request.post()).items():
        if isinstance(field, web.FileField):
            uploads[name] = Upload(field.filename, field.content_type, field.file.read())
            field.file.close()
        elif isinstance(field, str):
            values[name] = field
        else:
            values[name] = field.decode()


def with_files(values: Json, uploads: dict[str, Upload], names: dict[str, object]) -> Json:
    """Parameters given as a file themselves, beside those attached by name."""
    return {**values, **{name: upload for name, upload in uploads.items() if name in names}}
