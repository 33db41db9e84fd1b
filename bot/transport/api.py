"""Calls of the Bot API over aiohttp: JSON or multipart in, the result or a typed failure out.

Measured beside the libraries in `make bench`: parsing and building objects for every call costs
more than the call, so what is stored as JSON goes out as the same JSON.
"""

from __future__ import annotations

import json
from typing import Any

import aiohttp

from bot.errors import BotError

CONNECTIONS = 64
TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=10, sock_read=30)
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

    def __init__(self, base: str, token: str) -> None:
        self._methods = f"{base.rstrip('/')}/bot{token}/"
        self._files = f"{base.rstrip('/')}/file/bot{token}/"
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Api:
        connector = aiohttp.TCPConnector(limit=CONNECTIONS + 1, keepalive_timeout=60)
        self._session = aiohttp.ClientSession(connector=connector, timeout=TIMEOUT)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session:
            await self._session.close()

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
        assert self._session, "use the Api as a context manager"
        body: Any = params.encode()
        headers = {"Content-Type": "application/json"}
        if attachment:
            body, headers = _form(json.loads(params), attachment), {}
        timeout = aiohttp.ClientTimeout(sock_connect=10, sock_read=30 + wait) if wait else TIMEOUT
        try:
            async with self._session.post(
                self._methods + method, data=body, headers=headers, timeout=timeout
            ) as response:
                return _result(response.status, await response.read())
        except aiohttp.ClientConnectorError as error:
            raise Unavailable("cannot connect", reached=False) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unavailable(type(error).__name__, reached=True) from error

    async def download(self, file_id: str, limit: int = DOWNLOAD_LIMIT) -> bytes:
        """A file that somebody sent. Raises BadRequest("file is too big") over `limit` bytes."""
        assert self._session, "use the Api as a context manager"
        found = await self.call("getFile", {"file_id": file_id})
        if int(found.get("file_size") or 0) > limit:
            raise BadRequest("file is too big", 400)
        try:
            async with self._session.get(self._files + found["file_path"]) as response:
                if response.status != 200:
                    raise Unavailable("download", reached=True, code=response.status)
                content = await response.content.read(limit + 1)
                while len(content) <= limit and (more := await response.content.read(1 << 16)):
                    content += more
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unavailable(type(error).__name__, reached=True) from error
        if len(content) > limit:
            raise BadRequest("file is too big", 400)
        return content


def _form(params: dict[str, Any], attachment: tuple[str, str, bytes]) -> aiohttp.FormData:
    parameter, name, content = attachment
    form = aiohttp.FormData(quote_fields=False)  # names as they are: Telegram shows them
    for key, value in params.items():
        form.add_field(key, value if isinstance(value, str) else json.dumps(value))
    form.add_field(parameter, content, filename=name)
    return form


def _result(status: int, body: bytes) -> Any:
    try:
        answer = json.loads(body)
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
