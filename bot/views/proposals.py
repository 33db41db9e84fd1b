"""What residents say before the vote: the public list, „Popieram”, remarks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from bot.domain.contests.consultation import (
    WAITING,
    Proposal,
    Proposals,
    ProposalShown,
    Remark,
    RemarkTold,
    RulesShown,
    ToModerate,
)
from bot.domain.sessions import Completed
from bot.i18n import Translator, mark
from bot.views.actions import (
    DecideRemark,
    ModerateRemarks,
    ShowContest,
    ShowProposal,
    ShowProposals,
    SupportProposal,
    TurnProposals,
    WriteRemark,
    WriteRemarkOnRules,
)
from bot.views.faults import menu_button
from bot.views.screen import Button, Effect, Row, Screen, Show

GAP, LINE = Markup("\n\n"), Markup("\n")
PAGE = 8  # ideas on one screen
LABEL = 38
REMARKS = 10  # the newest of them
TOLD = {
    "supported": mark("<b>Thank you! Your support counts.</b>"),
    "unsupported": mark("<b>Your support is taken back.</b>"),
    "remarked": mark(
        "<b>Thank you for the remark.</b> The library reads it first. Others see it without your "
        "name."
    ),
}


def listed(page: int) -> Callable[[Proposals | RulesShown, Translator], Screen]:
    """The list from this page on; in the consultation, the rules."""
    return lambda shown, t: (
        _rules(shown, t) if isinstance(shown, RulesShown) else _list(shown, page, t)
    )


def _list(shown: Proposals, page: int, t: Translator) -> Screen:
    edition = shown.edition
    pages = max(1, -(-len(shown.listed) // PAGE))
    page = min(max(page, 0), pages - 1)
    part = shown.listed[page * PAGE : (page + 1) * PAGE]
    parts = [t("<b>Ideas</b> · {title}", title=edition.title)]
    if not part:
        parts.append(t("There are none to show yet."))
    if shown.may_support:
        parts.append(t("Open an idea to support it or to add a remark. This is no vote yet."))
    parts += [_line(one, edition.contest.vote.support, t) for one in part]
    rows: list[Row] = [
        (Button(f"{one.id}. {_short(one.title, LABEL)}", ShowProposal(one.id)),) for one in part
    ]
    if pages > 1:
        rows.append((
            Button(t.plain("‹ Back"), TurnProposals(edition.id, (page - 1) % pages)),
            Button(t.plain("{page} of {pages} · next ›", page=page + 1, pages=pages),
                   TurnProposals(edition.id, (page + 1) % pages)),
        ))  # fmt: skip
    rows += _to_read(edition.id, shown.waiting, t)
    return Screen(GAP.join(parts), (*rows, _back(edition.id, t)))


def _line(one: Proposal, counted: bool, t: Translator) -> Markup:
    head = t("{number}. <b>{title}</b>", number=one.id, title=one.title)
    return head + LINE + _counts(one, t) if counted else head


def _counts(one: Proposal, t: Translator) -> Markup:
    facts = [t.many("{number} person supports it", "{number} people support it", one.supports)]
    if one.remarks:
        facts.append(t.many("{number} remark", "{number} remarks", one.remarks))
    return Markup(" · ").join(facts)


def proposal(shown: ProposalShown, t: Translator) -> Screen:
    """One idea, with what was said of it."""
    one, edition = shown.proposal, shown.edition
    parts = [t(TOLD[shown.told])] if shown.told else []
    lines = [t("<b>{title}</b>", title=one.title)]
    if one.summary:
        lines.append(Markup.escape(_short(one.summary, 1500)))
    if one.requested:
        lines.append(t("Cost: {amount}", amount=t.money(one.requested)))
    parts.append(LINE.join(lines))
    if edition.contest.vote.support:
        parts.append(_counts(one, t))
    parts += _said(shown.remarks, t)
    rows: list[Row] = []
    if shown.may_support:
        words = t.plain("I do not support it now") if one.supported else t.plain("I support it")
        rows.append((Button(words, SupportProposal(one.id, not one.supported)),))
    if shown.may_remark:
        rows.append((Button(t.plain("Add a remark"), WriteRemark(one.id)),))
    rows.append((Button(t.plain("All ideas"), ShowProposals(edition.id)), menu_button(t)))
    return Screen(GAP.join(parts), tuple(rows))


def _said(remarks: Sequence[Remark], t: Translator) -> list[Markup]:
    if not remarks:
        return []
    lines = (t("• {text}", text=one.text) for one in remarks[-REMARKS:])
    return [LINE.join((t("<b>Residents' remarks</b>"), *lines))]


def _rules(shown: RulesShown, t: Translator) -> Screen:
    edition = shown.edition
    parts = [t(TOLD[shown.told])] if shown.told else []
    parts.append(t(
        "<b>The draft rules</b> · {title}\nTell us what to change before the contest begins.",
        title=edition.title,
    ))  # fmt: skip
    parts += _said(shown.remarks, t)
    rows: list[Row] = []
    if edition.contest.rules_url:
        rows.append((Button(t.plain("Read the rules"), url=edition.contest.rules_url),))
    if shown.may_remark:
        rows.append((Button(t.plain("Add a remark"), WriteRemarkOnRules(edition.id)),))
    rows += _to_read(edition.id, shown.waiting, t)
    return Screen(GAP.join(parts), (*rows, _back(edition.id, t)))


def _to_read(contest: int, waiting: int | None, t: Translator) -> list[Row]:
    if not waiting:
        return []
    label = t.plain("Remarks to read ({number})", number=waiting)
    return [(Button(label, ModerateRemarks(contest)),)]


def completed(result: Completed, t: Translator) -> Screen:
    """The end of writing a remark."""
    if isinstance(result.outcome, RulesShown):
        return _rules(result.outcome, t)
    assert isinstance(result.outcome, ProposalShown)
    return proposal(result.outcome, t)


def to_moderate(shown: ToModerate, t: Translator) -> Screen:
    """One remark at a time, for staff."""
    contest = shown.edition.id
    if shown.remark is None:
        text = t("<b>Every remark is read.</b>\n{title}", title=shown.edition.title)
        return Screen(text, ((Button(t.plain("All ideas"), ShowProposals(contest)),),
                             _back(contest, t)))  # fmt: skip
    about = t("About: {title}", title=shown.title) if shown.title else t("About the rules")
    head = t.many("<b>{number} remark to read</b>", "<b>{number} remarks to read</b>",
                  shown.waiting)  # fmt: skip
    quoted = t("“{text}”", text=shown.remark.text)
    note = t("Names of people, insults and advertisements are better hidden.")
    rows = ((Button(t.plain("Show it to all"), DecideRemark(shown.remark.id, True)),
             Button(t.plain("Hide it"), DecideRemark(shown.remark.id, False))),
            _back(contest, t))  # fmt: skip
    return Screen(GAP.join([head, about, quoted, note]), rows)


def told(shown: RemarkTold, t: Translator) -> Sequence[Effect]:
    """A notice: to the authors of an idea, or to staff."""
    if shown.purpose == WAITING:
        text = t.many("<b>{number} remark waits to be read.</b>\n{title}",
                      "<b>{number} remarks wait to be read.</b>\n{title}", shown.waiting,
                      title=shown.edition.title)  # fmt: skip
        read = Button(t.plain("Read"), ModerateRemarks(shown.edition.id))
        return (Show(Screen(text, ((read,),))),)
    assert shown.remark
    assert shown.remark.application_id
    text = t("<b>A remark on your idea “{title}”</b>\n“{text}”", title=shown.title,
             text=shown.remark.text)  # fmt: skip
    look = Button(t.plain("See the idea"), ShowProposal(shown.remark.application_id))
    return (Show(Screen(text, ((look,),))),)


def _back(contest: int, t: Translator) -> Row:
    return (Button(t.plain("The contest"), ShowContest(contest)), menu_button(t))


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
