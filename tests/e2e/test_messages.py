"""„Napisz do biblioteki”, told as people see it: by what they read, type and tap."""

from __future__ import annotations

import json

import pytest_asyncio

from bot.views.qr import qr_png
from tests.conftest import Bot
from tests.people import Someone, Town, labels_of, text_of

PHOTO = qr_png("https://example.com")


async def resident(town: Town, name: str, **more: str) -> Someone:
    """Somebody who has read the notice."""
    person = await town.person(name, **more)
    await person.start()
    await person.tap("Zaczynamy")
    return person


async def colleague(town: Town, maria: Someone, name: str) -> Someone:
    """A second librarian, invited by Maria."""
    await maria.say("/ludzie")
    link = text_of(await maria.tap("Zaproś bibliotekarza"))
    person = await town.person(name)
    await person.start(link.partition("start=")[2].split()[0])
    await person.tap("Zaczynamy")
    await maria.sees(f"Zaproszenie przyjęte: {name}")
    return person


@pytest_asyncio.fixture
async def ania(town: Town, maria: Someone) -> Someone:
    """A resident with a user name and a phone that nobody is to learn."""
    return await resident(town, "Ania", username="aniakow")


async def test_ania_asks_and_maria_answers(town: Town, maria: Someone, ania: Someone) -> None:
    """Both stay in their own chat; the panel counts what waits."""
    prompt = await ania.tap("Napisz do biblioteki")
    sent = await ania.say("Czy w sobotę jest otwarte?")
    await maria.sees("Czy w sobotę jest otwarte?")
    panel = await maria.say("/panel")
    await maria.tap("Odpowiedz")
    answered = await maria.say("Tak, od 9 do 14.")
    answer = await ania.sees("Tak, od 9 do 14.")

    assert "Ktoś z zespołu odpowie tutaj" in text_of(prompt)
    assert "Wysłano. Odpowiedź przyjdzie tutaj." in text_of(sent)
    assert "Wiadomości (1)" in labels_of(panel)
    assert "1 wiadomość czeka" in text_of(panel)
    assert "Wysłano do: Ania." in text_of(answered)
    assert text_of(answer) == "Biblioteka w Zalesiu pisze:\nTak, od 9 do 14."
    assert "Wiadomości" in labels_of(await maria.say("/panel"))


async def test_nobody_learns_a_number_or_a_user_name(
    town: Town, maria: Someone, ania: Someone
) -> None:
    """Names only; neither account's number stands in what the other side was sent."""
    await ania.tap("Napisz do biblioteki")
    await ania.say("Dzień dobry!")
    await maria.sees("Dzień dobry!")
    await maria.tap("Odpowiedz")
    await maria.say("Dzień dobry, słuchamy.")
    await ania.sees("słuchamy")

    calls = await town.get("calls")
    for reader, writer in ((maria, ania), (ania, maria)):
        got = [
            {**c["params"], "chat_id": 0} for c in calls if c["params"].get("chat_id") == reader.id
        ]
        assert str(writer.id) not in json.dumps(got)
        assert "aniakow" not in json.dumps(got)
    assert "Maria" not in await ania.chat()


async def test_a_photo_goes_both_ways_by_its_id(town: Town, maria: Someone, ania: Someone) -> None:
    """Telegram keeps the file; nothing is downloaded or uploaded again."""
    await ania.say("napisz do biblioteki")
    await ania.send_file("mapa.png", PHOTO, kind="photo")
    await maria.sees("Wiadomość od: Ania")
    await maria.tap("Odpowiedz")
    await maria.send_file("regulamin.pdf", b"%PDF-1.4", kind="document")
    await ania.sees("pisze:")

    got = [m for m in await maria.messages() if "photo" in m and not m["out"]]
    assert len(got) == 1
    assert [m for m in await ania.messages() if "document" in m and not m["out"]]
    assert not await town.get("calls", method="getFile")


async def test_ania_may_add_to_it_until_she_turns_to_something_else(
    town: Town, maria: Someone, ania: Someone
) -> None:
    """Further messages follow the first; after the menu nothing goes to anybody."""
    await ania.say("/napisz")
    await ania.say("Mam pytanie.")
    await ania.say("A właściwie dwa.")
    await maria.sees("A właściwie dwa.")
    await ania.say("/menu")
    stray = await ania.say("To nie jest wiadomość.")

    assert "Wysłano" not in text_of(stray)
    assert "To nie jest wiadomość." not in await maria.chat()


async def test_the_word_koniec_is_no_message(town: Town, maria: Someone, ania: Someone) -> None:
    """What ends the writing reaches nobody."""
    await ania.say("/napisz")
    ended = await ania.say("koniec")
    await ania.say("Halo?")

    assert "nikomu nie przekażemy" in text_of(ended)
    assert "Halo?" not in await maria.chat()


async def test_staff_see_who_answers_and_what_waits(
    town: Town, maria: Someone, ania: Someone
) -> None:
    """The first who answers is who answers; the others hear no more of it. All of it typed."""
    ewa = await colleague(town, maria, "Ewa")
    await ania.say("/napisz")
    await ania.say("Kiedy spotkanie klubu?")
    await maria.sees("Kiedy spotkanie klubu?")
    await ewa.sees("Kiedy spotkanie klubu?")
    await ewa.say("/wiadomosci 1 odpowiedz")
    await ewa.say("W środę.")
    await ania.sees("W środę.")
    await ania.say("/napisz")
    await ania.say("Dziękuję!")
    await ewa.sees("Dziękuję!")
    board = await maria.say("wiadomości")
    closed = await maria.say("/wiadomosci 1 zamknij")

    assert "odpowiada: Ewa" in text_of(board)
    assert "Czeka 1." in text_of(board)
    assert "Dziękuję!" in text_of(board)
    assert "Wiadomość od: Ania\nDziękuję!" not in await maria.chat()
    assert "Zamknięto." in text_of(closed)


async def test_a_swiped_reply_goes_to_whom_it_answers(
    town: Town, maria: Someone, ania: Someone
) -> None:
    """Even while Maria has begun to write to somebody else."""
    jan = await resident(town, "Jan")
    await ania.say("/napisz")
    await ania.say("Tu Ania")
    asked = await maria.sees("Tu Ania")
    await jan.say("/napisz")
    await jan.say("Tu Jan")
    await maria.sees("Tu Jan")
    await maria.tap("Odpowiedz")
    reply = {"chat": maria.id, "text": "To do Ani.", "reply_to": asked["message_id"]}
    sent = await maria.act("send", **reply)
    await ania.sees("To do Ani.")

    assert "Wysłano do: Ania." in text_of(sent)
    assert "To do Ani." not in await jan.chat()


async def test_a_thread_about_a_child_is_seen_by_two_and_not_deleted_by_one(
    town: Town, maria: Someone, ania: Someone
) -> None:
    """It waits until two of the staff have opened it; the second yes deletes it."""
    ewa = await colleague(town, maria, "Ewa")
    await ania.say("/napisz")
    await ania.say("Mój syn boi się przychodzić.")
    await ania.tap("Dotyczy dziecka")
    await ewa.sees("Rozmowa dotyczy dziecka: Ania")
    alone = await maria.say("/wiadomosci 1")
    not_yet = await maria.say("/wiadomosci 1 zamknij")
    both = await ewa.say("/wiadomosci 1")
    asked = await maria.say("/wiadomosci 1 usuń tak")
    again = await maria.say("/wiadomosci 1 usuń tak")
    await ewa.sees("Prośba o usunięcie rozmowy: Ania")
    gone = await ewa.say("/wiadomosci 1 usuń tak")

    assert "Musi to zobaczyć druga osoba z zespołu." in text_of(alone)
    assert "Musi ją zobaczyć i zgodzić się druga osoba" in text_of(not_yet)
    assert "Przeczytane przez: Maria, Ewa." in text_of(both)
    assert "gdy zgodzi się druga osoba" in text_of(asked)
    assert "zgodzić się druga osoba" in text_of(again)
    assert "Usunięto rozmowę: Ania." in text_of(gone)


async def test_what_staff_say_about_a_child_is_copied_to_the_others(
    town: Town, maria: Someone, ania: Someone
) -> None:
    """No private channel between one adult of the library and a child."""
    ewa = await colleague(town, maria, "Ewa")
    await ania.say("/napisz")
    await ania.say("Piszę o córce.")
    await maria.say("/wiadomosci 1 dziecko")
    await maria.say("/wiadomosci 1 odpowiedz")
    await maria.say("Zapraszamy do rozmowy.")
    await ania.sees("Zapraszamy do rozmowy.")
    copy = await ewa.sees("Zapraszamy do rozmowy.")

    assert "Do wiadomości: pisze Maria, do: Ania" in text_of(copy)


async def test_an_answer_goes_out_in_quiet_hours_and_a_new_question_waits(
    bot: Bot, town: Town, maria: Someone, ania: Someone
) -> None:
    """At 23.00 Ania hears at once what she asked for; staff who answer nothing yet may sleep."""
    await ania.say("/napisz")
    await ania.say("Pierwsze pytanie")
    await maria.sees("Pierwsze pytanie")
    bot.clock.advance(hours=11)
    await maria.say("/wiadomosci 1 odpowiedz")
    await maria.say("Odpowiedź w nocy")
    await ania.sees("Odpowiedź w nocy")
    jan = await resident(town, "Jan")
    await jan.say("/napisz")
    await jan.say("Pytanie w nocy")
    count = "SELECT count(*) FROM outbox WHERE state = 'pending' AND purpose = 'thread_message'"
    waiting = await bot.running.office.db.read(lambda tx: tx.execute(count).fetchone()[0])
    asleep = "Pytanie w nocy" not in await maria.chat()
    bot.clock.advance(hours=10)
    await maria.sees("Pytanie w nocy")

    assert waiting == 1
    assert asleep


async def test_a_stray_photo_of_staff_may_be_a_message_to_somebody(
    town: Town, maria: Someone, ania: Someone
) -> None:
    """„Co to jest?” → „Wiadomość do kogoś” → to whom → yes. Nobody gets it before."""
    jan = await resident(town, "Jan")
    for person in (ania, jan):
        await person.say("/napisz")
        await person.say("Dzień dobry")
    await maria.sees("Wiadomość od: Jan")
    asked = await maria.send_file("zdjecie.png", PHOTO, kind="photo")
    whom = await maria.tap("Wiadomość do kogoś")
    sure = await maria.tap("Ania")
    before = [m for m in await ania.messages() if "photo" in m]
    sent = await maria.tap("Wyślij")
    await ania.sees("pisze:")

    assert labels_of(asked)[:3] == ["Ogłoszenie", "Wiadomość do kogoś", "Nic"]
    assert "Komu?" in text_of(whom)
    assert "Wysłać do: Ania?" in text_of(sure)
    assert not before
    assert "Wysłano do: Ania." in text_of(sent)
    assert [m for m in await ania.messages() if "photo" in m]
    assert not [m for m in await jan.messages() if "photo" in m]


async def test_a_stray_photo_is_addressed_by_typing_too(
    town: Town, maria: Someone, ania: Someone
) -> None:
    """The words, a name, „tak”; what names nobody is asked back."""
    await ania.say("/napisz")
    await ania.say("Dzień dobry")
    await maria.sees("Wiadomość od: Ania")
    await maria.send_file("zdjecie.png", PHOTO, kind="photo")
    await maria.say("wiadomość do kogoś")
    nobody = await maria.say("Zenon")
    await maria.say("ania")
    sent = await maria.say("tak")

    assert "Nie wiemy, do kogo." in text_of(nobody)
    assert "Wysłano do: Ania." in text_of(sent)


async def test_somebody_else_cannot_open_a_conversation(
    town: Town, maria: Someone, ania: Someone
) -> None:
    """Its number tells a stranger nothing."""
    await ania.say("/napisz")
    await ania.say("To jest prywatne.")
    jan = await resident(town, "Jan")
    refused = await jan.say("/wiadomosci 1")
    await jan.say("/wiadomosci 1 odpowiedz")

    assert "Tej rozmowy już tu nie ma." in text_of(refused)
    assert "prywatne" not in await jan.chat()
