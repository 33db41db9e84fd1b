"""What residents see of results: a few words, then charts one by one."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from bot.domain.findings import Publication, PublicQuestion, Withdrawn
from bot.domain.sessions import Completed
from bot.i18n import Translator
from bot.views.actions import ShowPublication, ShowPublished, Withdraw
from bot.views.faults import menu_button
from bot.views.screen import Attachment, Button, Row, Screen
from bot.views.surveys import GAP, LINE, back_to_list, people
from bot.views.tallies import described, title_of


def published(result: Completed, t: Translator) -> Screen:
    """The ending of the kind "show"."""
    outcome = result.outcome
    assert isinstance(outcome, Publication)
    heading = t("<b>Residents can see the results now.</b>")
    return Screen(GAP.join((heading, *_words(outcome, t))), _rows(outcome, t))


def shown(result: Publication, t: Translator) -> Screen:
    """What was found, in a few words."""
    return Screen(GAP.join(_words(result, t)), _rows(result, t))


def question(result: PublicQuestion, t: Translator) -> Screen:
    """One chart, and the same in words."""
    publication = result.publication
    text = described(result.tally, publication.fallback, t)
    picture = Attachment("photo", f"wykres-{result.number + 1}.png", result.picture)
    overview = Button(t.plain("What was found"), ShowPublication(publication.id))
    rows = tuple(row for row in (_moves(result, t), (overview, menu_button(t))) if row)
    return Screen(text, rows, picture if result.picture else None)


def confirm_withdraw(result: Publication, t: Translator) -> Screen:
    """Asked once before withdrawing."""
    text = t(
        "<b>Withdraw the results of “{title}”?</b>\nResidents see them no longer, and the link "
        "stops working.",
        title=result.title,
    )
    rows = (
        (Button(t.plain("Withdraw"), Withdraw(result.id, True)),),
        (Button(t.plain("Leave them"), ShowPublication(result.id)),),
    )
    return Screen(text, rows)


def withdrawn(result: Withdrawn, t: Translator) -> Screen:
    """They are gone."""
    text = t("<b>The results of “{title}” are withdrawn.</b>", title=result.title)
    return Screen(text, ((back_to_list(t), menu_button(t)),))


def _words(result: Publication, t: Translator) -> Sequence[Markup]:
    heading = t("<b>Results: {title}</b>", title=result.title)
    answered = t("Answered: {people}. Thank you!", people=people(result.results.total, t))
    titles = [
        Markup.escape(f"{n}. {title_of(tally, result.fallback, t)}")
        for n, tally in enumerate(result.results.tallies, 1)
    ]
    parts = [LINE.join((heading, answered)), Markup.escape(result.comment), LINE.join(titles)]
    if result.staff:
        parts.append(t("Link for residents:\n{link}", link=result.link))
    return parts


def _rows(result: Publication, t: Translator) -> tuple[Row, ...]:
    rows: list[Row] = [(Button(t.plain("See the charts"), ShowPublished(result.id, 0)),)]
    if result.staff:
        rows.append((Button(t.plain("Withdraw"), Withdraw(result.id, False)),))
    return (*rows, (back_to_list(t), menu_button(t)))


def _moves(result: PublicQuestion, t: Translator) -> Row:
    publication, last = result.publication, len(result.publication.results.tallies) - 1
    moves = []
    if result.number > 0:
        moves.append(Button(t.plain("Previous"), ShowPublished(publication.id, result.number - 1)))
    if result.number < last:
        moves.append(Button(t.plain("Next"), ShowPublished(publication.id, result.number + 1)))
    return tuple(moves)
