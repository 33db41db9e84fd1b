"""„Ustawienia powiadomień”: what is on, quiet hours, everything off in one tap."""

from __future__ import annotations

import pytest
import pytest_asyncio

from bot.storage.database import Database
from tests.clock import StillClock
from tests.services.library import Desktop, Library, library


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    return library(db, clock)


@pytest_asyncio.fixture
async def ania(zalesie: Library) -> Desktop:
    return await zalesie.somebody()


async def hours(zalesie: Library) -> tuple[str | None, str | None]:
    """What is kept of the last person's quiet hours."""
    return (
        await zalesie.one("SELECT quiet_from FROM person ORDER BY id DESC"),
        await zalesie.one("SELECT quiet_until FROM person ORDER BY id DESC"),
    )


async def test_nothing_is_on_before_a_tap(ania: Desktop) -> None:
    """Only reminders of what they began themselves."""
    shown = await ania.say("/powiadomienia")

    assert shown.labels[:5] == [
        "☐ Nowości", "☐ Warsztaty", "☐ Inicjatywy", "☐ Ankiety i wyniki",
        "☑ Przypomnienia o ankietach",
    ]  # fmt: skip
    assert "20.30–8.00" in shown.text


async def test_a_topic_is_switched_on_and_off_in_place(ania: Desktop, zalesie: Library) -> None:
    """The same message changes; a second tap takes it back."""
    shown = await ania.say("/powiadomienia")

    await ania.tap("☐ Warsztaty")
    assert await zalesie.one("SELECT topic FROM subscription") == "workshops"
    await ania.tap("☑ Warsztaty")

    assert await zalesie.one("SELECT topic FROM subscription") is None
    assert ania.last.id == shown.id


async def test_everything_off_is_one_tap(ania: Desktop, zalesie: Library) -> None:
    """Topics and reminders; the button goes, since nothing is left to switch off."""
    await ania.say("/powiadomienia")
    await ania.tap("☐ Nowości")

    silent = await ania.tap("Wyłącz wszystko")

    assert await zalesie.one("SELECT count(*) FROM subscription") == 0
    assert "Wszystko jest wyłączone." in silent.text
    assert not any("☑" in label for label in silent.labels)
    assert "Wyłącz wszystko" not in silent.labels


async def test_reminders_can_be_switched_on_again(ania: Desktop) -> None:
    """Whoever switched all off may change their mind."""
    await ania.say("/powiadomienia")
    await ania.tap("Wyłącz wszystko")

    shown = await ania.tap("☐ Przypomnienia o ankietach")

    assert "☑ Przypomnienia o ankietach" in shown.labels


async def test_own_quiet_hours_by_tapping(ania: Desktop, zalesie: Library) -> None:
    """From 22 until 6, then the usual ones again, which are kept as none of one's own."""
    await ania.say("/powiadomienia")
    await ania.tap("Godziny ciszy")
    await ania.tap("22.00")
    shown = await ania.tap("6.00")

    assert "22.00–6.00" in shown.text
    assert {"☑ 22.00", "☑ 6.00"} <= set(shown.labels)
    assert await hours(zalesie) == ("22:00", "06:00")
    await ania.tap("Jak zwykle")
    assert await hours(zalesie) == (None, None)
    back = await ania.tap("Wstecz")
    assert "☐ Nowości" in back.labels


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/powiadomienia 22-7", ("22:00", "07:00")),
        ("/powiadomienia od 22:30 do 7.15", ("22:30", "07:15")),
        ("cisza 23–6", ("23:00", "06:00")),
        ("bez ciszy", ("00:00", "00:00")),
        ("/notifications quiet 10 pm to 7 am", ("22:00", "07:00")),
    ],
)
async def test_own_quiet_hours_by_typing(
    ania: Desktop, zalesie: Library, typed: str, kept: tuple[str, str]
) -> None:
    """In figures or words, after the command or out of the blue."""
    await ania.say(typed)

    assert await hours(zalesie) == kept


async def test_bare_hours_out_of_the_blue_change_nothing(ania: Desktop, zalesie: Library) -> None:
    """„1-2” may have been an answer to a question that is over."""
    await ania.say("1-2")

    assert await hours(zalesie) == (None, None)


@pytest.mark.parametrize(
    ("typed", "topics"),
    [
        ("/powiadomienia warsztaty", ["workshops"]),
        ("/powiadomienia pomysły", ["initiatives"]),
        ("/powiadomienia ankiety", ["surveys"]),
        ("/spovishchennia новини", ["news"]),
        ("/powiadomienia bez warsztatów", []),
        ("/powiadomienia nic", []),
        ("/powiadomienia kosmos", []),
    ],
)
async def test_topics_by_typing(
    ania: Desktop, zalesie: Library, typed: str, topics: list[str]
) -> None:
    """One word is enough; what cannot be read changes nothing."""
    await ania.say(typed)

    kept = await zalesie.office.db.read(
        lambda tx: tx.execute("SELECT topic FROM subscription").fetchall()
    )
    assert [row[0] for row in kept] == topics


async def test_what_cannot_be_read_is_said(ania: Desktop) -> None:
    """And the buttons are there."""
    shown = await ania.say("/powiadomienia kosmos")

    assert "Nie udało się tego odczytać" in shown.text
    assert "☐ Nowości" in shown.labels


@pytest.mark.parametrize("word", ["powiadomienia", "Ustawienia powiadomień"])
async def test_the_word_without_a_slash(ania: Desktop, word: str) -> None:
    """Where nothing else is asked."""
    shown = await ania.say(word)

    assert "O czym możemy do Ciebie pisać" in shown.text


async def test_the_menu_leads_there(ania: Desktop) -> None:
    """Two taps from anywhere."""
    await ania.say("/menu")

    shown = await ania.tap("Powiadomienia")

    assert "☐ Nowości" in shown.labels


async def test_an_hour_that_no_button_says(ania: Desktop, zalesie: Library) -> None:
    """A forged button changes nothing."""
    shown = await ania.say("/powiadomienia")

    await ania.press("1nh.99:99.07:00", shown.id)

    assert await hours(zalesie) == (None, None)


async def test_quiet_hours_are_among_ones_data(ania: Desktop) -> None:
    """/mojedane shows them where they are one's own."""
    await ania.say("/powiadomienia 22-7")

    await ania.say("/mojedane")

    assert any("Godziny ciszy: 22:00–07:00" in one.text for one in ania.messages.values())
