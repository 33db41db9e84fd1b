"""Composing, sending and steering announcements: a real database, no network."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from bot.clock import moment
from bot.domain.audiences import Audience, Kind
from bot.domain.people import Role
from bot.domain.profile import Profile
from bot.services.schedules import Kind as Due
from bot.storage import audiences, mailings, schedules, surveys
from bot.storage.database import Database, Tx
from tests.clock import StillClock
from tests.conftest import PROFILE
from tests.services.library import NOW, Desktop, Library, library
from tests.services.phone import Message, keep_form
from tests.services.test_surveys import FORM

PHOTO = [{"file_id": "small"}, {"file_id": "large"}]
FUNDING = "Dofinansowano ze środków programu."
MAILINGS = "SELECT count(*) FROM mailing"


@pytest.fixture
def profile() -> Profile:
    """A library whose project has a sponsor."""
    return replace(PROFILE, funding=FUNDING)


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock, profile: Profile) -> Library:
    return library(db, clock, profile)


@pytest_asyncio.fixture
async def maria(zalesie: Library) -> Desktop:
    return await zalesie.somebody(Role.LIBRARIAN)


@pytest_asyncio.fixture
async def readers(zalesie: Library) -> list[Desktop]:
    """Two people who asked for news."""
    people = [await zalesie.somebody() for _ in range(2)]
    for person in people:
        await person.say("/powiadomienia nowości")
    return people


async def written(maria: Desktop, text: str = "Noc bibliotek") -> Message:
    """As far as the last question."""
    await maria.say("/ogloszenie")
    await maria.say(text)
    await maria.tap("Chcą wiadomości")
    return await maria.tap("Teraz")


async def changed(maria: Desktop, what: str) -> Message:
    await maria.tap("Zmień")
    return await maria.tap(what)


async def test_an_answered_question_loses_its_buttons(maria: Desktop, readers: object) -> None:
    """And shows the answer, so that the chat can be read back."""
    await maria.say("/ogloszenie")
    asked = await maria.say("Noc bibliotek")
    await maria.tap("Chcą wiadomości")

    left = maria.messages[asked.id]
    assert left.text == "Komu?\nChcą wiadomości (2)"
    assert left.labels == []


async def test_a_second_tap_on_an_answered_question_is_a_note(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """The draft goes on once."""
    await maria.say("/ogloszenie")
    asked = await maria.say("Noc bibliotek")
    await maria.tap("Chcą wiadomości", asked)
    [[label, data], *_] = [button for row in asked.rows for button in row]
    newest = await maria.press(data, asked.id)

    assert label == "Chcą wiadomości (2)"
    assert maria.toasts == ["To już zrobione."]
    assert "Kiedy?" in newest.text


async def test_confirming_twice_begins_one_run(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """In the transaction that changes the status, so a crash between cannot tear them apart."""
    asked = await written(maria)
    for _ in range(3):
        await maria.tap("Wyślij", asked)

    assert await zalesie.one(MAILINGS) == 1
    assert await zalesie.one("SELECT status FROM announcement") == "sent"
    assert maria.toasts == ["To już zrobione."] * 2


async def test_what_was_previewed_is_what_goes(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """„Wyślij” under an older preview shows the present one instead."""
    old = await written(maria)
    await changed(maria, "Treść")
    await maria.say("Noc bibliotek w sobotę")
    await maria.tap("Wyślij", old)

    assert await zalesie.one(MAILINGS) == 0
    assert "Wysłać?" in maria.last.text


async def test_the_funding_sentence_is_one_tap(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """The preview ends with it, and the button says that it is on."""
    asked = await written(maria)
    await maria.tap("☐ Zdanie o dofinansowaniu")

    assert "☐ Zdanie o dofinansowaniu" in asked.labels
    assert "☑ Zdanie o dofinansowaniu" in maria.last.labels
    assert any(m.text == f"Noc bibliotek\n\n{FUNDING}" for m in maria.messages.values())


async def test_a_text_that_is_too_long_is_asked_for_again(maria: Desktop, readers: object) -> None:
    """By how much, before anything is previewed."""
    await maria.say("/ogloszenie")
    await maria.say("a" * 4090)
    await maria.tap("Chcą wiadomości")
    await maria.tap("Teraz")
    refused = await maria.tap("☐ Zdanie o dofinansowaniu")

    assert f"Nadmiarowe znaki: {4090 + 2 + len(FUNDING) - 4096}." in refused.text


async def test_a_text_that_came_in_two_parts_is_too_long(maria: Desktop, readers: object) -> None:
    """Clients cut at 4096; nothing of it is kept, and the next text is awaited."""
    await maria.say("/ogloszenie")
    refused = await maria.say("a" * 4100)
    asked = await maria.say("Krócej")

    assert "Nadmiarowe znaki: 4." in refused.text
    assert "Komu?" in asked.text


async def test_who_is_staff_no_more_is_heard_by_nobodys_draft(
    zalesie: Library, maria: Desktop
) -> None:
    """Told once; then their words are words again."""
    await maria.say("/ogloszenie")
    demoted = "UPDATE person SET role = 'resident'"
    await zalesie.office.db.write(lambda tx: tx.execute(demoted) and None)
    refused = await maria.say("Noc bibliotek")
    after = await maria.say("Noc bibliotek")

    assert "które pracują w bibliotece" in refused.text
    assert "które pracują w bibliotece" not in after.text


async def test_a_colleagues_draft_is_not_in_my_list(zalesie: Library, maria: Desktop) -> None:
    """What was sent is everybody's."""
    halina = await zalesie.somebody(Role.LIBRARIAN)
    await maria.say("/ogloszenie")
    await maria.say("Mój szkic")

    assert "1. Mój szkic" in (await maria.say("/ogloszenia")).labels
    assert "1. Mój szkic" not in (await halina.say("/ogloszenia")).labels


async def test_who_switched_everything_off_is_not_written_to(
    zalesie: Library, maria: Desktop, readers: list[Desktop]
) -> None:
    """Not even as somebody who answered a named survey."""
    named = await open_survey(zalesie, anonymous=False)
    for reader in readers:
        person = await zalesie.office.db.read(reader.person)
        await zalesie.hand_in(named, [{"wiek": "mlody"}], person.id)
    await readers[0].say("/powiadomienia nic")
    answered = Audience(Kind.ANSWERED, str(named))

    assert await zalesie.office.db.read(lambda tx: audiences.count(tx, answered)) == 1


async def test_paid_broadcasts_only_where_they_are_switched_on(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """The price stands before the confirmation."""
    await written(maria)
    without = await maria.tap("Zmień")
    zalesie.office.paid_broadcasts = True
    await maria.tap("Wstecz")
    offered = await maria.tap("Zmień")
    asked = await maria.tap("Wysyłka płatna")

    assert "Wysyłka płatna" not in without.labels
    assert "Wysyłka płatna" in offered.labels
    assert "Wysyłka płatna. Gwiazdki Telegrama: najwyżej 0." in asked.text


async def test_a_survey_and_a_link_as_buttons(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """One tapped, one typed; a fourth is refused, and what is no button too."""
    await open_survey(zalesie, anonymous=True)
    await written(maria)
    await changed(maria, "Przyciski")
    await maria.tap("Ankieta: Czego chcecie?")
    for number in range(2):
        await changed(maria, "Przyciski")
        await maria.say(f"Zapisy {number} https://example.com")
    preview = [m for m in maria.messages.values() if m.text == "Noc bibliotek"][-1]
    await changed(maria, "Przyciski")
    wrong = await maria.say("bez linku")
    fourth = await maria.say("Czwarty https://example.com")

    assert preview.labels == [
        "Wypełnij: Czego chcecie?", "Zapisy 0", "Zapisy 1", "Ustawienia powiadomień",
    ]  # fmt: skip
    assert "Potrzebny jest napis i jeden link." in wrong.text
    assert "najwyżej 3 przyciski" in fourth.text


async def open_survey(zalesie: Library, *, anonymous: bool) -> int:
    form_id = await zalesie.office.db.write(keep_form(FORM))

    def publish(tx: Tx) -> int:
        token = f"token{anonymous}"
        survey = surveys.add(tx, token, form_id, "Czego chcecie?", None, NOW)  # type: ignore[arg-type]
        surveys.publish(tx, survey.id, anonymous, None, None, NOW)
        return survey.id

    return int(await zalesie.office.db.write(publish))


async def test_only_who_answered_by_name_can_be_written_to(
    zalesie: Library, maria: Desktop, readers: list[Desktop]
) -> None:
    """Of an anonymous survey nobody may know who answered; who has begun is known."""
    named = await open_survey(zalesie, anonymous=False)
    hidden = await open_survey(zalesie, anonymous=True)
    ania = await zalesie.office.db.read(readers[0].person)
    await zalesie.hand_in(named, [{"wiek": "mlody"}], ania.id)
    await zalesie.hand_in(hidden, [{"wiek": "mlody"}] * 3)
    await readers[1].say("/start s_tokenTrue")
    await maria.say("/ogloszenie")
    await maria.say("Dziękujemy!")
    others = await maria.tap("Wybierz…")
    topic = await maria.tap("Odpowiedzieli: Czego chcecie? (<5)")

    about = [label for label in others.labels if "Czego chcecie?" in label]
    assert about == ["Odpowiedzieli: Czego chcecie? (<5)", "Nie skończyli: Czego chcecie? (<5)"]
    assert "Jaki to temat?" in topic.text


async def test_nobody_is_written_to_who_did_not_ask(zalesie: Library, maria: Desktop) -> None:
    """An audience without people is told so at once."""
    await zalesie.somebody()
    await maria.say("/ogloszenie")
    asked = await maria.say("Noc bibliotek")
    empty = await maria.tap("Warsztaty")

    assert "Chcą wiadomości (0)" in asked.labels
    assert "Nikogo tu jeszcze nie ma." in empty.text


async def test_every_week_until_it_is_taken_off(
    zalesie: Library, clock: StillClock, maria: Desktop, readers: object
) -> None:
    """Each time a run of its own; cancelling changes the announcement too."""
    await maria.say("/ogloszenie")
    await maria.say("Tydzień w bibliotece")
    await maria.tap("Chcą wiadomości")
    await maria.tap("Co tydzień…")
    await maria.say("piątek 12:00")
    planned = await maria.tap("Wyślij")
    await run_due(zalesie, clock, weeks=2)
    runs = await zalesie.one(MAILINGS)
    await maria.say("/zaplanowane")
    await maria.tap("Odwołaj")

    assert "piątek 14 maja, godz. 12.00, potem co tydzień." in planned.text
    assert runs == 2
    assert await zalesie.one("SELECT status FROM announcement") == "cancelled"


async def run_due(zalesie: Library, clock: StillClock, weeks: int) -> None:
    """What the timetable does when the hour comes, without its loop."""
    due: Due = zalesie.services.schedules.kinds["announcement"]

    def once(tx: Tx) -> None:
        found = schedules.due(tx, "9999")
        assert found
        due.run(tx, found, clock.now())
        schedules.put_off(tx, found.id, found.next_at + timedelta(days=7))

    for _ in range(weeks):
        await zalesie.office.db.write(once)


async def test_a_planned_one_can_be_called_off_from_the_history(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """Its schedule goes with it, and a second tap changes nothing."""
    await maria.say("/ogloszenie")
    await maria.say("Ferie")
    await maria.tap("Chcą wiadomości")
    await maria.tap("Jutro 17.00")
    await maria.tap("Wyślij")
    shown = await maria.say("/ogloszenie 1")
    await maria.tap("Nie wysyłaj", shown)
    again = await maria.tap("Nie wysyłaj", shown)

    assert "Wyjdzie: jutro, godz. 17.00." in shown.text
    assert "Odwołano." in again.text
    assert await zalesie.one("SELECT status FROM schedule") == "cancelled"


async def test_a_run_is_paused_resumed_and_stopped(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """By typing, too; doing it twice says how it stands."""
    await written(maria)
    await maria.tap("Wyślij")
    status = "SELECT status FROM mailing"

    paused = await maria.say("/wstrzymaj")
    assert await zalesie.one(status) == "paused"
    resumed = await maria.say("/wznow")
    assert await zalesie.one(status) == "planning"
    stopped = await maria.say("/zatrzymaj")
    assert await zalesie.one(status) == "stopped"
    late = await maria.say("/wznow")

    assert [m.text for m in (paused, resumed, stopped)] == [
        "Wstrzymano.", "Wysyłamy dalej.", "Zatrzymano. Nikt więcej tego nie dostanie.",
    ]  # fmt: skip
    assert late.text == stopped.text
    assert paused.labels == ["Wznów", "Zatrzymaj", "Ogłoszenia"]


async def test_withdrawing_stops_what_still_goes(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """Before anybody had it there is nothing to delete."""
    await written(maria)
    await maria.tap("Wyślij")
    asked = await maria.say("/ogloszenie 1 wycofaj")
    done = await maria.tap("Tak, wycofaj")

    assert "do 48 godzin od wysłania" in asked.text
    assert "Nikt jeszcze tego nie dostał." in done.text
    assert await zalesie.one("SELECT status FROM mailing") == "stopped"
    assert await zalesie.one("SELECT status FROM announcement") == "withdrawn"


async def test_a_correction_changes_the_text_and_nothing_else(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """A new revision goes out as a run of its own; the draft of it is gone."""
    await maria.say("/ogloszenie")
    await maria.message(photo=PHOTO, caption="W piątek")
    await maria.tap("Chcą wiadomości")
    await maria.tap("Teraz")
    await maria.tap("Wyślij")
    before = await zalesie.one("SELECT revision FROM announcement")
    await maria.say("/ogloszenie 1 popraw")
    await maria.message(photo=[{"file_id": "other"}], caption="W sobotę")
    await maria.tap("Wyślij")

    assert await zalesie.one("SELECT text FROM announcement") == "W sobotę"
    assert await zalesie.one("SELECT media FROM announcement") == '[["photo", "large"]]'
    assert await zalesie.one("SELECT count(*) FROM announcement") == 1
    kinds = "SELECT group_concat(kind) FROM mailing"
    assert await zalesie.one(kinds) == "announcement,correction"
    assert await zalesie.one("SELECT max(revision) FROM mailing") == before + 1


async def test_a_spreadsheet_is_a_survey_and_a_pdf_an_announcement(
    maria: Desktop, readers: object
) -> None:
    """What may be a form goes where forms go."""
    form = await maria.send_file("ankieta.md", FORM.encode())
    leaflet = {"file_id": "pdf", "file_name": "program.pdf", "file_size": 9}
    asked = await maria.message(document=leaflet, caption="Program")

    assert "Opublikuj" in form.labels
    assert {"Ogłoszenie", "Nic"} <= set(asked.labels)


async def test_a_draft_comes_before_a_question_and_a_command_puts_it_aside(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """The profile asks for a name; the draft's author is heard by the draft only while it waits."""
    await maria.say("/profil")
    await maria.say("/ogloszenie")
    whom = await maria.say("Noc bibliotek")
    await maria.say("/menu")
    await maria.say("Nowa nazwa")

    assert "Komu?" in whom.text
    assert await zalesie.one("SELECT text FROM announcement") == "Noc bibliotek"
    assert await zalesie.one("SELECT awaiting FROM announcement") == ""


async def test_after_a_restart_the_draft_still_listens(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """Whose message belongs to a draft is in the rows."""
    await maria.say("/ogloszenie")
    again = library(zalesie.office.db, zalesie.clock)
    await again.services.announcements.load()
    phone = Desktop(again, maria.id)

    assert "Komu?" in (await phone.say("Noc bibliotek")).text


async def test_somebody_elses_draft_is_not_mine(zalesie: Library, maria: Desktop) -> None:
    """A button of it does nothing for another librarian."""
    halina = await zalesie.somebody(Role.LIBRARIAN)
    await maria.say("/ogloszenie")
    asked = await maria.say("Noc bibliotek")
    [[_, data], *_] = [button for row in asked.rows for button in row]
    refused = await halina.press(data, asked.id)

    assert "Tego ogłoszenia już nie ma." in refused.text


async def test_a_tap_on_cancel_loses_nothing(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """The history has it, to be used again; nobody got it."""
    asked = await written(maria)
    await maria.tap("Anuluj")
    again = await maria.tap("Użyj jeszcze raz")

    assert maria.messages[asked.id].labels == []
    assert "Kiedy?" in again.text
    assert await zalesie.one(MAILINGS) == 0


async def test_a_draft_that_nobody_went_on_with_is_forgotten(
    zalesie: Library, clock: StillClock, maria: Desktop
) -> None:
    """After a fortnight; what was sent stays."""
    await maria.say("/ogloszenie")
    await maria.say("Zapomniany szkic")
    clock.advance(days=15)
    await zalesie.services.announcements.forget_drafts()

    assert await zalesie.one("SELECT count(*) FROM announcement") == 0


async def test_a_typed_time_that_is_past_is_asked_for_again(
    maria: Desktop, readers: object
) -> None:
    """So is one that nobody understands."""
    await maria.say("/ogloszenie")
    await maria.say("Noc bibliotek")
    await maria.tap("Chcą wiadomości")
    past = await maria.say("dziś 8:00")
    unclear = await maria.say("kiedyś")

    assert "Ten moment już minął." in past.text
    assert "Nie rozumiemy, kiedy." in unclear.text
    assert "Teraz" in unclear.labels


async def test_uncertain_ones_go_again_when_staff_say_so(
    zalesie: Library, maria: Desktop, readers: list[Desktop]
) -> None:
    """A run that had told its end tells it anew."""
    await written(maria)
    await maria.tap("Wyślij")

    def lost(tx: Tx) -> None:
        mailings.plan(tx, mailings.by_id(tx, 1), 10, NOW)  # type: ignore[arg-type]
        tx.execute("UPDATE outbox SET state = 'unknown' WHERE mailing_id = 1")
        mailings.count(tx, 1, {"unknown": 2})
        mailings.finish(tx, 1, NOW)
        tx.execute("UPDATE mailing SET told = 1")

    await zalesie.office.db.write(lost)
    said = await maria.say("/niepewne")
    twice = await maria.say("/niepewne")

    assert said.text == "Wysyłamy dalej."
    assert twice.text == "Wysyłamy dalej."
    assert await zalesie.one("SELECT unknown FROM mailing") == 0
    assert await zalesie.one("SELECT told FROM mailing") == 0


async def test_a_group_that_put_the_bot_out_is_no_audience(
    zalesie: Library, maria: Desktop
) -> None:
    """Only where it is an administrator; who did it is not known to us."""

    async def member(status: str, **rights: bool) -> list[str]:
        bot = {"id": 1, "is_bot": True, "first_name": "Bot"}
        who = {"id": 9, "first_name": "Ktoś"}
        chat = {"id": -100, "type": "channel", "title": "Zalesie"}
        now = {"user": bot, "status": status, **rights}
        await maria.update(my_chat_member={"chat": chat, "from": who, "new_chat_member": now})
        await maria.say("/ogloszenie")
        await maria.say("Do kanału")
        others = await maria.tap("Wybierz…")
        return [label for label in others.labels if "Zalesie" in label]

    assert await member("administrator", can_post_messages=True) == ["Grupa lub kanał: Zalesie"]
    assert await member("administrator", can_post_messages=False) == []
    assert await member("left") == []
    assert await zalesie.one("SELECT count(*) FROM person WHERE telegram_id = 9") == 0


async def test_at_night_now_is_asked_about_once(
    zalesie: Library, clock: StillClock, maria: Desktop, readers: object
) -> None:
    """„Teraz” then holds for everybody without quiet hours of their own."""
    clock.advance(hours=10)
    await written(maria)
    asked = await maria.tap("Wyślij")
    await maria.tap("Teraz")

    assert "Rano to znaczy: jutro, godz. 8.00." in asked.text
    assert await zalesie.one("SELECT urgent FROM announcement") == 1
    assert await zalesie.one(MAILINGS) == 1


async def test_the_run_keeps_where_its_progress_is_told(
    zalesie: Library, maria: Desktop, readers: object
) -> None:
    """So that a restart goes on with the same message."""
    await written(maria)
    await maria.tap("Wyślij")

    assert await zalesie.one("SELECT progress_chat_id FROM mailing") == maria.id
    assert moment(await zalesie.one("SELECT created_at FROM mailing")) == zalesie.clock.now()


async def test_everybody_counted_is_somebody_included(
    zalesie: Library, readers: list[Desktop]
) -> None:
    """The number before sending is made by the condition that sends."""

    def compare(tx: Tx) -> list[bool]:
        ids = [row[0] for row in tx.execute("SELECT id FROM person")]
        kinds = [
            Audience(Kind.FOLLOWERS, "news"), Audience(Kind.STAFF), Audience(Kind.PARTNERS),
            Audience(Kind.LANGUAGE, "pl", "news"), Audience(Kind.ANSWERED, "1"),
            Audience(Kind.UNFINISHED, "1"),
        ]  # fmt: skip
        return [
            audiences.count(tx, one) == sum(audiences.includes(tx, one, id_) for id_ in ids)
            for one in kinds
        ]

    assert all(await zalesie.office.db.read(compare))
