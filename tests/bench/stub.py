"""A Bot API stub that validates nothing and is fast: the other end of the throughput benches.

Holds `getUpdates`, gives out messages of made-up people and counts what comes back. A person's
next message becomes available when the bot has sent them one. Prints one JSON line at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import time
from collections import deque
from pathlib import Path

CHAT = re.compile(rb'chat_id"?\s*(?:[:=]|\r\n(?:[^\r\n]+\r\n)*\r\n)\s*"?(\d+)')
FIRST_PERSON = 5000
ME = {"id": 100, "is_bot": True, "first_name": "Bench", "username": "bench_bot",
      "can_join_groups": True, "can_read_all_group_messages": False,
      "supports_inline_queries": False}  # fmt: skip


class Load:
    """Who says what next, and how many may be under way at once."""

    def __init__(self, scripts: list[list[str]], in_flight: int, total: int) -> None:
        self.scripts = [deque(script) for script in scripts]
        self.ready: deque[int] = deque(range(len(scripts)))
        self.busy: set[int] = set()
        self.in_flight = in_flight
        self.total = total
        self.given = self.answered = self.calls = 0
        self.started = self.ended = self.first_poll = 0.0
        self.waiting: asyncio.Future[None] | None = None
        self.finished = asyncio.Event()

    def updates(self) -> list[dict[str, object]]:
        """Up to 100 messages that may come now."""
        batch: list[dict[str, object]] = []
        while self.ready and len(self.busy) < self.in_flight and len(batch) < 100:
            person = self.ready.popleft()
            self.busy.add(person)
            self.given += 1
            batch.append(self._update(person, self.scripts[person].popleft()))
        if batch and not self.started:
            self.started = time.perf_counter()
        return batch

    def _update(self, person: int, text: str) -> dict[str, object]:
        who = {"id": FIRST_PERSON + person, "first_name": f"P{person}"}
        message = {
            "message_id": 10 + self.given, "date": 1800000000,
            "chat": {**who, "type": "private"},
            "from": {**who, "is_bot": False, "language_code": "pl"}, "text": text,
        }  # fmt: skip
        return {"update_id": self.given, "message": message}

    def sent(self, body: bytes) -> int:
        """The bot sent a message: its person may say the next thing."""
        found = CHAT.search(body)
        chat = int(found.group(1)) if found else 0
        person = chat - FIRST_PERSON
        if person in self.busy:
            self.busy.discard(person)
            self.answered += 1
            if self.scripts[person]:
                self.ready.append(person)
            if self.answered >= self.total:
                self.ended = time.perf_counter()
                self.finished.set()
            if self.waiting and not self.waiting.done():
                self.waiting.set_result(None)
        return chat


class Connection(asyncio.Protocol):
    """Just enough HTTP/1.1: keep-alive, Content-Length, one request after the other."""

    def __init__(self, load: Load) -> None:
        self.load = load
        self.buffer = b""
        self.polling: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(b"\r\n\r\n")) >= 0:
            head = self.buffer[:end].lower()
            length, complete = self._body(head, end + 4)
            if not complete:
                return
            body = self.buffer[end + 4 : end + 4 + length]
            self.buffer = self.buffer[end + 4 + length :]
            self._answer(head.split(b" ", 2)[1].rsplit(b"/", 1)[-1], body)

    def _body(self, head: bytes, start: int) -> tuple[int, bool]:
        if b"transfer-encoding: chunked" in head:
            end = self.buffer.find(b"0\r\n\r\n", start)
            return end + 5 - start, end >= 0
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        return length, len(self.buffer) >= start + length

    def _answer(self, method: bytes, body: bytes) -> None:
        self.load.calls += 1
        method = method.split(b"?", 1)[0]
        if method == b"getupdates":
            self.load.first_poll = self.load.first_poll or time.time()
            self.polling = asyncio.ensure_future(self._poll())
        elif method == b"sendmessage":
            chat = self.load.sent(body)
            self._write(
                b'{"message_id":7,"date":1800000000,"chat":{"id":%d,"type":"private",'
                b'"first_name":"P"},"text":"x"}' % chat
            )
        elif method == b"getme":
            self._write(json.dumps(ME).encode())
        else:
            self._write(b"true")

    async def _poll(self) -> None:
        while not (batch := self.load.updates()):
            self.load.waiting = asyncio.get_running_loop().create_future()
            await self.load.waiting
        self._write(json.dumps(batch).encode())

    def _write(self, result: bytes) -> None:
        body = b'{"ok":true,"result":' + result + b"}"
        self.transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            % (len(body), body)
        )


async def serve(load: Load, port: int) -> None:
    """Serve until the load is through, then say how it went."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Connection(load), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await load.finished.wait()
    seconds = load.ended - load.started
    figures = {"answered": load.answered, "seconds": seconds, "calls": load.calls}
    print(json.dumps({**figures, "first_poll": load.first_poll}))


def main() -> None:
    """Read the scripts (a list of lists of texts) and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--scripts", type=Path, required=True)
    parser.add_argument("--in-flight", type=int, default=64)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    scripts = json.loads(given.scripts.read_text(encoding="utf-8"))
    total = sum(len(script) for script in scripts)
    asyncio.run(serve(Load(scripts, given.in_flight, total), given.port))


if __name__ == "__main__":
    main()
