"""Answering, as people do it: raw updates through handlers, services and a real database."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.forms import builtin
from bot.storage import forms
from tests.services.conftest import Street
from tests.services.phone import Phone

SHORT = """
| survey |
| | type | name | label::pl | required | constraint | constraint_message::pl |
| | select_one wiez | wiez | Co łączy Cię z gminą? | | | |
| | select_multiple tem | tematy | Jakie zajęcia? | | count-selected(.) <= 2 | Najwyżej 2. |
| | text | uwagi | Co zmienić? | yes | string-length(.) <= 400 | Napisz krócej. |
| choices |
| | list_name | name | label::pl |
| | wiez | mieszkam | Mieszkam tutaj |
| | wiez | bywam | Bywam tutaj |
| | tem | klub | Klub książki |
| | tem | gry | Gry |
| | tem | film | Film |
| settings |
| | form_title | form_id | default_language |
| | Próba | proba | pl |
"""

KINDS = """
| survey |
| | type | name | label::pl | required | parameters |
| | date | dzien | Który dzień? | | |
| | time | pora | O której? | | |
| | geopoint | gdzie | Gdzie to jest? | | |
| | image | zdjecie | Pokaż to miejsce. | | |
| | range | ocena | Jak oceniasz? | | start=1 end=5 step=1 |
| | rank tem | kolej | Ułóż po kolei. | | |
| | acknowledge | zgoda | Rozumiem zasady. | | |
| choices |
| | list_name | name | label::pl |
| | tem | klub | Klub |
| | tem | gry | Gry |
| | tem | film | Film |
| settings |
| | form_title | form_id | default_language |
| | Rodzaje | rodzaje | pl |
"""


async def opened(street: Street, markdown: str = SHORT, **how: object) -> Phone:
    ania = street.phone()
    form_id = await street.form(markdown)
    survey_id = await street.survey(form_id)
    await ania.begin(form_id, subject_id=survey_id, **how)
    return ania


async def test_an_answered_question_turns_into_its_answer(street: Street) -> None:
    """Tapped or typed: the question loses its buttons and says what was chosen."""
    ania = await opened(street)
    first = ania.last

    second = await ania.tap("Mieszkam tutaj")

    answered = ania.messages[first.id]
    assert answered.text == "Pytanie 1 · Co łączy Cię z gminą? — Mieszkam tutaj"
    assert answered.rows == []
    assert second.id != first.id
    assert second.text.startswith("Pytanie 2 · zostało około 1")


async def test_a_typed_answer_turns_the_question_into_its_answer_too(street: Street) -> None:
    """Typing works everywhere: a number, a beginning, any letter case."""
    ania = await opened(street)
    first, _ = ania.last, await ania.say("BYWAM")

    assert ania.messages[first.id].text.endswith("— Bywam tutaj")
    third = await ania.say("klub ksiazki, gry")

    assert "Co zmienić?" in third.text


async def test_ticks_edit_in_place_and_bounds_are_a_note(street: Street) -> None:
    """☑ in the same message; one tick too many is a short note and changes nothing."""
    ania = await opened(street)
    await ania.say("1")
    asked = ania.last

    await ania.tap("☐ Gry")
    await ania.tap("☐ Film")
    same = await ania.tap("☐ Klub")

    assert same.id == asked.id
    assert same.labels[:3] == ["☐ Klub książki", "☑ Gry", "☑ Film"]
    assert "Gotowe (2)" in same.labels
    assert ania.toasts == ["Najwyżej 2."]


async def test_a_repeated_tick_changes_nothing(street: Street) -> None:
    """The button carries the wanted state, so that a double tap is one tick."""
    ania = await opened(street)
    await ania.say("1")
    data = next(data for row in ania.last.rows for label, data in row if "Gry" in label)

    await ania.press(data, ania.last.id)
    await ania.press(data, ania.last.id)

    assert "☑ Gry" in ania.last.labels


async def test_two_taps_at_once_are_one_answer(street: Street) -> None:
    """The second tap is old: a kind note, the current question, no wrong answer."""
    ania = await opened(street)
    first = ania.last
    data = first.rows[0][1][1]

    await ania.tap("Mieszkam tutaj", first)
    again = await ania.press(data, first.id)

    assert ania.toasts == ["To pytanie jest już za Tobą. Jesteś tutaj."]
    assert "Jakie zajęcia?" in again.text
    assert (await states(street))[0]["answers"] == {"/data/wiez": "mieszkam"}


async def test_a_button_of_somebody_else_is_not_an_answer(street: Street) -> None:
    """A session is found by its id and its person."""
    ania = await opened(street)
    stranger = street.phone(42)
    data = ania.last.rows[0][0][1]

    said = await stranger.press(data, 7)

    assert said.text.startswith("Ta rozmowa jest już zakończona.")
    assert (await states(street))[0]["answers"] == {}


async def test_a_button_of_an_earlier_trial_never_answers_a_later_one(street: Street) -> None:
    """Ids of sessions are not used again, so even the same `rev` does not fit."""
    ania = await opened(street, dry_run=True)
    old = ania.last
    form_id = (await street.rows("SELECT form_id FROM session"))[0][0]
    await ania.say("/anuluj")
    await ania.begin(form_id, subject_id=1, dry_run=True)

    said = await ania.tap("Mieszkam tutaj", old)

    assert said.text.startswith("Ta rozmowa jest już zakończona.")
    assert (await states(street))[0]["answers"] == {}


STRAY = [
    ({"sticker": {"file_id": "s"}}, "Ładna naklejka!"),
    ({"voice": {"file_id": "v"}}, "Nie umiem słuchać nagrań."),
    ({"photo": [{"file_id": "p"}]}, "Tu nie potrzeba pliku."),
    ({"document": {"file_id": "d", "file_name": "a.pdf"}}, "Tu nie potrzeba pliku."),
    ({"contact": {"phone_number": "1"}}, "Tu nie potrzeba kontaktu."),
    ({"location": {"latitude": 52.1, "longitude": 20.3}}, "Tu nie potrzeba miejsca"),
    ({"dice": {"value": 3}}, "Nie umiem tego odczytać."),
    ({"text": "/nieznane"}, "Nie znam tego polecenia."),
    ({"text": "x" * 10_000}, "Nie ma odpowiedzi"),
    ({"text": "   "}, "Wiadomość jest pusta."),
]


PARAMETERS = pytest.mark.parametrize(("content", "words"), STRAY, ids=[words for _, words in STRAY])


async def test_a_button_that_nobody_knows_any_more(street: Street) -> None:
    """Of a much older version: a short note and the current question."""
    ania = await opened(street)

    said = await ania.press("0gone.1", 5)

    assert ania.toasts == ["Ten przycisk już nie działa. Jesteś tutaj."]
    assert "Co łączy Cię z gminą?" in said.text


@PARAMETERS
async def test_the_unexpected_gets_help_and_loses_nothing(
    street: Street, content: dict[str, object], words: str
) -> None:
    """A reply that says what is expected, the question once more with its buttons."""
    ania = await opened(street)
    first = ania.last

    said = await ania.message(**content)

    assert said.text.startswith(words)
    assert "Co łączy Cię z gminą?" in said.text
    assert "Mieszkam tutaj" in said.labels
    assert ania.messages[first.id].rows == []
    assert "Jakie zajęcia?" in (await ania.tap("Mieszkam tutaj")).text


async def test_an_edited_message_is_no_answer(street: Street) -> None:
    """What was sent stands; the reply says how to change an answer."""
    ania = await opened(street)

    said = await ania.edit("2")

    assert "/cofnij" in said.text
    assert (await states(street))[0]["answers"] == {}


async def test_a_word_is_an_answer_in_a_text_question(street: Street) -> None:
    """„wstecz” may be what somebody wants to say; only /cofnij goes back there."""
    ania = await opened(street)
    await ania.say("1")
    await ania.say("gry")
    asked = ania.last

    back = await ania.say("/cofnij")
    assert "Jakie zajęcia?" in back.text
    assert ania.messages[asked.id].text.endswith("na później")
    await ania.tap("Gotowe (1)")
    review = await ania.say("wstecz")

    assert review.text.startswith("Twoje odpowiedzi")
    assert "3. Co zmienić? — wstecz" in review.text


async def test_words_move_in_a_question_with_choices(street: Street) -> None:
    """„wstecz”, „pomiń” and „gotowe” do what the buttons do."""
    ania = await opened(street)
    await ania.say("pomiń")

    back = await ania.say("Wstecz")
    forth = await ania.say("2")
    done = await ania.say("gotowe")

    assert "Co łączy" in back.text
    assert "Jakie zajęcia?" in forth.text
    assert "Co zmienić?" in done.text


async def test_a_rule_that_is_broken_is_told_in_the_forms_words(street: Street) -> None:
    """The form's own message, then the question again; a long text loses nothing before it."""
    ania = await opened(street)
    await ania.say("1")
    await ania.say("gry")

    said = await ania.say("x" * 10_000)

    assert said.text.startswith("Napisz krócej.")
    assert "Co zmienić?" in said.text


async def test_required_questions_offer_no_way_past(street: Street) -> None:
    """No „Pomiń”; asked for by command it is refused."""
    ania = await opened(street)
    await ania.say("1")
    await ania.say("gry")
    assert "Pomiń" not in ania.last.labels

    said = await ania.say("/pomin")

    assert said.text.startswith("To pytanie wymaga odpowiedzi.")


async def to_review(ania: Phone) -> None:
    await ania.say("1")
    await ania.say("gry, film")
    await ania.say("Czynne w soboty")


async def test_an_answer_is_corrected_from_the_review(street: Street) -> None:
    """„Popraw” → a number, tapped or typed → the review again with the new answer."""
    ania = await opened(street)
    await to_review(ania)

    which = await ania.tap("Popraw")
    assert which.labels == ["1", "2", "3", "Wyślij"]
    asked = await ania.tap("1")
    assert asked.text.startswith("Poprawiasz odpowiedź")
    assert ania.messages[which.id].text == "Twoje odpowiedzi · jeszcze niewysłane"
    await ania.tap("Bywam tutaj")
    await ania.say("3")
    review = await ania.say("Więcej książek")

    assert "1. Co łączy Cię z gminą? — Bywam tutaj" in review.text
    assert "3. Co zmienić? — Więcej książek" in review.text


async def test_leaving_keeps_the_answers_and_says_until_when(street: Street) -> None:
    """/anuluj; then on from the same question, days and a restart later."""
    ania = await opened(street)
    await ania.say("1")

    left = await ania.say("/anuluj")
    assert "Odpowiedzi trzymamy do 26 maja." in left.text
    idle = await ania.say("Gry")
    assert "Teraz o nic nie pytam." in idle.text
    street.clock.advance(days=13)
    later = await street.phone().press(left.rows[0][0][1], left.id)

    assert later.text.startswith("Dobrze, że jesteś. Odpowiedzi czekają do ")
    assert later.text.count("zostało") == 1
    assert "Jakie zajęcia?" in later.text


async def test_the_answer_held_is_shown_once(street: Street) -> None:
    """Going back: a choice is marked on its button, other answers stand in the text."""
    ania = await opened(street)
    await ania.say("1")
    choice = await ania.say("/cofnij")
    await ania.say("1")
    await ania.say("gry")
    await ania.say("Soboty")
    text = await ania.tap("Wstecz")

    said = [one for one in (choice.text, *choice.labels) if "Mieszkam tutaj" in one]
    assert said == ["✓ Mieszkam tutaj"]
    assert "Teraz: Soboty" in text.text
    assert text.labels == ["Zostaw tę odpowiedź", "Wstecz"]


@pytest.mark.parametrize("way", ["tap", "say"])
async def test_correcting_takes_the_buttons_of_the_review_away(street: Street, way: str) -> None:
    """„Popraw”, tapped or typed, asks in a new message: the old one offers nothing any more."""
    ania = await opened(street)
    for words in ("1", "gry", "Soboty"):
        review = await ania.say(words)

    which = await getattr(ania, way)("Popraw")

    assert "Którą odpowiedź" in which.text
    assert ania.messages[review.id].labels == []
    assert ania.messages[review.id].text.startswith("Twoje odpowiedzi")


async def test_answers_can_be_deleted_instead(street: Street) -> None:
    """The second choice after /anuluj."""
    ania = await opened(street)
    await ania.say("1")
    await ania.say("/anuluj")

    said = await ania.tap("Usuń zaczęte odpowiedzi")

    assert said.text.startswith("Usunięto.")
    assert await street.rows("SELECT * FROM session") == []


async def test_after_fourteen_days_the_answers_are_gone_and_it_is_told(street: Street) -> None:
    """Whoever comes later is told kindly, whether upkeep has been there or not."""
    ania = await opened(street)
    await ania.say("1")
    street.clock.advance(days=14)

    said = await ania.say("gry")

    assert "minął czas na dokończenie" in said.text
    assert await street.rows("SELECT * FROM session") == []


async def test_upkeep_deletes_what_is_out_of_time(street: Street) -> None:
    """14 days after the last touch; not a moment before."""
    ania = await opened(street)
    street.clock.advance(days=10)
    await ania.say("1")
    street.clock.advance(days=13)

    await street.services.sessions.expire_due()
    kept = await street.rows("SELECT * FROM session")
    street.clock.advance(days=1)
    await street.services.sessions.expire_due()

    assert len(kept) == 1
    assert await street.rows("SELECT * FROM session") == []


async def test_two_surveys_at_once(street: Street) -> None:
    """What is typed goes to the current one; a tap in the other makes that the current one."""
    ania = await opened(street)
    first = ania.last
    other = await street.form(SHORT.replace("Co łączy Cię z gminą?", "Drugie pytanie?"))
    await ania.begin(other, subject_id=await street.survey(other))

    await ania.say("bywam")
    assert "Drugie pytanie? — Bywam" in next(
        m.text for m in ania.messages.values() if "Drugie" in m.text
    )
    await ania.tap("Mieszkam tutaj", first)
    await ania.say("gry")

    answers = [state["answers"] for state in await states(street)]
    assert answers[0] == {"/data/wiez": "mieszkam", "/data/tematy": "gry"}
    assert answers[1] == {"/data/wiez": "bywam"}


async def test_a_missing_language_falls_back_to_polish_said_once(street: Street) -> None:
    """Words of ours stay in the reader's language, the questions come in Polish."""
    oksana = street.phone(77, "uk")
    form_id = await street.form(SHORT)
    await oksana.begin(form_id, subject_id=await street.survey(form_id))
    first = oksana.last

    second = await oksana.say("1")

    assert first.text.startswith("Цих питань ще немає вашою мовою. Питаємо польською.")
    assert "Питання 1" in first.text
    assert "Co łączy Cię z gminą?" in first.text
    assert "ще немає" not in second.text


async def test_a_second_tap_on_send_is_a_note_and_no_alarm(street: Street) -> None:
    """The thanks stay the last thing that is read."""
    ania = await opened(street)
    await to_review(ania)
    review = ania.last
    thanks = await ania.tap("Wyślij")

    await ania.tap("Wyślij", review)

    assert ania.toasts == ["To zostało już wysłane."]
    assert ania.last.text == thanks.text


async def test_an_anonymous_response_cannot_be_traced(street: Street) -> None:
    """Nothing but a keyed hash tells that Ania took part; nothing tells what she said."""
    ania = await opened(street)
    await to_review(ania)

    said = await ania.tap("Wyślij")
    await street.office.db.checkpoint()

    assert said.text.startswith("Dziękujemy!")
    [response] = await street.rows("SELECT person_id, day, channel, language FROM response")
    assert response == (None, "2027-05-12", "bot", "pl")
    assert await street.rows("SELECT * FROM session") == []
    assert await street.rows("SELECT * FROM outbox") == []
    assert street.handed_in == [1]
    assert_apart(street.office.db.path, "Czynne w soboty", str(ania.id))
    [(mark,)] = await street.rows("SELECT mark FROM participation")
    assert str(ania.id) not in mark
    assert len(mark) == 64


def assert_apart(path: Path, answer: str, person: str) -> None:
    """The answer (plain ASCII, so that no JSON hides it) stands once in the files of the database,
    and nothing of the person on the same page."""
    data = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    number = int(person).to_bytes(8, "big").lstrip(b"\0")
    at = data.find(answer.encode())
    assert at >= 0
    assert data.count(answer.encode()) == 1
    page = data[at // 4096 * 4096 : (at // 4096 + 1) * 4096]
    assert person.encode() not in page
    assert number not in page


async def test_one_response_a_person(street: Street) -> None:
    """A second one is refused kindly, and not kept."""
    ania = await opened(street)
    await to_review(ania)
    await ania.tap("Wyślij")
    [(form_id,)] = await street.rows("SELECT form_id FROM survey")
    await ania.begin(form_id, subject_id=1)
    await to_review(ania)

    said = await ania.tap("Wyślij")

    assert said.text.startswith("Mamy już Twoje odpowiedzi")
    assert len(await street.rows("SELECT * FROM response")) == 1
    assert await street.rows("SELECT * FROM session") == []


async def test_a_named_response_keeps_its_person(street: Street) -> None:
    """It can be seen in /mojedane."""
    ania = street.phone()
    form_id = await street.form(SHORT)
    await ania.begin(form_id, subject_id=await street.survey(form_id, anonymous=False))
    await to_review(ania)

    said = await ania.tap("Wyślij")

    assert "/mojedane" in said.text
    [(telegram_id,)] = await street.rows(
        "SELECT p.telegram_id FROM response r JOIN person p ON p.id = r.person_id"
    )
    assert telegram_id == ania.id


async def test_a_trial_keeps_nothing(street: Street) -> None:
    """„Wypróbuj”: the same questions, marked, and no response at the end."""
    ania = await opened(street, dry_run=True)
    assert ania.last.text.startswith("Próba · Pytanie 1")
    await to_review(ania)

    said = await ania.tap("Wyślij")

    assert "Nic nie zapisano." in said.text
    assert await street.rows("SELECT * FROM response") == []
    assert await street.rows("SELECT * FROM participation") == []
    assert await street.rows("SELECT * FROM session") == []


async def test_a_survey_that_closed_meanwhile(street: Street) -> None:
    """The person is told that nothing was handed in."""
    ania = street.phone()
    form_id = await street.form(SHORT)
    survey_id = await street.survey(form_id, closes="2027-05-13T10:00:00.000Z")
    await ania.begin(form_id, subject_id=survey_id)
    await to_review(ania)
    street.clock.advance(days=1)

    said = await ania.tap("Wyślij")

    assert "nie zdążyły do nas trafić" in said.text
    assert await street.rows("SELECT * FROM response") == []


async def test_what_to_write_about_is_off_before_a_tap(street: Street) -> None:
    """[O nowościach] [O warsztatach] [O inicjatywach] [O ankietach] [O niczym]."""
    ania = await opened(street)
    await to_review(ania)
    thanks = await ania.tap("Wyślij")
    assert await street.rows("SELECT * FROM subscription") == []
    assert thanks.labels[:3] == ["O nowościach", "O warsztatach", "O inicjatywach"]

    ticked = await ania.tap("O ankietach")
    assert ticked.labels[2:5] == ["☐ O inicjatywach", "☑ O ankietach", "O niczym"]
    assert await street.rows("SELECT topic FROM subscription") == [("surveys",)]
    nothing = await ania.tap("O niczym")

    assert nothing.text.startswith("Dobrze, nie będziemy pisać.")
    assert await street.rows("SELECT * FROM subscription") == []


async def test_every_kind_of_question_by_tapping(street: Street) -> None:
    """Calendar, hours, location, picture, range, ranking, acknowledgement."""
    ania = await opened(street, KINDS)
    await ania.tap("›")
    assert "czerwiec 2027" in ania.last.labels
    assert ania.last.labels[1:8] == ["pn", "wt", "śr", "cz", "pt", "so", "nd"]
    await ania.tap("15")
    await ania.tap("17")
    await ania.tap("17:30")
    assert ania.last.keyboard == ["Wyślij miejsce", "Wstecz", "Pomiń"]
    await ania.say("Wstecz")
    await ania.tap("Zostaw tę odpowiedź")
    await ania.message(location={"latitude": 52.1, "longitude": 20.3})
    wrong = await ania.message(voice={"file_id": "v", "file_size": 9})
    assert wrong.text.startswith("Tu potrzebne jest zdjęcie.")
    await ania.message(photo=[{"file_id": "small"}, {"file_id": "large", "file_size": 99}])
    assert [row for row in ania.last.rows if len(row) == 5]
    await ania.tap("4")
    await ania.tap("Film")
    await ania.tap("Klub")
    assert ania.last.labels[:3] == ["2. Klub", "Gry", "1. Film"]
    await ania.tap("Gotowe (2)")
    review = await ania.tap("Potwierdzam")

    assert "Który dzień? — wtorek 15 czerwca" in review.text
    assert "O której? — godz. 17.30" in review.text
    assert "Gdzie to jest? — 52.1, 20.3" in review.text
    assert "Pokaż to miejsce. — zdjęcie" in review.text
    assert "Ułóż po kolei. — Film, Klub, Gry" in review.text
    assert "Rozumiem zasady. — potwierdzone" in review.text


async def test_a_handed_in_picture_loses_its_person(street: Street) -> None:
    """The file stays for the library; the row that names it names nobody."""
    ania = await opened(street, KINDS)
    for _ in range(3):
        await ania.say("/pomin")
    await ania.message(photo=[{"file_id": "first"}])
    await ania.say("/cofnij")
    await ania.message(photo=[{"file_id": "second"}])
    for _ in range(3):
        await ania.say("/pomin")

    await ania.tap("Wyślij")

    rows = await street.rows("SELECT file_id, person_id, session_id, survey_id FROM attachment")
    assert rows == [("second", None, None, 1)]


async def test_a_built_in_form_calls_its_completion(street: Street) -> None:
    """Any kind of form is finished by the service that began it, in the same transaction."""
    ania = street.phone()
    form_id = await street.form(SHORT)
    await ania.begin(form_id, "profile", 0, preset={"uwagi": "Było wcześniej"}, anew=True)
    await ania.say("1")
    kept = await ania.say("gry")
    assert "Teraz: Było wcześniej" in kept.text
    await ania.tap("Zostaw tę odpowiedź")

    said = await ania.tap("Zapisz")

    assert said.text.startswith("Zapisano.")
    assert street.finished[0].by_name()["uwagi"] == "Było wcześniej"


async def test_the_whole_diagnosis_by_tapping_the_first_button(street: Street) -> None:
    """The real survey of 25 questions runs to its end, with the library's places in it."""
    ania = street.phone()

    def keep(tx: object) -> int:
        return forms.add(tx, "diagnoza", "1", builtin.load("diagnoza"), "2027")  # type: ignore[arg-type]

    form_id = await street.office.db.write(keep)
    await ania.begin(form_id, subject_id=await street.survey(form_id))
    places = False
    for _ in range(60):
        places = places or "Zalesie Górne" in ania.last.labels
        if "Wyślij" in ania.last.labels:
            break
        await answer(ania)

    said = await ania.tap("Wyślij")

    assert places
    assert said.text.startswith("Dziękujemy!")


async def answer(ania: Phone) -> None:
    labels = ania.last.labels
    if labels[0] in ("Wstecz", "Pomiń"):
        await ania.say("Miła obsługa")
    elif labels[0].startswith("☐"):
        await ania.tap(labels[0])
        await ania.tap("Gotowe")
    else:
        await ania.tap(labels[0])


async def states(street: Street) -> list[dict[str, object]]:
    import json

    rows = await street.rows("SELECT state FROM session ORDER BY id")
    return [json.loads(row[0]) for row in rows]


async def test_an_answer_takes_five_statements(street: Street) -> None:
    """The path of every answer: the inbox, the person, the session twice, the reply."""
    ania = await opened(street)
    seen: list[str] = []
    button = ania.last.rows[0][0][1]
    writer = street.office.db._writer
    writer.set_trace_callback(seen.append)

    await ania.press(button, ania.last.id)

    writer.set_trace_callback(None)
    start = next(n for n, sql in enumerate(seen) if sql.startswith("UPDATE inbox"))
    end = next(n for n, sql in enumerate(seen) if sql.startswith("INSERT INTO outbox"))
    assert end - start + 1 == 5
