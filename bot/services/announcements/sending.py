"""The last question answered: send, schedule, correct. Nothing here happens twice.

Each of these changes where the announcement stands in the same transaction that begins the run, so
a second confirmation finds nothing to do.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain import composing, mailings
from bot.domain.announcements import Announcement, Status, Step
from bot.domain.composing import Asked, Composed, Note, Planned, Sending
from bot.domain.mailings import Mailing
from bot.domain.people import Person
from bot.domain.quiet_hours import quiet_at
from bot.errors import Refused
from bot.recurrence import Rule
from bot.services.announcements import options
from bot.services.announcements.scene import Scene
from bot.storage import announcements as rows
from bot.storage import audit, chats, schedules
from bot.storage import mailings as runs
from bot.storage.database import Tx

SCHEDULE = "announcement"  # the kind of its schedules
ENDED = (mailings.Status.STOPPED, mailings.Status.FINISHED)


def send(scene: Scene, draft: Announcement) -> Composed:
    """Now, or at its time. At night „now” is asked about once. Raises Refused: chat_closed,
    audience_empty."""
    if draft.corrects:
        return correct(scene, draft)
    assert draft.audience
    assert draft.send_at
    if draft.audience.chat_id:
        _require_open(scene.tx, draft.audience.chat_id)
    if draft.send_at > scene.now:
        return schedule(scene, draft, draft.send_at)
    number = scene.reach.number(scene.tx, draft.audience)
    if number == 0 and not draft.audience.chat_id:  # they left while it was written
        raise Refused("audience_empty")
    night = quiet_at(scene.now, scene.office.profile.zone)
    if night and not draft.urgent:
        return _ask_at_night(scene, draft, night.ends)
    if not rows.move(scene.tx, draft.id, Status.DRAFT, Status.SENT, stamp(scene.now)):
        return Note(sent=True)
    scene.listen(False)
    begin(scene, draft, mailings.Kind.ANNOUNCEMENT)
    return Sending(draft, number)


def at_night(scene: Scene, draft: Announcement, value: str) -> Composed:
    """„Teraz” or „rano”."""
    if value == composing.NOW:
        return send(scene, scene.keep(replace(draft, urgent=True), Step.CONFIRM))
    night = quiet_at(scene.now, scene.office.profile.zone)
    if night is None:
        return send(scene, draft)
    return schedule(scene, replace(draft, send_at=night.ends), night.ends)


def schedule(scene: Scene, draft: Announcement, at: datetime) -> Composed:
    """A row says when, and how often."""
    kept = scene.keep(draft, "")
    if not rows.move(scene.tx, draft.id, Status.DRAFT, Status.SCHEDULED, stamp(scene.now)):
        return Note(sent=True)
    rule = Rule.from_json(draft.repeat)
    schedules.add(scene.tx, SCHEDULE, draft.id, at, rule, now=scene.now, created_by=scene.person.id)
    scene.office.after_commit.append(scene.office.wake_schedules)
    _note(scene, "announcement.schedule", draft.id)
    return Planned(kept, at, rule is not None)


def correct(scene: Scene, draft: Announcement) -> Composed:
    """What was sent gets the new text. Raises Refused: announcement_gone."""
    sent = rows.by_id(scene.tx, draft.corrects)
    if sent is None or sent.status is not Status.SENT:
        raise Refused("announcement_gone")
    body = draft.content.body
    content = replace(sent.content, body=body)
    corrected = replace(sent, content=content, revision=sent.revision + 1, awaiting="")
    number = sent_to(scene.tx, sent.id)
    rows.put(scene.tx, corrected, stamp(scene.now))
    scene.drop(draft)
    begin(scene, corrected, mailings.Kind.CORRECTION)
    return Sending(corrected, number, corrects=True)


def begin(scene: Scene, announcement: Announcement, kind: mailings.Kind) -> Mailing:
    """A run over the recipients, with a message that tells how far it is."""
    made = start(scene.tx, announcement, kind, scene.person, scene.now)
    _note(scene, f"{kind}.send", announcement.id)
    scene.office.after_commit += [scene.office.wake_delivery, scene.office.wake_progress]
    return made


def start(
    tx: Tx, announcement: Announcement, kind: mailings.Kind, teller: Person | None, now: datetime
) -> Mailing:
    """The run itself; `teller` is who sees how far it is."""
    made = runs.add(
        tx, announcement.id, kind, stamp(now), created_by=teller.id if teller else None,
        revision=announcement.revision, paid=announcement.paid,
    )  # fmt: skip
    if teller:
        runs.set_progress(tx, made.id, teller.telegram_id, 0)
    return made


def sent_to(tx: Tx, announcement_id: int) -> int:
    """How many have it."""
    found = runs.of_announcement(tx, announcement_id)
    return sum(run.sent for run in found if run.kind is mailings.Kind.ANNOUNCEMENT)


def _require_open(tx: Tx, chat_id: int) -> None:
    chat = chats.by_id(tx, chat_id)
    if chat is None or not chat.open:
        raise Refused("chat_closed")


def _ask_at_night(scene: Scene, draft: Announcement, morning: datetime) -> Asked:
    kept = scene.keep(draft, Step.NIGHT)
    offered = options.of_step(scene.tx, scene.office, kept, Step.NIGHT, scene.now)
    return Asked(kept, Step.NIGHT, offered, morning=morning)


def _note(scene: Scene, action: str, announcement_id: int) -> None:
    subject = f"announcement:{announcement_id}"
    audit.add(scene.tx, stamp(scene.now), scene.person.id, action, subject)
