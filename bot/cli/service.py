"""A systemd user service: written after a yes, switched on after another."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from bot.cli.terminal import Terminal
from bot.config import ENV_FILE
from bot.storage.disk import told
from bot.views.console import first_day

NAME = "trzecie-miejsce.service"
COMMANDS = (
    "systemctl --user daemon-reload",
    f"systemctl --user enable --now {NAME}",
    "loginctl enable-linger",
)
PATIENCE = 60  # seconds for one of them


def offer(folder: Path, terminal: Terminal) -> None:
    """Where there is systemd. Raises StorageError."""
    if not shutil.which("systemctl") or not terminal.agree(first_day.offer_service(terminal.t)):
        terminal.say(first_day.start_yourself(terminal.t))
        return
    path = Path.home() / ".config" / "systemd" / "user" / NAME
    with told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(unit(folder, Path(sys.executable)), encoding="utf-8")
    terminal.say(first_day.service_written(str(path), COMMANDS, terminal.t))
    if terminal.agree(first_day.run_them(terminal.t)):
        for command in COMMANDS:
            terminal.say(first_day.command_done(command, _ran(command), terminal.t))


def _ran(command: str) -> bool:
    try:
        done = subprocess.run(shlex.split(command), timeout=PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def unit(folder: Path, python: Path) -> str:
    """The unit file (systemd.service(5), systemd.exec(5)). A bad setting is not tried again."""
    return f"""[Unit]
Description=Trzecie Miejsce
Wants=network-online.target
After=network-online.target

[Service]
WorkingDirectory={_escaped(folder)}
EnvironmentFile={_escaped(folder / ENV_FILE)}
ExecStart="{_quoted(python)}" -m bot run
Restart=on-failure
RestartSec=10
RestartPreventExitStatus=2
TimeoutStopSec=10
UMask=0077
NoNewPrivileges=true

[Install]
WantedBy=default.target
"""


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")


def _quoted(path: Path) -> str:
    return _escaped(path).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
