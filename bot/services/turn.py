"""One update's unit of work: the inbox row, the change and the reply in one transaction.

A handler gives the service a view; the service runs its rule inside `Turn.write`, which renders
the view there and stores the reply beside the change. What a crash leaves unsent is sent later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol, TypeVar

from bot.clock import Clock, stamp
from bot.domain.outgoing import Later, Outgoing
from bot.domain.people import Person, Role
from bot.domain.profile import Profile
from bot.domain.quiet_hours import Kind, may_go
from bot.frozen import frozen
from bot.i18n import Translator, closest
from bot.storage import inbox, outbox, people, subscriptions
from bot.storage.database import Database, Tx

R = TypeVar("R")
Work = Callable[[Tx, Person], R]


class Fit(Protocol):
    """`transport.fit`, injected: what a view returned → Bot API calls, in order.

    Durable ones come back with `lane` set; the others (edits, toasts) with lane "".
    """

    def __call__(self, shown: object, turn: Turn, person: Person) -> Sequence[Outgoing]: ...


@frozen
class Sender:
    """Who wrote, as Telegram says."""

    telegram_id: int
    name: str
    username: str
    language_code: str


@dataclass(slots=True)
class Office:
    """What every turn shares. `profile` is replaced whole when the library changes it.

    `after_commit` is what the work that runs now wants done once its change is on the disk: the
    writer runs one work at a time, and the turn takes the list with it.
    """

    db: Database
    clock: Clock
    fit: Fit
    profile: Profile
    bot_id: int
    bot_username: str
    bulk_per_second: int = 30  # messages that nobody waits for
    paid_broadcasts: bool = False  # may announcements cost Telegram Stars?
    wake_delivery: Callable[[], None] = lambda: None
    wake_schedules: Callable[[], None] = lambda: None  # after `storage.schedules.add`
    wake_tending: Callable[[], None] = lambda: None  # a workshop may need attention earlier
    wake_progress: Callable[[], None] = lambda: None  # a mailing began, or somebody steered it
    person_changed: Callable[[Person], None] = lambda _: None  # somebody's role or language
    profile_changed: Callable[[Profile], None] = lambda _: None
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    answering: tuple[int, ...] = ()  # the updates that the work which runs now is an answer to

    def translator(self, language: str, now: datetime) -> Translator:
        """The words for one reader."""
        return Translator(language, self.profile.zone, now)

    def link(self, payload: str) -> str:
        """A deep link that opens the bot with this start parameter (A-Z a-z 0-9 _ -, ≤ 64)."""
        return f"https://t.me/{self.bot_username}?start={payload}"


@dataclass(slots=True)
class Turn:
    """One update of one person. `message_id` is the tapped message, `callback_id` its tap.

    `accepts_notice`: what they tapped says that they have read the privacy notice.
    """

    office: Office
    update_ids: tuple[int, ...]
    sender: Sender
    message_id: int = 0
    callback_id: str = ""
    accepts_notice: bool = False
    now: datetime = field(init=False)
    committed: bool = False
    calls: list[Outgoing] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.now = self.office.clock.now()

    async def write(
        self, work: Work[R], view: Callable[[R, Translator], object], *, same_person: bool = False
    ) -> R | None:
        """Run `work` and store what `view` shows of its result, all or nothing.

        `same_person` promises that `work` changes neither language nor role, which saves a look.
        Returns None without running anything if this update was done before (a repeat). Raises
        what `work` or `view` raise, with everything undone.
        """
        self.calls = []
        result, calls, hooks = await self.office.db.write(
            lambda tx: self._run(tx, work, view, same_person)
        )
        self.committed = True
        self.calls = calls
        for hook in hooks:
            hook()
        if any(call.lane == "notice" for call in calls):
            self.office.wake_delivery()
        return result

    async def read(self, work: Work[R]) -> R:
        """Look something up for this person before the write, on the reading connection."""

        def run(tx: Tx) -> R:
            person = people.by_telegram_id(tx, self.sender.telegram_id)
            return work(tx, person or self._stranger())

        return await self.office.db.read(run)

    async def ignore(self) -> None:
        """Nothing to do and nothing to say: only mark the update as done."""
        await self.office.db.write(lambda tx: inbox.finish(tx, self.office.bot_id, self.update_ids))
        self.committed = True

    async def give_up(self, error: str, view: Callable[[None, Translator], object]) -> None:
        """Set the update aside for staff to see (never what was typed), and say sorry."""

        def run(tx: Tx) -> list[Outgoing]:
            inbox.set_aside(tx, self.office.bot_id, self.update_ids, error)
            person = self._person(tx)
            shown = view(None, self.office.translator(person.language, self.now))
            planned = self.office.fit(shown, self, person)
            return outbox.add(tx, [call for call in planned if call.lane], stamp(self.now))

        self.calls = await self.office.db.write(run)
        self.committed = True

    def _run(
        self,
        tx: Tx,
        work: Work[R],
        view: Callable[[R, Translator], object],
        same_person: bool,
    ) -> tuple[R | None, list[Outgoing], list[Callable[[], None]]]:
        if not inbox.finish(tx, self.office.bot_id, self.update_ids):
            return None, [], []
        hooks: list[Callable[[], None]] = []
        self.office.after_commit = hooks
        self.office.answering = self.update_ids
        person = self._noticed(tx, self._person(tx))
        result = work(tx, person)
        reader = person if same_person else _now(tx, person)
        shown = view(result, self.office.translator(reader.language, self.now))
        planned = self.office.fit(shown, self, reader)
        durable = outbox.add(tx, [call for call in planned if call.lane], stamp(self.now))
        return result, durable + [call for call in planned if not call.lane], hooks

    def _person(self, tx: Tx) -> Person:
        who = self.sender
        known = people.by_telegram_id(tx, who.telegram_id)
        if known is None:
            language = closest(who.language_code or self.office.profile.default_language)
            return people.add(
                tx, who.telegram_id, who.name, who.username, language, stamp(self.now)
            )
        if (known.name, known.username) != (who.name, who.username):
            people.rename(tx, known.id, who.name, who.username)
        if not known.reachable:
            people.set_reachable(tx, who.telegram_id, True)
        return known

    def _noticed(self, tx: Tx, person: Person) -> Person:
        if not self.accepts_notice or person.notice_accepted:
            return person
        people.accept_notice(tx, person.id, stamp(self.now))
        return replace(person, notice_accepted=True)

    def _stranger(self) -> Person:
        who = self.sender
        language = closest(who.language_code or self.office.profile.default_language)
        return Person(
            0, who.telegram_id, who.name, who.username, language, False, Role.RESIDENT, False, True
        )


def _now(tx: Tx, person: Person) -> Person:
    """The person after the change; without an id where they were erased."""
    return people.by_telegram_id(tx, person.telegram_id) or replace(person, id=0)


def announce(office: Office, tx: Tx, person: Person, shown: object, now: datetime) -> None:
    """Store notices to a person that no update of theirs caused."""
    turn = Turn(office, (), Sender(person.telegram_id, person.name, person.username, ""))
    outbox.add(tx, office.fit(shown, turn, person), stamp(now))


def composed(office: Office, person: Person, shown: object, now: datetime) -> list[Outgoing]:
    """What a view shows to a person, as the calls to make for a row of the outbox."""
    turn = Turn(office, (), Sender(person.telegram_id, person.name, person.username, ""))
    turn.now = now
    return [call._replace(lane="notice") for call in office.fit(shown, turn, person)]


def asleep(
    office: Office,
    tx: Tx,
    person: Person,
    now: datetime,
    kind: Kind = Kind.OTHER,
    starts: datetime | None = None,
) -> Later | None:
    """When a notice of this kind may reach somebody whose quiet hours these are, None for now.

    `starts` is what a `Kind.EVENT` is about: shortly before it there is no morning to wait for.
    """
    hours = subscriptions.quiet_hours(tx, person.id)
    at = may_go(kind, now, office.profile.zone, hours, starts=starts, person_id=person.id)
    return Later(at) if at > now else None


def tell(
    office: Office, tx: Tx, purpose: str, subject_id: int, people: Iterable[Person], now: datetime
) -> None:
    """Store one notice for each of these, rendered by the purpose's composer when it is sent."""
    letters = [
        Outgoing(
            "notice", one.telegram_id, "", "{}", one.id, purpose=purpose, subject_id=subject_id
        )
        for one in people
    ]
    outbox.add(tx, letters, stamp(now))
    office.after_commit.append(lambda: office.wake_delivery())


async def set_aside(office: Office, update_ids: Sequence[int], error: str) -> None:
    """An update that nobody could read: kept away from the others."""
    await office.db.write(lambda tx: inbox.set_aside(tx, office.bot_id, update_ids, error))
