"""Every line of the audit has words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from bot.domain.contests.consultation import Status as Remark
from bot.domain.contests.phases import Edge
from bot.domain.mailings import Kind, Status
from bot.domain.signups import Channel
from bot.views.application_status import EVENTS
from bot.views.done import DONE

SERVICES = Path(__file__).parents[2] / "bot" / "services"
FAMILIES = {  # who notes a word, and of what noun where it is not said with the word
    "audit.add": "", "self.note": "", "_note": "", "_ledger.note": "", "ledger.note": "",
    "_overviews.note": "workshop.",
    "_carrying.changed": "realisation.", "self._step": "award.", "_control": "", "door": "signup.",
    "series_changes": "workshop.", "service": "", "sending": "",
}  # fmt: skip
COMPUTED = {
    *(f"{kind}.send" for kind in Kind),
    *(f"mailing.{one}" for one in (Status.PAUSED, Status.RUNNING, Status.STOPPED)),
    *(f"contest.{edge}" for edge in Edge),
    *(f"remark.{one}" for one in (Remark.APPROVED, Remark.HIDDEN)),
    *(f"signup.{channel}" for channel in Channel),
    *(f"realisation.no_{what}" for what in ("event", "expense", "photo")),
    "realisation.ticked", "realisation.unticked",
    "workshop.change_series", "workshop.cancel_series",
}  # fmt: skip


def noted() -> Iterator[str]:
    """The codes that the services write out in full."""
    for path in SERVICES.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call):
                yield from _codes(call, path.stem)


def _codes(call: ast.Call, module: str) -> Iterator[str]:
    name = ast.unparse(call.func)
    key = module if name == "self._note" else name.removeprefix("self.")
    family = FAMILIES.get(name, FAMILIES.get(key, FAMILIES.get(name.rpartition(".")[2])))
    if family is None or (module == "series_changes" and name == "self._note"):
        return
    for given in call.args:
        word = given.value if isinstance(given, ast.Constant) else None
        if isinstance(word, str) and (family or "." in word):
            yield family + word
            return


def test_everything_that_the_services_note_has_words() -> None:
    """`/mojedane` prints no codes."""
    found = set(noted())

    missing = {code for code in found | COMPUTED if code not in DONE}

    assert len(found) > 70
    assert {code for code in missing if code.removeprefix("application.") not in EVENTS} == set()


def test_no_words_for_what_nobody_notes() -> None:
    """Nothing stays behind when a code goes."""
    assert set(DONE) - set(noted()) - COMPUTED == set()
