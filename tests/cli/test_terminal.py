"""What the terminal says can be typed there."""

from __future__ import annotations

import io

from bot.cli.terminal import Terminal


def test_commands_are_named_as_they_work_here() -> None:
    """Whoever has only `.venv/bin/…` is told that; names of files stay."""
    out = io.StringIO()
    terminal = Terminal("pl", out, out, io.StringIO(), ".venv/bin/trzecie-miejsce")

    terminal.say("Uruchom: trzecie-miejsce run, zapisane w trzecie-miejsce.env")

    assert out.getvalue() == (
        "Uruchom: .venv/bin/trzecie-miejsce run, zapisane w trzecie-miejsce.env\n"
    )
