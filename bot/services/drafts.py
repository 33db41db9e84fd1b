"""Drafts of surveys: a file is read, kept, tried out, or thrown away."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable

from bot.clock import stamp
from bot.domain.people import Person, Right, require
from bot.domain.places import read_with_places
from bot.domain.sessions import SURVEY, StepShown
from bot.domain.surveys import (
    Begin,
    Draft,
    DraftDeleted,
    Refusal,
    Status,
    Survey,
    require_status,
)
from bot.forms import builtin
from bot.forms.model import Form
from bot.forms.plan import plan_of
from bot.forms.summary import Summary, summarise
from bot.forms.xlsform import Problem, ProblemCode, Workbook, has_errors, open_workbook, write_xlsx
from bot.forms.xlsform.limits import FILE_BYTES, MIB
from bot.forms.xlsform.sheets import Row, Sheet
from bot.frozen import frozen
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.storage import audit, forms
from bot.storage import surveys as kept
from bot.storage.database import Tx

View = Callable[[Draft | Refusal, Translator], object]
SAMPLE = "diagnoza"  # the built-in form that is handed over as an example


@frozen
class _Understood:
    """A file that can become a survey."""

    workbook: Workbook
    form: Form
    summary: Summary
    warnings: tuple[Problem, ...]


class Drafts:
    """Whatever a librarian does with a survey before residents see it."""

    def __init__(self, office: Office, shelf: forms.Forms, begin: Begin) -> None:
        self._office = office
        self._shelf = shelf
        self._begin = begin

    async def offer(self, turn: Turn, content: bytes | None, name: str, view: View) -> None:
        """Read a file that staff sent; keep it as a draft, or say what is wrong with it.

        `content` None: it is larger than `FILE_BYTES` and was not downloaded.
        """
        await self.allow(turn)
        if content is None:
            limit = {"limit_mib": str(FILE_BYTES // MIB)}
            too_large = Problem(ProblemCode.FILE_TOO_LARGE, facts=limit)
            await self._keep(turn, Refusal(name, (too_large,)), view)
            return
        await self._keep(turn, await asyncio.to_thread(self._read, content, name), view)

    async def offer_builtin(self, turn: Turn, name: str, view: View) -> None:
        """A draft of a form that comes with the bot. Raises KeyError for another name."""
        await self.allow(turn)
        workbook = await asyncio.to_thread(builtin.load, name)
        read = await asyncio.to_thread(self._understand, workbook, name)
        await self._keep(turn, read, view)

    async def offer_ways(self, turn: Turn, view: Callable[[None, Translator], object]) -> None:
        """Where a new survey may come from. Raises Refused: staff_only."""
        await turn.write(lambda _tx, person: require(person, Right.MANAGE_SURVEYS), view)

    async def allow(self, turn: Turn) -> None:
        """Raises Refused("staff_only") before anything is downloaded or read."""
        await turn.read(lambda _tx, person: require(person, Right.MANAGE_SURVEYS))

    async def sample(self, turn: Turn, view: Callable[[bytes, Translator], object]) -> None:
        """The built-in diagnosis as a spreadsheet to change."""
        await self.allow(turn)
        content = await asyncio.to_thread(lambda: write_xlsx(builtin.load(SAMPLE)))
        await turn.write(lambda _tx, _person: content, view)

    async def show(
        self, turn: Turn, survey_id: int, view: Callable[[Draft, Translator], object]
    ) -> None:
        """A draft once more. Raises Refused: survey_gone, survey_changed."""

        def work(tx: Tx, person: Person) -> Draft:
            survey = _managed(tx, person, survey_id, Status.DRAFT)
            form = self._shelf.get(tx, survey.form_id, self._office.profile.places)
            return Draft(survey, summarise(form))

        await turn.write(work, view)

    async def delete(
        self, turn: Turn, survey_id: int, view: Callable[[DraftDeleted, Translator], object]
    ) -> None:
        """Forget a draft. Raises Refused: survey_gone, survey_changed."""

        def work(tx: Tx, person: Person) -> DraftDeleted:
            survey = _managed(tx, person, survey_id, Status.DRAFT)
            kept.delete_draft(tx, survey_id)
            audit.add(tx, stamp(turn.now), person.id, "survey.delete", f"survey:{survey_id}")
            return DraftDeleted(survey.title)

        await turn.write(work, view)

    async def try_out(
        self, turn: Turn, survey_id: int, view: Callable[[StepShown, Translator], object]
    ) -> None:
        """Answer it as residents will; nothing is kept. Raises Refused: survey_changed."""
        await turn.read(lambda tx, person: self._compile(tx, person, survey_id))

        def work(tx: Tx, person: Person) -> StepShown:
            survey = _managed(tx, person, survey_id, Status.DRAFT)
            return self._begin(
                tx, person, SURVEY, survey.id, survey.form_id, now=turn.now, dry_run=True
            )

        await turn.write(work, view)

    def _compile(self, tx: Tx, person: Person, survey_id: int) -> None:
        """Make the form ready before the transaction that asks its first question."""
        survey = _managed(tx, person, survey_id, Status.DRAFT)
        plan_of(self._shelf.get(tx, survey.form_id, self._office.profile.places))

    def _read(self, content: bytes, name: str) -> _Understood | Refusal:
        opening = open_workbook(content)
        if opening.workbook is None:
            return Refusal(name, opening.problems)
        return self._understand(_titled(opening.workbook, name), name)

    def _understand(self, workbook: Workbook, name: str) -> _Understood | Refusal:
        reading = read_with_places(workbook, self._office.profile.places)
        if reading.form is None or has_errors(reading.problems):
            return Refusal(name, reading.problems)
        return _Understood(workbook, reading.form, summarise(reading.form), reading.problems)

    async def _keep(self, turn: Turn, read: _Understood | Refusal, view: View) -> None:
        def work(tx: Tx, person: Person) -> Draft | Refusal:
            require(person, Right.MANAGE_SURVEYS)
            if isinstance(read, Refusal):
                return read
            now, form = stamp(turn.now), read.form
            title = form.title.get(form.default_language, "") or form.name
            form_id = forms.add(tx, form.name, form.version, read.workbook, now)
            survey = kept.add(tx, secrets.token_urlsafe(6), form_id, title, person.id, now)
            audit.add(tx, now, person.id, "survey.draft", f"survey:{survey.id}")
            return Draft(survey, read.summary, read.warnings)

        await turn.write(work, view)


def _titled(workbook: Workbook, name: str) -> Workbook:
    """A form without settings is called after its file, as other XLSForm tools do."""
    stem = name.rpartition(".")[0].strip()
    if not stem or workbook.sheet("settings"):
        return workbook
    settings = Sheet("settings", {"A": "form_title"}, (Row(2, {"A": stem}),))
    return Workbook((*workbook.sheets, settings))


def _managed(tx: Tx, person: Person, survey_id: int, *wanted: Status) -> Survey:
    require(person, Right.MANAGE_SURVEYS)
    return require_status(kept.by_id(tx, survey_id), *wanted)
