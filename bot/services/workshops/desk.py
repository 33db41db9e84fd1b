"""What staff use to make and show workshops, introduced to the rest of this package."""

from __future__ import annotations

from collections.abc import Callable

from bot.domain.surveys import Begin
from bot.frozen import frozen
from bot.services.turn import Office
from bot.services.workshops.door import Door
from bot.services.workshops.ledger import Ledger
from bot.services.workshops.overviews import DrawCode, Overviews
from bot.services.workshops.previews import Previews
from bot.services.workshops.proposals import Proposals
from bot.services.workshops.questions import Questions
from bot.services.workshops.rounds import Rounds
from bot.services.workshops.series_changes import SeriesChanges
from bot.services.workshops.staff_forms import StaffForms
from bot.services.workshops.workshops import Workshops
from bot.storage.forms import Forms


@frozen
class Desk:
    """For the handlers; `forms.completions` are for `app`."""

    forms: StaffForms
    previews: Previews
    questions: Questions


def desk(
    office: Office,
    shelf: Forms,
    begin: Begin,
    draw_code: DrawCode,
    render_svg: Callable[[str], bytes],
) -> Desk:
    """All of them. They hold nothing of their own, so it does not matter who else has a ledger."""
    ledger = Ledger(office)
    overviews = Overviews(office, ledger, draw_code)
    rounds = Rounds(office, ledger)
    forms = StaffForms(
        office, shelf, begin, overviews, Proposals(office, ledger, overviews),
        Workshops(ledger, overviews, rounds),
        SeriesChanges(office, ledger, overviews, rounds), Door(ledger),
    )  # fmt: skip
    return Desk(forms, Previews(office, overviews, render_svg), Questions(overviews))
