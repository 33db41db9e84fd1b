"""A librarian sets a contest up, as people send, tap and type it; a resident sees it."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2

from bot.domain.contests.configuration import read_toml
from tests.conftest import Bot
from tests.e2e.contest_days import (
    ZALESIE,
    applicant,
    at,
    edition,
    hall,
    hand_in,
    hold,
    pass_until,
    person,
)
from tests.people import Message, Someone, Town, labels_of, text_of

OPEN = """
title = "Zrób to w Zalesiu"
[phases.open]
begin = 2027-05-10T09:00:00
end = 2027-05-28T15:00:00
[phases.jury]
begin = 2027-05-28T15:00:00
[money]
pool = 22_000
grant_min = 2_000
grant_max = 12_000
[eligibility]
kinds = ["individual", "osp"]
minimum_age = 13
[jury]
seats = 2
[[jury.criteria]]
name = "pomysl"
high = 10
"""
YAML = """
title: Zrób to w Zalesiu
phases:
  open: {begin: 2027-05-10 09:00, end: 2027-05-28 15:00}
money: {pool: 22000.50}
"""


def payload(message: Message) -> str:
    """What the link in a message carries."""
    return text_of(message).partition("?start=")[2].split()[0]


async def test_a_file_is_looked_at_kept_and_seen_by_a_resident(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """The preview comes before anything is kept; the link leads a newcomer to the contest."""
    await maria.say("/konkursy")
    await maria.tap("Nowy konkurs")
    await maria.send_file("konkurs.toml", OPEN.encode())
    await maria.sees("Zachować konkurs „Zrób to w Zalesiu”?")
    preview = await maria.sees("Podgląd · Zrób to w Zalesiu")
    kept = await maria.tap("Zachowaj jako nowy")
    ania = await town.person("Ania")
    greeted = await ania.start(payload(kept))
    page = await ania.tap("Zaczynamy")

    assert "mieszkańcy zobaczą ten konkurs zaraz po zachowaniu" in text_of(preview)
    assert "Konkurs zapisany: Zrób to w Zalesiu" in text_of(kept)
    assert "Zapraszamy do konkursu „Zrób to w Zalesiu”." in text_of(greeted)
    assert "Teraz: zgłaszanie pomysłów. Koniec: piątek 28 maja, godz. 15.00." in text_of(page)
    assert "Potem: ocena jury." in text_of(page)
    assert "Na jeden pomysł: od 2 000 zł do 12 000 zł." in text_of(page).replace("\xa0", " ")
    assert "pojedyncze osoby, ochotnicze straże pożarne. Od 13 lat." in text_of(page)
    assert labels_of(page)[0] == "Zgłoś pomysł"


async def test_yaml_is_as_good(bot: Bot, maria: Someone) -> None:
    """Hours and grosze come out right; „Zachowaj” can be typed."""
    await maria.send_file("konkurs.yml", YAML.encode())
    await maria.sees("Zachować konkurs")
    await maria.say("zachowaj jako nowy")
    found = await edition(bot, 1)

    assert found.contest.money.pool == 2_200_050
    assert found.contest.phases[0].end == at(2027, 5, 28, 15)


async def test_a_wrong_file_is_told_key_by_key(bot: Bot, maria: Someone) -> None:
    """Nothing is kept; each problem has its key, or the line where reading stopped."""
    wrong = OPEN.replace("grant_max", "grant_maks").replace('"osp"', '"straż"')
    told = await maria.send_file("konkurs.toml", wrong.encode())
    broken = await maria.send_file("konkurs.yaml", b"title: [\n")
    huge = await maria.send_file("konkurs.toml", b"#" * 70_000)
    board = await maria.say("/konkursy")

    assert "Plik ma 2 błędy. Nic nie zapisano." in text_of(told)
    assert "money.grant_maks: Nie znamy takiego ustawienia." in text_of(told)
    assert "eligibility.kinds: „straż” tu nie pasuje." in text_of(told)
    assert "Wiersz 2, znak 1: Nie potrafimy tego odczytać jako YAML." in text_of(broken)
    assert "Plik jest za duży." in text_of(huge)
    assert "Teraz nie ma konkursu." in text_of(board)


async def test_an_hour_out_of_order_is_told_as_people_write_it(maria: Someone) -> None:
    """What it has to come after is said too."""
    wrong = OPEN.replace("end = 2027-05-28T15:00:00", "end = 2027-05-01T15:00:00")
    told = await maria.send_file("konkurs.toml", wrong.encode())

    assert "„sobota 1 maja, godz. 15.00” nie zgadza się z tym, co wcześniej" in text_of(told)


async def test_what_is_not_kept_is_gone(maria: Someone) -> None:
    """No means no."""
    await maria.send_file("konkurs.toml", OPEN.encode())
    said = await maria.tap("Nie zachowuj")
    board = await maria.say("/konkursy")

    assert "Nic nie zapisano." in text_of(said)
    assert "Teraz nie ma konkursu." in text_of(board)


async def test_in_chat_from_the_first_question_to_the_page(bot: Bot, maria: Someone) -> None:
    """The same configuration without a file; what is skipped stays as usual."""
    await maria.say("/konkurs nowy")
    await maria.tap("W rozmowie")
    for said in ("Zrób to w Zalesiu", "22000", "2000", "12000", "/pomin"):
        await maria.say(said)
    for label in ("Jedna osoba", "OSP"):
        await maria.tap_quietly(label)
    await maria.tap("Gotowe")
    for said in ("13", "20 maja 9:00", "28 maja 15:00", "Jury", "2"):
        await maria.say(said)
    for said in ("Zgodność z diagnozą", "10", "2"):
        await maria.say(said)
    await maria.tap("Tak")
    for said in ("Pomysł", "5", "/pomin"):
        await maria.say(said)
    await maria.tap("Nie")
    for said in ("10 czerwca 12:00", "1 lipca", "31 października", "nie", "/pomin"):
        await maria.say(said)
    await maria.tap("Gotowe")
    await maria.say("21 maja 17:00")
    review = await maria.say("czytelnia")
    await maria.tap("Zobacz podgląd")
    await maria.sees("Zachować konkurs „Zrób to w Zalesiu”?")
    preview = await maria.sees("Podgląd · Zrób to w Zalesiu")
    await maria.tap("Zachowaj jako nowy")
    contest = (await edition(bot, 1)).contest

    assert "Zobacz podgląd" in labels_of(review)
    assert "Mieszkańcy zobaczą go od pierwszego etapu." in text_of(preview)
    assert [(one.label, one.high, one.weight) for one in contest.jury.criteria] == [
        ("Zgodność z diagnozą", 10, 2), ("Pomysł", 5, 1),
    ]  # fmt: skip
    assert contest.phases[0].end == at(2027, 5, 28, 15)
    assert [str(one.name) for one in contest.phases] == ["open", "jury", "results", "realisation"]
    assert contest.phases[-1].end == at(2027, 11, 1)
    assert contest.money.grant_max == 1_200_000


async def test_a_deadline_is_moved_with_a_reason_and_people_hear(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """Everybody concerned is told; the page shows the new hour and why."""
    await hold(bot, OPEN, maria)
    ania = await applicant(town, bot, "Ania")
    await maria.say("/konkurs 1 terminy")
    await maria.tap("Zgłaszanie pomysłów")
    await maria.tap("Zmień termin")
    await maria.tap("Zostaw")
    early = await maria.say("9.05.2027 15:00")
    await maria.say("30 maja 15:00")
    moved = await maria.say("Było święto.")
    page = await ania.say("/konkurs 1")

    assert "To wcześniej niż początek etapu." in text_of(early)
    assert "niedziela 30 maja, godz. 15.00" in text_of(moved)
    assert "Powód: Było święto." in text_of(moved)
    assert "Na razie nie ma kogo powiadomić." in text_of(moved)
    assert "Koniec: niedziela 30 maja, godz. 15.00." in text_of(page)
    assert "Zmiana terminu: Było święto." in text_of(page)


async def test_a_day_of_a_past_phase_is_not_moved_by_a_year_in_silence(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """Ania means the year that is; „2 maja” would be next year's, so it is asked."""
    now = bot.clock.now()
    await hold(bot, OPEN, maria, open=(now - timedelta(days=9), now - timedelta(days=1)))
    day = (now - timedelta(days=3)).strftime("%d.%m")
    await maria.say("/konkurs 1 termin nabór")
    await maria.tap("Zostaw")
    asked = await maria.say(f"{day} 15:00")
    no = await maria.say("nie")
    await maria.say("wstecz")
    await maria.say(f"{day}.{now.year} 15:00")
    moved = await maria.say("Pomyłka.")

    assert "Czy rok się zgadza?" in text_of(asked)
    assert "napisz datę z rokiem" in text_of(no)
    assert "Powód: Pomyłka." in text_of(moved)


async def test_a_phase_is_begun_by_hand(bot: Bot, maria: Someone) -> None:
    """What runs ends now; typed like tapped."""
    await hold(bot, OPEN, maria)
    asked = await maria.say("/konkurs 1 zacznij ocenę formalną")
    review = await maria.say("Wszystkie wnioski już są.")
    begun = await maria.tap("Zacznij teraz")
    page = await maria.say("/konkurs 1")

    assert "Od teraz: ocena formalna." in text_of(asked)
    assert "Wszystkie wnioski już są." in text_of(review)
    assert "Ocena formalna: od: dziś" in text_of(begun)
    assert "Teraz: ocena formalna." in text_of(page)


async def test_before_it_begins_only_staff_see_it(town: Town, bot: Bot, maria: Someone) -> None:
    """A resident finds nothing, not even by its number; once it begins, it is in the menu."""
    now = bot.clock.now()
    begin = now + timedelta(days=2)
    await hold(bot, ZALESIE, maria, open=(begin, begin + timedelta(days=9)))
    ania = await applicant(town, bot, "Ania")
    hidden = await ania.say("/konkurs 1")
    menu = await ania.say("/menu")
    staff = await maria.say("/konkurs 1")
    pass_until(bot, begin)
    after = await ania.say("/menu")
    shown = await ania.tap("Konkursy")

    assert "Tego konkursu" in text_of(hidden) or "konkurs" in text_of(hidden)
    assert "Zgłoś pomysł" not in labels_of(hidden)
    assert "Konkursy" not in labels_of(menu)
    assert "Mieszkańcy jeszcze nie widzą tego konkursu." in text_of(staff)
    assert "Konkursy" in labels_of(after)
    assert "Zrób to w Zalesiu" in text_of(shown)


async def test_settings_are_taken_away_changed_and_sent_back(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """The file is what next year begins with; before applications it replaces what is there."""
    begin = bot.clock.now() + timedelta(days=2)
    await hold(bot, ZALESIE, maria, open=(begin, begin + timedelta(days=9)))
    await maria.say("/konkurs 1 ustawienia")
    sent = await maria.tap("Pobierz ustawienia")
    content = (await town.download(sent["document"]["file_id"])).decode()
    changed = content.replace("pool = 22000", "pool = 27000")
    await maria.send_file("konkurs.toml", changed.encode())
    await maria.tap("Zapisz w miejsce")
    found = await edition(bot, 1)

    assert read_toml(content).contest is not None
    assert found.contest.money.pool == 2_700_000


async def test_the_sample_of_the_file_is_a_contest(town: Town, maria: Someone) -> None:
    """What staff begin with can be sent back as it is."""
    await maria.say("/konkurs nowy")
    sent = await maria.tap("Wzór pliku")
    content = await town.download(sent["document"]["file_id"])
    await maria.send_file("konkurs.toml", content)
    asked = await maria.sees("Zachować konkurs „Zrób to u nas”?")

    assert "Zachowaj jako nowy" in labels_of(asked)


async def test_the_link_as_a_picture_and_an_announcement(bot: Bot, maria: Someone) -> None:
    """A code for the poster; the composer opens with the contest's words."""
    await hold(bot, OPEN, maria)
    picture = await maria.say("/konkurs 1 link")
    composed = await maria.tap("Ogłoś")

    assert picture["photo"]
    assert "?start=k_" in text_of(picture)
    assert composed


async def test_a_resident_cannot_set_anything_up(town: Town, bot: Bot, maria: Someone) -> None:
    """Neither by a file nor by typing."""
    await hold(bot, OPEN, maria)
    ania = await applicant(town, bot, "Ania")
    await ania.send_file("konkurs.toml", OPEN.encode())
    settings = await ania.say("/konkurs 1 ustawienia")
    compose = await ania.say("/konkurs nowy")
    board = await maria.say("/konkursy")

    assert "Ustawienia ·" not in text_of(settings)
    assert "W rozmowie" not in labels_of(compose)
    assert text_of(board).count("Zrób to w Zalesiu") == 1


async def test_settings_are_changed_in_chat(bot: Bot, maria: Someone) -> None:
    """The review shows what stands; what the form does not ask stays as the file said."""
    begin = bot.clock.now() + timedelta(days=2)
    await hold(bot, ZALESIE, maria, open=(begin, begin + timedelta(days=9)))
    await maria.say("/konkurs 1 zmień")
    await maria.tap("Popraw")
    await maria.say("2")
    await maria.say("30000")
    await maria.tap("Zobacz podgląd")
    await maria.sees("Zachować konkurs")
    await maria.tap("Zapisz w miejsce")
    contest = (await edition(bot, 1)).contest

    assert contest.money.pool == 3_000_000
    assert [one.name for one in contest.jury.criteria] == ["pomysl", "mieszkancy"]
    assert contest.eligibility.per_author == 2


OWN = """
| survey |
|  | type | name | label |
|  | text | title | Nazwa |
|  | text | summary | Opis |
|  | integer | requested | Ile potrzebujesz, w złotych? |
| settings |
|  | form_title | form_id |
|  | Nasz wniosek | nasz |
"""


async def test_the_librarys_own_form_is_what_applicants_fill_in(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """What lacks money is not taken, with a word for what is missing; what has it all is."""
    begin = bot.clock.now() + timedelta(days=2)
    await hold(bot, ZALESIE, maria, open=(begin, begin + timedelta(days=9)))
    poor = OWN.replace("requested", "ile").replace("Nasz wniosek", "Biedny wniosek")
    await maria.send_file("biedny.md", poor.encode())
    await maria.send_file("nasz.md", OWN.encode())
    await maria.say("/konkurs 1 formularz")
    refused = await maria.tap("Biedny wniosek")
    taken = await maria.tap("Nasz wniosek")
    contest = (await edition(bot, 1)).contest
    pass_until(bot, begin)
    ania = await applicant(town, bot, "Ania")
    answers = {"title": "Kino", "summary": "Filmy na polanie.", "requested": "5000"}
    application = await hand_in(bot, ania, await edition(bot, 1), answers)

    assert "„Biedny wniosek” nie nadaje się na wniosek. Brakuje w nim:" in text_of(refused)
    assert "pieniądze:" in text_of(refused)
    assert "Zgłaszający wypełniają Twój formularz: Nasz wniosek." in text_of(taken)
    assert contest.papers.form == "nasz"
    assert (application.title, application.requested) == ("Kino", 500_000)


async def test_the_sample_of_the_form_can_be_taken_as_it_is(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """The bot's own form, sent back as a spreadsheet, has all that is needed."""
    begin = bot.clock.now() + timedelta(days=2)
    await hold(bot, ZALESIE, maria, open=(begin, begin + timedelta(days=9)))
    sent = await maria.say("/konkurs wzór formularza")
    content = await town.download(sent["document"]["file_id"])
    await maria.send_file("wniosek.xlsx", content)
    offered = await maria.say("/konkurs 1 formularz")
    taken = await maria.tap("Wniosek")

    assert "Zgłaszający wypełniają formularz bota." in text_of(offered)
    assert "Zgłaszający wypełniają" in text_of(taken)
    assert "nie nadaje się" not in text_of(taken)


async def test_links_into_jury_and_authors_outlive_the_notice(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """A newcomer reads the notice first; „Zaczynamy” leads to what the link was for."""
    contest = await hold(bot, OPEN, maria)
    room, jan = hall(bot), await applicant(town, bot, "Jan")
    mine = await hand_in(bot, jan, contest)
    services = room.services
    judge = await room.ask(await person(bot, maria), services.seats.invite, contest.id)
    write = await room.ask(await person(bot, jan), services.coauthors.invite, mine.id)
    ewa, ola = await town.person("Ewa"), await town.person("Ola")
    await ewa.start(judge.link.partition("=")[2])
    sits = await ewa.tap("Zaczynamy")
    await ola.start(write.link.partition("=")[2])
    writes = await ola.tap("Zaczynamy")

    assert contest.title in text_of(sits)
    assert "Kino pod chmurką" in text_of(writes)


async def test_staff_hear_that_a_phase_is_over_and_what_follows(bot: Bot, maria: Someone) -> None:
    """An end is not told as a beginning."""
    contest = await hold(bot, ZALESIE, maria)
    end = contest.contest.phases[0].end
    assert end
    pass_until(bot, end)
    await maria.sees("Już nie przyjmujemy pomysłów.")
    await maria.sees("Biblioteka sprawdza teraz wnioski.")
    chat = await maria.chat()

    assert "Od teraz przyjmujemy pomysły." not in chat


async def test_a_contest_nobody_has_seen_can_be_deleted(
    town: Town, bot: Bot, maria: Someone
) -> None:
    """It asks first; from its first phase on it stays."""
    begin = bot.clock.now() + timedelta(days=2)
    await hold(bot, OPEN, maria, open=(begin, begin + timedelta(days=9)))
    await maria.say("/konkurs 1 ustawienia")
    asked = await maria.tap("Usuń konkurs")
    kept = await maria.say("/konkurs 1")
    await maria.say("/konkurs 1 usuń")
    await maria.tap("Tak, usuń")
    gone = await maria.say("/konkurs 1")
    await hold(bot, OPEN, maria)
    begun = await maria.say("/konkurs 2 ustawienia")

    assert "Usunąć konkurs „Zrób to w Zalesiu”?" in text_of(asked)
    assert "Zrób to w Zalesiu" in text_of(kept)
    assert "Zrób to w Zalesiu" not in text_of(gone)
    assert "Usuń konkurs" not in labels_of(begun)


async def test_a_poster_leads_to_the_contest(town: Town, bot: Bot, maria: Someone) -> None:
    """One A4 page with the link, beside the code and in it."""
    await hold(bot, OPEN, maria)
    link = text_of(await maria.say("/konkurs 1 link"))
    made = await maria.tap("Plakat do druku")
    pages = pypdfium2.PdfDocument(await town.download(made["document"]["file_id"]))
    words = pages[0].get_textpage().get_text_bounded()

    assert len(pages) == 1
    assert "Zrób to w Zalesiu" in words
    assert link.partition("?start=")[2].split()[0] in words.replace("\r\n", "")
