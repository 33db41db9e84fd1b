"""HTTP/1.1 to one host over kept connections: the least that calling the Bot API needs.

A general client spends most of a call's processor time on what a bot never uses (cookies,
redirects, decompression); this one measured about five times cheaper (`make bench`). Responses
are parsed by httptools, the C parser of Node.js's HTTP.
"""

from __future__ import annotations

import asyncio
import ssl
from typing import cast
from urllib.parse import urlsplit

import httptools

from bot.errors import BotError

CONNECT = 10.0  # seconds
IDLE = 20.0  # seconds after which a kept connection may be half closed by the other side


class NotReached(BotError):
    """No connection: nothing was asked for."""


class Lost(BotError):
    """The connection ended, or time ran out, before the whole answer: what was done is unknown."""


class TooLarge(BotError):
    """The answer is longer than the caller wants."""


class Link(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._transport: asyncio.Transport | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._body: list[bytes] = []
        self._size = self._limit = 0
        self._again = False
        self.used = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, _: Exception | None) -> None:
        self._transport = None
        self._wire.forget(self)
        self._fail(Lost("closed"))

    @property
    def usable(self) -> bool:
        """Open, and not so long idle that the other side may be closing it."""
        now = self._wire.loop.time()
        return self._transport is not None and now - self.used < IDLE

    def close(self) -> None:
        """End the connection."""
        if self._transport:
            self._transport.abort()

    async def ask(self, request: bytes, seconds: float, limit: int) -> tuple[int, bytes, bool]:
        """Send a request; the status, the body, and whether the connection can be kept.

        Raises Lost or TooLarge, after which the connection is closed.
        """
        if self._transport is None:
            raise Lost("closed")
        loop = self._wire.loop
        self._answer = loop.create_future()
        self._body, self._size, self._limit = [], 0, limit
        self._parser = httptools.HttpResponseParser(self)
        timer = loop.call_later(seconds, self._fail, Lost("timeout"))
        self._transport.write(request)
        try:
            status, body = await self._answer
        except BaseException:
            self.close()
            raise
        finally:
            timer.cancel()
            self._answer = None
        self.used = loop.time()
        return status, body, self._again

    def data_received(self, data: bytes) -> None:
        if self._answer is None:
            self.close()  # nobody asked
            return
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._fail(Lost("not HTTP"))

    def on_body(self, body: bytes) -> None:
        """httptools: a piece of the body."""
        self._size += len(body)
        if self._size > self._limit:
            self._fail(TooLarge("answer"))
        else:
            self._body.append(body)

    def on_message_complete(self) -> None:
        """httptools: all of it is here."""
        self._again = bool(self._parser.should_keep_alive())
        if self._answer and not self._answer.done():
            self._answer.set_result((self._parser.get_status_code(), b"".join(self._body)))

    def _fail(self, error: BotError) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(error)


class Wire:
    """Up to `connections` at once to the host of `base`."""

    def __init__(self, base: str, connections: int) -> None:
        parts = urlsplit(base)
        self._host = parts.hostname or ""
        self._tls = parts.scheme == "https"
        self._port = parts.port or (443 if self._tls else 80)
        self._context: ssl.SSLContext | None = None
        self._free: list[Link] = []
        self._all: set[Link] = set()
        self._slots = asyncio.Semaphore(connections)
        self._head = f" HTTP/1.1\r\nHost: {parts.netloc.rpartition('@')[2]}\r\n".encode()
        self.loop = asyncio.get_running_loop()

    @property
    def kept(self) -> int:
        """How many connections wait for a next call."""
        return len(self._free)

    async def post(
        self, path: bytes, kind: bytes, body: bytes, seconds: float, limit: int
    ) -> tuple[int, bytes]:
        """POST a body of this content type. Raises NotReached, Lost or TooLarge."""
        head = b"POST %b%bContent-Type: %b\r\nContent-Length: %d\r\n\r\n"
        request = head % (path, self._head, kind, len(body)) + body
        return await self._exchange(request, seconds, limit)

    async def get(self, path: bytes, seconds: float, limit: int) -> tuple[int, bytes]:
        """GET up to `limit` bytes. Raises NotReached, Lost or TooLarge."""
        return await self._exchange(b"GET %b%b\r\n" % (path, self._head), seconds, limit)

    def forget(self, link: Link) -> None:
        """A connection ended."""
        self._all.discard(link)
        if link in self._free:
            self._free.remove(link)

    async def close(self) -> None:
        """End every connection."""
        for link in list(self._all):
            link.close()
        await asyncio.sleep(0)

    async def _exchange(self, request: bytes, seconds: float, limit: int) -> tuple[int, bytes]:
        async with self._slots:
            link = await self._link()
            status, body, again = await link.ask(request, seconds, limit)
            if again:
                self._free.append(link)
            else:
                link.close()
            return status, body

    async def _link(self) -> Link:
        while self._free:
            link = self._free.pop()
            if link.usable:
                return link
            link.close()
        return await self._open()

    async def _open(self) -> Link:
        opening = self.loop.create_connection(
            lambda: Link(self), self._host, self._port, ssl=self._secured()
        )
        try:
            _, link = await asyncio.wait_for(opening, CONNECT)
        except (OSError, TimeoutError) as error:
            raise NotReached(type(error).__name__) from error
        link.used = self.loop.time()
        self._all.add(link)
        return link

    def _secured(self) -> ssl.SSLContext | None:
        if self._tls and self._context is None:
            self._context = ssl.create_default_context()
        return self._context
