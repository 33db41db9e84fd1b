"""Every table with people in it is given out by /mojedane and erased by /usun."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.storage import people, personal_data
from bot.storage.database import Tx, connect
from bot.storage.personal_data import ARCHIVED, NOBODY, PEOPLE

# Columns that lead to a person by their name, whether or not a foreign key says so.
TELLING = re.compile(r"(^|_)(person|telegram|chat|actor|user|member|owner|author)_id$|_by$")
ANIA, ANIAS_ACCOUNT, MARIA = 901, 5_000_000_901, 902
NOW = "2027-05-12T10:00:00.000Z"

ROWS = """
INSERT INTO person (id, telegram_id, name, language, created_at)
    VALUES (902, 5000000902, 'Maria', 'pl', :now);
INSERT INTO person (id, telegram_id, name, username, language, role, created_at)
    VALUES (901, 5000000901, 'Anna Kowalczyk', 'aniakow', 'pl', 'librarian', :now);
INSERT INTO subscription VALUES (901, 'surveys', :now), (902, 'surveys', :now);
INSERT INTO invitation VALUES ('a', 'partner', 901, :now, :now, 902, :now, NULL);
INSERT INTO invitation VALUES ('b', 'librarian', 902, :now, :now, 901, :now, NULL);
INSERT INTO form VALUES (1, 'f', '', '{}', :now);
INSERT INTO survey (id, token, form_id, title, status, created_by, created_at)
    VALUES (1, 't', 1, 'Czego chcecie?', 'open', 901, :now);
INSERT INTO session (id, person_id, kind, form_id, state, rev, current, started_at, touched_at,
    expires_at) VALUES (1, 901, 'survey', 1, '{}', 1, 1, :now, :now, :now);
INSERT INTO attachment VALUES ('x.jpg', 901, 1, 1, 'file', 'image', 10);
INSERT INTO attachment VALUES ('y.jpg', 901, NULL, 1, 'file', 'image', 10);
INSERT INTO response VALUES ('k', 1, 1, 901, '2027-05-12', 'bot', 'pl', '{}');
INSERT INTO response VALUES ('l', 1, 1, 902, '2027-05-12', 'bot', 'pl', '{}');
INSERT INTO publication VALUES (1, 1, 'p', '[]', 'słowa', '{}', 901, :now);
INSERT INTO outbox (id, lane, person_id, chat_id, method, params, not_before, created_at)
    VALUES (1, 'notice', 901, 5000000901, 'sendMessage', '{"text": "Anna Kowalczyk"}', :now, :now),
           (2, 'reply', NULL, 5000000901, 'sendMessage', '{}', :now, :now);
INSERT INTO announcement (id, author_id, created_at, updated_at) VALUES (1, 901, :now, :now);
INSERT INTO mailing (id, announcement_id, kind, planned, created_by, progress_chat_id, created_at)
    VALUES (1, 1, 'announcement', 2, 901, 5000000901, :now);
INSERT INTO outbox (id, lane, person_id, chat_id, mailing_id, created_at)
    VALUES (3, 'bulk', 901, 5000000901, 1, :now), (4, 'bulk', 902, 5000000902, 1, :now);
INSERT INTO schedule (kind, next_at, created_by, created_at) VALUES ('digest', :now, 901, :now);
INSERT INTO reminder_refusal VALUES (901, 'survey_unfinished', 1);
INSERT INTO series (id, rule, meetings, created_by, created_at)
    VALUES (1, 'FREQ=WEEKLY;COUNT=6', 6, 901, :now);
INSERT INTO workshop (id, token, status, title, starts_at, ends_at, place, seats, created_by,
    created_at, due_at)
    VALUES (1, 'w', 'published', 'Ceramika', :now, :now, 'sala', 12, 901, :now, :now);
INSERT INTO workshop_change VALUES (1, 1, 'place', 'sala', 'park', 901, :now);
INSERT INTO signup (id, workshop_id, person_id, name, phone, code, taken_by, made_at)
    VALUES (1, 1, 901, 'Anna Kowalczyk', '600', 'c', NULL, :now),
           (2, 1, 902, 'Maria', '', 'd', 901, :now);
INSERT INTO participant (id, signup_id, workshop_id, name, age, minor, state)
    VALUES (1, 1, 1, 'Ola Kowalczyk', 8, 1, 'attended'),
           (2, 2, 1, 'Maria', NULL, 0, 'confirmed');
INSERT INTO age_band VALUES (901, 1980, 1990);
INSERT INTO offer (id, signup_id, seats, made_at, told_at, expires_at)
    VALUES (1, 1, 1, :now, :now, :now), (2, 2, 1, :now, :now, :now);
INSERT INTO organisation (id, name, kind, status, created_by, created_at)
    VALUES (1, 'OSP Zalesie', 'osp', 'active', 901, :now);
INSERT INTO membership VALUES (1, 901, :now), (1, 902, :now);
INSERT INTO resource VALUES (1, 1, 'sala', 901, :now);
INSERT INTO thread (id, person_id, status, minor, assignee_id, deletion_asked_by, opened_at,
    waiting_since, touched_at)
    VALUES (1, 901, 'waiting', 0, NULL, NULL, :now, :now, :now),
           (4, NULL, 'answered', 0, NULL, NULL, :now, :now, :now),
           (2, 901, 'answered', 1, NULL, NULL, :now, :now, :now),
           (3, 902, 'answered', 1, 901, 901, :now, :now, :now);
INSERT INTO message (id, thread_id, side, author_id, text, sent_at)
    VALUES (1, 1, 'person', 901, 'Tu Anna Kowalczyk', :now),
           (2, 2, 'person', 901, 'Chodzi o syna.', :now),
           (3, 3, 'library', 901, 'Dziękujemy.', :now), (4, 3, 'person', 902, 'Nie ma za co', :now),
           (5, 4, 'person', 901, 'W imieniu OSP, Anna Kowalczyk', :now);
INSERT INTO reading VALUES (3, 901, 4), (3, 902, 4);
INSERT INTO writing (person_id, thread_id, until) VALUES (901, 1, :now);
INSERT INTO contest (id, token, title, source, form_id, archived_until, created_by, created_at)
    VALUES (1, 'k', 'Zrób to', '', 1, '2032-12-31', 901, :now);
INSERT INTO contest_phase VALUES (1, 1, 'open', NULL, :now);
INSERT INTO contest_phase_change (contest_id, name, reason, changed_by, changed_at)
    VALUES (1, 'open', 'awaria', 901, :now);
INSERT INTO application (id, contest_id, token, status, kind, name, number, year, author_id,
    entered_by, created_at)
    VALUES (1, 1, 'a', 'submitted', 'individual', 'Anna Kowalczyk', 7, 2027, 901, 901, :now),
           (2, 1, 'b', 'draft', 'individual', 'Anna Kowalczyk', 0, 0, 901, 901, :now),
           (3, 1, 'c', 'submitted', 'individual', 'Maria', 8, 2027, 902, 901, :now);
INSERT INTO application_member VALUES (1, 901, :now), (2, 901, :now), (3, 902, :now);
INSERT INTO application_version
    VALUES (1, 1, 1, '{"/data/name": "Anna Kowalczyk"}', '{}', 'submitted', 901, :now);
INSERT INTO application_event (application_id, what, done_by, at)
    VALUES (1, 'submitted', 901, :now);
INSERT INTO formal_mark VALUES (3, 'in-time', 'yes', 901, :now);
INSERT INTO correction (application_id, what, until, sent_by, sent_at)
    VALUES (3, 'podpis', :now, 901, :now);
INSERT INTO assessor (id, contest_id, person_id, name, joined_at)
    VALUES (1, 1, 901, 'Anna Kowalczyk', :now), (2, 1, 902, 'Maria', :now);
INSERT INTO assessor_invitation VALUES ('m', 1, 901, :now, NULL);
INSERT INTO ballot_number VALUES (1, 1, 1, 1);
INSERT INTO ballot_draft (person_id, contest_id, projects) VALUES (901, 1, '["1"]');
INSERT INTO ballot_writing VALUES (901, 1, 'bot', :now);
INSERT INTO signing_paper VALUES (1, 901);
INSERT INTO support VALUES (1, 901, :now), (1, 902, :now);
INSERT INTO remark (id, contest_id, application_id, person_id, text, written_at, decided_by)
    VALUES (1, 1, 1, 901, 'Anna Kowalczyk popiera', :now, 902),
           (2, 1, NULL, 902, 'Maria pisze', :now, 901);
INSERT INTO conflict VALUES (1, 3, 'rodzina', :now);
INSERT INTO sheet VALUES (1, 1, '{"pomysl": "9"}', '', :now), (2, 3, '{"pomysl": "8"}', '', :now);
INSERT INTO award VALUES (1, 1, 0, 'cut', '', 0, '[]', '[]', 901, :now, '');
INSERT INTO award_reason VALUES (3, 1, 'Zabrakło pieniędzy', 901, :now);
INSERT INTO protocol VALUES (1, 1, 1, 'P/1', 0, 'Anna Kowalczyk', 901, :now);
INSERT INTO realisation VALUES (1, 'running', '2027-06-01', 0, :now);
INSERT INTO milestone (application_id, title, due) VALUES (1, 'Seans', '2027-05-20');
INSERT INTO realisation_event (id, application_id, day, what, people, newcomers, reported_by,
    reported_at) VALUES (1, 1, '2027-05-20', 'Seans', 41, 7, 901, :now);
INSERT INTO realisation_photo (id, application_id, file_id, caption, consent, public, shared_by,
    shared_at) VALUES (1, 1, 'AgAC', 'Anna Kowalczyk przy ekranie', 'lista', 1, 901, :now),
                      (2, 1, 'AgAD', 'Ekran', 'nikogo nie widać', 1, 902, :now);
INSERT INTO expense (application_id, what, amount, source, entered_by, entered_at)
    VALUES (1, 'projektor', 120000, 'grant', 901, :now);
INSERT INTO realisation_report (application_id, number, outcome, worked, quote, handed_in_by,
    handed_in_at) VALUES (1, 1, 'Opisała Anna Kowalczyk', 'pogoda', 'Było warto', 901, :now);
INSERT INTO audit (id, at, actor_id, action) VALUES (1, :now, 901, 'survey.publish');
"""


@pytest.fixture
def tx(database_file: Path) -> Tx:
    """Ania has left something in every table; Maria in some."""
    tx = connect(database_file)
    tx.executescript(ROWS.replace(":now", f"'{NOW}'"))
    return tx


def tables(tx: Tx) -> list[str]:
    names = tx.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    ours = (str(row[0]) for row in names)
    return [name for name in ours if not name.startswith("sqlite_") and name != "alembic_version"]


def leading_to_people(tx: Tx, table: str) -> dict[str, str]:
    """Columns that name a person → what a foreign key does when that person goes, or ""."""
    keys = tx.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    found = {str(key[3]): str(key[6]) for key in keys if key[2] == "person"}
    columns = (str(row[1]) for row in tx.execute(f"PRAGMA table_info({table})"))
    return {**{name: "" for name in columns if TELLING.search(name)}, **found}


def test_every_table_is_named(tx: Tx) -> None:
    """A new table says who is in it: nobody, or whom /mojedane and /usun then serve."""
    assert set(tables(tx)) == set(PEOPLE) | set(NOBODY)
    assert not set(PEOPLE) & set(NOBODY)


def test_every_column_that_leads_to_a_person_is_covered(tx: Tx) -> None:
    """By a foreign key that deletes or unlinks, or by a statement of `erase`."""
    for table in tables(tx):
        found = leading_to_people(tx, table)
        holding = PEOPLE.get(table)
        assert set(found) == (holding.columns if holding else set()), table
        for column, on_delete in found.items():
            assert on_delete in ("CASCADE", "SET NULL") or (holding and holding.erase), column


def test_the_export_holds_something_of_every_table(tx: Tx) -> None:
    """Ania sees all that is hers, and nothing of Maria's."""
    held = personal_data.export(tx, ANIA, ANIAS_ACCOUNT)

    assert {table for table, rows in held.items() if rows} == set(PEOPLE)
    assert "Maria" not in str(held)
    assert len(held["response"]) == 1
    assert held["outbox"][0]["params"] == {"text": "Anna Kowalczyk"}


def test_after_an_erasure_nothing_leads_to_the_person(tx: Tx) -> None:
    """No id, no account, no name in any column of any table but a contest's archived file."""
    personal_data.erase(tx, ANIA, ANIAS_ACCOUNT)

    assert not any(personal_data.export(tx, ANIA, ANIAS_ACCOUNT).values())
    for table in tables(tx):
        named = "Kowalczyk" in str(tx.execute(f"SELECT * FROM {table}").fetchall())
        assert named == (table in ARCHIVED), table
        for column in leading_to_people(tx, table):
            left = {row[0] for row in tx.execute(f"SELECT {column} FROM {table}")}
            assert not left & {ANIA, ANIAS_ACCOUNT}, (table, column)


def test_an_erasure_leaves_the_work_and_other_people(tx: Tx) -> None:
    """The survey, the published results and the audit line stay without a name; so does Maria."""
    personal_data.erase(tx, ANIA, ANIAS_ACCOUNT)

    assert tx.execute("SELECT created_by FROM survey").fetchall() == [(None,)]
    assert tx.execute("SELECT published_by FROM publication").fetchall() == [(None,)]
    assert tx.execute("SELECT actor_id, action FROM audit").fetchall() == [(None, "survey.publish")]
    assert tx.execute("SELECT person_id FROM response").fetchall() == [(MARIA,)]
    assert tx.execute("SELECT count(*) FROM session").fetchone() == (0,)
    assert tx.execute("SELECT count(*) FROM attachment").fetchone() == (0,)


def test_a_mailing_does_not_wait_for_somebody_who_is_gone(tx: Tx) -> None:
    """Its counters stay those of its rows: who still waited counts as skipped."""
    personal_data.erase(tx, ANIA, ANIAS_ACCOUNT)

    assert tx.execute("SELECT planned, skipped FROM mailing").fetchall() == [(2, 1)]
    assert tx.execute("SELECT person_id FROM outbox").fetchall() == [(MARIA,)]


def test_who_came_is_counted_after_an_erasure(tx: Tx) -> None:
    """The report on the grant needs the count: a minor came, nobody knows who. Nothing of Maria's
    goes, and the workshop is looked at again, since a seat may be free."""
    personal_data.erase(tx, ANIA, ANIAS_ACCOUNT)

    came = tx.execute("SELECT name, age, minor, state FROM participant ORDER BY id").fetchall()
    assert came == [("", None, 1, "attended"), ("Maria", None, 0, "confirmed")]
    signups = tx.execute("SELECT person_id, name, taken_by FROM signup ORDER BY id").fetchall()
    assert signups == [(None, "", None), (MARIA, "Maria", None)]
    assert tx.execute("SELECT due_at FROM workshop").fetchone() == ("1970-01-01T00:00:00.000Z",)


def test_what_protects_a_child_outlives_an_erasure(tx: Tx) -> None:
    """The conversation goes with its person; one that concerns a minor stays without the name."""
    personal_data.erase(tx, ANIA, ANIAS_ACCOUNT)

    threads = tx.execute("SELECT id, person_id, assignee_id FROM thread ORDER BY id").fetchall()
    assert threads == [(2, None, None), (3, MARIA, None), (4, None, None)]
    said = tx.execute("SELECT id, author_id FROM message ORDER BY id").fetchall()
    assert said == [(2, None), (3, None), (4, MARIA), (5, None)]


def test_a_contests_file_is_archived_without_a_way_to_the_account(tx: Tx) -> None:
    """The draft goes; what was handed in stays until the file may be destroyed, and the person is
    told so before the erasure. Maria's application is untouched."""
    stays = personal_data.archived(tx, ANIA)
    personal_data.erase(tx, ANIA, ANIAS_ACCOUNT)

    assert [(one["role"], one["until"]) for one in stays] == [
        ("applicant", "2032-12-31"), ("assessor", "2032-12-31"), ("chair", "2032-12-31"),
    ]  # fmt: skip
    left = tx.execute("SELECT id, name, author_id FROM application ORDER BY id").fetchall()
    assert left == [(1, "Anna Kowalczyk", None), (3, "Maria", MARIA)]


def test_a_contests_file_is_destroyed_in_its_time(tx: Tx) -> None:
    """With every name in it."""
    assert not personal_data.forget_contests(tx, "2032-12-31", 5)
    assert personal_data.forget_contests(tx, "2033-01-01", 5)

    assert tx.execute("SELECT count(*) FROM application").fetchone() == (0,)
    assert tx.execute("SELECT count(*) FROM protocol").fetchone() == (0,)


def test_what_came_of_a_grant_is_counted_after_an_erasure(tx: Tx) -> None:
    """The number of people and the money stay for the grant's report; their pictures and their
    quote go. What others shared stays."""
    personal_data.erase(tx, ANIA, ANIAS_ACCOUNT)

    assert tx.execute("SELECT people, newcomers FROM realisation_event").fetchall() == [(41, 7)]
    assert tx.execute("SELECT amount, entered_by FROM expense").fetchall() == [(120000, None)]
    assert tx.execute("SELECT file_id FROM realisation_photo").fetchall() == [("AgAD",)]
    report = tx.execute("SELECT outcome, quote, handed_in_by FROM realisation_report").fetchall()
    assert report == [("Opisała Anna Kowalczyk", "", None)]


def test_an_id_is_never_given_twice(tx: Tx) -> None:
    """What still names an erased person's number must not point at somebody new."""
    last = people.add(tx, 1, "Ostatnia", "", "pl", NOW)
    personal_data.erase(tx, last.id, 1)

    assert people.add(tx, 2, "Nowy", "", "pl", NOW).id > last.id


def test_named_responses_go_when_their_time_is_over(tx: Tx) -> None:
    """Counted from the closing of the survey, with their files; a few at a time."""
    tx.execute("UPDATE survey SET status = 'closed', closed_at = '2026-01-01T00:00:00.000Z'")

    assert not personal_data.forget_named(tx, "2025-12-31T00:00:00.000Z", 10)
    assert personal_data.forget_named(tx, NOW, 1)
    assert personal_data.forget_named(tx, NOW, 1)
    assert not personal_data.forget_named(tx, NOW, 1)

    assert tx.execute("SELECT count(*) FROM response").fetchone() == (0,)
    assert tx.execute("SELECT count(*) FROM attachment").fetchone() == (0,)


def test_who_never_went_on_from_the_notice_is_forgotten(tx: Tx) -> None:
    """Staff and those who went on stay."""
    tx.execute("INSERT INTO person (id, telegram_id, name, language, created_at, "
               "notice_accepted_at) VALUES (903, 3, 'Jan', 'pl', '2020', '2020')")  # fmt: skip

    assert personal_data.forget_strangers(tx, "2028", 10)

    assert [row[0] for row in tx.execute("SELECT id FROM person ORDER BY id")] == [901, 903]
