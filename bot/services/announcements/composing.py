"""From what an author sends and taps to the next question, and at last to the preview."""

from __future__ import annotations

from dataclasses import replace

from bot.domain import composing, sending_times
from bot.domain.announcements import (
    Announcement,
    Content,
    LinkButton,
    Status,
    Step,
    link_button,
    next_step,
    require_fitting,
    step_before,
    with_audience,
    with_button,
    with_content,
    with_topic,
)
from bot.domain.audiences import Audience, Kind, from_key
from bot.domain.composing import Asked, Composed, Dropped, Option, Previewed
from bot.domain.disclosure import Figure
from bot.domain.sending_times import When, seconds_for, stars_for
from bot.domain.surveys import LINK
from bot.domain.words import command_word
from bot.domain.workshops import LINK as WORKSHOP_LINK
from bot.errors import Refused
from bot.forms.fold import fold
from bot.recurrence import Rule
from bot.services.announcements import options, sending
from bot.services.announcements.scene import Scene

BACK_WORDS = frozenset(map(fold, ("cofnij", "wstecz", "назад", "back")))  # without a slash


def go_on(scene: Scene, draft: Announcement) -> Composed:
    """Ask what is still unknown, or show all of it."""
    step = next_step(draft)
    return preview(scene, draft) if step is Step.CONFIRM else ask(scene, draft, step)


def ask(scene: Scene, draft: Announcement, step: Step, problem: Refused | None = None) -> Asked:
    """Put one question; the author's next message answers it."""
    kept = scene.keep(draft, step)
    reason, facts = (problem.reason, tuple(problem.facts.items())) if problem else ("", ())
    return Asked(kept, step, offered(scene, kept, step), problem=reason, facts=facts)


def offered(scene: Scene, draft: Announcement, step: Step) -> tuple[Option, ...]:
    """What can be tapped; by typing every audience can be named."""
    if step is Step.AUDIENCE:
        return (*options.few(scene.reach.options), *_back(draft))
    if step is Step.EVERY_AUDIENCE:
        return (*scene.reach.options, Option(composing.BACK))
    found = options.of_step(scene.tx, scene.office, draft, step, scene.now)
    if step is Step.WEEKLY:
        return (Option(composing.BACK),)
    return (*found, *_back(draft)) if step in (Step.TOPIC, Step.TIME) else found


def _back(draft: Announcement) -> tuple[Option, ...]:
    """Nobody needs it on the way forward: `/cofnij` is enough."""
    return (Option(composing.BACK),) if next_step(draft) is Step.CONFIRM else ()


def preview(scene: Scene, draft: Announcement) -> Composed:
    """What people will get, to how many, and the last question."""
    funding = scene.office.profile.funding
    try:
        require_fitting(draft, funding)
    except Refused as problem:
        return ask(scene, draft, Step.CONTENT, problem)
    kept = scene.keep(draft, Step.CONFIRM)
    number, audience = reached(scene, kept)
    count = number if isinstance(number, int) else 0
    seconds = seconds_for(count, scene.office.bulk_per_second, paid=kept.paid)
    return Previewed(
        kept, funding, number, audience, seconds,
        options.of_step(scene.tx, scene.office, kept, Step.CONFIRM, scene.now),
        stars_for(count) if kept.paid else 0.0,
    )  # fmt: skip


def reached(scene: Scene, draft: Announcement) -> tuple[Figure, Option]:
    """How many it reaches, and who they are."""
    if draft.corrects:
        return sending.sent_to(scene.tx, draft.corrects), Option("")
    audience = draft.audience
    assert audience
    known = composing.chosen(scene.reach.options, audience.key) or Option(audience.key)
    return scene.reach.number(scene.tx, audience), known


def receive(scene: Scene, draft: Announcement, content: Content, value: str | None) -> Composed:
    """A message of the author. `value`: the option that its text names, if it names one."""
    step = Step(draft.awaiting)
    try:
        if value is not None:
            return decide(scene, draft, step, value)
        if content.media or step is Step.CONTENT or _caption(draft, step):
            return _content(scene, draft, step, content)
        return _typed(scene, draft, step, content.body.text)
    except Refused as problem:
        return refused(scene, draft, step, problem)


def refused(scene: Scene, draft: Announcement, step: Step, problem: Refused) -> Composed:
    """The same question again, with what was wrong."""
    if step is not Step.CONFIRM:
        return ask(scene, draft, step, problem)
    again = preview(scene, draft)
    if not isinstance(again, Previewed):
        return again
    return replace(again, problem=problem.reason, facts=tuple(problem.facts.items()))


def step_back(scene: Scene, draft: Announcement) -> Composed:
    """„Wstecz”, „/cofnij”: the question before."""
    step = step_before(draft)
    return preview(scene, draft) if step is Step.CONFIRM else ask(scene, draft, step)


def _content(scene: Scene, draft: Announcement, step: Step, content: Content) -> Composed:
    if draft.corrects:
        content = replace(content, media=())
    after = with_content(draft, content)
    require_fitting(after, scene.office.profile.funding)
    return ask(scene, after, Step.KIND) if step is Step.KIND else go_on(scene, after)


def _caption(draft: Announcement, step: Step) -> bool:
    """Words after a picture without any are its text; a text that is there is not lost to them."""
    return step is Step.KIND and not draft.content.body.text.strip()


def _typed(scene: Scene, draft: Announcement, step: Step, text: str) -> Composed:
    if fold(text) in BACK_WORDS:
        return step_back(scene, draft)
    if command_word(text) == "anuluj":
        return cancelled(scene, draft)
    if step in (Step.TIME, Step.WEEKLY):
        zone = scene.office.profile.zone
        when = sending_times.read_when(text, scene.now, zone, weekly=step is Step.WEEKLY)
        return _at(scene, draft, when)
    if step is Step.BUTTON:
        return go_on(scene, with_button(draft, link_button(text)))
    raise Refused("not_an_option")


def decide(scene: Scene, draft: Announcement, step: Step, value: str) -> Composed:
    """One of the options. Raises Refused."""
    if value == composing.BACK:
        return step_back(scene, draft)
    match step:
        case Step.KIND:
            return _kind(scene, draft, value)
        case Step.AUDIENCE | Step.EVERY_AUDIENCE:
            return _audience(scene, draft, value)
        case Step.TOPIC:
            return go_on(scene, with_topic(draft, value))
        case Step.TIME:
            return _time(scene, draft, value)
        case Step.NIGHT:
            return sending.at_night(scene, draft, value)
        case Step.CHANGE:
            return _change(scene, draft, value)
        case Step.BUTTON:
            return _button(scene, draft, value)
        case _:
            return _confirmed(scene, draft, value)


def _kind(scene: Scene, draft: Announcement, value: str) -> Composed:
    if value == composing.ANNOUNCE:
        return go_on(scene, draft)
    if value == composing.MESSAGE:  # `services.threads` asks to whom
        return ask(scene, draft, Step.KIND)
    scene.drop(draft)
    return Dropped()


def _audience(scene: Scene, draft: Announcement, value: str) -> Composed:
    if value == composing.MORE:
        return ask(scene, draft, Step.EVERY_AUDIENCE)
    option = composing.chosen(scene.reach.options, value)
    audience = from_key(value)
    if option is None or audience is None:
        raise Refused("not_an_option")
    if option.number == 0:
        raise Refused("audience_empty")
    return go_on(scene, with_audience(draft, _narrowed(audience, draft.topic)))


def _narrowed(audience: Audience, topic: str) -> Audience:
    return replace(audience, topic=topic) if audience.kind is Kind.LANGUAGE else audience


def _time(scene: Scene, draft: Announcement, value: str) -> Composed:
    if value == composing.WEEKLY:
        return ask(scene, draft, Step.WEEKLY)
    if value == composing.TOMORROW:
        at = sending_times.tomorrow_evening(scene.now, scene.office.profile.zone)
        return _at(scene, draft, When(at))
    return _at(scene, draft, When(scene.now))


def _at(scene: Scene, draft: Announcement, when: When) -> Composed:
    rule = Rule.weekly(when.at, scene.office.profile.zone).to_json() if when.weekly else ""
    return go_on(scene, replace(draft, send_at=when.at, repeat=rule))


def _change(scene: Scene, draft: Announcement, value: str) -> Composed:
    if value in (composing.FUND, composing.PAY):
        return go_on(scene, _toggled(draft, value))
    if value == composing.CLEAR:
        return go_on(scene, replace(draft, content=Content(draft.content.body)))
    return ask(scene, draft, Step(value))


def _toggled(draft: Announcement, value: str) -> Announcement:
    if value == composing.FUND:
        return replace(draft, funded=not draft.funded)
    return replace(draft, paid=not draft.paid)


def _button(scene: Scene, draft: Announcement, value: str) -> Composed:
    if value == composing.CLEAR:
        return go_on(scene, replace(draft, buttons=()))
    return go_on(scene, with_button(draft, _leading(scene, value)))


def _leading(scene: Scene, value: str) -> LinkButton:
    kind, _, number = value.partition(":")
    if number.isdecimal() and kind == "survey":
        survey = options.running_survey(scene.tx, int(number), scene.now)
        if survey:
            return LinkButton(survey.title, scene.office.link(LINK + survey.token), survey.id)
    if number.isdecimal() and kind == "workshop":
        workshop = options.coming_workshop(scene.tx, int(number), scene.now)
        if workshop:
            url = scene.office.link(WORKSHOP_LINK + workshop.token)
            return LinkButton(workshop.title, url, workshop_id=workshop.id)
    raise Refused("not_an_option")


def _confirmed(scene: Scene, draft: Announcement, value: str) -> Composed:
    if value == composing.CHANGE:
        return ask(scene, draft, Step.CHANGE)
    if value == composing.FUND:
        return preview(scene, _toggled(draft, value))
    if value == composing.CANCEL:
        return cancelled(scene, draft)
    return sending.send(scene, draft)


def cancelled(scene: Scene, draft: Announcement) -> Composed:
    """What was written is not lost by a tap: the history has it for a while."""
    if draft.corrects or draft.content.empty:
        scene.drop(draft)
        return Dropped()
    kept = scene.keep(replace(draft, status=Status.CANCELLED), "")
    return Dropped(kept)
