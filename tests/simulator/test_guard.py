"""The simulator stays at home."""

from __future__ import annotations

import asyncio
import sys

import aiohttp
import pytest

from bot.simulator import start
from tests.simulator.conftest import Api


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "example.org", ""])
async def test_it_listens_on_loopback_only(host: str) -> None:
    """Any other address is refused before a port is opened."""
    with pytest.raises(ValueError, match="this machine only"):
        await start(host)


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/sim/state", "/sim/calls"])
async def test_foreign_pages_are_refused(api: Api, headers: dict[str, str], path: str) -> None:
    """A foreign name that points here, and a script of another page, get nothing."""
    async with api.session.get(api.running.url + path, headers=headers) as answer:
        assert answer.status == 403


async def test_its_own_page_may_ask(api: Api) -> None:
    """The page's own origin is let through."""
    headers = {"Origin": api.running.url, "Sec-Fetch-Site": "same-origin"}

    async with api.session.get(f"{api.running.url}/sim/state", headers=headers) as answer:
        assert answer.status == 200


async def test_the_page_loads_nothing_from_outside(api: Api) -> None:
    """A strict policy; a demo's clock on this machine is the one exception."""
    async with api.session.get(f"{api.running.url}/?clock=http://127.0.0.1:9/clock") as page:
        policy = page.headers["Content-Security-Policy"]
        assert page.status == 200
    async with api.session.get(f"{api.running.url}/?clock=http://evil.example:9/") as foreign:
        strict = foreign.headers["Content-Security-Policy"]

    assert "default-src 'none'" in strict
    assert "unsafe" not in strict
    assert "connect-src 'self';" in strict
    assert "connect-src 'self' http://127.0.0.1:9;" in policy


@pytest.mark.parametrize("name", ["../server.py", "%2e%2e/server.py", "..%2fserver.py", ".hidden"])
async def test_only_the_pages_own_files_are_served(api: Api, name: str) -> None:
    """No way up out of the folder."""
    address = aiohttp.client.URL(f"{api.running.url}/page/{name}", encoded=True)

    async with api.session.get(address) as answer:
        assert answer.status == 404


async def test_an_uploaded_page_is_not_shown_as_one(api: Api) -> None:
    """HTML that somebody sent is downloaded, never run."""
    ania = await api.resident()
    sent = await api.share(
        [("a.html", b"<script>1</script>")], person=ania, chat=ania, kind="document"
    )
    file_id = sent[0]["document"]["file_id"]

    async with api.session.get(f"{api.running.url}/sim/file/{file_id}") as answer:
        headers = answer.headers

    assert headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_it_runs_alone() -> None:
    """`python -m bot.simulator` prints its address and ends on SIGTERM."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.simulator", "--port", "0", "--token", "7:x"),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    url = (await asyncio.wait_for(process.stdout.readline(), 10)).decode().strip()
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{url}/bot7:x/getMe") as answer,
    ):
        bot = (await answer.json())["result"]

    process.terminate()

    assert bot["id"] == 7
    assert await asyncio.wait_for(process.wait(), 10) == 0
