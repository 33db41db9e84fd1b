"""Setting a contest up: ways, what is wrong with a file, how it would look, what was kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from bot.domain.contests.contest import PhaseName
from bot.domain.contests.editions import Action as May
from bot.domain.contests.editions import Edition
from bot.domain.contests.overviews import NotSetUp, Overview
from bot.domain.contests.setting_up import (
    ContestFile,
    ContestRead,
    NotKept,
)
from bot.domain.contests.tables import Fault, Problem
from bot.domain.sessions import Completed
from bot.i18n import Translator, mark
from bot.views import contest_facts, contests, steps
from bot.views.actions import (
    AnnounceContest,
    ComposeContest,
    ContestSettings,
    DeleteContest,
    GetConfiguration,
    GetContestSample,
    ListContests,
    NewContest,
    OfferForms,
    ShowContestLink,
)
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Effect, Row, Screen, Show

GAP, LINE = Markup("\n\n"), Markup("\n")
MOST = 12  # problems told at once
FAULTS = {
    Fault.NOT_TOML: mark("This is not TOML. Perhaps a quotation mark or a bracket is missing."),
    Fault.NOT_YAML: mark(
        "This is not YAML that we read. Perhaps the indents differ. Aliases (*) are not allowed."
    ),
    Fault.NOT_TEXT: mark("This is not a text file in UTF-8."),
    Fault.TOO_LARGE: mark("The file is too large. A contest fits into {value} KiB."),
    Fault.UNKNOWN_KEY: mark("We do not know this setting. Perhaps it is misspelt."),
    Fault.MISSING: mark("This is needed."),
    Fault.BAD_VALUE: mark("“{value}” does not fit here. The sample lists what does."),
    Fault.NOT_EXACT: mark("“{value}” is not exact. Write it in quotation marks."),
    Fault.ORDER: mark(
        "“{value}” does not go with what comes before it: an end is later than its beginning, "
        "the most is no less than the least."
    ),
    Fault.REPEATED: mark("This is there twice."),
    Fault.UNKNOWN_NAME: mark("There is no criterion “{value}”."),
}


def ways(_: None, t: Translator) -> Screen:
    """How a new contest can be made."""
    text = t(
        "<b>New contest</b>\nAnswer questions here, or send a file (.toml or .yaml). The sample "
        "explains every setting.\nFirst you see how it will look. Nobody else sees it before it "
        "begins."
    )
    rows = (
        (Button(t.plain("In chat"), ComposeContest(0)),
         Button(t.plain("Sample of the file"), GetContestSample())),
        (Button(t.plain("Contests"), ListContests()), menu_button(t)),
    )  # fmt: skip
    return Screen(text, rows)


def read(result: ContestRead | NotSetUp, t: Translator) -> Sequence[Effect]:
    """A file: how the contest would look and whether to keep it, or what is wrong."""
    if isinstance(result, NotSetUp):
        return (Show(problems(result, t)),)
    return (Show(preview(result, t)), *steps.step(result.asked, t))


def composed(result: Completed, t: Translator) -> Sequence[Effect]:
    """The ending of the questions: the same."""
    assert isinstance(result.outcome, ContestRead)
    return read(result.outcome, t)


def problems(result: NotSetUp, t: Translator) -> Screen:
    """Nothing was kept: each problem with its key and what to do."""
    count = len(result.problems)
    heading = t.many(
        "<b>The file has {number} mistake. Nothing was kept.</b>",
        "<b>The file has {number} mistakes. Nothing was kept.</b>",
        count,
    )
    lines = [_problem(one, t) for one in result.problems[:MOST]]
    if count > MOST:
        lines.append(t.many("And {number} more.", "And {number} more.", count - MOST))
    last = t("Correct the file and send it once more.")
    sample = Button(t.plain("Sample of the file"), GetContestSample())
    rows = ((sample,), (Button(t.plain("New contest"), NewContest()), menu_button(t)))
    return Screen(GAP.join((heading, LINE.join(lines), last)), rows)


def _problem(problem: Problem, t: Translator) -> Markup:
    words = t(FAULTS[problem.fault], value=_said(problem.value, t))
    if problem.key:
        return t("• <code>{key}</code>: {words}", key=problem.key, words=words)
    line, _, column = problem.value.partition(":")
    if column:
        return t("• Line {line}, character {column}: {words}", line=line, column=column,
                 words=words)  # fmt: skip
    return t("• {words}", words=words)


def _said(value: str, t: Translator) -> str:
    """A moment as people write it; anything else as it stands in the file."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return t.moment(at) if at.tzinfo else value


def preview(result: ContestRead, t: Translator) -> Screen:
    """As people will see it, before anything is kept."""
    contest = result.edition.contest
    lines = [contest_facts.phase_line(contest, one, t) for one in contest.phases]
    criteria = [
        t("• {name}: up to {high}", name=one.label or one.name, high=points(one.high, t))
        for one in contest.jury.criteria
    ]
    seen = t("<b>Attention:</b> residents see this contest as soon as you keep it.")
    if result.phase is PhaseName.DRAFT:
        seen = t("Residents see it from its first phase on. Until then only staff do.")
    parts = [
        t("<b>So it will look</b> · {title}", title=contest.title),
        *contest_facts.facts(contest, t),
        LINE.join((t("<b>Dates</b>"), *lines)),
        LINE.join((t("<b>Criteria</b>"), *criteria)) if criteria else Markup(),
        seen,
    ]
    return Screen(GAP.join(part for part in parts if part))


def points(number: object, t: Translator) -> str:
    """Points as people write them."""
    value = float(number)  # type: ignore[arg-type]  # shown only, never counted with
    return t.number(int(value) if value.is_integer() else value, 2)


def kept(result: Completed, t: Translator) -> Screen:
    """It was kept, or not."""
    outcome = result.outcome
    if isinstance(outcome, NotKept):
        return _not_kept(t)
    assert isinstance(outcome, Overview)
    text = t("<b>The contest is kept: {title}</b>\n{link}", title=outcome.edition.title,
             link=outcome.link)  # fmt: skip
    rows = ((Button(t.plain("Link and QR code"), ShowContestLink(outcome.edition.id)),
             Button(t.plain("Settings"), ContestSettings(outcome.edition.id))),
            contests.back(outcome.edition.id, t))  # fmt: skip
    return Screen(text, rows)


def _not_kept(t: Translator) -> Screen:
    text = t("<b>Nothing was kept.</b>\nYou can send another file, or begin in chat.")
    again = Button(t.plain("New contest"), NewContest())
    return Screen(text, ((again,), (Button(t.plain("Contests"), ListContests()), menu_button(t))))


def settings(shown: Overview, t: Translator) -> Screen:
    """What staff can do with the configuration."""
    edition = shown.edition
    parts = [t("<b>Settings</b> · {title}", title=edition.title)]
    rows: list[Row] = []
    if May.CONFIGURE in shown.may:
        parts.append(
            t("You can still change everything: in chat, or send a changed file (.toml, .yaml).")
        )
        rows.append((
            Button(t.plain("Change in chat"), ComposeContest(edition.id)),
            Button(t.plain("Application form"), OfferForms(edition.id)),
        ))  # fmt: skip
    else:
        parts.append(t("Applications have begun, so the rules stay. Dates can still be moved."))
    parts.append(t("The file with these settings is a good beginning for next year's contest."))
    rows.append((Button(t.plain("Get the settings"), GetConfiguration(edition.id)),))
    rows.append((
        Button(t.plain("Link and QR code"), ShowContestLink(edition.id)),
        Button(t.plain("Announce"), AnnounceContest(edition.id)),
    ))  # fmt: skip
    if May.DELETE in shown.may:
        rows.append((Button(t.plain("Delete the contest"), DeleteContest(edition.id, False)),))
    return Screen(LINE.join(parts), (*rows, contests.back(edition.id, t)))


def ask_to_delete(shown: Overview, t: Translator) -> Screen:
    """It goes for good: only then a yes."""
    edition = shown.edition
    text = t(
        "<b>Delete the contest “{title}”?</b>\nIts rules, dates and jury go with it, for good. "
        "Nobody has seen it yet but the library.",
        title=edition.title,
    )
    yes = Button(t.plain("Yes, delete it"), DeleteContest(edition.id, True))
    keep = Button(t.plain("Get the settings"), GetConfiguration(edition.id))
    return Screen(text, ((yes,), (keep,), contests.back(edition.id, t)))


def deleted(edition: Edition, t: Translator) -> Screen:
    """It is gone."""
    text = t("<b>The contest is deleted: {title}</b>", title=edition.title)
    return Screen(text, ((Button(t.plain("Contests"), ListContests()), menu_button(t)),))


def sample(content: bytes, t: Translator) -> Screen:
    """A file to begin with."""
    text = t(
        "<b>A sample of a contest's file</b>\nOpen it in any text editor, change it and send it "
        "here. What you leave out stays as usual."
    )
    rows = ((Button(t.plain("New contest"), NewContest()), menu_button(t)),)
    return Screen(text, rows, Attachment("document", "konkurs.toml", content))


def configuration(shown: ContestFile, t: Translator) -> Screen:
    """The settings as they stand."""
    text = t(
        "<b>The settings of “{title}”</b>\nAs they stand now, with dates that were moved. Change "
        "them and send the file.",
        title=shown.edition.title,
    )
    attachment = Attachment("document", shown.name, shown.content)
    return Screen(text, (contests.back(shown.edition.id, t),), attachment)
