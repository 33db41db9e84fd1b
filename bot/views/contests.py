"""Contests: the list, and the page of one with the ways from it to everything else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bot.domain.contests.applications import Application, File
from bot.domain.contests.contest import PhaseName, Shown, VoteMode
from bot.domain.contests.editions import Action as May
from bot.domain.contests.overviews import Overview
from bot.domain.contests.phases import ORDER
from bot.domain.contests.setting_up import ContestsShown
from bot.i18n import Translator
from bot.views import contest_facts
from bot.views.actions import (
    Apply,
    ContestSettings,
    JudgeNext,
    ListApplications,
    ListContests,
    ListRealisations,
    ManageJury,
    ManageVote,
    NewContest,
    OpenPanel,
    ShowApplication,
    ShowAwards,
    ShowBallot,
    ShowContest,
    ShowDecisions,
    ShowPhases,
    ShowProposals,
    ShowTotals,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
LABEL = 40  # characters of a title on a button
WIDE = 24  # characters of a label that fits beside another


def board(shown: ContestsShown, t: Translator) -> Screen:
    """All that this person may see, the newest first."""
    lines = [t("<b>Contests</b>")]
    if not shown.overviews:
        lines.append(t("There is no contest now. When one opens, it will be here."))
    for one in shown.overviews:
        title, phase = one.edition.title, contest_facts.phase_name(one.phase, t)
        lines.append(t("{number}. <b>{title}</b>: {phase}", number=one.edition.id, title=title,
                       phase=phase))  # fmt: skip
    rows: list[Row] = [
        (Button(_short(one.edition.title), ShowContest(one.edition.id)),) for one in shown.overviews
    ]
    if shown.staff:
        rows.append((Button(t.plain("New contest"), NewContest()),))
        rows.append((Button(t.plain("Panel"), OpenPanel()), menu_button(t)))
    else:
        rows.append((menu_button(t),))
    return Screen(LINE.join(lines), tuple(rows))


def page(shown: Overview, t: Translator) -> Screen:
    """One contest: how it stands, what it is about, what this person can do now."""
    contest = shown.edition.contest
    parts = [heading(shown, t), *contest_facts.facts(contest, t)]
    if shown.mine:
        parts.append(
            t.many("You have {number} idea here.", "You have {number} ideas here.", len(shown.mine))
        )
    rows = [*_for_people(shown, t), *_for_staff(shown, t)]
    if contest.rules_url:
        rows.append((Button(t.plain("Rules"), url=contest.rules_url),))
    rows.append((Button(t.plain("Contests"), ListContests()), menu_button(t)))
    return Screen(GAP.join(part for part in parts if part), tuple(rows))


def heading(shown: Overview, t: Translator) -> Markup:
    """The title, the phase, and why it was moved."""
    edition = shown.edition
    lines = [t("<b>{title}</b>", title=edition.title)]
    if edition.round > 1:
        lines.append(t("Round {number}", number=edition.round))
    if shown.phase is PhaseName.DRAFT:
        lines.append(t("Residents do not see this contest yet."))
    lines.append(contest_facts.stands(edition.contest, shown.phase, t))
    if shown.reason:
        lines.append(t("The date was changed: {reason}", reason=shown.reason))
    return LINE.join(lines)


def _for_people(shown: Overview, t: Translator) -> Iterator[Row]:
    contest_id, may, vote = shown.edition.id, shown.may, shown.edition.contest.vote
    if May.APPLY in may:
        yield (Button(t.plain("Apply with an idea"), Apply(contest_id)),)
    for one in shown.mine:
        yield (Button(_titled(one, t), ShowApplication(one.id)),)
    if May.SCORE in may or May.DECLARE_CONFLICT in may:
        yield (Button(t.plain("Judge the ideas"), JudgeNext(contest_id)),)
    if May.VOTE in may and vote.mode is not VoteMode.NONE:
        yield (Button(t.plain("Vote"), ShowBallot(contest_id)),)
    if May.REMARK_ON_RULES in may:
        yield (Button(t.plain("Say what to change"), ShowProposals(contest_id)),)
    if _ideas_are_public(shown):
        label = t.plain("See and support ideas") if vote.support else t.plain("See the ideas")
        yield (Button(label, ShowProposals(contest_id)),)
    if shown.edition.public_rounds:
        yield (Button(t.plain("Results of the contest"), ShowAwards(contest_id)),)


def _ideas_are_public(shown: Overview) -> bool:
    """From the call to the vote, where the rules show a list."""
    contest = shown.edition.contest
    listed = any(contest.shows(one, shown.phase) for one in (Shown.TITLES, Shown.APPLICATIONS))
    return listed and _between(shown.phase, PhaseName.OPEN, PhaseName.VOTE)


def _for_staff(shown: Overview, t: Translator) -> Iterator[Row]:
    if May.MOVE_PHASE not in shown.may:
        if May.SEE_TOTALS in shown.may and shown.edition.counted_at:
            yield (Button(t.plain("Points of the jury"), ShowTotals(shown.edition.id)),)
        return
    yield from paired(list(_desks(shown, t)))
    contest_id = shown.edition.id
    yield (
        Button(t.plain("Dates"), ShowPhases(contest_id)),
        Button(t.plain("Settings"), ContestSettings(contest_id)),
    )


def _desks(shown: Overview, t: Translator) -> Iterator[Button]:
    edition, may = shown.edition, shown.may
    contest, contest_id = edition.contest, edition.id
    votes = contest.vote.mode is not VoteMode.NONE or contest.vote.support
    if shown.phase not in (PhaseName.DRAFT, PhaseName.CONSULTATION):
        number = shown.applications or 0
        label = t.plain("Applications ({number})", number=number)
        yield Button(label, ListApplications(contest_id))
    if contest.jury.criteria and may & {May.NAME_ASSESSORS, May.SEE_PROGRESS}:
        yield Button(t.plain("Jury"), ManageJury(contest_id))
    if May.SEE_TOTALS in may and edition.counted_at:
        yield Button(t.plain("Points of the jury"), ShowTotals(contest_id))
    if votes and may & {May.ISSUE_CODES, May.ENTER_BALLOTS, May.SEE_VOTES}:
        yield Button(t.plain("Vote of residents"), ManageVote(contest_id))
    if May.DECIDE in may or May.SEE_RESULTS in may:
        yield Button(t.plain("Decisions"), ShowDecisions(contest_id))
    if shown.phase in (PhaseName.REALISATION, PhaseName.CLOSED):
        yield Button(t.plain("What became of them"), ListRealisations(contest_id))


def paired(buttons: Sequence[Button]) -> Iterator[Row]:
    """Two in a row where both labels fit."""
    waiting: Button | None = None
    for button in buttons:
        if waiting and max(len(waiting.label), len(button.label)) <= WIDE:
            yield (waiting, button)
            waiting = None
        else:
            if waiting:
                yield (waiting,)
            waiting = button
    if waiting:
        yield (waiting,)


def _between(name: PhaseName, first: PhaseName, last: PhaseName) -> bool:
    return ORDER.index(first) <= ORDER.index(name) <= ORDER.index(last)


def _titled(one: Application, t: Translator) -> str:
    title = _short(one.title) if one.title else t.plain("without a title yet")
    return t.plain("Yours: {title}", title=title)


def _short(title: str) -> str:
    return title if len(title) <= LABEL else title[: LABEL - 1].rstrip() + "…"


def back(contest_id: int, t: Translator) -> Row:
    """To this contest, or to all of them."""
    here = Button(t.plain("Back to the contest"), ShowContest(contest_id))
    return (here, Button(t.plain("Contests"), ListContests()))


# Where links lead.


def joined_authors(shown: File, t: Translator) -> Screen:
    """Somebody took a link to write an application too."""
    one = shown.application
    title = one.title or t.plain("an idea without a title yet")
    text = t(
        "<b>You write this application together: {title}</b>\nContest: {contest}. One of you "
        "writes at a time; the answers are shared.",
        title=title, contest=shown.contest.title,
    )  # fmt: skip
    opened = Button(t.plain("Open the application"), ShowApplication(one.id))
    return Screen(text, ((opened,), back(one.edition_id, t)))
