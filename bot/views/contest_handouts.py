"""What staff are handed about a contest: link and code, an announcement, the application form."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.announcements import Announcement, Content, LinkButton
from bot.domain.announcements import Status as AnnouncementStatus
from bot.domain.contests.overviews import Overview
from bot.domain.contests.own_forms import Lacking
from bot.domain.contests.setting_up import ContestFile, FormsOffered
from bot.domain.entities import Formatted
from bot.i18n import Translator, mark
from bot.views import contest_facts, contests
from bot.views.actions import (
    AnnounceContest,
    GetContestPoster,
    GetFormSample,
    ListContests,
    SetForm,
)
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Row, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
LACKING = {
    Lacking.TITLE: mark("the idea's title: a question of type text, named “title”"),
    Lacking.SUMMARY: mark("what it is about: a question of type text, named “summary”"),
    Lacking.MONEY: mark(
        "money: a repeat “budget” with a text question “line”, or one question “requested”"
    ),
    Lacking.SOURCES: mark(
        "who pays: choices of “source” are only grant, own_cash, own_in_kind and part"
    ),
    Lacking.PART: mark("how much of a line: a text question “part” beside “source”"),
}


def link(shown: ContestFile, t: Translator) -> Screen:
    """The link, and the same to scan."""
    edition = shown.edition
    text = t(
        "<b>{title}</b>\nThis link opens the contest:\n{link}\nA phone opens the contest from the "
        "picture too. The poster has both.",
        title=edition.title, link=shown.link,
    )  # fmt: skip
    announce = Button(t.plain("Announce"), AnnounceContest(edition.id))
    poster = Button(t.plain("Poster to print"), GetContestPoster(edition.id))
    picture = Attachment("photo", shown.name, shown.content)
    return Screen(text, ((poster, announce), contests.back(edition.id, t)), picture)


def poster(shown: ContestFile, t: Translator) -> Screen:
    """The file to print."""
    text = t(
        "<b>A poster for “{title}”</b>\nA4, ready to print. Whoever scans the code sees the "
        "contest.",
        title=shown.edition.title,
    )
    attachment = Attachment("document", shown.name, shown.content)
    return Screen(text, (contests.back(shown.edition.id, t),), attachment)


def announcement(shown: Overview, t: Translator) -> Announcement:
    """What is announced of a contest, to be changed by its author."""
    contest = shown.edition.contest
    parts = [
        Markup.escape(contest.title),
        contest_facts.stands(contest, shown.phase, t),
        contest_facts.money(contest.money, t),
        contest_facts.who(contest.eligibility, t),
        contest_facts.meetings(contest, t),
    ]
    text = "\n".join(_bare(part) for part in parts if part)
    button = LinkButton(t.plain("Open the contest"), shown.link)
    return Announcement(
        0, None, AnnouncementStatus.DRAFT, Content(Formatted(text)), buttons=(button,)
    )


def _bare(part: Markup) -> str:
    """Without tags; `striptags` would join the lines."""
    return "\n".join(str(Markup(line).striptags()) for line in part.split("\n"))  # noqa: S704 - ours


def forms(shown: FormsOffered, t: Translator) -> Screen:
    """Which form applicants fill in, and what could be taken instead."""
    edition = shown.edition
    parts = [t("<b>Application form</b> · {title}", title=edition.title)]
    if shown.lacking:
        parts.append(_lacking(shown, t))
    if shown.own:
        parts.append(t("Applicants fill in your form: {title}.", title=shown.own))
    else:
        parts.append(t("Applicants fill in the bot's own form."))
    parts.append(
        t("For a form of your own: get the sample, change it and send it here (.xlsx). As a draft "
          "of a survey it appears below.")
    )  # fmt: skip
    rows: list[Row] = [
        (Button(one.title, SetForm(edition.id, one.id)),) for one in shown.drafts
    ]  # fmt: skip
    if shown.own:
        rows.append((Button(t.plain("The bot's own form"), SetForm(edition.id, 0)),))
    rows.append((Button(t.plain("Sample of the form"), GetFormSample()),))
    return Screen(GAP.join(parts), (*rows, contests.back(edition.id, t)))


def _lacking(shown: FormsOffered, t: Translator) -> Markup:
    heading = t("<b>“{title}” cannot be used for applications. It lacks:</b>", title=shown.chosen)
    return LINE.join((heading, *(t("• {what}", what=t(LACKING[one])) for one in shown.lacking)))


def form_sample(content: bytes, t: Translator) -> Screen:
    """The bot's own form as a spreadsheet."""
    text = t(
        "<b>A sample of the application form</b>\nChange the questions, but keep the names "
        "“title”, “summary”, “budget” and “line”. Then send the file here."
    )
    rows = ((Button(t.plain("Contests"), ListContests()), menu_button(t)),)
    return Screen(text, rows, Attachment("document", "wniosek.xlsx", content))
