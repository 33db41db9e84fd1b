"""Pictures, files, places and contacts on the chat page, both ways."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.simulator.page.conftest import ANIA, PHONE, Open, Town

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A green PNG of 64 by 48 pixels."""
    head = struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x1f\x64\x55" * 64) * 48)
    parts = [_chunk(b"IHDR", head), _chunk(b"IDAT", rows), _chunk(b"IEND", b"")]
    path = tmp_path / "plakat.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(parts))
    return path


async def test_picture_opens_large(town: Town, open_page: Open, picture: Path) -> None:
    """A picture from the bot is loaded, named by its caption, and opens in a dialog."""
    await town.start(ANIA)
    await town.bot.send_file("sendPhoto", {"photo": picture}, chat_id=ANIA, caption="Wyniki")
    screen = await open_page(PHONE)

    thumbnail = screen.phone(ANIA).get_by_role("button", name="Powiększ: Wyniki")
    await expect(thumbnail.locator("img")).to_have_js_property("naturalWidth", 64)
    await thumbnail.click()

    dialog = screen.page.get_by_role("dialog", name="Wyniki")
    await expect(dialog.get_by_role("img")).to_be_visible()
    await screen.page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await expect(thumbnail).to_be_focused()


async def test_album_is_one_message(town: Town, open_page: Open, picture: Path) -> None:
    """Pictures of one album stand together in one bubble, with one caption."""
    await town.start(ANIA)
    photo = {"type": "photo", "caption": "Z warsztatów"}
    media = [{**photo, "media": f"attach://{name}"} for name in ("jeden", "dwa")]
    files = {"jeden": picture, "dwa": picture}
    await town.bot.send_file("sendMediaGroup", files, chat_id=ANIA, media=media)
    screen = await open_page()

    album = screen.phone(ANIA).locator(".message:has(.album)")
    await expect(album).to_have_count(1)
    await expect(album.get_by_role("img")).to_have_count(2)


async def test_document_can_be_downloaded(town: Town, open_page: Open, tmp_path: Path) -> None:
    """A file from the bot comes down under its own name, byte for byte."""
    await town.start(ANIA)
    table = tmp_path / "wyniki ankiety.csv"
    table.write_text("pytanie;n\nżółw;3\n")
    await town.bot.send_file("sendDocument", {"document": table}, chat_id=ANIA)
    screen = await open_page(PHONE)

    async with screen.page.expect_download() as coming:
        await screen.phone(ANIA).get_by_role("link", name="Pobierz plik wyniki ankiety.csv").click()
    download = await coming.value
    saved = tmp_path / "saved.csv"
    await download.save_as(saved)

    assert download.suggested_filename == "wyniki ankiety.csv"
    assert saved.read_bytes() == table.read_bytes()


async def test_photo_goes_up_with_what_was_written(
    town: Town, open_page: Open, picture: Path
) -> None:
    """The paper-clip sends a picture; the text written so far is offered as its caption."""
    await town.start(ANIA)
    screen = await open_page(PHONE)
    phone = screen.phone(ANIA)
    await phone.get_by_role("textbox").fill("Plakat na sobotę")

    await phone.get_by_role("button", name="Załącz").click()
    async with screen.page.expect_file_chooser() as coming:
        await phone.get_by_role("button", name="Zdjęcie").click()
    await (await coming.value).set_files(picture)
    await screen.page.get_by_role("dialog").get_by_role("button", name="Wyślij").click()

    message = await town.bot.hear("message")
    assert (message["photo"][-1]["width"], message["caption"]) == (64, "Plakat na sobotę")
    await expect(phone.get_by_role("button", name="Powiększ: Plakat")).to_be_visible()
    await expect(phone.get_by_role("textbox")).to_have_value("")


async def test_spreadsheet_goes_up(town: Town, open_page: Open, tmp_path: Path) -> None:
    """A librarian sends a file of any kind; the bot gets its name."""
    await town.start(ANIA)
    sheet = tmp_path / "diagnoza.xlsx"
    sheet.write_bytes(b"PK\x05\x06" + b"\0" * 18)
    screen = await open_page()
    phone = screen.phone(ANIA)

    await phone.get_by_role("button", name="Załącz").click()
    async with screen.page.expect_file_chooser() as coming:
        await phone.get_by_role("button", name="Plik").click()
    await (await coming.value).set_files(sheet)
    await screen.page.get_by_role("dialog").get_by_role("button", name="Wyślij").click()

    assert (await town.bot.hear("message"))["document"]["file_name"] == "diagnoza.xlsx"


async def test_location_both_ways(town: Town, open_page: Open) -> None:
    """A place is shown as its coordinates; a person's own is asked for and checked."""
    await town.start(ANIA)
    await town.bot.call("sendLocation", chat_id=ANIA, latitude=51.25, longitude=22.57)
    screen = await open_page(PHONE)
    phone = screen.phone(ANIA)
    await expect(phone.get_by_role("log")).to_contain_text("51.25000, 22.57000")

    await phone.get_by_role("button", name="Załącz").click()
    await phone.get_by_role("button", name="Lokalizacja").click()
    latitude = screen.page.get_by_label("Szerokość geograficzna")
    await latitude.fill("123")
    await screen.page.get_by_role("button", name="Udostępnij").click()
    await expect(screen.page.get_by_role("alert")).not_to_be_empty()
    await latitude.fill("51.5")
    await screen.page.get_by_role("button", name="Udostępnij").click()

    assert (await town.bot.hear("message"))["location"]["latitude"] == 51.5
