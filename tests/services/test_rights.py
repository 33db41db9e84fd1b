"""Every method of every service that needs a right refuses a resident; the others are named."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable

import pytest
import pytest_asyncio

from bot.domain.announcements import Content
from bot.domain.people import Role
from bot.domain.signups import State
from bot.domain.staff_forms import Talk
from bot.errors import Refused
from bot.services import Services
from bot.services.turn import Sender, Turn
from bot.services.workshops import Caller
from bot.storage import inbox, surveys
from bot.storage.database import Database, Tx
from bot.storage.inbox import Received
from tests.clock import StillClock
from tests.services.library import NOW, Library, library
from tests.services.phone import keep_form
from tests.services.test_surveys import FORM

Call = Callable[[Services, Turn], typing.Awaitable[object]]


def view(*_: object) -> tuple[()]:
    return ()


def read(*_: object) -> None:
    return None


def draw(*_: object) -> bytes:
    return b""


NEEDS_A_RIGHT: dict[str, Call] = {
    "panel.show": lambda s, t: s.panel.show(t, view),
    "panel.faults": lambda s, t: s.panel.faults(t, view),
    "profile.ask": lambda s, t: s.profile.ask(t, view),
    "invitations.invite": lambda s, t: s.invitations.invite(t, "partner", view),
    "invitations.team": lambda s, t: s.invitations.team(t, view),
    "invitations.member": lambda s, t: s.invitations.member(t, 1, "", view),
    "invitations.set_role": lambda s, t: s.invitations.set_role(t, 1, "resident", view),
    "drafts.offer": lambda s, t: s.drafts.offer(t, FORM.encode(), "a.md", view),
    "drafts.offer_builtin": lambda s, t: s.drafts.offer_builtin(t, "diagnoza", view),
    "drafts.offer_ways": lambda s, t: s.drafts.offer_ways(t, view),
    "drafts.allow": lambda s, t: s.drafts.allow(t),
    "drafts.sample": lambda s, t: s.drafts.sample(t, view),
    "drafts.show": lambda s, t: s.drafts.show(t, 1, view),
    "drafts.delete": lambda s, t: s.drafts.delete(t, 1, view),
    "drafts.try_out": lambda s, t: s.drafts.try_out(t, 1, view),
    "surveys.ask_terms": lambda s, t: s.surveys.ask_terms(t, 1, view),
    "surveys.ask_day": lambda s, t: s.surveys.ask_day(t, 1, view),
    "surveys.close": lambda s, t: s.surveys.close(t, 1, view),
    "surveys.one": lambda s, t: s.surveys.one(t, 1, view),
    "announcements.begin": lambda s, t: s.announcements.begin(t, view),
    "announcements.offer": lambda s, t: s.announcements.offer(t, Content(), view),
    "announcements.receive": lambda s, t: s.announcements.receive(t, Content(), read, view),
    "announcements.decide": lambda s, t: s.announcements.decide(t, 1, 1, "kind:nothing", view),
    "announcements.give_up": lambda s, t: s.announcements.give_up(t, view),
    "announcements.step_back": lambda s, t: s.announcements.step_back(t, view),
    "announcements.resume": lambda s, t: s.announcements.resume(t, 1, view),
    "announcements.again": lambda s, t: s.announcements.again(t, 1, view),
    "announcements.correct": lambda s, t: s.announcements.correct(t, 1, view),
    "announcements.board": lambda s, t: s.announcements.board(t, view),
    "announcements.show": lambda s, t: s.announcements.show(t, 1, view),
    "announcements.cancel": lambda s, t: s.announcements.cancel(t, 1, view),
    "announcements.withdraw": lambda s, t: s.announcements.withdraw(t, 1, view),
    "organisations.decide": lambda s, t: s.organisations.decide(t, 1, "active", view),
    "messages.offer_draft": lambda s, t: s.messages.offer_draft(t, 1, view),
    "messages.choose": lambda s, t: s.messages.choose(t, 1, 1, 0, view),
    "messages.send_draft": lambda s, t: s.messages.send_draft(t, 1, 1, 0, view),
    "threads.take": lambda s, t: s.threads.take(t, 1, True, view),
    "threads.close": lambda s, t: s.threads.close(t, 1, view),
    "threads.delete": lambda s, t: s.threads.delete(t, 1, view),
    "mailings.pause": lambda s, t: s.mailings.pause(t, 1, view),
    "mailings.resume": lambda s, t: s.mailings.resume(t, 1, view),
    "mailings.stop": lambda s, t: s.mailings.stop(t, 1, view),
    "mailings.resend_unknown": lambda s, t: s.mailings.resend_unknown(t, 1, view),
    "results.overview": lambda s, t: s.results.overview(t, 1, view),
    "results.question": lambda s, t: s.results.question(t, 1, 1, draw, view),
    "results.divide": lambda s, t: s.results.divide(t, 1, 1, 1, view),
    "results.findings": lambda s, t: s.results.findings(t, 1),
    "downloads.results": lambda s, t: s.downloads.results(t, 1, draw, view),
    "downloads.answers": lambda s, t: s.downloads.answers(t, 1, view),
    "downloads.texts": lambda s, t: s.downloads.texts(t, 1, view),
    "schedules.agenda": lambda s, t: s.schedules.agenda(t, view),
    "schedules.cancel": lambda s, t: s.schedules.cancel(t, 1, view),
    "schedules.cancel_line": lambda s, t: s.schedules.cancel_line(t, 1, view),
    "schedules.cancel_held": lambda s, t: s.schedules.cancel_held(t, "workshop", 1, view),
    "proposals.return_": lambda s, t: s.proposals.return_(t, 1, view),
    "proposals.publish": lambda s, t: s.proposals.publish(t, 1, view),
    "proposals.publish_series": lambda s, t: s.proposals.publish_series(t, 1, view),
    "workshops.set_seats": lambda s, t: s.workshops.set_seats(t, 1, 9, view),
    "workshops.cancel": lambda s, t: s.workshops.cancel(t, 1, "", view),
    "door.attendance": lambda s, t: s.door.attendance(t, 1, view),
    "door.tick": lambda s, t: s.door.tick(t, 1, State.ATTENDED, view),
    "door.tick_typed": lambda s, t: s.door.tick_typed(t, 1, "Ola", State.ATTENDED, view),
    "door.meant": lambda s, t: s.door.meant(t, 1, "Ola"),
    "door.mark_rest_absent": lambda s, t: s.door.mark_rest_absent(t, 1, view),
    "door.add": lambda s, t: s.door.add(t, 1, Caller("Ewa"), view),
    "door.agree": lambda s, t: s.door.agree(t, 1, "desk", view),
    "door.remove": lambda s, t: s.door.remove(t, 1, view),
    "door.answer": lambda s, t: s.door.answer(t, 1, True, view),
    "previews.announcement": lambda s, t: s.previews.announcement(t, 1, draw),
    "papers.offers": lambda s, t: s.papers.offers(t, 1, view),
    "papers.sheet": lambda s, t: s.papers.sheet(t, 1, draw, view),
    "papers.file": lambda s, t: s.papers.file(t, 1, draw, draw, "pdf", view),
    "publications.ask": lambda s, t: s.publications.ask(t, 1, view),
    "publications.withdraw": lambda s, t: s.publications.withdraw(t, 1, view),
}
NEEDS_TO_PROPOSE: dict[str, Call] = {
    "proposals.copy": lambda s, t: s.proposals.copy(t, 1, t.now, view),
    "proposals.make_series": lambda s, t: s.proposals.make_series(t, 1, "", view),
    "proposals.propose": lambda s, t: s.proposals.propose(t, 1, view),
    "proposals.delete": lambda s, t: s.proposals.delete(t, 1, view),
    "proposals.series_of": lambda s, t: s.proposals.series_of(t, 1),
    "staff_forms.ask": lambda s, t: s.staff_forms.ask(t, Talk.COMPOSE, 0, view),
    "previews.screen": lambda s, t: s.previews.screen(t, 1, view),
    "previews.poster": lambda s, t: s.previews.poster(t, 1, draw, view),
    "questions.offer": lambda s, t: s.questions.offer(t, 1, view),
    "questions.choose": lambda s, t: s.questions.choose(t, 1, 0, view),
    "workshops.change": lambda s, t: s.workshops.change(t, 1, {}, view),
    "workshops.managed": lambda s, t: s.workshops.managed(t, view),
    "workshops.one": lambda s, t: s.workshops.one(t, 1, view),
}
FOR_EVERYBODY = {
    "door.check_in",  # who is not staff learns what the code is for
    *("programmes." + name for name in (
        "programme", "set_age", "open_by_token", "details", "meant",
    )),
    *("joining." + name for name in ("join", "ask_needs", "refuse_reminders")),
    *("signups." + name for name in ("sign_up", "sign_up_for_series", "cancel", "cancel_one",
                                     "accept", "decline", "keep")),
    *("series_signups." + name for name in ("keep", "give_up", "calendar", "meant")),
    *("images." + name for name in ("say", "every")),
    *("own_signups." + name for name in ("every", "one", "calendar", "meant")),
    # members and staff see an organisation; a thread its two sides: nobody else learns of either
    *("organisations." + name for name in ("board", "show", "ask_to_register", "ask_to_edit",
                                           "ask_to_offer", "withdraw", "invite", "leave")),
    *("messages." + name for name in ("begin", "reply", "receive", "stop", "stray")),
    *("threads." + name for name in ("board", "show", "files", "mark_minor")),
    "chats.note",  # Telegram says what the bot may do; whoever changed it need not be known
    *("people." + name for name in ("is_new", "came_by", "greet", "menu", "languages", "speak",
                                    "help", "set_reachable")),
    *("privacy." + name for name in ("notice", "export", "ask", "erase")),
    "invitations.accept", "reminders.refuse",
    *("subscriptions." + name for name in ("choose", "show", "set_topic", "typed")),
    *("sessions." + name for name in ("answer", "turn_page", "choose", "correct", "add_turn",
                                      "resume", "discard", "typed", "located", "attached",
                                      "expects_file", "answers", "stray", "back", "skip",
                                      "cancel")),
    *("surveys." + name for name in ("board", "open_by_token", "open")),
    *("publications." + name for name in ("open_by_token", "show", "question")),
}  # fmt: skip


@pytest_asyncio.fixture
async def zalesie(db: Database, clock: StillClock) -> Library:
    """A library with an open survey, number 1."""
    made = library(db, clock)
    form_id = await db.write(keep_form(FORM))

    def publish(tx: Tx) -> None:
        survey = surveys.add(tx, "token", form_id, "Czego chcecie?", None, NOW)
        surveys.publish(tx, survey.id, True, None, None, NOW)

    await db.write(publish)
    return made


def asked_by_people() -> set[str]:
    """Every public coroutine of a service that is given a turn."""
    found = set()
    for name, service in typing.get_type_hints(Services).items():
        for method, function in vars(service).items():
            if method.startswith("_") or not inspect.iscoroutinefunction(function):
                continue
            if "turn" in inspect.signature(function).parameters:
                found.add(f"{name}.{method}")
    return found


def test_every_method_is_named() -> None:
    """Whoever adds one says whether it needs a right."""
    guarded = set(NEEDS_A_RIGHT) | set(NEEDS_TO_PROPOSE)
    assert asked_by_people() == guarded | FOR_EVERYBODY
    assert not guarded & FOR_EVERYBODY


@pytest.mark.parametrize("name", NEEDS_A_RIGHT)
async def test_only_staff_are_served(zalesie: Library, name: str) -> None:
    """A resident, a partner and an assessor are refused, and nothing changes."""
    others = (Role.RESIDENT, Role.PARTNER, Role.ASSESSOR)
    await refused(zalesie, NEEDS_A_RIGHT[name], others)


@pytest.mark.parametrize("name", NEEDS_TO_PROPOSE)
async def test_only_staff_and_partners_propose(zalesie: Library, name: str) -> None:
    """What a partner may do, a resident and an assessor may not."""
    await refused(zalesie, NEEDS_TO_PROPOSE[name], (Role.RESIDENT, Role.ASSESSOR))


async def refused(zalesie: Library, call: Call, roles: tuple[Role, ...]) -> None:
    """Everybody of these roles is told so, and nothing changes."""
    for number, role in enumerate(roles, 77_000):
        phone = await zalesie.somebody(role)
        received = Received(1, number, "{}")
        await zalesie.office.db.write(lambda tx, one=received: inbox.add(tx, [one], NOW))
        turn = Turn(zalesie.office, (number,), Sender(phone.id, "Ania", "", "pl"))

        with pytest.raises(Refused, match=r"^(staff|owner)_only$"):
            await call(zalesie.services, turn)

        assert not turn.committed
