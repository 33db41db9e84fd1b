"""Files of results for staff: as shown, in rows, in people's own words. Each is noted."""

from __future__ import annotations

import asyncio
import secrets
import zipfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from io import BytesIO

from bot.clock import stamp
from bot.domain import disclosure
from bot.domain.anonymity import anonymous_export
from bot.domain.exports import People, Table, csv_bytes, tables
from bot.domain.findings import Exported, Findings
from bot.domain.people import Person, Right, require
from bot.domain.surveys import Status, Survey, require_status
from bot.errors import Refused
from bot.i18n import Translator
from bot.services.turn import Office, Turn
from bot.storage import audit, forms
from bot.storage import results as rows
from bot.storage import surveys as kept
from bot.storage.database import Tx
from bot.storage.results import Looked

View = Callable[[Exported, Translator], object]
Tabulated = Callable[[Findings, Translator], Table]
Find = Callable[[Turn, int], Awaitable[Findings]]  # `Results.findings`


class Downloads:
    """Everything that leaves the bot as a file; what may be in it, `disclosure` decides."""

    def __init__(self, office: Office, shelf: forms.Forms, find: Find) -> None:
        self._office = office
        self._shelf = shelf
        self._find = find

    async def results(self, turn: Turn, survey_id: int, tabulated: Tabulated, view: View) -> None:
        """The results as shown, for a spreadsheet. Raises Refused: staff_only, too_few."""
        findings = await self._find(turn, survey_id)
        if not findings.tallies:
            raise Refused("too_few")
        survey = findings.survey

        def work(tx: Tx, person: Person) -> Exported:
            translator = self._office.translator(person.language, turn.now)
            content = csv_bytes(tabulated(findings, translator))
            return self._noted(tx, person, turn, Exported(survey, _name(survey, "wyniki"), content))

        await turn.write(work, view)

    async def answers(self, turn: Turn, survey_id: int, view: View) -> None:
        """The answers in rows, by KoboToolbox's conventions.

        Raises Refused: staff_only, rows_later (an anonymous survey's only once it is closed),
        too_few.
        """
        looked = await self._look(turn, survey_id)
        built = await asyncio.to_thread(_answers, looked)
        await self._hand_over(turn, looked.survey, "odpowiedzi", built, view)

    async def texts(self, turn: Turn, survey_id: int, view: View) -> None:
        """What people wrote in their own words, shuffled. Raises Refused like `answers`."""
        looked = await self._look(turn, survey_id)
        built = await asyncio.to_thread(_texts, looked)
        await self._hand_over(turn, looked.survey, "teksty", built, view)

    async def _look(self, turn: Turn, survey_id: int) -> Looked:
        def work(tx: Tx, person: Person) -> Looked:
            require(person, Right.SEE_RESULTS)
            survey = require_status(kept.by_id(tx, survey_id), Status.OPEN, Status.CLOSED)
            looked = rows.look(tx, survey, self._shelf, self._office.profile.places)
            _require_rows(survey, looked.total)
            return replace(looked, rows=tuple(rows.rows(tx, survey_id)))

        return await turn.read(work)

    async def _hand_over(
        self, turn: Turn, survey: Survey, what: str, built: Sequence[Table], view: View
    ) -> None:
        ending, content = await asyncio.to_thread(_file, built)
        exported = Exported(survey, _name(survey, what, ending), content)
        await turn.write(lambda tx, person: self._noted(tx, person, turn, exported), view)

    def _noted(self, tx: Tx, person: Person, turn: Turn, exported: Exported) -> Exported:
        require(person, Right.SEE_RESULTS)
        subject = f"survey:{exported.survey.id}"
        audit.add(tx, stamp(turn.now), person.id, "results.download", subject, file=exported.name)
        return exported


def _require_rows(survey: Survey, total: int) -> None:
    closed = survey.status is Status.CLOSED
    if not disclosure.rows_allowed(total, anonymous=survey.anonymous, closed=closed):
        raise Refused("too_few" if closed else "rows_later")


def _answers(looked: Looked) -> Sequence[Table]:
    responses = looked.responses()
    if looked.survey.anonymous:
        drawn = secrets.SystemRandom()
        return anonymous_export(looked.form, responses, drawn, earlier=looked.earlier).tables
    people = People(("name",), tuple((row.person,) for row in looked.rows))
    return tables(looked.form, responses, earlier=looked.earlier, people=people)


def _texts(looked: Looked) -> Sequence[Table]:
    drawn = secrets.SystemRandom()
    exported = anonymous_export(looked.form, looked.responses(), drawn, earlier=looked.earlier)
    return (exported.texts,)


def _file(built: Sequence[Table]) -> tuple[str, bytes]:
    if len(built) == 1:
        return "csv", csv_bytes(built[0])
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in built:
            archive.writestr(f"{table.name}.csv", csv_bytes(table))
    return "zip", packed.getvalue()


def _name(survey: Survey, what: str, ending: str = "csv") -> str:
    return f"ankieta-{survey.id}-{what}.{ending}"
