"""A ballot that is looked over and cast: „Twój głos: …”, thanks, and what is told afterwards."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.contests.ballots import counts_points
from bot.domain.contests.contest import PhaseName, Shown
from bot.domain.contests.editions import Edition
from bot.domain.contests.elections import VoteType
from bot.domain.contests.overviews import BallotPaper, Voted
from bot.i18n import Translator
from bot.views.actions import CastBallot, ClearBallot, ShowBallot, ShowContest
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Replace, Screen, Show, Toast

GAP, LINE = Markup("\n\n"), Markup("\n")


def review(paper: BallotPaper, t: Translator) -> Screen:
    """„Twój głos: …”, and the way to cast it."""
    contest = paper.edition.id
    change = Button(t.plain("Change"), ShowBallot(contest))
    if paper.voted:
        return voted_before(paper.edition, t)
    if not paper.draft.projects:
        return Screen(
            t("<b>Nothing is chosen yet.</b>"), ((change,), (contest_button(contest, t),))
        )
    parts = [LINE.join((t("<b>Your vote</b> · {title}", title=paper.edition.title),
                        *_chosen(paper, t)))]  # fmt: skip
    if paper.lacks_code:
        parts.append(ask_code(t))
        return Screen(GAP.join(parts), ((change,), (contest_button(contest, t),)))
    parts.append(t("Once cast, it cannot be changed."))
    parts.append(_apart(t))
    cast = Button(t.plain("Cast my vote"), CastBallot(contest))
    clear = Button(t.plain("Start again"), ClearBallot(contest))
    return Screen(GAP.join(parts), ((cast,), (change, clear)))


def cast(done: Voted, t: Translator) -> tuple[Effect, ...]:
    """Thanks; what was chosen goes from the screen."""
    if done.again:
        return (Toast(thanked(t)),)
    return (Replace(Screen(t("<b>Your vote is in the box.</b>"))), Show(thanks(done, t)))


def thanks(done: Voted, t: Translator) -> Screen:
    """The turnout is told where the rules let it."""
    contest = done.edition.contest
    if done.again:
        return voted_before(done.edition, t)
    parts = [t("<b>Thank you, your vote is cast.</b>\n{title}", title=done.edition.title)]
    if contest.shows(Shown.VOTES, PhaseName.VOTE):
        number = done.turnout.bot + done.turnout.paper
        parts.append(t.many("So far there is {number} vote.", "So far there are {number} votes.",
                            number))  # fmt: skip
    parts.append(t("Results are public when the vote is over and the protocol approved."))
    rows = ((contest_button(done.edition.id, t),), (menu_button(t),))
    return Screen(GAP.join(parts), rows)


def _chosen(paper: BallotPaper, t: Translator) -> list[Markup]:
    known = {one.id: one for one in paper.candidates}
    vote, lines = paper.edition.contest.vote, []
    for place, project in enumerate(paper.draft.projects, 1):
        facts = {"number": known[project].number, "title": known[project].title}
        if counts_points(vote):
            points = paper.draft.points_of(project)
            lines.append(t.many("• {idea}: {number} point", "• {idea}: {number} points", points,
                                idea=t("{number}. {title}", **facts)))  # fmt: skip
        elif vote.type is VoteType.ORDINAL:
            lines.append(t("Place {place}: {number}. {title}", place=place, **facts))
        else:
            lines.append(t("• {number}. {title}", **facts))
    return lines


def thanked(t: Translator) -> str:
    """In a toast."""
    return t.plain("You have voted here. Thank you!")


def voted_before(edition: Edition, t: Translator) -> Screen:
    """Instead of the ballot."""
    text = t(
        "<b>You have voted here. Thank you!</b>\n{title}\nResults are public when the vote is over "
        "and the protocol approved.", title=edition.title,
    )  # fmt: skip
    return Screen(text, ((contest_button(edition.id, t),), (menu_button(t),)))


def ask_code(t: Translator) -> Markup:
    """Where one is needed and was not given yet."""
    return t(
        "<b>You need a code from the library.</b> Type it here, as it stands on the slip. "
        "What you chose waits."
    )


def _apart(t: Translator) -> Markup:
    return t(
        "We keep apart that you voted and how: no name and no hour go with the ballot. Until you "
        "cast it, your choice is kept with your account."
    )


def contest_button(contest: int, t: Translator) -> Button:
    """The way back."""
    return Button(t.plain("The contest"), ShowContest(contest))
