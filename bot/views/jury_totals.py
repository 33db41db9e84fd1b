"""The jury's ranking and every sheet behind it, once the points are counted."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from bot.domain.contests.jury import Sheet
from bot.domain.contests.jury_desk import own_total
from bot.domain.contests.overviews import Counted, SheetsShown
from bot.domain.contests.scoring import Aggregate, Order, Ranked, Standing
from bot.i18n import Translator, mark
from bot.views.actions import ShowContest, ShowSheets, ShowTotals
from bot.views.faults import menu_button
from bot.views.jury_points import in_rows, listed, named, points
from bot.views.screen import Button, Screen

GAP, LINE = Markup("\n\n"), Markup("\n")
ABREAST = 5
LEFT_OUT = {
    "conflict-of-interest": mark("conflict of interest"),
    "withdrawn": mark("excused"),
    "not-scored": mark("no scores"),
}
DECIDED = {
    Order.BASE_POINTS: mark("more points without the extra ones"),
    Order.LOWER_REQUEST: mark("the lower request"),
    Order.EARLIER: mark("the earlier application"),
}
COMPARABLE = {
    True: mark(
        "Where somebody is left out, the mean of the others is multiplied by the size of the jury, "
        "so that all totals can be compared."
    ),
    False: mark(
        "Where somebody is left out, the mean of the others counts, so that all results can be "
        "compared."
    ),
}


def totals(shown: Counted, t: Translator) -> Screen:
    """Best first; ties are named, and who is left out where."""
    edition, places = shown.edition, shown.ranking.places
    parts = [
        t("<b>The jury's ranking: {title}</b>", title=edition.title),
        *(_place(one, shown, t) for one in places),
    ]
    if any(one.left_out for one in places):
        is_sum = edition.contest.jury.policy.aggregate is Aggregate.SUM
        parts.append(t(COMPARABLE[is_sum]))
    parts.append(_scale(shown, t))
    if places:
        parts.append(t("A number shows every member's points for that idea."))
    numbers = [
        Button(str(number), ShowSheets(int(one.entry.id))) for number, one in enumerate(places, 1)
    ]
    rest = (Button(t.plain("The contest"), ShowContest(edition.id)), menu_button(t))
    return Screen(GAP.join(parts), (*in_rows(numbers, ABREAST), rest))


def _scale(shown: Counted, t: Translator) -> Markup:
    most = t("At most {maximum} points are possible.", maximum=points(shown.ranking.maximum, t))
    if shown.ranking.threshold is None:
        return most
    least = points(shown.ranking.threshold, t)
    return t("{most} At least {threshold} are needed.", most=most, threshold=least)


def _place(one: Ranked, shown: Counted, t: Translator) -> Markup:
    title = shown.titles.get(one.entry.id, one.entry.id)
    if one.standing is Standing.NOT_SCORED:
        lines = [t("– <b>{title}</b>: nobody was left to judge it", title=title)]
    else:
        lines = [t("{rank}. <b>{title}</b>: {points} points",
                   rank=one.rank, title=title, points=points(one.points, t))]  # fmt: skip
        lines.append(_by_criterion(one, shown, t))
    if one.standing is Standing.BELOW_THRESHOLD:
        lines.append(t("Below the threshold."))
    if tie := _tie(one, shown, t):
        lines.append(tie)
    if one.left_out:
        names = ", ".join(_left_out(one.left_out, shown, t))
        lines.append(t("Not counted: {names}.", names=names))
    return LINE.join(lines)


def _by_criterion(one: Ranked, shown: Counted, t: Translator) -> Markup:
    criteria = shown.edition.contest.jury.criteria
    parts = [f"{named(c)} {points(one.by_criterion[c.name], t)}" for c in criteria]
    return Markup.escape(", ".join(parts))


def _tie(one: Ranked, shown: Counted, t: Translator) -> Markup | None:
    equals = [
        shown.titles.get(other.entry.id, "")
        for other in shown.ranking.places
        if other.points == one.points and other.standing is one.standing and other is not one
    ]
    if not equals or one.standing is Standing.NOT_SCORED:
        return None
    names = ", ".join(equals)
    if not one.decided_by:
        return t("Equal points: {names}. They share the place.", names=names)
    return t("Equal points: {names}. What decided: {what}.",
             names=names, what=_decided(one.decided_by, shown, t))  # fmt: skip


def _decided(by: str, shown: Counted, t: Translator) -> str:
    if by in set(Order):
        return t.plain(DECIDED[Order(by)])
    labels = {one.name: named(one) for one in shown.edition.contest.jury.criteria}
    return t.plain("more points for “{criterion}”", criterion=labels.get(by, by))


def _left_out(left_out: Mapping[str, str], shown: Counted, t: Translator) -> list[str]:
    return [
        f"{shown.assessors.get(key) or '–'} ({t.plain(LEFT_OUT[why])})"
        for key, why in left_out.items()
    ]


def sheets(shown: SheetsShown, t: Translator) -> Screen:
    """One application: what each gave, and their words."""
    one, edition = shown.application, shown.edition
    related = {conflict.assessor_id: conflict.reason for conflict in shown.conflicts}
    given = {sheet.assessor_id: sheet for sheet in shown.sheets}
    parts = [t("<b>{title}</b> · {receipt}: every member's points",
               title=one.title, receipt=one.receipt)]  # fmt: skip
    for assessor in shown.assessors:
        facts = {"name": assessor.name or "–"}
        if assessor.id in related:
            parts.append(t("<b>{name}</b>: conflict of interest, {reason}", **facts,
                           reason=related[assessor.id]))  # fmt: skip
        elif assessor.withdrawn:
            parts.append(t("<b>{name}</b>: excused, {reason}", **facts,
                           reason=assessor.withdrawn))  # fmt: skip
        elif assessor.id in given:
            parts.append(_sheet(assessor.name, given[assessor.id], shown, t))
        else:
            parts.append(t("<b>{name}</b>: no scores", **facts))
    back = Button(t.plain("The jury's ranking"), ShowTotals(edition.id))
    return Screen(GAP.join(parts), ((back,), (menu_button(t),)))


def _sheet(name: str, sheet: Sheet, shown: SheetsShown, t: Translator) -> Markup:
    total = points(own_total(shown.edition.contest.jury.criteria, sheet), t)
    said = t("<b>{name}</b>: {points}. Together: {total}.", name=name or "–",
             points=listed(shown.edition, sheet, t), total=total)  # fmt: skip
    if not sheet.comment:
        return said
    return LINE.join((said, t("“{words}”", words=sheet.comment)))
