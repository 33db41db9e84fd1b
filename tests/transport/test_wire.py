"""The lean HTTP connection, against servers that behave in every way that servers do."""

from __future__ import annotations

import asyncio
import re
import shutil
import ssl
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.transport.wire import Lost, NotReached, TooLarge, Wire

Behave = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@asynccontextmanager
async def wired(
    behave: Behave, connections: int = 4, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Wire]:
    """A wire to a server that behaves like this on every connection."""

    serving: set[asyncio.Task[None] | None] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.add(asyncio.current_task())
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await behave(reader, writer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    port = server.sockets[0].getsockname()[1]
    wire = Wire(f"{'https' if tls else 'http'}://127.0.0.1:{port}", connections)
    try:
        yield wire
    finally:
        await wire.close()
        for task in serving:
            if task:
                task.cancel()
        await asyncio.gather(*(task for task in serving if task), return_exceptions=True)
        server.close()
        await server.wait_closed()


async def request(reader: asyncio.StreamReader) -> bytes:
    """One whole request."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"Content-Length: (\d+)", head)
    return head + await reader.readexactly(int(length.group(1)) if length else 0)


def answering(answer: bytes, times: int = 10**6) -> Behave:
    """A server that gives this answer, so many times a connection, then closes."""

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(times):
            await request(reader)
            writer.write(answer)
            await writer.drain()

    return behave


async def post(wire: Wire, seconds: float = 5, limit: int = 1000) -> tuple[int, bytes]:
    return await wire.post(b"/x", b"application/json", b"{}", seconds, limit)


async def test_connections_are_kept_and_never_more_than_allowed() -> None:
    """A hundred calls at once over four connections."""
    opened: list[object] = []

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        opened.append(writer)
        await answering(OK)(reader, writer)

    async with wired(behave) as wire:
        answers = await asyncio.gather(*(post(wire) for _ in range(100)))

    assert set(answers) == {(200, b"ok")}
    assert len(opened) <= 4


@given(st.lists(st.integers(1, 40), max_size=20))
def test_an_answer_may_come_in_any_pieces(cuts: list[int]) -> None:
    """Chunked, split anywhere, even in the middle of a header."""
    whole = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"5\r\nhello\r\n6;x=1\r\n world\r\n0\r\n\r\n"
    )
    places = sorted({min(sum(cuts[: n + 1]), len(whole)) for n in range(len(cuts))})
    pieces = [whole[a:b] for a, b in zip([0, *places], [*places, len(whole)], strict=True)]

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(2):
            await request(reader)
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0)

    async def scenario() -> list[tuple[int, bytes]]:
        async with wired(behave) as wire:
            return [await post(wire), await post(wire)]

    assert asyncio.run(scenario()) == [(200, b"hello world")] * 2


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf",
        b"HTTP/1.1 200",
        b"\x00\x01 this is not HTTP\r\n\r\n",
    ],
)
async def test_an_answer_that_breaks_off_is_lost(answer: bytes) -> None:
    """What was done is unknown: the caller decides."""
    async with wired(answering(answer, times=1)) as wire:
        with pytest.raises(Lost):
            await post(wire)


async def test_no_answer_in_time_is_lost_and_its_connection_is_not_used_again() -> None:
    """The late answer must not be taken for the next call's."""
    late = asyncio.Event()

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first = b"slow" in await request(reader)
        if first:
            await late.wait()
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate")
        else:
            writer.write(OK)
        await writer.drain()

    async with wired(behave, connections=1) as wire:
        with pytest.raises(Lost, match="timeout"):
            await wire.post(b"/slow", b"a/b", b"", 0.05, 100)
        late.set()

        assert await post(wire) == (200, b"ok")


async def test_a_cancelled_call_leaves_no_answer_for_the_next() -> None:
    """A shutdown in the middle of a poll."""
    asked = asyncio.Event()

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if b"/poll" in await request(reader):
            asked.set()
            await asyncio.Event().wait()
        writer.write(OK)
        await writer.drain()

    async with wired(behave, connections=1) as wire:
        poll = asyncio.create_task(wire.post(b"/poll", b"a/b", b"", 60, 100))
        await asked.wait()
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)

        assert await post(wire) == (200, b"ok")


async def test_a_server_that_closes_after_each_answer_is_called_anew() -> None:
    """Connection: close, said or not."""
    for answer in (OK, b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"):
        async with wired(answering(answer, times=1)) as wire:
            for _ in range(5):
                assert await post(wire) == (200, b"ok")
                await no_longer_kept(wire)


async def no_longer_kept(wire: Wire) -> None:
    """Until the server's close has come."""
    for _ in range(100_000):
        if not wire.kept:
            return
        await asyncio.sleep(0)


async def test_more_than_the_caller_wants_is_refused() -> None:
    """However long the server says it will be."""
    endless = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + b"x" * 5000

    async with wired(answering(endless)) as wire:
        with pytest.raises(TooLarge):
            await wire.get(b"/file", 5, 1000)


async def test_nobody_listening_is_not_reached(unused_tcp_port: int) -> None:
    """So the call may safely go again."""
    wire = Wire(f"http://127.0.0.1:{unused_tcp_port}", 1)

    with pytest.raises(NotReached):
        await post(wire)


@pytest.fixture
def stranger(tmp_path: Path) -> ssl.SSLContext:
    """A server's TLS with a certificate that nobody vouches for."""
    key, certificate = tmp_path / "k.pem", tmp_path / "c.pem"
    if shutil.which("openssl") is None:
        pytest.skip("no openssl command to make a certificate with")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1",
         "-subj", "/CN=127.0.0.1", "-keyout", key, "-out", certificate],
        capture_output=True, check=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


async def test_a_certificate_of_nobody_is_not_trusted(stranger: ssl.SSLContext) -> None:
    """TLS is checked: the token goes to nobody else."""
    async with wired(answering(OK), tls=stranger) as wire:
        with pytest.raises(NotReached, match="SSLCertVerificationError"):
            await post(wire)
