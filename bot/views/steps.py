"""Everything that a conversation can come to, as messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from bot.domain.sessions import (
    Answered,
    Choosing,
    Completed,
    Discarded,
    Expired,
    Gone,
    Left,
    Mode,
    NoSession,
    Problem,
    Result,
    StepShown,
    Stray,
    Waiting,
)
from bot.forms.model import Kind
from bot.forms.steps import Ask, AskRepeat, Review, Shown
from bot.i18n import DEFAULT_LANGUAGE, Translator, mark
from bot.views import contest_amounts
from bot.views.actions import (
    DiscardSession,
    GoOn,
    ListSurveys,
    OpenMenu,
    PublishSurvey,
    ReadNotice,
    ResumeSession,
    TrySurvey,
)
from bot.views.answers import bold, clipped, readable, until
from bot.views.faults import menu_button
from bot.views.questions import how, question, turn
from bot.views.reasons import reason
from bot.views.review import LABEL, choosing, lines, review
from bot.views.screen import Button, Effect, Replace, Row, Screen, Show, Toast, View, effects

GAP = Markup("\n\n")
NOTE = 200  # characters of a note over the chat
ONE_MESSAGE = 3500  # characters that surely stay one message

OTHER_LANGUAGE = {
    True: mark("We do not have these questions in your language yet, so we ask in Polish."),
    False: mark("We do not have these questions in your language yet."),
}

LEFT_REVIEW = mark("<b>Your answers</b> · not handed in yet")
HANDED_IN = {
    "profile": mark("<b>Saved</b>"),
    "publish": mark("<b>Published with these terms</b>"),
    "extend": mark("<b>Saved</b>"),
    "show": mark("<b>Shown to residents</b>"),
    "workshop": mark("<b>The draft</b>"),
    "workshop_change": mark("<b>Saved</b>"),
    "workshop_copy": mark("<b>Copied</b>"),
    "workshop_series": mark("<b>The series</b>"),
    "workshop_check": mark("<b>Saved</b>"),
    "workshop_call": mark("<b>Written down</b>"),
    "workshop_walk_in": mark("<b>Written down</b>"),
    "workshop_seats": mark("<b>Seats</b>"),
    "workshop_cancel": mark("<b>Cancelling</b>"),
    "contest": mark("<b>The contest's settings</b>"),
    "award_amount": mark("<b>The amount</b>"),
    "award_amounts": mark("<b>Amounts</b>"),
    "award_tie": mark("<b>The tie</b>"),
    "award_reason": mark("<b>The reason</b>"),
    "award_reasons": mark("<b>The reason</b>"),
    "award_pool": mark("<b>A larger pool</b>"),
    "award_round": mark("<b>Another call</b>"),
    "award_lot": mark("<b>The lot</b>"),
    "award_approve": mark("<b>The protocol</b>"),
    "jury_conflict": mark("<b>Conflict of interest</b>"),
    "jury_excuse": mark("<b>Excused</b>"),
}  # the heading of a review after it, by kind of form

ASIDES: dict[str, Callable[[Any, Translator], Markup]] = {
    "application": contest_amounts.aside,
}  # what the domain says beside a step, by kind of form

KEPT_LONGER = {"application"}  # kinds whose answers wait as long as the contest is open

Ending = View[Completed]


def conversation(
    endings: Mapping[str, Ending], idle: View[NoSession] | None = None
) -> View[Result]:
    """The view of every result. `endings`: the kind of a form → what is shown when it is
    done. `idle`: what is shown when nothing is being asked."""

    def view(result: Result, t: Translator) -> Screen | Sequence[Effect]:
        match result:
            case StepShown():
                return step(result, t)
            case Completed():
                return completed(result, endings, t)
            case NoSession():
                return (idle or nothing_asked)(result, t)
            case Choosing():
                return _choosing(result, t)
            case Gone(just_done=True):
                return (Toast(t.plain("This has been sent already.")),)
            case _:
                return _ended(result, t)

    return view


def step(shown: StepShown, t: Translator) -> Sequence[Effect]:
    """The step that now stands; what it leaves behind is tidied."""
    if shown.mode is Mode.NOTE:
        return _note(shown, t)
    screen = _screen(shown, t)
    if shown.mode is Mode.IN_PLACE:
        return (Replace(screen),)
    found: list[Effect] = list(_tidied(shown, t))
    if shown.problem and shown.problem.code in ("old", Stray.BUTTON):
        found.append(Toast(str(reason(shown.problem, t).unescape())))
    found.append(Show(screen, shown.session.id, shown.session.rev))
    return found


def completed(result: Completed, endings: Mapping[str, Ending], t: Translator) -> Sequence[Effect]:
    """The review loses its buttons; then the ending of this kind of form."""
    kind = result.session.kind
    ending = trial_over if result.session.dry_run else endings[kind]
    shown = effects(ending(result, t))
    if about := result.answered:
        last = Replace(Screen(_answered(about, t)), about.message_id)
        return (last, *shown) if _can_change(about) else shown
    if not result.message_id:
        return shown
    return (Replace(_kept_review(result, t), result.message_id), *shown)


def trial_over(result: Completed, t: Translator) -> Screen:
    """The end of a dry run."""
    text = t("<b>The trial run is over.</b>\nNothing was kept. Residents see the same questions.")
    return Screen(text, after_trial(result.session.subject_id, t))


def after_trial(survey: int, t: Translator) -> tuple[Row, ...]:
    """Where a dry run of this draft leads."""
    return (
        (Button(t.plain("Publish"), PublishSurvey(survey)),),
        (Button(t.plain("Try it again"), TrySurvey(survey)),),
        (Button(t.plain("Surveys"), ListSurveys()), menu_button(t)),
    )


def nothing_asked(result: NoSession, t: Translator) -> Screen:
    """A message that answers nothing."""
    if result.new:
        return _stranger(result.start, t)
    parts = [t("I am not asking anything just now.")]
    if result.stray:
        parts.insert(0, reason(Problem(result.stray), t))
    if result.waiting:
        parts.append(t("Unfinished answers wait 14 days. You can go on where you left off:"))
    return Screen(GAP.join(parts), (*waiting_rows(result.waiting, t), (menu_button(t),)))


def _stranger(start: str | None, t: Translator) -> Screen:
    """Somebody who has not gone on from the notice; what they came for is not lost."""
    if start is not None:
        text = t(
            "<b>Hello!</b>\nAbove stands what happens to your data. Tap “Let us begin”, or type it."
        )
        begin = Button(t.plain("Let us begin"), GoOn(start))
        return Screen(
            text, ((begin,), (Button(t.plain("Who uses data, and why"), ReadNotice(start)),))
        )
    text = t("<b>Hello!</b>\nThis is the library's bot. It first says what happens to your data.")
    return Screen(text, ((Button(t.plain("Let us begin"), OpenMenu()),),))


def waiting_rows(waiting: Sequence[Waiting], t: Translator) -> tuple[Row, ...]:
    """A button for everything that can be gone on with."""
    return tuple(
        (Button(t.plain("Go on: {title}", title=one.title), ResumeSession(one.session_id)),)
        for one in waiting
    )


def help_for(step: Shown, t: Translator) -> Markup:
    """How to answer what is being asked, for /pomoc."""
    ways = t("/cofnij goes back, /pomin skips, /anuluj leaves. Your answers wait for you.")
    if isinstance(step, Ask):
        label = clipped(step.label or step.question.name, LABEL)
        asked = t("<b>Now:</b> {question}", question=label)
        return GAP.join((asked, how(step, t), ways))
    if isinstance(step, AskRepeat):
        return GAP.join((t("<b>Now:</b> {question}", question=step.label), ways))
    return GAP.join((t("<b>Now:</b> your answers. Send them, or correct one of them."), ways))


def _screen(shown: StepShown, t: Translator) -> Screen:
    bare = _bare(shown, t)
    before: list[Markup] = []
    if shown.missing_language:
        in_polish = shown.session.state.language == DEFAULT_LANGUAGE
        before.append(t(OTHER_LANGUAGE[in_polish]))
    if shown.resumed:
        before.append(_resumed(shown, t))
    if shown.problem:
        before.append(_why(shown, shown.problem, t))
    if shown.aside is not None:
        before.append(ASIDES[shown.session.kind](shown.aside, t))
    if not before:
        return bare
    text = GAP.join((*before, bare.text))
    return Screen(text, bare.rows, asks=bare.asks, asks_label=bare.asks_label)


def _why(shown: StepShown, problem: Problem, t: Translator) -> Markup:
    if problem.code == "unexpected" and isinstance(shown.step, Review):
        return t("This does not fit here. To correct an answer, type its number.")
    if problem.code == "needs_attachment" and isinstance(shown.step, Ask) and shown.step.can_skip:
        return reason(problem, t) + " " + t("Or skip the question: type “skip”.")
    return reason(problem, t)


def _bare(shown: StepShown, t: Translator) -> Screen:
    match shown.step:
        case Ask():
            return question(shown, shown.step, t)
        case AskRepeat():
            return turn(shown, shown.step, t)
        case Review():
            return review(shown, shown.step, t)
    raise AssertionError("a form that is done is a Completed")


def _resumed(shown: StepShown, t: Translator) -> Markup:
    back = t("<b>Good to have you back.</b>")
    if shown.session.kind in KEPT_LONGER:
        return back
    return back + " " + t("Your answers wait until {day}.", day=until(shown.session.until, t))


def _note(shown: StepShown, t: Translator) -> Sequence[Effect]:
    if shown.problem is None:
        return ()
    text = str(reason(shown.problem, t).unescape())
    if len(text) <= NOTE:
        return (Toast(text),)
    return (Show(_screen(shown, t), shown.session.id, shown.session.rev),)


def _tidied(shown: StepShown, t: Translator) -> Sequence[Effect]:
    """The answered question shows its answer; an older copy of this step loses its buttons."""
    about = shown.answered
    if about:
        changed = Replace(Screen(_answered(about, t)), about.message_id)
        return (changed,) if _can_change(about) else ()
    if not shown.stale:
        return ()
    if isinstance(shown.step, Review):
        return (Replace(Screen(t(LEFT_REVIEW)), shown.stale),)
    bare = _bare(shown, t)
    if bare.asks or not bare.rows or len(bare.text) > ONE_MESSAGE:
        return ()
    return (Replace(Screen(bare.text), shown.stale),)


def _can_change(about: Answered) -> bool:
    """Telegram edits no message that has a keyboard below: the question for a place."""
    return bool(about.message_id) and about.kind is not Kind.GEOPOINT


def _answered(about: Answered, t: Translator) -> Markup:
    if about.review:
        return t(LEFT_REVIEW)
    label = clipped(about.label, LABEL)
    asked = t("Question {number} · {question}", number=about.number, question=label)
    if about.number == 0:
        asked = Markup.escape(label)
    answer = readable(about.kind, about.answer, t)
    if about.another is not None:
        answer = t.plain("yes, one more") if about.another else t.plain("no more")
    if answer:
        return asked + " — " + bold(answer)
    said = t("<i>later</i>") if about.left else t("<i>skipped</i>")
    return asked + " — " + said


def _kept_review(result: Completed, t: Translator) -> Screen:
    if result.session.dry_run:
        return Screen(t("<b>Trial run</b> · over"))
    kind = result.session.kind
    heading = t(HANDED_IN[kind]) if kind in HANDED_IN else t("<b>Your answers, sent</b>")
    text = GAP.join((heading, lines(result.items, t)))
    return Screen(text if len(text) <= ONE_MESSAGE else heading)


def _choosing(result: Choosing, t: Translator) -> Sequence[Effect]:
    screen = choosing(result, t)
    if result.mode is Mode.IN_PLACE:
        return (Replace(screen),)
    show = Show(screen, result.session.id, result.session.rev)
    return (Replace(Screen(t(LEFT_REVIEW)), result.stale), show) if result.stale else (show,)


def _ended(result: Gone | Expired | Left | Discarded, t: Translator) -> Screen:
    menu = (menu_button(t),)
    match result:
        case Gone(waiting):
            text = t(
                "<b>This conversation is over.</b>\nIt was handed in or deleted, or its time "
                "passed. Nothing else has changed."
            )
            return Screen(text, (*waiting_rows(waiting, t), menu))
        case Expired(title, closed):
            return Screen(_expired(title, closed, t), (menu,))
        case Discarded(title, tried):
            if tried:
                text = t("<b>The trial run is over.</b>\nNothing was kept.")
                return Screen(text, after_trial(tried, t))
            return Screen(
                t("<b>Deleted.</b>\nYour answers to “{title}” are gone.", title=title), (menu,)
            )
        case Left(waiting):
            return _left(waiting, t)


def _expired(title: str, closed: bool, t: Translator) -> Markup:
    if closed:
        return t(
            "<b>“{title}” is closed by now.</b>\nYour answers were not handed in, and we have "
            "deleted them. Thank you for your time.",
            title=title,
        )
    return t(
        "<b>The time for “{title}” has passed.</b>\nWe keep unfinished answers for 14 days, then "
        "we delete them. You are welcome to begin again.",
        title=title,
    )


def _left(waiting: Waiting, t: Translator) -> Screen:
    text = t("<b>“{title}” waits for you.</b>", title=waiting.title)
    if waiting.kind not in KEPT_LONGER:
        text += "\n" + t("We keep your answers until {day}.", day=until(waiting.until, t))
    rows = (
        (Button(t.plain("Go on answering"), ResumeSession(waiting.session_id)),),
        (Button(t.plain("Delete my answers"), DiscardSession(waiting.session_id)),),
        (menu_button(t),),
    )
    return Screen(text, rows)
