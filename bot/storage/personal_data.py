"""Everything that is kept about people: what is in which table, how it is given out and erased.

A test reads the schema and fails where a table is not named here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.frozen import frozen
from bot.storage.database import Tx

Row = Mapping[str, Any]


@frozen
class Holding:
    """A table with people in it. `columns` lead to a person.

    `export` selects the rows of `:person` (an id) or `:telegram` (an account's number). `erase`
    is what is done besides the foreign keys, which delete rows or empty the column.
    """

    columns: frozenset[str]
    export: str
    erase: str = ""


PEOPLE: dict[str, Holding] = {
    "person": Holding(
        frozenset({"telegram_id"}),
        "SELECT telegram_id, name, username, language, language_chosen, role, notice_accepted_at, "
        "start, reachable, quiet_from, quiet_until, created_at FROM person WHERE id = :person",
        "DELETE FROM person WHERE id = :person",
    ),
    "subscription": Holding(
        frozenset({"person_id"}),
        "SELECT topic, since FROM subscription WHERE person_id = :person ORDER BY topic",
    ),
    "session": Holding(
        frozenset({"person_id"}),
        "SELECT kind, subject_id, form_id, dry_run, started_at, touched_at, expires_at, "
        "state AS progress "
        "FROM session WHERE person_id = :person ORDER BY id",
    ),
    "response": Holding(
        frozenset({"person_id"}),
        "SELECT s.title AS survey, r.form_id, r.day, r.channel, r.language, r.answers "
        "FROM response r JOIN survey s ON s.id = r.survey_id "
        "WHERE r.person_id = :person ORDER BY r.day",
    ),
    "attachment": Holding(
        frozenset({"person_id"}),
        "SELECT name, kind, size, file_id FROM attachment WHERE person_id = :person ORDER BY name",
    ),
    "invitation": Holding(
        frozenset({"created_by", "used_by"}),
        "SELECT role, created_at, expires_at, used_at, created_by IS :person AS given, "
        "used_by IS :person AS used FROM invitation "
        "WHERE created_by = :person OR used_by = :person ORDER BY created_at",
    ),
    "survey": Holding(
        frozenset({"created_by"}),
        "SELECT title, status, created_at FROM survey WHERE created_by = :person ORDER BY id",
    ),
    "publication": Holding(
        frozenset({"published_by"}),
        "SELECT comment, published_at FROM publication WHERE published_by = :person ORDER BY id",
    ),
    "reminder_refusal": Holding(
        frozenset({"person_id"}),
        "SELECT purpose, subject_id FROM reminder_refusal WHERE person_id = :person "
        "ORDER BY purpose, subject_id",
    ),
    "announcement": Holding(
        frozenset({"author_id"}),
        "SELECT status, topic, text, created_at FROM announcement "
        "WHERE author_id = :person ORDER BY id",
    ),
    "schedule": Holding(
        frozenset({"created_by"}),
        "SELECT kind, next_at, status, created_at FROM schedule "
        "WHERE created_by = :person ORDER BY id",
    ),
    "outbox": Holding(
        frozenset({"person_id", "chat_id"}),
        "SELECT purpose, method, params, attachment_name, state, not_before, created_at "
        "FROM outbox "
        "WHERE person_id = :person OR (person_id IS NULL AND chat_id = :telegram) ORDER BY id",
        "DELETE FROM outbox "
        "WHERE person_id = :person OR (person_id IS NULL AND chat_id = :telegram)",
    ),
    # erased before the outbox: who still waited is no longer waited for
    "mailing": Holding(
        frozenset({"created_by", "progress_chat_id"}),
        "SELECT kind, status, created_at FROM mailing "
        "WHERE created_by = :person OR progress_chat_id = :telegram ORDER BY id",
        "UPDATE mailing SET progress_chat_id = iif(progress_chat_id = :telegram, 0, "
        "progress_chat_id), skipped = skipped + (SELECT count(*) FROM outbox o "
        "WHERE o.person_id = :person AND o.mailing_id = mailing.id "
        "AND o.state IN ('pending', 'sending')) "
        "WHERE progress_chat_id = :telegram OR id IN "
        "(SELECT o.mailing_id FROM outbox o WHERE o.person_id = :person)",
    ),
    "series": Holding(
        frozenset({"created_by"}),
        "SELECT rule, meetings, created_at FROM series WHERE created_by = :person ORDER BY id",
    ),
    # a seat that is now nobody's is given on at once: see `Tending`
    "workshop": Holding(
        frozenset({"created_by"}),
        "SELECT title, starts_at, status, created_at FROM workshop "
        "WHERE created_by = :person ORDER BY id",
        "UPDATE workshop SET due_at = '1970-01-01T00:00:00.000Z' "
        "WHERE due_at IS NOT NULL AND id IN "
        "(SELECT workshop_id FROM signup WHERE person_id = :person AND active = 1)",
    ),
    "workshop_change": Holding(
        frozenset({"changed_by"}),
        "SELECT name, old, new, changed_at FROM workshop_change "
        "WHERE changed_by = :person ORDER BY changed_at",
    ),
    # who came stays as a number, for the report on the grant
    "signup": Holding(
        frozenset({"person_id", "taken_by"}),
        "SELECT w.title AS workshop, w.starts_at, s.name, s.phone, s.channel, s.needs, "
        "s.answers AS further_answers, s.image, s.coming_at, s.made_at "
        "FROM signup s JOIN workshop w ON w.id = s.workshop_id "
        "WHERE s.person_id = :person ORDER BY s.id",
        "UPDATE signup SET name = '', phone = '', needs = '', answers = '', image = '' "
        "WHERE person_id = :person",
    ),
    "participant": Holding(
        frozenset(),
        "SELECT w.title AS workshop, p.name, p.age, p.state, p.why FROM participant p "
        "JOIN signup s ON s.id = p.signup_id JOIN workshop w ON w.id = p.workshop_id "
        "WHERE s.person_id = :person ORDER BY p.id",
        "UPDATE participant SET name = '', age = NULL WHERE signup_id IN "
        "(SELECT id FROM signup WHERE person_id = :person)",
    ),
    "age_band": Holding(
        frozenset({"person_id"}),
        "SELECT born_from, born_until FROM age_band WHERE person_id = :person",
        "DELETE FROM age_band WHERE person_id = :person",
    ),
    "offer": Holding(
        frozenset(),
        "SELECT w.title AS workshop, o.seats, o.made_at, o.expires_at, o.outcome, o.answered_at "
        "FROM offer o JOIN signup s ON s.id = o.signup_id "
        "JOIN workshop w ON w.id = s.workshop_id WHERE s.person_id = :person ORDER BY o.id",
    ),
    "organisation": Holding(
        frozenset({"created_by"}),
        "SELECT name, kind, status, created_at FROM organisation "
        "WHERE created_by = :person ORDER BY id",
    ),
    "membership": Holding(
        frozenset({"person_id"}),
        "SELECT o.name AS organisation, m.since FROM membership m "
        "JOIN organisation o ON o.id = m.organisation_id "
        "WHERE m.person_id = :person ORDER BY m.since",
    ),
    "resource": Holding(
        frozenset({"offered_by"}),
        "SELECT text, offered_at FROM resource WHERE offered_by = :person ORDER BY id",
    ),
    # a conversation goes with its person; where a minor is concerned it stays, without the name,
    # until two of the staff delete it: nobody may undo alone what protects a child
    "thread": Holding(
        frozenset({"person_id", "assignee_id", "deletion_asked_by"}),
        "SELECT status, minor, opened_at, touched_at, person_id IS :person AS own, "
        "assignee_id IS :person AS answered_by_you FROM thread "
        "WHERE person_id = :person OR assignee_id = :person OR deletion_asked_by = :person "
        "ORDER BY id",
        "DELETE FROM thread WHERE person_id = :person AND minor = 0",
    ),
    "message": Holding(
        frozenset({"author_id"}),
        "SELECT m.side, m.text, m.media AS files, m.sent_at FROM message m "
        "JOIN thread t ON t.id = m.thread_id "
        "WHERE t.person_id = :person OR m.author_id = :person ORDER BY m.id",
        "UPDATE message SET text = '', media = '[]' WHERE author_id = :person AND side = 'person' "
        "AND thread_id IN (SELECT id FROM thread WHERE minor = 0)",
    ),
    "reading": Holding(
        frozenset({"person_id"}),
        "SELECT thread_id, message_id FROM reading WHERE person_id = :person ORDER BY thread_id",
    ),
    "writing": Holding(
        frozenset({"person_id"}),
        "SELECT thread_id, draft_id, until FROM writing WHERE person_id = :person",
    ),
    # a contest's file must be archived: what was handed in stays, and leads to no account any more
    "contest": Holding(
        frozenset({"created_by"}),
        "SELECT title, created_at FROM contest WHERE created_by = :person ORDER BY id",
    ),
    "contest_phase_change": Holding(
        frozenset({"changed_by"}),
        "SELECT name, reason, changed_at FROM contest_phase_change "
        "WHERE changed_by = :person ORDER BY id",
    ),
    "application": Holding(
        frozenset({"author_id", "entered_by"}),
        "SELECT c.title AS contest, a.title, a.status, a.kind, a.name, a.organisation, "
        "a.guardian, a.channel, a.number, a.year, a.received_at, a.requested "
        "FROM application a JOIN contest c ON c.id = a.contest_id "
        "WHERE a.author_id = :person ORDER BY a.id",
        "DELETE FROM application WHERE author_id = :person AND number = 0",
    ),
    "application_member": Holding(
        frozenset({"person_id"}),
        "SELECT c.title AS contest, m.joined_at FROM application_member m "
        "JOIN application a ON a.id = m.application_id JOIN contest c ON c.id = a.contest_id "
        "WHERE m.person_id = :person ORDER BY m.joined_at",
    ),
    "application_version": Holding(
        frozenset({"saved_by"}),
        "SELECT application_id, number, answers, why, saved_at FROM application_version "
        "WHERE saved_by = :person ORDER BY application_id, number",
    ),
    "application_event": Holding(
        frozenset({"done_by"}),
        "SELECT what, words, at FROM application_event WHERE done_by = :person ORDER BY id",
    ),
    "formal_mark": Holding(
        frozenset({"marked_by"}),
        "SELECT application_id, item, mark, marked_at FROM formal_mark "
        "WHERE marked_by = :person ORDER BY marked_at",
    ),
    "correction": Holding(
        frozenset({"sent_by"}),
        "SELECT what, until, sent_at FROM correction WHERE sent_by = :person ORDER BY id",
    ),
    "assessor": Holding(
        frozenset({"person_id"}),
        "SELECT c.title AS contest, s.name, s.withdrawn, s.joined_at FROM assessor s "
        "JOIN contest c ON c.id = s.contest_id WHERE s.person_id = :person ORDER BY s.id",
    ),
    "assessor_invitation": Holding(
        frozenset({"created_by"}),
        "SELECT expires_at, used_at FROM assessor_invitation "
        "WHERE created_by = :person ORDER BY expires_at",
    ),
    "conflict": Holding(
        frozenset(),
        "SELECT c.application_id, c.reason, c.declared_at FROM conflict c "
        "JOIN assessor s ON s.id = c.assessor_id WHERE s.person_id = :person "
        "ORDER BY c.declared_at",
    ),
    "sheet": Holding(
        frozenset(),
        "SELECT h.application_id, h.points, h.comment, h.submitted_at FROM sheet h "
        "JOIN assessor s ON s.id = h.assessor_id WHERE s.person_id = :person "
        "ORDER BY h.application_id",
    ),
    # until it is cast; from then on nothing leads from the ballot to whoever cast it
    "ballot_draft": Holding(
        frozenset({"person_id"}),
        "SELECT c.title AS contest, d.projects, d.points FROM ballot_draft d "
        "JOIN contest c ON c.id = d.contest_id WHERE d.person_id = :person ORDER BY c.id",
    ),
    "ballot_writing": Holding(
        frozenset({"person_id"}),
        "SELECT contest_id, medium, until FROM ballot_writing WHERE person_id = :person",
    ),
    "signing_paper": Holding(
        frozenset({"person_id"}),
        "SELECT application_id FROM signing_paper WHERE person_id = :person",
    ),
    "support": Holding(
        frozenset({"person_id"}),
        "SELECT a.title AS application, s.since FROM support s "
        "JOIN application a ON a.id = s.application_id WHERE s.person_id = :person "
        "ORDER BY s.since",
    ),
    "remark": Holding(
        frozenset({"person_id", "decided_by"}),
        "SELECT c.title AS contest, CASE WHEN r.person_id = :person THEN r.text END AS text, "
        "r.status, r.written_at, r.person_id IS :person AS own FROM remark r "
        "JOIN contest c ON c.id = r.contest_id "
        "WHERE r.person_id = :person OR r.decided_by = :person ORDER BY r.id",
        "DELETE FROM remark WHERE person_id = :person",
    ),
    "award": Holding(
        frozenset({"made_by"}),
        "SELECT what, words, amount, made_at FROM award WHERE made_by = :person ORDER BY made_at",
    ),
    "award_reason": Holding(
        frozenset({"given_by"}),
        "SELECT words, given_at FROM award_reason WHERE given_by = :person ORDER BY given_at",
    ),
    "protocol": Holding(
        frozenset({"approved_by"}),
        "SELECT reference, approver, approved_at FROM protocol "
        "WHERE approved_by = :person ORDER BY approved_at",
    ),
    # of what was carried out counts and bills stay, without a way to the account; pictures and the
    # author's own quote go
    "realisation_event": Holding(
        frozenset({"reported_by"}),
        "SELECT application_id, day, what, people, newcomers, reported_at FROM realisation_event "
        "WHERE reported_by = :person ORDER BY id",
    ),
    "realisation_photo": Holding(
        frozenset({"shared_by"}),
        "SELECT application_id, file_id, caption, consent, public, shared_at "
        "FROM realisation_photo WHERE shared_by = :person ORDER BY id",
    ),
    "expense": Holding(
        frozenset({"entered_by"}),
        "SELECT application_id, line, what, amount, source, document, day, entered_at "
        "FROM expense WHERE entered_by = :person ORDER BY id",
    ),
    "realisation_report": Holding(
        frozenset({"handed_in_by", "decided_by"}),
        "SELECT application_id, number, outcome, worked, not_worked, quote, handed_in_at, "
        "returned FROM realisation_report "
        "WHERE handed_in_by = :person OR decided_by = :person ORDER BY application_id, number",
        "UPDATE realisation_report SET quote = '' WHERE handed_in_by = :person",
    ),
    "audit": Holding(
        frozenset({"actor_id"}),
        "SELECT at, action, subject, details FROM audit WHERE actor_id = :person ORDER BY id",
    ),
}

NOBODY: dict[str, str] = {
    "profile": "what the library says of itself",
    "form": "questions, no answers",
    "participation": "a keyed hash until the survey closes: nobody can be read from it",
    "result_snapshot": "counts with small ones hidden",
    "inbox": "what was typed is erased once it is handled; the key stays 7 days",
    "heartbeat": "when the bot was alive",
    "lot": "applications in the order that was drawn",
    "published_round": "when the town could read a list",
    "outage": "when it was not",
    "workshop_round": "how far a list is told: the number of a sign-up",
    "contest_phase": "hours",
    "vote_mark": "keyed hashes: nobody can be read from them",
    "vote_code": "keyed hashes of codes from the desk",
    "ballot_number": "numbers drawn by lot",
    "ballot": "random keys, no times: nothing leads to who voted",
    "chat": "groups and channels, and nobody in them",
    "realisation": "how far a funded application is",
    "milestone": "what a funded application plans by when",
}

# What of a contest's file names people after their erasure, until the file may be destroyed.
ARCHIVED = frozenset({
    "application", "application_version", "assessor", "protocol", "realisation_report",
})  # fmt: skip

_JSON = frozenset({"progress", "answers", "params", "details", "files", "points", "projects"})


def export(tx: Tx, person_id: int, telegram_id: int) -> dict[str, tuple[Row, ...]]:
    """What is kept about somebody, by table; columns with JSON are decoded."""
    whose = {"person": person_id, "telegram": telegram_id}
    found = {}
    for table, holding in PEOPLE.items():
        cursor = tx.execute(holding.export, whose)
        names = [column[0] for column in cursor.description]
        found[table] = tuple(_decoded(names, row) for row in cursor)
    return found


def archived(tx: Tx, person_id: int) -> tuple[Row, ...]:
    """What stays in contests' files after an erasure: the contest's title, `role` ("applicant",
    "assessor", "chair") and `until`, the last day ("" while the contest has no end yet)."""
    cursor = tx.execute(
        "SELECT DISTINCT c.title, f.role, coalesce(c.archived_until, '') AS until FROM ("
        "SELECT contest_id, 'applicant' AS role FROM application "
        "WHERE author_id = :person AND number > 0 "
        "UNION SELECT contest_id, 'assessor' FROM assessor WHERE person_id = :person "
        "UNION SELECT contest_id, 'chair' FROM protocol WHERE approved_by = :person) f "
        "JOIN contest c ON c.id = f.contest_id ORDER BY 1, 2",
        {"person": person_id},
    )
    return tuple(dict(zip(("title", "role", "until"), row, strict=True)) for row in cursor)


def forget_contests(tx: Tx, today: str, limit: int) -> bool:
    """Delete up to `limit` contests whose files may be destroyed; were there any?"""
    done = tx.execute(
        "DELETE FROM contest WHERE id IN (SELECT id FROM contest WHERE archived_until < ? LIMIT ?)",
        (today, limit),
    )
    return done.rowcount > 0


def erase(tx: Tx, person_id: int, telegram_id: int) -> None:
    """Erase somebody; what stays has no name. See `PEOPLE`."""
    whose = {"person": person_id, "telegram": telegram_id}
    for holding in reversed(PEOPLE.values()):
        if holding.erase:
            tx.execute(holding.erase, whose)


def forget_named(tx: Tx, closed_before: str, limit: int) -> bool:
    """Delete up to `limit` named responses to surveys closed before; were there any?"""
    keys = [
        (row[0], row[1], row[2])
        for row in tx.execute(
            "SELECT r.key, r.person_id, r.survey_id FROM response r "
            "JOIN survey s ON s.id = r.survey_id WHERE r.person_id IS NOT NULL "
            "AND s.status = 'closed' AND s.closed_at < ? LIMIT ?",
            (closed_before, limit),
        )
    ]
    tx.executemany("DELETE FROM response WHERE key = ?", [(key,) for key, _, _ in keys])
    tx.executemany(
        "DELETE FROM attachment WHERE person_id = ? AND survey_id = ?",
        [(person_id, survey_id) for _, person_id, survey_id in keys],
    )
    return bool(keys)


def forget_strangers(tx: Tx, before: str, limit: int) -> bool:
    """Erase up to `limit` people who came before a moment and never went on; were there any?"""
    found = tx.execute(
        "SELECT id, telegram_id FROM person WHERE notice_accepted_at IS NULL "
        "AND role = 'resident' AND created_at < ? LIMIT ?",
        (before, limit),
    ).fetchall()
    for person_id, telegram_id in found:
        erase(tx, int(person_id), int(telegram_id))
    return bool(found)


def forget_undelivered(tx: Tx, before: str) -> None:
    """Drop what is left of messages to people who are not here any more."""
    tx.execute(
        "DELETE FROM outbox WHERE person_id IS NULL AND state NOT IN ('pending', 'sending') "
        "AND created_at < ?",
        (before,),
    )


def _decoded(names: list[str], row: tuple[Any, ...]) -> Row:
    return {
        name: json.loads(value) if name in _JSON else value
        for name, value in zip(names, row, strict=True)
    }
