"""Server-sent events: what a person's screen is told as it happens."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterable

from bot.simulator.failure import Json

Stream = asyncio.Queue[bytes | None]


class Events:
    """Streams by person; a person with no open page costs nothing."""

    def __init__(self) -> None:
        self._streams: dict[int, set[Stream]] = defaultdict(set)

    def listening(self, person_id: int) -> bool:
        """Whether it is worth working out what to tell this person."""
        return bool(self._streams.get(person_id))

    def listeners(self) -> list[int]:
        """The people with an open page."""
        return [person for person, streams in self._streams.items() if streams]

    def open(self, people: Iterable[int]) -> Stream:
        """A new stream for all these people; `None` in it means that the server stops."""
        stream: Stream = asyncio.Queue()
        for person_id in people:
            self._streams[person_id].add(stream)
        return stream

    def close(self, people: Iterable[int], stream: Stream) -> None:
        """Forgets a stream whose page went away."""
        for person_id in people:
            self._streams[person_id].discard(stream)

    def publish(self, person_id: int, name: str, data: Json) -> None:
        """Sends one event to every page where this person is."""
        streams = self._streams.get(person_id)
        if streams:
            text = json.dumps({"person": person_id, **data}, ensure_ascii=False)
            block = f"event: {name}\ndata: {text}\n\n".encode()
            for stream in streams:
                stream.put_nowait(block)

    def stop(self) -> None:
        """Ends all streams."""
        for streams in self._streams.values():
            for stream in streams:
                stream.put_nowait(None)
