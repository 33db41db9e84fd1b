"""Staff and their workshops, from the first idea to who came: as people tap and type it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest
from openpyxl import load_workbook

from bot.clock import moment
from bot.domain.people import Role
from bot.domain.signups import CODE
from bot.storage import people
from bot.storage.database import Tx
from bot.views.qr import qr_png
from tests.conftest import Bot
from tests.e2e import workshop_days
from tests.e2e.workshop_days import FOR_CHILDREN, Counting, publish, somebody
from tests.people import Message, Someone, Town, labels_of, text_of

MINE = "Warsztaty ceramiki"


async def compose(maria: Someone, counted: Counting) -> Message:
    """A simple workshop, from „Nowe zajęcia” to the draft."""
    await maria.say("/zajecia")
    await counted.tap("Nowe zajęcia")
    await counted.say(MINE)
    await counted.say("Ulepimy miski i kubki.")
    await counted.say("22 maja 10:00")
    await counted.say("12")
    await counted.say("sala na parterze")
    await counted.say("12")
    await counted.tap("Dla dorosłych")
    review = await counted.tap("Pomiń")
    assert "Zapisz szkic" in labels_of(review)
    return await counted.tap("Zapisz szkic")


async def test_a_simple_workshop_takes_at_most_twelve_steps(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """Typed in two minutes: draft, preview, published; a resident finds it."""
    counted = Counting(maria)

    draft = await compose(maria, counted)
    published = await counted.tap("Opublikuj")
    steps = counted.acts
    ania = await somebody(town, bot, "Ania")
    seen = await ania.start(text_of(published).partition("?start=")[2].split()[0])

    assert MINE in text_of(draft)
    assert "Szkic: mieszkańcy go nie widzą." in text_of(draft)
    assert "sobota 22 maja, godz. 10.00–12.00" in text_of(draft)
    assert f"Opublikowano „{MINE}”." in text_of(published)
    assert "Wolne miejsca: 12 z 12." in text_of(seen)
    assert steps <= 12


async def test_the_preview_is_what_residents_will_see(maria: Someone) -> None:
    """With the description, without the buttons of residents."""
    await compose(maria, Counting(maria))

    preview = await maria.tap("Podgląd")

    assert "Tak zobaczą to mieszkańcy." in text_of(preview)
    assert "Ulepimy miski i kubki." in text_of(preview)
    assert "Bezpłatnie." in text_of(preview)
    assert labels_of(preview) == ["Wróć do zajęć"]


async def test_everything_else_is_behind_what_else(maria: Someone) -> None:
    """The day from a calendar of buttons; only what was ticked is asked besides."""
    await maria.say("/zajecia nowe")
    await maria.say("Rodzinne lepienie")
    await maria.say("/pomin")
    await maria.tap_quietly("29")
    await maria.sees("sobota 29 maja")
    await maria.tap_quietly("17")
    await maria.tap("17:30")
    for words in ("19:30", "Dom kultury", "20", "dla rodzin", "5–15"):
        await maria.say(words)
    for label in ("Zapisy i rezerwa", "Opłata, co zabrać", "Adres i mapa", "Plakat"):
        await maria.tap_quietly(f"☐ {label}")
        await _shows(maria, f"☑ {label}")
    await maria.tap("Gotowe")
    for words in ("6", "10", "/pomin", "20 maja 12:00", "24", "zwalniamy", "15,50", "fartuch"):
        await maria.say(words)
    await maria.say("ul. Polna 2")
    await maria.say("52.1, 20.5")
    await maria.send_file("plakat.png", qr_png("https://example.org"), "photo")
    draft = await maria.tap("Zapisz szkic")
    await maria.tap("Podgląd")

    async def preview() -> str | None:
        """A picture, a map pin and a text, in whatever order they are looked at."""
        shown = await maria.messages(after=draft["message_id"])
        there = any("photo" in one for one in shown) and any("fartuch" in text_of(m) for m in shown)
        return "\n".join(map(text_of, shown)) if there else None

    shown = await maria.town.until(preview, "the preview with its poster")
    assert "sobota 29 maja, godz. 17.30–19.30" in text_of(draft)
    for words in ("Dom kultury, ul. Polna 2", "15,50 zł", "fartuch", "5–15"):
        assert words in shown


async def test_a_copy_takes_at_most_five_steps(maria: Someone, bot: Bot) -> None:
    """The panel's button, the workshop, „Kopiuj”, a day; the hours stay, nothing is reviewed."""
    old = await publish(bot, partner="OSP Zalesie")
    await maria.say("/panel")
    counted = Counting(maria)

    await counted.tap("Warsztaty")
    await counted.tap(f"{old.id}. Ceramika")
    await counted.tap("Kopiuj")
    copy = await counted.say("5 czerwca")

    assert counted.acts <= 4
    assert "sobota 5 czerwca, godz. 10.00–12.00" in text_of(copy)
    assert "Szkic" in text_of(copy)


async def test_a_series_every_wednesday_six_times_without_holidays(
    maria: Someone, bot: Bot
) -> None:
    """„co środę, 6 razy” in the librarian's words; 3 May is skipped and there are still six."""
    counted = Counting(maria)
    await compose(maria, counted)
    await maria.tap("Powtarzaj jako serię")
    await maria.tap("Inaczej, napiszę")
    unread = await maria.say("jakoś tak często")
    await maria.say("co czwartek, 6 razy")
    await maria.tap("Tak")
    await maria.tap("Na całość lub na jedno")
    made = await maria.tap("Utwórz serię")
    published = await maria.tap("Opublikuj całą serię")

    assert "co środę, 6 razy" in text_of(unread)
    assert "6 spotkań" in text_of(made)
    assert "Boże Ciało" in text_of(made)
    assert "Opublikowano 6 spotkań." in text_of(published)


async def test_a_childrens_workshop_is_published_only_with_who_checked(
    maria: Someone, bot: Bot
) -> None:
    """It says what is lacking and asks for it: who, what, when."""
    await maria.say("/zajecia nowe")
    for words in ("Glina dla dzieci", "/pomin", "22 maja 10:00", "12", "sala", "12"):
        await maria.say(words)
    await maria.tap("Dla dzieci")
    await maria.say("7–12")
    await maria.tap("Pomiń")
    draft = await maria.tap("Zapisz szkic")
    refused = await maria.say("/zajecia 1 opublikuj")
    await maria.tap("Kto sprawdził prowadzących")
    await maria.say("Maria Lis: rejestr i KRK")
    ready = await maria.say("10.05.2027")
    published = await maria.tap("Opublikuj")

    assert "kto i kiedy sprawdził osobę prowadzącą" in text_of(draft)
    assert "Opublikuj" not in labels_of(draft)
    assert "jeszcze nie jest opublikowane" in text_of(refused)
    assert "Jest wszystko" in text_of(ready)
    assert "Opublikowano" in text_of(published)


async def test_a_partner_proposes_and_a_librarian_decides(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """The partner cannot publish; the librarian hears of it, the partner of the decision."""
    jan = await somebody(town, bot, "Jan")
    await _role(bot, jan, Role.PARTNER)
    counted = Counting(jan)
    draft = await compose(jan, counted)

    await jan.tap("Zaproponuj bibliotece")
    told = await maria.sees("proponuje")
    refused = await jan.say("/zajecia 1 opublikuj")
    await maria.tap("Te zajęcia")
    await maria.tap("Opublikuj")
    heard = await jan.sees("są w programie")

    assert "Opublikuj" not in labels_of(draft)
    assert MINE in text_of(told)
    assert "To jest dla osób, które pracują w bibliotece" in text_of(refused)
    assert MINE in text_of(heard)


async def test_a_new_date_is_told_to_everybody_old_and_new(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """Only what is ticked is asked; Ania hears of it, Jan without Telegram is to be called."""
    workshop = await publish(bot)
    ania = await somebody(town, bot, "Ania")
    await ania.start(workshop_days.link(workshop))
    await ania.tap("Zapisz mnie")
    await _call(maria, workshop.id, "Jan Nowak", "600 100 200")
    await maria.say(f"/zajecia {workshop.id} zmień")
    await maria.tap_quietly("☐ Termin")
    await _shows(maria, "☑ Termin")
    await maria.tap("Gotowe")
    await maria.say("29 maja 11:00")
    review = await maria.say("13:00")
    assert "Zapisz" in labels_of(review)
    changed = await maria.tap("Zapisz")
    heard = await ania.sees("29 maja")

    assert "sobota 22 maja, godz. 10.00 → sobota 29 maja, godz. 11.00" in text_of(changed)
    assert "Piszemy do 1 zapisanej osoby" in text_of(changed)
    assert "Jan Nowak: 600 100 200" in text_of(changed)
    assert "sobota 22 maja, godz. 10.00" in text_of(heard)


async def test_fewer_seats_than_taken_are_refused_with_the_choices(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """It names who came last; more seats go to the reserve list at once."""
    workshop = await publish(bot, seats=2)
    for name in ("Ania", "Ola", "Ewa"):
        person = await somebody(town, bot, name)
        await person.start(workshop_days.link(workshop))
        await person.tap("Zapisz mnie" if name != "Ewa" else "Dopisz mnie")
    await _resize(maria, workshop.id, "1")
    refused = await maria.sees("to za mało")
    more = await _resize(maria, workshop.id, "3")
    history = await maria.say(f"/zajecia {workshop.id} propozycje")

    assert "zajęte miejsca to 2" in text_of(refused)
    assert "Ola" in labels_of(refused)
    assert "Proponujemy miejsce 1 osobie" in text_of(more)
    assert "Ewa, 1 miejsce → czeka do" in text_of(history)


async def test_a_cancelled_workshop_is_told_with_the_reason(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """Before the last tap it says whom it concerns."""
    workshop = await publish(bot)
    ania = await somebody(town, bot, "Ania")
    await ania.start(workshop_days.link(workshop))
    await ania.tap("Zapisz mnie")
    asked = await maria.say(f"/zajecia {workshop.id} odwołaj")
    await maria.say("Zofia jest chora.")
    off = await maria.tap("Odwołaj zajęcia")
    heard = await ania.sees("Zofia jest chora.")

    assert "Zapisy: 1." in text_of(asked)
    assert "zajęcia odwołane" in text_of(off)
    assert "Ceramika" in text_of(heard)


async def test_names_are_ticked_with_one_thumb_or_typed(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """A tap ticks, another takes it back; walk-ins; the others did not come; the figures."""
    workshop = await publish(bot, seats=5)
    for name in ("Ania", "Ola"):
        person = await somebody(town, bot, name)
        await person.start(workshop_days.link(workshop))
        await person.tap("Zapisz mnie")
    await _call(maria, workshop.id, "Jan Nowak", "600 100 200")
    listed = await maria.say(f"/obecnosc {workshop.id}")
    await maria.tap_quietly("☐ Ania")
    await maria.sees("Na miejscu: 1.")
    await maria.tap_quietly("☑ Ania")
    await maria.sees("Na miejscu: 0.")
    await maria.say(f"/obecnosc {workshop.id} ania, 3")
    await maria.say(f"/obecnosc {workshop.id} + Ewa Lis")
    workshop_days.pass_until(bot, workshop.starts_at + timedelta(minutes=30))
    await maria.say(f"/obecnosc {workshop.id}")
    await maria.tap("Reszty nie ma")
    closed = await maria.tap("Tak, nie ma ich")
    told = await maria.say(f"/zajecia {workshop.id}")

    assert labels_of(listed)[:3] == ["☐ Ania", "☐ Jan Nowak · zadzwoń", "☐ Ola"]
    assert "☒ Jan Nowak · brak · zadzwoń" in labels_of(closed)
    assert "Obecność: 3. Nieobecność: 1 (25%)." in text_of(told)


async def test_a_guardians_word_is_recorded_at_the_desk(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """Ola may come in only then; who noted it, and how, is in the audit."""
    workshop = await publish(bot, replace(FOR_CHILDREN, guardian_agrees=True))
    ania = await somebody(town, bot, "Ania")
    await ania.start(workshop_days.link(workshop))
    await ania.tap("Zapisz dzieci")
    await ania.tap("1 dziecko")
    await ania.say("Ola 8")
    await ania.say("/pomin")
    await maria.say(f"/obecnosc {workshop.id}")
    refused = await maria.say(f"/obecnosc {workshop.id} Ola")
    await maria.tap("Ola, 8 · zgoda?")
    agreed = await maria.tap("Zgoda opiekuna na miejscu")
    await maria.say(f"/obecnosc {workshop.id} Ola")
    noted = await bot.running.office.db.read(
        lambda tx: tx.execute(
            "SELECT details FROM audit WHERE action = 'signup.guardian'"
        ).fetchone()
    )

    assert "Brakuje zgody opiekuna: Ola." in text_of(refused)
    assert "Zgoda opiekuna zapisana." in text_of(agreed)
    assert '"desk"' in noted[0]


async def test_whatever_is_tapped_at_the_door_can_be_typed(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """Consent by phone, a word by phone, absent, taken back, off the list, the others."""
    workshop = await publish(bot, replace(FOR_CHILDREN, guardian_agrees=True))
    for name, child in (("Ania", "Ola 8"), ("Ewa", "Zosia 9"), ("Iza", "Jaś 10")):
        person = await somebody(town, bot, name)
        await person.start(workshop_days.link(workshop))
        await person.tap("Zapisz dzieci")
        await person.tap("1 dziecko")
        await person.say(child)
        await person.say("/pomin")
    at = f"/obecnosc {workshop.id}"

    shown = await maria.say(f"{at} kto Ola")
    agreed = await maria.say(f"{at} zgoda-telefon ola")
    await maria.say(f"{at} zgoda zosia")
    asked = await maria.say(f"{at} usuń Jaś")
    removed = await maria.say(f"{at} usuń-na-pewno Jaś")
    await maria.say(f"{at} przyjdzie Ola")
    workshop_days.pass_until(bot, workshop.starts_at + timedelta(minutes=10))
    await maria.say(f"{at} Ola, Zosia")
    await maria.say(f"{at} cofnij Zosia")
    question = await maria.say(f"{at} reszta")
    await maria.say(f"{at} reszta tak")
    printed = await maria.say(f"/zajecia {workshop.id} pdf wiek telefon")

    assert "czeka na zgodę opiekuna" in text_of(shown)
    assert "Zgoda opiekuna zapisana." in text_of(agreed)
    assert "Usunąć z listy: Iza?" in text_of(asked)
    assert "Usunięto z listy: Iza." in text_of(removed)
    assert "nieobecność 1 osoby" in text_of(question)
    assert await workshop_days.every_state(bot, workshop) == ["attended", "absent", "cancelled"]
    assert "Wiek" in await _pdf_text(town, printed)


async def test_a_code_lets_in_by_link_or_typed(town: Town, bot: Bot, maria: Someone) -> None:
    """Opened by staff it lets in; opened by anybody else it says what it is for."""
    workshop = await publish(bot)
    ania = await somebody(town, bot, "Ania")
    await ania.start(workshop_days.link(workshop))
    await ania.tap("Zapisz mnie")
    sql = "SELECT code FROM signup"
    code = (await bot.running.office.db.read(lambda tx: tx.execute(sql).fetchone()))[0]

    own = await ania.start(CODE + code)
    scanned = await maria.start(CODE + code)
    typed = await maria.say(f"/wpusc {code}")

    assert "Ceramika" in text_of(own)
    assert "Na miejscu: Ania" in text_of(scanned)
    assert "Już na miejscu: Ania" in text_of(typed)
    assert await workshop_days.every_state(bot, workshop) == ["attended"]


async def test_lists_hold_only_the_columns_that_are_needed(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """Names, and what was ticked; as a spreadsheet and to print; taking it away is noted."""
    workshop = await publish(bot)
    await _call(maria, workshop.id, "Łucja Żółć", "600 100 200")
    await maria.say(f"/zajecia {workshop.id} plik")
    await maria.tap_quietly("☐ Telefon")
    await _shows(maria, "☑ Telefon")
    await maria.tap_quietly("☑ Podpis")
    await _shows(maria, "☐ Podpis")

    sheet = await maria.tap("Arkusz (XLSX)")
    printed = await maria.tap("Do druku (PDF)")

    rows = await _sheet(town, sheet)
    text = await _pdf_text(town, printed)
    assert rows[0][:2] == ("Lp.", "Imię i nazwisko")
    assert rows[1][:3] == ("1", "Łucja Żółć", "600 100 200")
    assert "Łucja Żółć" in text
    assert "600 100 200" in text


async def test_the_poster_is_one_page_with_the_code(town: Town, bot: Bot, maria: Someone) -> None:
    """A4; the title, the day without „jutro”, the link and the contact."""
    workshop = await publish(
        bot, starts_at=bot.clock.now() + timedelta(hours=22),
        ends_at=bot.clock.now() + timedelta(hours=24),
    )  # fmt: skip

    sent = await maria.say(f"/zajecia {workshop.id} plakat")

    content = await town.download(sent["document"]["file_id"])
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    assert len(document) == 1
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    assert "Ceramika" in text
    assert "Czwartek 13 maja" in text
    assert workshop_days.link(workshop) in text
    document.close()


async def test_announcing_begins_a_draft_with_a_button_to_the_workshop(
    bot: Bot, maria: Someone
) -> None:
    """Whom and when is asked next."""
    workshop = await publish(bot)
    await maria.say(f"/zajecia {workshop.id}")

    asked = await maria.tap("Ogłoś")

    sql = "SELECT text, buttons FROM announcement"
    found = await bot.running.office.db.read(lambda tx: tx.execute(sql).fetchone())
    assert "Komu?" in text_of(asked)
    assert found[0].startswith("Ceramika")
    assert workshop.token in found[1]


async def test_further_questions_are_a_form_that_staff_upload(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """An XLSForm, checked like every survey; asked once the seat is sure, read on the list."""
    await compose(maria, Counting(maria))
    form = b"| survey |\n| | type | name | label |\n| | text | rozmiar | Jaki rozmiar? |\n"
    await maria.send_file("Fartuchy.md", form)
    await maria.say("/zajecia 1 pytania")
    chosen = await maria.tap("Fartuchy")
    published = await maria.say("/zajecia 1 opublikuj")
    ania = await somebody(town, bot, "Ania")
    await ania.start(text_of(published).partition("?start=")[2].split()[0])
    await ania.tap("Zapisz mnie")
    asked = await ania.sees("Jaki rozmiar?")
    await ania.say("M")
    await ania.tap("Wyślij")
    await maria.say("/zajecia 1 plik")
    await maria.tap_quietly("☐ Odpowiedzi")
    await _shows(maria, "☑ Odpowiedzi")
    rows = await _sheet(town, await maria.tap("Arkusz (XLSX)"))

    assert "Teraz pytamy: Fartuchy." in text_of(chosen)
    assert asked
    assert "rozmiar: M" in str(rows[1])


async def test_a_time_that_moves_takes_the_end_of_sign_up_along(bot: Bot, maria: Someone) -> None:
    """Sign-up closed a day before the old beginning, so it closes a day before the new one."""
    a_day = timedelta(days=1)
    workshop = await publish(bot, closes_at=workshop_days.SATURDAY - a_day)
    await maria.say(f"/zajecia {workshop.id} zmień")
    await maria.tap_quietly("☐ Termin")
    await _shows(maria, "☑ Termin")
    await maria.tap("Gotowe")
    await maria.say("29 maja 10:00")
    await maria.say("12:00")
    await maria.tap("Zapisz")

    sql = "SELECT starts_at, closes_at FROM workshop"
    starts, closes = await bot.running.office.db.read(lambda tx: tx.execute(sql).fetchone())
    assert moment(starts) - moment(closes) == a_day


async def test_a_draft_is_deleted_after_one_question(maria: Someone) -> None:
    """And then the list is empty."""
    await compose(maria, Counting(maria))

    asked = await maria.tap("Usuń")
    gone = await maria.tap("Tak, usuń")
    listed = await maria.say("/zajecia")

    assert "Tego nie da się cofnąć." in text_of(asked)
    assert "Usunięto" in text_of(gone)
    assert "Nie ma jeszcze zajęć." in text_of(listed)


@pytest.mark.parametrize(
    "typed", ["/warsztaty 1", "/zajecia 1", "/obecnosc 1", "/zajecia 1 lista", "/zajecia nowe"]
)
async def test_residents_get_nowhere(town: Town, bot: Bot, typed: str) -> None:
    """The services refuse, whatever is typed."""
    await publish(bot)
    ania = await somebody(town, bot, "Ania")

    said = await ania.say(typed)

    assert "To jest dla osób, które pracują w bibliotece" in text_of(said)


async def _shows(who: Someone, label: str) -> None:
    """Wait until a button says this."""

    async def look() -> bool:
        return any(label in labels_of(message) for message in await who.messages())

    await who.town.until(look, label)


async def _role(bot: Bot, who: Someone, role: Role) -> None:
    def work(tx: Tx) -> None:
        found = people.by_telegram_id(tx, who.id)
        assert found
        people.set_role(tx, found.id, role)

    await bot.running.office.db.write(work)


async def _call(maria: Someone, workshop: int, name: str, phone: str) -> Message:
    """A sign-up by phone, written down by staff."""
    await maria.say(f"/zajecia {workshop} zapis")
    await maria.say(name)
    return await maria.say(phone)


async def _resize(maria: Someone, workshop: int, seats: str) -> Message:
    await maria.say(f"/zajecia {workshop} miejsca")
    return await maria.say(seats)


async def _sheet(town: Town, message: Message) -> list[tuple[object, ...]]:
    content = await town.download(message["document"]["file_id"])
    book = load_workbook(io.BytesIO(content), read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return rows


async def _pdf_text(town: Town, message: Message) -> str:
    document = pypdfium2.PdfDocument(await town.download(message["document"]["file_id"]))
    text = str(document[0].get_textpage().get_text_range())
    document.close()
    return text


async def test_a_night_in_the_library_ends_in_the_morning(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """„20.00–8.00” goes through midnight; an end that would make a day of it is asked back."""
    await maria.say("/zajecia nowe")
    await maria.say("Noc w bibliotece")
    await maria.say("Czytamy do rana.")
    await maria.say("22 maja 20:00")
    refused = await maria.say("19:00")
    await maria.say("8:00")
    await maria.say("czytelnia")
    await maria.say("12")
    await maria.tap("Dla dorosłych")
    await maria.tap("Pomiń")

    draft = await maria.tap("Zapisz szkic")

    assert "najdłużej 14 godzin" in text_of(refused)
    assert "sobota 22 maja, godz. 20.00 – niedziela 23 maja, godz. 8.00" in text_of(draft)


async def test_the_poster_of_a_draft_is_there_to_look_at(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """It says that its code works only once the workshop is published."""
    await compose(maria, Counting(maria))

    poster = await maria.tap("Podgląd plakatu")

    page = pypdfium2.PdfDocument(await workshop_days.file_of(town, poster))[0]
    assert "Drukuj dopiero po publikacji" in text_of(poster)
    assert "Szkic: kod zadziała po publikacji" in page.get_textpage().get_text_range().replace(
        "\r\n", " "
    )


async def test_a_whole_series_is_moved_and_cancelled_by_one_answer(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """„Tylko to spotkanie” / „To i wszystkie następne”: one message to each, kept by one tap."""
    meetings = await workshop_days.publish_series(bot)
    ania = await somebody(town, bot, "Ania")
    for one in meetings:
        await ania.start(workshop_days.link(one))
        await ania.tap("Zapisz mnie")

    await maria.say(f"/zajecia {meetings[1].id} zmień")
    await maria.tap("To i wszystkie następne")
    await maria.tap_quietly("Miejsce")
    await maria.tap("Gotowe")
    await maria.say("park")
    changed = await maria.tap("Zapisz")
    told = await ania.sees("Zmiana w 2 spotkaniach")
    kept = await ania.tap("Pasuje mi wszystko")
    await maria.say(f"/zajecia {meetings[1].id} odwołaj")
    await maria.tap("To i wszystkie następne")
    await maria.say("choroba")
    await maria.tap("Odwołaj zajęcia")
    off = await ania.sees("Odwołane: 2 spotkania")

    assert "Zmieniono 2 spotkania" in text_of(changed)
    assert "Miejsce: sala na parterze → park" in text_of(told)
    assert "Miejsca są Twoje." in text_of(kept)
    assert b"METHOD:CANCEL" in await workshop_days.file_of(town, off)
