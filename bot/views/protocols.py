"""Which file of the protocol, and the file itself."""

from __future__ import annotations

from bot.domain.contests.minutes import ProtocolFile
from bot.domain.contests.overviews import Decisions
from bot.i18n import Translator
from bot.views.actions import GetProtocol
from bot.views.awards import GAP, to_decisions
from bot.views.screen import Attachment, Button, Screen


def choose(shown: Decisions, t: Translator) -> Screen:
    """For the library, or for the town; to edit, or to print."""
    contest = shown.edition.id
    text = t(
        "<b>Protocol as a file</b>\nThe library's version has names and all reasons: keep it in "
        "the contest's file. The town's version has no names of private persons."
    )
    parts = [text]
    if not shown.round.approved:
        parts.append(t("The protocol is not approved: the file says that it is a draft."))
    library, town = t.plain("Library"), t.plain("Town")
    rows = (
        (Button(f"{library}: DOCX", GetProtocol(contest, "docx", True)),
         Button(f"{library}: PDF", GetProtocol(contest, "pdf", True))),
        (Button(f"{town}: DOCX", GetProtocol(contest, "docx", False)),
         Button(f"{town}: PDF", GetProtocol(contest, "pdf", False))),
        to_decisions(contest, t),
    )  # fmt: skip
    return Screen(GAP.join(parts), rows)


def file(shown: ProtocolFile, t: Translator) -> Screen:
    """The file with a word on what it is for."""
    if shown.whole:
        text = t("<b>The protocol for the library.</b>\nIt holds names: do not publish it.")
    else:
        text = t("<b>The protocol for the town.</b>\nWithout names of private persons.")
    if shown.draft:
        text = GAP.join((text, t("A draft: the protocol is not approved yet.")))
    attachment = Attachment("document", shown.name, shown.content)
    return Screen(text, (to_decisions(shown.edition.id, t),), attachment)
