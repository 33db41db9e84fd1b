"""What came in, for staff: how many of each, what waits first, page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.domain.contests.applications import Application
from bot.domain.contests.arrivals import Arrivals, Stage, stage
from bot.domain.contests.editions import Action
from bot.i18n import Translator, mark
from bot.views.actions import (
    CheckApplication,
    EnterPaper,
    ListApplications,
    ShowContest,
    TakeElection,
    TakeWorkbook,
    TurnApplications,
    TypeOn,
)
from bot.views.answers import clipped
from bot.views.contest_amounts import amount
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Replace, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
PAGE = 6  # applications on one screen
LABEL = 32  # characters of a title on a button: more wrap at 360 px, looked at in Chromium
STAGES = {
    Stage.UNDECIDED: mark("late, to be decided"),
    Stage.TO_CHECK: mark("to be checked"),
    Stage.CALLED: mark("awaits corrections"),
    Stage.PASSED: mark("passed the formal check"),
    Stage.FAILED: mark("did not pass the formal check"),
    Stage.TURNED_AWAY: mark("late, not admitted"),
    Stage.WITHDRAWN: mark("withdrawn"),
}


def arrivals(page: int = 0) -> Callable[[Arrivals, Translator], Screen]:
    """`/wnioski 3`: a page of it, from 0."""

    def view(shown: Arrivals, t: Translator) -> Screen:
        last = max(0, (len(shown.applications) - 1) // PAGE)
        here = min(page, last)
        listed = shown.applications[here * PAGE : (here + 1) * PAGE]
        parts = [_heading(shown, t), *(_line(one, t) for one in listed)]
        if not listed:
            parts.append(t("Nothing has come in yet. Paper can be typed in below."))
        rows = [_open(one) for one in listed]
        if last:
            rows.append(_pages(shown, here, last))
        return Screen(GAP.join(parts), (*rows, *_ways(shown, t)))

    return view


def turned(page: int) -> Callable[[Arrivals, Translator], Sequence[Effect]]:
    """‹ or ›: the same message, with another page."""
    return lambda shown, t: (Replace(arrivals(page)(shown, t)),)


def every(shown: Sequence[Arrivals], t: Translator) -> Screen:
    """`/wnioski`: all contests and what waits in each; the only one at once."""
    if len(shown) == 1:
        return arrivals()(shown[0], t)
    if not shown:
        text = t("<b>Applications</b>\nNo contest has begun yet. /konkursy sets one up.")
        return Screen(text, ((menu_button(t),),))
    parts = [t("<b>Applications</b>\nChoose a contest, or type its number: /wnioski 3")]
    parts += [
        t("{number}. {title}: {counts}", number=one.edition.id, title=one.edition.title,
          counts=_counted(one, t) or t.plain("none yet"))
        for one in shown
    ]  # fmt: skip
    rows = [
        (Button(clipped(one.edition.title, LABEL), ListApplications(one.edition.id)),)
        for one in shown
    ]
    return Screen(GAP.join(parts), (*rows, (menu_button(t),)))


def _counted(shown: Arrivals, t: Translator) -> str:
    counts = shown.counts
    said = [
        t.plain("{stage}: {number}", stage=t.plain(words), number=counts[one])
        for one, words in STAGES.items()
        if counts[one]
    ]
    return ", ".join(said)


def _heading(shown: Arrivals, t: Translator) -> Markup:
    lines = [t("<b>Applications</b> · {title}", title=shown.edition.title)]
    if shown.applications:
        total = t.many("{number} application", "{number} applications", len(shown.applications))
        lines.append(total + Markup(" · ") + Markup.escape(_counted(shown, t)))
    if shown.typed:
        lines.append(t("Paper not typed in to the end: {number}.", number=len(shown.typed)))
    lines.append(
        t("You can type, too: /wniosek and a number from this list, then what to do with it.")
    )
    return LINE.join(lines)


def _line(one: Application, t: Translator) -> Markup:
    return t(
        "<b>{number}. {title}</b>\n{receipt} · {applicant} · {amount}\n{stage}",
        number=one.id, title=clipped(one.title or "–"), receipt=one.receipt,
        applicant=clipped(applicant(one)), amount=amount(one.requested, t),
        stage=standing(one, t),
    )  # fmt: skip


def applicant(one: Application) -> str:
    """Who applies: the organisation with who signed, or a person."""
    return ", ".join(part for part in (one.organisation, one.name) if part) or "–"


def standing(one: Application, t: Translator) -> str:
    """Where it stands, in words."""
    return t.plain(STAGES[stage(one)])


def _open(one: Application) -> Row:
    label = f"{one.id}. {clipped(one.title or one.receipt, LABEL)}"
    return (Button(label, CheckApplication(one.id)),)


def _pages(shown: Arrivals, page: int, last: int) -> Row:
    contest = shown.edition.id
    before, after = (page - 1) % (last + 1), (page + 1) % (last + 1)
    return (
        Button("‹", TurnApplications(contest, before)),
        Button(f"{page + 1} / {last + 1}", TurnApplications(contest, page)),
        Button("›", TurnApplications(contest, after)),
    )


def _ways(shown: Arrivals, t: Translator) -> tuple[Row, ...]:
    contest = shown.edition.id
    rows: list[Row] = [
        (Button(t.plain("Type on: {name}", name=clipped(one.name or "–", LABEL)),
                TypeOn(one.id)),)
        for one in shown.typed
    ]  # fmt: skip
    if Action.ENTER_PAPER in shown.may:
        rows.append((Button(t.plain("Enter one from paper"), EnterPaper(contest)),))
    files = [Button(t.plain("Everything (XLSX)"), TakeWorkbook(contest))]
    if Action.SEE_VOTES in shown.may:
        files.append(Button(t.plain("Result file (.pb)"), TakeElection(contest)))
    rows.append(tuple(files))
    rows.append((Button(t.plain("Contest"), ShowContest(contest)), menu_button(t)))
    return tuple(rows)
