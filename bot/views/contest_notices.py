"""What a contest tells people without their having asked just then."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from bot.domain.contests.applications import Application, Formal, Status
from bot.domain.contests.contest import PhaseName
from bot.domain.contests.overviews import Telling
from bot.domain.contests.phases import Edge
from bot.i18n import Translator, mark
from bot.views.actions import (
    CheckApplication,
    JudgeNext,
    ManageJury,
    ShowApplication,
    ShowBallot,
    ShowContest,
    ShowRealisation,
    ShowTotals,
    StopNudges,
    WriteApplication,
)
from bot.views.application_status import decision
from bot.views.contest_facts import ending
from bot.views.contest_moments import by
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen

GAP = Markup("\n\n")
BEGUN = {
    PhaseName.CONSULTATION: mark("The draft of the rules can be read and discussed."),
    PhaseName.OPEN: mark("Ideas are taken in from now on."),
    PhaseName.FORMAL_CHECK: mark("The library checks the applications now."),
    PhaseName.PRESENTATION: mark("Those who applied present their ideas now."),
    PhaseName.JURY: mark("The jury reads and judges now."),
    PhaseName.VOTE: mark("The vote is open: everybody can choose now."),
    PhaseName.RESULTS: mark("The committee works on the results."),
    PhaseName.REALISATION: mark("Those with a grant carry out their ideas now."),
    PhaseName.CLOSED: mark("The contest is over. Thank you!"),
}
ENDED = {
    PhaseName.CONSULTATION: mark("The time to discuss the rules is over."),
    PhaseName.OPEN: mark("Ideas are not taken in any more."),
    PhaseName.FORMAL_CHECK: mark("The formal check is over."),
    PhaseName.PRESENTATION: mark("The presentations are over."),
    PhaseName.JURY: mark("The time for judging is over."),
    PhaseName.VOTE: mark("The vote is over."),
    PhaseName.RESULTS: mark("The time for the results is over."),
    PhaseName.REALISATION: mark("The time for carrying out the ideas is over."),
    PhaseName.CLOSED: mark("The contest is over. Thank you!"),
}
MOVED = {
    PhaseName.DRAFT: mark("The preparation has other dates"),
    PhaseName.CONSULTATION: mark("The discussion of the rules has other dates"),
    PhaseName.OPEN: mark("Ideas are taken in at other dates"),
    PhaseName.FORMAL_CHECK: mark("The formal check has other dates"),
    PhaseName.PRESENTATION: mark("The presentations have other dates"),
    PhaseName.JURY: mark("The jury judges at other dates"),
    PhaseName.VOTE: mark("The vote has other dates"),
    PhaseName.RESULTS: mark("The results come at another date"),
    PhaseName.REALISATION: mark("Ideas are carried out at other dates"),
    PhaseName.CLOSED: mark("The contest ends at another date"),
}
NUDGES = {
    "contest_week": mark("<b>A week is left for “{title}”.</b>"),
    "contest_day": mark("<b>A day is left for “{title}”.</b>"),
    "contest_hours": mark("<b>Two hours are left for “{title}”.</b>"),
}


def told(telling: Telling, t: Translator) -> Screen:
    """The message of every purpose."""
    return WORDS[telling.purpose](telling, t)


def _contest(telling: Telling, t: Translator) -> Button:
    return Button(t.plain("The contest"), ShowContest(telling.edition.id))


def _about(telling: Telling) -> Application:
    assert telling.application, telling.purpose
    return telling.application


def _phase(telling: Telling, t: Translator) -> Screen:
    assert telling.phase
    begins = telling.edge is Edge.BEGIN
    words = (BEGUN if begins else ENDED).get(telling.phase.name)
    said = [t("<b>Contest “{title}”</b>", title=telling.edition.title)]
    if telling.before and telling.before.name in ENDED:
        said.append(t(ENDED[telling.before.name]))
    if words:
        said.append(t(words))
    if begins and telling.phase.end:
        said.append(t("It lasts until {when}.", when=by(telling.phase.end, t)))
    vote = Button(t.plain("Vote"), ShowBallot(telling.edition.id))
    voting = begins and telling.phase.name is PhaseName.VOTE
    rows: tuple[Row, ...] = ((vote,),) if voting else ()
    return Screen(Markup("\n").join(said), (*rows, (_contest(telling, t),)))


def _moved(telling: Telling, t: Translator) -> Screen:
    assert telling.phase
    said = [t("<b>Contest “{title}”: a change</b>", title=telling.edition.title),
            t(MOVED[telling.phase.name]) + "."]  # fmt: skip
    if telling.phase.begin:
        said.append(t("Begins: {when}.", when=t.moment(telling.phase.begin)))
    if telling.phase.end:
        said.append(t("Ends: <b>{when}</b>.", when=ending(telling.phase.end, t)))
    if telling.words:
        said.append(t("Why: {words}", words=telling.words))
    return Screen(Markup("\n").join(said), ((_contest(telling, t),),))


def _jury(telling: Telling, t: Translator) -> Screen:
    text = t(
        "<b>Ideas wait for your points: “{title}”.</b>\nYou can stop at any time: what you have "
        "handed in is kept.", title=telling.edition.title,
    )  # fmt: skip
    if telling.phase and telling.phase.end:
        text += "\n" + t("Until <b>{when}</b>.", when=by(telling.phase.end, t))
    return Screen(text, ((Button(t.plain("Judge"), JudgeNext(telling.edition.id)),),))


def _nudge(telling: Telling, t: Translator) -> Screen:
    one = _about(telling)
    said = t(NUDGES[telling.purpose], title=one.title or telling.edition.title)
    parts = [said]
    if telling.phase and telling.phase.end:
        parts.append(t(
            "Deadline: <b>{when}</b>. What counts is the moment at which your last tap reaches the "
            "bot. A second later is too late.", when=ending(telling.phase.end, t),
        ))  # fmt: skip
    rows = ((Button(t.plain("Go on writing"), WriteApplication(one.id)),),
            (Button(t.plain("Do not remind me"), StopNudges(one.id)),))  # fmt: skip
    return Screen(GAP.join(parts), rows)


def _correction(telling: Telling, t: Translator) -> Screen:
    one, call = _about(telling), telling.call
    assert call
    text = t(
        "<b>The committee asks for a correction of “{title}”:</b>\n{what}\n\nYou have time until "
        "<b>{until}</b>.", title=one.title, what=call.what, until=by(call.until, t),
    )  # fmt: skip
    return Screen(text, ((Button(t.plain("Make the correction"), WriteApplication(one.id)),),
                         (_own(one, t),)))  # fmt: skip


def _own(one: Application, t: Translator) -> Button:
    return Button(t.plain("My idea"), ShowApplication(one.id))


def _formal(telling: Telling, t: Translator) -> Screen:
    one = _about(telling)
    if one.formal is Formal.PASSED:
        text = t(
            "<b>“{title}” passed the formal check.</b>\nNow it waits to be judged. We will write "
            "to you about the decision.", title=one.title,
        )  # fmt: skip
        return Screen(text, ((_own(one, t),),))
    text = t(
        "<b>“{title}” did not pass the formal check.</b>\nSo it is not judged. Why: {words}",
        title=one.title, words=telling.words,
    )  # fmt: skip
    return Screen(text, ((_own(one, t),), (menu_button(t),)))


def _admitted(telling: Telling, t: Translator) -> Screen:
    one = _about(telling)
    if one.status is Status.SUBMITTED:
        text = t(
            "<b>“{title}” is taken in.</b>\nIt came after the deadline, but the library decided "
            "so. Why: {words}", title=one.title, words=telling.words,
        )  # fmt: skip
    else:
        text = t(
            "<b>“{title}” is not taken in.</b>\nIt came after the deadline. Why: {words}",
            title=one.title, words=telling.words,
        )  # fmt: skip
    return Screen(text, ((_own(one, t),),))


def _decision(telling: Telling, t: Translator) -> Screen:
    one, found = _about(telling), telling.decision
    assert found
    head = t("<b>The decision on “{title}”</b>", title=one.title)
    text = GAP.join((head, decision(found, telling.words, telling.places,
                                   telling.edition.contest, t)))  # fmt: skip
    carried = Button(t.plain("Carrying it out"), ShowRealisation(one.id))
    rows: tuple[Row, ...] = ((carried,),) if found.awarded else ()
    return Screen(text, (*rows, (_own(one, t),)))


def _undecided(telling: Telling, t: Translator) -> Screen:
    text = t(
        "<b>To be decided: application {receipt}, “{title}”.</b>\nIt came after the deadline, and "
        "shortly before it the bot was not working. Decide whether it is taken in.",
        receipt=_about(telling).receipt, title=_about(telling).title,
    )  # fmt: skip
    return Screen(text, (_check(telling, t),))


def _corrected(telling: Telling, t: Translator) -> Screen:
    one = _about(telling)
    text = t("<b>Corrected: application {receipt}, “{title}”.</b>\nLook whether everything is "
             "there now.", receipt=one.receipt, title=one.title)  # fmt: skip
    return Screen(text, (_check(telling, t),))


def _check(telling: Telling, t: Translator) -> Row:
    return (Button(t.plain("Open it"), CheckApplication(_about(telling).id)),)


def _jury_done(telling: Telling, t: Translator) -> Screen:
    text = t("<b>Every assessor has judged: “{title}”.</b>\nThe points can be counted.",
             title=telling.edition.title)  # fmt: skip
    rows = ((Button(t.plain("The jury"), ManageJury(telling.edition.id)),
             Button(t.plain("The ranking"), ShowTotals(telling.edition.id))),)  # fmt: skip
    return Screen(text, rows)


WORDS: dict[str, Callable[[Telling, Translator], Screen]] = {
    "contest_phase": _phase,
    "contest_moved": _moved,
    "contest_jury": _jury,
    "contest_week": _nudge,
    "contest_day": _nudge,
    "contest_hours": _nudge,
    "contest_correction": _correction,
    "contest_formal": _formal,
    "contest_admitted": _admitted,
    "contest_decision": _decision,
    "contest_undecided": _undecided,
    "contest_corrected": _corrected,
    "contest_jury_done": _jury_done,
}
