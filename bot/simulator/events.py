"""Server-sent events: what a person's screen is told as it happens."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict

from bot.simulator.failure import Json


class Events:
    """Streams by person; a person with no open page costs nothing."""

    def __init__(self) -> None:
        self._streams: dict[int, set[asyncio.Queue[bytes | None]]] = defaultdict(set)

    def listening(self, person_id: int) -> bool:
        """Whether it is worth working out what to tell this person."""
        return bool(self._streams.get(person_id))

    def listeners(self) -> list[int]:
        """The people with an open page."""
        return [person for person, streams in self._streams.items() if streams]

    def open(self, person_id: int) -> asyncio.Queue[bytes | None]:
        """A new stream; `None` in it means that the server stops."""
        stream: asyncio.Queue[bytes | None] = asyncio.Queue()
        self._streams[person_id].add(stream)
        return stream

    def close(self, person_id: int, stream: asyncio.Queue[bytes | None]) -> None:
        """Forgets a stream whose page went away."""
        self._streams[person_id].discard(stream)

    def publish(self, person_id: int, name: str, data: Json) -> None:
        """Sends one event to every page of the person."""
        streams = self._streams.get(person_id)
        if streams:
            block = f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
            for stream in streams:
                stream.put_nowait(block)

    def stop(self) -> None:
        """Ends all streams."""
        for streams in self._streams.values():
            for stream in streams:
                stream.put_nowait(None)
