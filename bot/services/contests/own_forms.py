"""The library's own application form: chosen from its drafts, before applications are taken."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.clock import stamp
from bot.domain.contests.contest import Papers
from bot.domain.contests.editions import Edition
from bot.domain.contests.own_forms import completed, lacking
from bot.domain.contests.setting_up import FormsOffered
from bot.domain.contests.writing import as_toml
from bot.domain.people import Person, Right, require
from bot.domain.surveys import Status, Survey
from bot.errors import Refused
from bot.forms import builtin
from bot.forms.xlsform import write_xlsx
from bot.i18n import Translator
from bot.services.contests.ledger import Ledger
from bot.services.contests.setting_up import Contests
from bot.services.turn import Turn
from bot.storage import contests, forms, surveys
from bot.storage.database import Tx

MOST = 8  # drafts to choose from
View = Callable[[FormsOffered, Translator], object]


class OwnForms:
    """For staff."""

    def __init__(self, ledger: Ledger, shelf: forms.Forms, service: Contests) -> None:
        self._ledger = ledger
        self._shelf = shelf
        self._contests = service

    async def offer(self, turn: Turn, contest_id: int, view: View) -> None:
        """Which form stands, and drafts that can be taken. Raises Refused: staff_only,
        contest_gone, not_in_this_phase."""
        await turn.read(lambda tx, _: self._warm(tx, contest_id, 0))

        def work(tx: Tx, person: Person) -> FormsOffered:
            return self._offered(tx, self._contests.configurable(tx, person, contest_id, turn.now))

        await turn.write(work, view)

    async def choose(self, turn: Turn, contest_id: int, survey_id: int, view: View) -> None:
        """This draft of a survey as the application form; 0: the bot's own again. What it lacks is
        told, and then it is not taken. Raises Refused like `offer`, survey_gone."""
        own = await self._contests.builtin_form(Papers().form)
        await turn.read(lambda tx, _: self._warm(tx, contest_id, survey_id))

        def work(tx: Tx, person: Person) -> FormsOffered:
            before = self._contests.configurable(tx, person, contest_id, turn.now)
            if not survey_id:
                return self._taken(tx, person, before, own, Papers().form, turn.now)
            draft = next((one for one in _drafts(tx) if one.id == survey_id), None)
            if draft is None:
                raise Refused("survey_gone")
            return self._checked(tx, person, before, draft, turn.now)

        await turn.write(work, view)

    async def sample(self, turn: Turn, view: Callable[[bytes, Translator], object]) -> None:
        """The bot's own application form as a spreadsheet to change. Raises Refused:
        staff_only."""
        await turn.read(lambda _tx, person: require(person, Right.MANAGE_CONTESTS))
        content = await asyncio.to_thread(lambda: write_xlsx(builtin.load(Papers().form)))
        await turn.write(lambda _tx, _person: content, view)

    def _checked(
        self, tx: Tx, person: Person, before: Edition, draft: Survey, now: datetime
    ) -> FormsOffered:
        form = self._shelf.get(tx, draft.form_id, self._ledger.office.profile.places)
        if missing := lacking(form):
            return replace(self._offered(tx, before), lacking=missing, chosen=draft.title)
        workbook = completed(forms.workbook(tx, draft.form_id), form)
        form_id = forms.ensure(tx, form.name, form.version, workbook, stamp(now))
        return self._taken(tx, person, before, form_id, form.name, now)

    def _taken(
        self, tx: Tx, person: Person, before: Edition, form_id: int, name: str, now: datetime
    ) -> FormsOffered:
        papers = replace(before.contest.papers, form=name)
        after = replace(before, contest=replace(before.contest, papers=papers), form_id=form_id)
        contests.configure(tx, after, as_toml(after.contest))
        self._ledger.note(tx, now, person.id, "contest.form", f"contest:{after.id}", form=name)
        self._contests.after_change(tx, after, now)
        return self._offered(tx, after)

    def _warm(self, tx: Tx, contest_id: int, survey_id: int) -> None:
        """Read the forms before the transaction that looks at them."""
        edition = contests.by_id(tx, contest_id)
        found = [one.form_id for one in _drafts(tx) if one.id == survey_id]
        for form_id in (*found, *([edition.form_id] if edition else [])):
            self._shelf.get(tx, form_id, self._ledger.office.profile.places)

    def _offered(self, tx: Tx, edition: Edition) -> FormsOffered:
        form = self._shelf.get(tx, edition.form_id, self._ledger.office.profile.places)
        title = form.title.get(form.default_language, "") or form.name
        own = "" if edition.contest.papers.form == Papers().form else title
        return FormsOffered(edition, tuple(_drafts(tx)), own)


def _drafts(tx: Tx) -> list[Survey]:
    return surveys.with_status(tx, Status.DRAFT, MOST)
