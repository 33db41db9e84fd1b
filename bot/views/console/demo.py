"""What the demo says: where to look, and what to try."""

from __future__ import annotations

from bot.i18n import Translator


def ready(address: str, t: Translator) -> str:
    """The address and three hints."""
    return "\n".join(
        [
            t.plain("The town of Zalesie is ready. Open in a browser:"),
            "",
            f"  {address}",
            "",
            t.plain("  Ania lives here: press Start and answer the survey."),
            t.plain("  Maria runs the library: send /panel and look at the results."),
            t.plain("  Jan is a partner: send /ankiety and see what came of the last one."),
            t.plain("  The clock above the chats: move it by a day and see reminders arrive."),
            "",
            t.plain("Everything here is made up and goes away at the end. Ctrl-C ends it."),
        ]
    )


def ended(t: Translator) -> str:
    """The demo is over."""
    return t.plain("\nThe demo has ended. Nothing of it is left.")
