"""Calls of the Bot API: JSON or multipart in, the result or a typed failure out.

Measured beside the libraries in `make bench`: parsing and building objects for every call costs
more than the call, so what is stored as JSON goes out as the same JSON.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from bot.errors import BotError
from bot.transport.wire import Lost, NotReached, TooLarge, Wire

CONNECTIONS = 64
READ = 30.0  # seconds to wait for an answer
DOWNLOAD = 60.0  # seconds for a whole file
JSON = b"application/json"
LARGEST_ANSWER = 16 * 1024 * 1024  # bytes: 100 updates are far less
DOWNLOAD_LIMIT = 20 * 1024 * 1024  # bytes, getFile's own limit


class ApiError(BotError):
    """Telegram (or the way there) said no. `description` is Telegram's, without personal data."""

    def __init__(self, description: str, code: int = 0) -> None:
        super().__init__(f"{code} {description}")
        self.description = description
        self.code = code


class BadRequest(ApiError):
    """The call itself is wrong (400): trying again would not help."""


class Unauthorized(ApiError):
    """The token is not valid (401, or 404 on the token)."""


class Forbidden(ApiError):
    """The person blocked the bot, is gone, or never started it (403)."""


class Conflict(ApiError):
    """Another copy polls, or a webhook is set (409)."""


class RetryAfter(ApiError):
    """Too many (429): wait `seconds`."""

    def __init__(self, description: str, seconds: float) -> None:
        super().__init__(description, 429)
        self.seconds = seconds


class Migrated(ApiError):
    """The group became a supergroup: use `chat_id`."""

    def __init__(self, description: str, chat_id: int) -> None:
        super().__init__(description, 400)
        self.chat_id = chat_id


class Unavailable(ApiError):
    """A 5xx, or no connection: nothing was done, or it is not known (`reached`)."""

    def __init__(self, description: str, *, reached: bool, code: int = 0) -> None:
        super().__init__(description, code)
        self.reached = reached


_KINDS = {400: BadRequest, 401: Unauthorized, 403: Forbidden, 404: Unauthorized, 409: Conflict}


class Api:
    """One bot at one Bot API server. The token stays in here and reaches no log."""

    def __init__(self, base: str, token: str, connections: int = CONNECTIONS) -> None:
        self._base = base.rstrip("/")
        self._connections = connections
        self.flooded: Callable[[float], None] = lambda _: None  # told the seconds of every 429
        path = urlsplit(self._base).path
        self._methods = f"{path}/bot{token}/".encode()
        self._files = f"{path}/file/bot{token}/".encode()
        self._wire: Wire | None = None

    async def __aenter__(self) -> Api:
        self._wire = Wire(self._base, self._connections)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._wire:
            await self._wire.close()

    async def call(
        self, method: str, params: dict[str, Any] | None = None, *, wait: float = 0
    ) -> Any:
        """Call a method with parameters. `wait` seconds are added to the reading time-out."""
        return await self.send(method, json.dumps(params or {}), wait=wait)

    async def send(
        self,
        method: str,
        params: str,
        attachment: tuple[str, str, bytes] | None = None,
        *,
        wait: float = 0,
    ) -> Any:
        """The same with parameters as JSON text; `attachment` is (parameter, name, content).

        Raises the ApiErrors above.
        """
        assert self._wire, "use the Api as a context manager"
        kind, body = JSON, params.encode()
        if attachment:
            kind, body = multipart(json.loads(params), attachment)
        path = self._methods + method.encode()
        try:
            status, answer = await self._wire.post(path, kind, body, READ + wait, LARGEST_ANSWER)
        except (NotReached, Lost, TooLarge) as error:
            raise _unavailable(error) from error
        try:
            return _result(status, answer)
        except RetryAfter as error:
            self.flooded(error.seconds)
            raise

    async def download(self, file_id: str, limit: int = DOWNLOAD_LIMIT) -> bytes:
        """A file that somebody sent. Raises BadRequest("file is too big") over `limit` bytes."""
        assert self._wire, "use the Api as a context manager"
        found = await self.call("getFile", {"file_id": file_id})
        if int(found.get("file_size") or 0) > limit:
            raise BadRequest("file is too big", 400)
        path = self._files + quote(str(found["file_path"])).encode()
        try:
            status, content = await self._wire.get(path, DOWNLOAD, limit)
        except TooLarge as error:
            raise BadRequest("file is too big", 400) from error
        except (NotReached, Lost) as error:
            raise _unavailable(error) from error
        if status != 200:
            raise Unavailable("download", reached=True, code=status)
        return content


def multipart(params: dict[str, Any], attachment: tuple[str, str, bytes]) -> tuple[bytes, bytes]:
    """The content type and the body of a form with one file (RFC 7578)."""
    parameter, name, content = attachment
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n'
        f"{value if isinstance(value, str) else json.dumps(value)}\r\n"
        for key, value in params.items()
    ]
    safe = name.translate({34: "%22", 13: "", 10: ""})
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{parameter}"; filename="{safe}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = "".join(parts).encode() + content + f"\r\n--{boundary}--\r\n".encode()
    return f"multipart/form-data; boundary={boundary}".encode(), body


def _unavailable(error: BotError) -> Unavailable:
    return Unavailable(str(error), reached=not isinstance(error, NotReached))


def _result(status: int, body: bytes) -> Any:
    try:
        answer = json.loads(body.decode())
    except ValueError as error:
        raise Unavailable("not JSON", reached=True, code=status) from error
    if isinstance(answer, dict) and answer.get("ok"):
        return answer["result"]
    raise _failure(status, answer if isinstance(answer, dict) else {})


def _failure(status: int, answer: dict[str, Any]) -> ApiError:
    code = int(answer.get("error_code") or status)
    description = str(answer.get("description", ""))
    facts = answer.get("parameters") or {}
    if "retry_after" in facts:
        return RetryAfter(description, float(facts["retry_after"]))
    if "migrate_to_chat_id" in facts:
        return Migrated(description, int(facts["migrate_to_chat_id"]))
    if code >= 500:
        return Unavailable(description, reached=True, code=code)
    return _KINDS.get(code, ApiError)(description, code)
