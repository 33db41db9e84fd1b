"""From the approved protocol to the town: decisions sent, the list shown and announced."""

from __future__ import annotations

from markupsafe import Markup

from bot.domain.announcements import Announcement, Content, LinkButton
from bot.domain.announcements import Status as AnnouncementStatus
from bot.domain.contests.applications import Application
from bot.domain.contests.contest import Contest
from bot.domain.contests.decisions import PublicRow
from bot.domain.contests.overviews import DecisionsSent, PublicResults
from bot.domain.entities import Formatted
from bot.i18n import Translator
from bot.views.actions import (
    AnnounceList,
    ExplainApplication,
    ExplainCount,
    PublishList,
    SendDecisions,
    ShowContest,
    ShowDecisions,
)
from bot.views.awards import GAP, LINE, OUTCOMES, clip, score, to_decisions
from bot.views.faults import menu_button
from bot.views.screen import Button, Row, Screen


def confirm_send(shown: DecisionsSent, t: Translator) -> Screen:
    """Whom it reaches, before anything goes."""
    contest = shown.edition.id
    if not (shown.told or shown.by_hand):
        return Screen(
            t("<b>Everybody has their decision already.</b>"), (to_decisions(contest, t),)
        )
    told = t.many(
        "<b>Send the decisions?</b>\nThe bot writes to {number} person: what was decided, and why.",
        "<b>Send the decisions?</b>\nThe bot writes to {number} people: what was decided, and why.",
        shown.told,
    )
    text = GAP.join(part for part in (told, _by_hand(shown, t), t("This cannot be taken back."))
                    if part)  # fmt: skip
    yes = Button(t.plain("Yes, send them"), SendDecisions(contest, True))
    return Screen(text, ((yes,), to_decisions(contest, t)))


def sent(shown: DecisionsSent, t: Translator) -> Screen:
    """They are on their way."""
    contest = shown.edition.id
    told = t.many(
        "<b>The decisions are on their way.</b>\n{number} person hears of theirs from the bot.",
        "<b>The decisions are on their way.</b>\n{number} people hear of theirs from the bot.",
        shown.told,
    )
    following = t("When those are told too, publish the list for the town.")
    if not shown.by_hand:
        following = t("Now you can publish the list for the town.")
    text = GAP.join(part for part in (told, _by_hand(shown, t), following) if part)
    publish = Button(t.plain("Publish the list"), PublishList(contest, False))
    return Screen(text, ((publish,), to_decisions(contest, t)))


def _by_hand(shown: DecisionsSent, t: Translator) -> Markup:
    if not shown.by_hand:
        return Markup()
    heading = t("<b>The bot cannot write to these. Tell them yourselves:</b>")
    return LINE.join((heading, *(_addressee(one, t) for one in shown.by_hand)))


def _addressee(one: Application, t: Translator) -> Markup:
    return t("• {receipt} “{title}”, {name}", receipt=one.receipt, title=one.title,
             name=one.organisation or one.name or "–")  # fmt: skip


def confirm_publish(shown: PublicResults, t: Translator) -> Screen:
    """Exactly what the town will read."""
    contest = shown.edition.id
    heading = t("<b>Publish this list?</b>\nEverybody who opens the contest can read it:")
    text = GAP.join((heading, table(shown, t)))
    yes = Button(t.plain("Yes, publish it"), PublishList(contest, True))
    return Screen(text, ((yes,), to_decisions(contest, t)))


def published(shown: PublicResults, t: Translator) -> Screen:
    """It is public; the town can be told."""
    contest = shown.edition.id
    text = GAP.join(
        (t("<b>The list is public.</b>\nThis is what the town reads:"), table(shown, t))
    )
    announce = Button(t.plain("Announce it in town"), AnnounceList(contest))
    return Screen(text, ((announce,), to_decisions(contest, t)))


def results(shown: PublicResults, t: Translator) -> Screen:
    """For everybody, as far as the rules make it public."""
    edition = shown.edition
    parts = [t("<b>Results · {title}</b>", title=edition.title)]
    for one in (shown, *shown.before):
        parts += _round(one, edition.round > 1, t)
    rows: list[Row] = [
        (Button(t.plain("Why so: {title}", title=clip(one.title)), ExplainApplication(one.id)),)
        for one in shown.mine
    ]
    if shown.counted:
        rows.append((Button(t.plain("How it was counted"), ExplainCount(edition.id, 1)),))
    if shown.staff:
        rows.append((Button(t.plain("Decisions"), ShowDecisions(edition.id)),
                     Button(t.plain("Announce it"), AnnounceList(edition.id))))  # fmt: skip
    rows.append((Button(t.plain("Contest"), ShowContest(edition.id)), menu_button(t)))
    return Screen(GAP.join(parts), tuple(rows))


def _round(shown: PublicResults, named: bool, t: Translator) -> list[Markup]:
    """The list of one round; `named` where there are several."""
    listed = table(shown, t)
    if named:
        listed = LINE.join((t("<b>Round {number}</b>", number=shown.round), listed))
    if not shown.protocol:
        return [listed]
    day = t.day(shown.protocol.approved_at.astimezone(t.zone).date())
    reference = shown.protocol.reference
    return [listed, t("Protocol {reference}, {day}.", reference=reference, day=day)]


def table(shown: PublicResults, t: Translator) -> Markup:
    """A line for each idea."""
    if not shown.rows:
        return t("No idea got a grant this time.")
    return LINE.join(_row(one, shown.edition.contest, t) for one in shown.rows)


def _row(one: PublicRow, contest: Contest, t: Translator) -> Markup:
    facts = []
    if one.points is not None:
        facts.append(score(one.points, contest, t))
    if one.outcome is not None:
        facts.append(t.plain(OUTCOMES[one.outcome]))
    if one.awarded:
        facts.append(t.plain("{awarded} of {asked}", awarded=t.money(one.awarded),
                             asked=t.money(one.requested or 0)))  # fmt: skip
    title = Markup("<b>{}</b>").format(one.title)
    place = Markup("{}. ").format(one.rank) if one.rank is not None else Markup("• ")
    return place + Markup(" · ").join((title, *facts))


def announcement(shown: PublicResults, link: str, t: Translator) -> Announcement:
    """What is announced of a published list, to be changed by its author."""
    heading = t.plain("Results of “{title}”", title=shown.edition.title)
    lines = [_row(one, shown.edition.contest, t).striptags() for one in shown.rows]
    body = Formatted("\n".join((heading, *lines)))
    button = LinkButton(t.plain("See the contest"), link)
    return Announcement(
        0, None, AnnouncementStatus.DRAFT, Content(body), buttons=(button,), funded=True
    )
