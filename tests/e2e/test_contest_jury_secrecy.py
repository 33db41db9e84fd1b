"""Before the count nobody learns another's points: not from a screen, a button, a command, an
error, a counter, a note over the chat or a file.

People do whatever they find: every command that contests know, and every button that appears. What
the bot sent to anybody but their giver must not hold the points, which occur nowhere else.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

import pytest_asyncio

from tests.conftest import Bot
from tests.e2e.test_contest_jury import JURY, Room, opened
from tests.people import Message, Someone, Town, buttons_of, labels_of, text_of

WIDE = JURY.replace("low = 1\nhigh = 10", "high = 100000").replace(
    "high = 5\nstep = 0.5", "high = 100000"
)
# Points of Ala's by idea: no sum, mean or difference of them is a number that the bot uses.
POINTS = {"Kino": ("48713", "61397"), "Ogród": ("37199", "52361"), "Chór": ("29873", "73517")}
COMMENT = "zaczarowany dzbanek"
HARMFUL = ("Tak, policz", "Tak, oddaję", "Tak, ", "Wycofaj")
OF_CONTESTS = tuple(f"1{letter}" for letter in "kifjbqy")  # how such buttons' data begins
DEEP = 3  # taps from what was typed
ABOUT_A_CONTEST = (
    "", "stan", "przypomnij", "policz", "policz tak", "wyniki", "zwolnij", "zaproś", "oceny",
)  # fmt: skip
ABOUT_AN_IDEA = ("", "1", "2", "1 7", "oddaj", "oddaj tak", "oceny", "pliki", "konflikt")


def secrets() -> Iterator[str]:
    """Everything that tells what Ala gave, in the ways that points are written."""
    yield COMMENT
    for first, second in POINTS.values():
        for value in (first, second, str(int(first) + int(second))):
            yield value
            yield f"{int(value):,}".replace(",", "\xa0")
            yield f"{int(value):,}".replace(",", " ")


@pytest_asyncio.fixture
async def wide(town: Town, bot: Bot) -> Room:
    """A jury whose scale has room for points that are nothing else."""
    return await opened(town, bot, WIDE)


async def look_everywhere(who: Someone, commands: list[str]) -> set[str]:
    """Type every command, and from there tap every button of contests once; their labels."""
    tapped: dict[str, str] = {}
    for words in commands:
        await follow(who, await who.say(words), tapped, DEEP)
    return set(tapped.values())


async def follow(who: Someone, message: Message, tapped: dict[str, str], deep: int) -> None:
    for row, column, button in buttons_of(message):
        data, label = str(button.get("callback_data", "")), str(button["text"])
        harmful = any(word in label for word in HARMFUL)
        if not data.startswith(OF_CONTESTS) or data in tapped or harmful or not deep:
            continue
        tapped[data] = label
        if not await stands(who, message["message_id"], data):
            continue
        place = {"message_id": message["message_id"], "row": row, "column": column}
        for shown in await pressed(who, place):
            await follow(who, shown, tapped, deep - 1)


async def stands(who: Someone, message_id: int, data: str) -> bool:
    """Has the button outlived the taps before it?"""
    now = [one for one in await who.messages() if one["message_id"] == message_id]
    return any(button.get("callback_data") == data for one in now for *_, button in buttons_of(one))


async def pressed(who: Someone, place: dict[str, int]) -> list[Message]:
    """What came after a tap, once it was answered: perhaps only a note, or a changed message."""
    newest = max(message["message_id"] for message in await who.messages())
    before = len(await who.town.get("calls"))
    await who.tap_quietly("", **place)

    async def answered() -> bool:
        calls = await who.town.get("calls")
        return any(call["method"] == "answerCallbackQuery" for call in calls[before:])

    await who.town.until(answered, "an answer to a tap")
    return await who.messages(newest)


async def leaks(room: Room, giver: Someone) -> list[tuple[str, str]]:
    """(secret, method) of every call that took one to somebody else."""
    found = []
    for call in await room.town.get("calls"):
        params = call["params"]
        if params.get("chat_id") in (giver.id, str(giver.id)):
            continue
        said = json.dumps(params, ensure_ascii=False)
        found += [(secret, call["method"]) for secret in secrets() if secret in said]
    for who in (room.maria, room.jan):
        for message in await who.messages():
            content = await attached(room.town, message)
            found += [(one, "a file") for one in secrets() if one.encode() in content]
    return found


async def attached(town: Town, message: Message) -> bytes:
    """What is in the file of a message; of a workbook all its parts."""
    if "document" not in message:
        return b""
    content = await town.download(message["document"]["file_id"])
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())


def everything(room: Room) -> list[str]:
    """All that can be typed about this contest and its ideas."""
    contest = room.edition.id
    commands = [f"/jury {contest} {words}".strip() for words in ABOUT_A_CONTEST]
    commands += [
        room.typed(idea, words).strip() for idea in ("Kino", "Chór") for words in ABOUT_AN_IDEA
    ]
    for noun in ("konkurs", "wniosek", "wnioski", "glosowanie", "decyzje", "realizacja"):
        commands += [f"/{noun}", f"/{noun} {contest}"]
    return ["/menu", "/jury", "/konkursy", *commands, "/mojedane"]


async def test_nobody_learns_anothers_points_before_the_count(wide: Room) -> None:
    """Ala has handed in everything but one sheet, which she has begun. Bartek has still to judge,
    Maria looks after the contest, Jan wrote the applications, Ola only lives here."""
    ala, bartek = [await wide.sits(name) for name in ("Ala", "Bartek")]
    await ala.say(wide.typed("Kino", "komentarz", *COMMENT.split()))
    for idea in ("Kino", "Ogród"):
        await wide.gives(ala, idea, *POINTS[idea])
    await ala.say(wide.typed("Chór", "1", POINTS["Chór"][0]))
    await ala.say(wide.typed("Chór", "2", POINTS["Chór"][1]))
    everybody = {"Bartek": bartek, "Maria": wide.maria, "Jan": wide.jan}

    tapped = {}
    for name, who in everybody.items():
        commands = everything(wide)
        tapped[name] = await look_everywhere(who, [*commands, "/panel"])

    assert await leaks(wide, ala) == []
    assert tapped["Bartek"] >= {"Daję punkty", "Konflikt interesów"}
    assert tapped["Maria"] >= {"Policz punkty", "Zwolnij osobę", "Przypomnij o ocenach"}
    assert len(tapped["Jan"]) > 2


async def test_the_look_for_leaks_finds_them_after_the_count(wide: Room) -> None:
    """The same search, once the points are counted and may be seen: else it would prove nothing."""
    ala = await wide.sits("Ala")
    await ala.say(wide.typed("Kino", "komentarz", *COMMENT.split()))
    for idea, points in POINTS.items():
        await wide.gives(ala, idea, *points)
    assert await leaks(wide, ala) == []

    await wide.maria.say(f"/jury {wide.edition.id} policz tak")
    totals = await wide.maria.say(f"/jury {wide.edition.id} wyniki")
    sheets = await wide.maria.say(wide.typed("Kino", "oceny"))
    found = {secret for secret, _ in await leaks(wide, ala)}

    assert "110110 pkt" in text_of(totals)
    assert COMMENT in text_of(sheets)
    assert found >= {"48713", "61397", COMMENT}
    assert labels_of(totals)[:3] == ["1", "2", "3"]
