"""What is printed, looked at as a picture: nothing is cut, and letters are there."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest
from PIL import Image, ImageChops

from bot.domain.exports import Table
from bot.domain.posters import Poster
from bot.domain.workshops import Audience, Workshop
from bot.i18n import Translator
from bot.views import printed_list, workshop_poster
from bot.views.qr import qr_png
from tests.clock import NOON
from tests.conftest import PROFILE

LINK = "https://t.me/zalesie_bot?start=m_0123456789abcdef"
FUNDING = (
    "Dofinansowano ze środków Ministra Kultury i Dziedzictwa Narodowego, w ramach realizacji "
    "Narodowego Programu Rozwoju Czytelnictwa 2.0 na lata 2021–2025"
)
PANGRAM = "Zażółć gęślą jaźń ZAŻÓŁĆ GĘŚLĄ JAŹŃ"
STARTS = datetime(2027, 5, 22, 8, tzinfo=UTC)
FULL = Workshop(
    1, PANGRAM, STARTS, STARTS + timedelta(hours=2), "sala na parterze", 12,
    address="ul. Szkolna 1, 00-001 Zalesie", audience=Audience.CHILDREN, age_from=7, age_to=12,
    description="Ulepimy miski i kubki. " * 26, bring="fartuch", instructor="Їжак Ґалаґан",
    partner="OSP Zalesie", languages=("pl", "uk"), accessibility="wejście bez schodów",
    guardian_stays=True, funded=True, image_notice="Robimy zdjęcia. " * 24,
)  # fmt: skip
MARGIN = 8.0  # mm that printers leave white


@dataclass(frozen=True, slots=True)
class Page:
    """One page as text and as a picture of 100 dots an inch."""

    text: str
    picture: Image.Image


def pages(content: bytes) -> Iterator[Page]:
    """Every page of a PDF."""
    document = pypdfium2.PdfDocument(content)
    for page in document:
        text = page.get_textpage().get_text_range()
        yield Page(text, page.render(scale=100 / 72).to_pil().convert("L"))
    document.close()


def white_around(picture: Image.Image) -> float:
    """The narrowest white edge, mm."""
    ink = ImageChops.invert(picture).getbbox()
    assert ink
    width, height = picture.size
    dots = min(ink[0], ink[1], width - ink[2], height - ink[3])
    return dots / 100 * 25.4


def logo(width: int, colour: str) -> bytes:
    """A picture."""
    kept = io.BytesIO()
    Image.new("RGB", (width, 100), colour).save(kept, "PNG")
    return kept.getvalue()


def words(language: str = "pl") -> Translator:
    """Somebody's words."""
    return Translator(language, PROFILE.zone, NOON)


def poster(workshop: Workshop = FULL) -> Poster:
    """With everything that can be on it."""
    logos = (logo(300, "navy"), logo(100, "red"), logo(900, "green"))
    return Poster(workshop, LINK, PROFILE.library, PROFILE.contact, FUNDING, logos, qr_png(LINK))


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
@pytest.mark.parametrize("workshop", [FULL, replace(FULL, description="", image_notice="")])
def test_a_poster_is_one_page_and_nothing_is_cut(workshop: Workshop, language: str) -> None:
    """Also with the longest words; every letter is there, and the edge stays white."""
    (page,) = pages(workshop_poster.draw(poster(workshop), words(language)))

    flat = " ".join(page.text.split())
    for said in (PANGRAM, "Їжак Ґалаґан", LINK, "Rozwoju Czytelnictwa 2.0 na lata 2021–2025"):
        assert said in flat
    assert flat.count("Ulepimy miski i kubki.") == workshop.description.count("Ulepimy")
    assert "�" not in flat
    assert white_around(page.picture) >= MARGIN


def test_the_words_of_a_poster_end_above_its_code() -> None:
    """The row of dots above the code is white: no line runs into it."""
    (page,) = pages(workshop_poster.draw(poster(), words()))

    code_top = _first_row_of_code(page.picture)
    band = page.picture.crop((0, code_top - 12, page.picture.width, code_top - 1))
    assert ImageChops.invert(band).getbbox() is None


def _first_row_of_code(picture: Image.Image) -> int:
    """Its finder pattern: seven black modules side by side, wider than any letter's stroke."""
    left = picture.crop((60, 0, 110, picture.height))
    for row in range(left.height):
        line = left.crop((0, row, left.width, row + 1)).tobytes()
        if b"\x00" * 30 in line:
            return row
    raise AssertionError("no code")


@pytest.mark.parametrize("columns", [1, 3, 6])
def test_a_list_has_its_header_on_every_page_and_loses_nobody(columns: int) -> None:
    """Forty names, long ones too; rooms for walk-ins; pages are numbered."""
    header = ("Lp.", "Imię i nazwisko", *(f"Kolumna {n}" for n in range(columns)))
    rows = tuple(
        (str(n), f"Grażyna Brzęczyszczykiewicz-Żółć {n:02d}", *("duży druk",) * columns)
        for n in range(1, 41)
    )

    found = list(pages(printed_list.draw(Table(f"{PANGRAM} · sobota", header, rows), words())))

    text = " ".join(" ".join(page.text.split()) for page in found)
    assert PANGRAM in text
    for n, page in enumerate(found, 1):
        assert "Imię i nazwisko" in page.text
        assert f"{n}/{len(found)}" in page.text
        assert white_around(page.picture) >= MARGIN
    assert [n for n in range(1, 41) if f"Brzęczyszczykiewicz-Żółć {n:02d}" not in text] == []
