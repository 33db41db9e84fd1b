"""A wheel carries everything the bot needs, and runs from it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
KINDS = {".py", ".po", ".md", ".ttf", ".txt", ".json", ".html", ".css", ".js", ".svg", ".mako"}
OPTIONS = ("--quiet", "--no-deps", "--no-build-isolation", "--no-index",
           "--disable-pip-version-check")  # fmt: skip
PARTS = ("bot", "handlers", "locales", "migrations")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from what git knows, as a release is."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    listed = run("git", "ls-files", "-z", *PARTS, "pyproject.toml", "README.md", "LICENSE")
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes((ROOT / name).read_bytes())
    run(sys.executable, "-m", "pip", "wheel", *OPTIONS, "--wheel-dir", str(out), str(source))
    (built,) = out.glob("*.whl")
    return built


def run(*command: str, cwd: Path = ROOT, **env: str) -> str:
    """What a command prints; fails with what it complains of."""
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **env}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_every_file(wheel: Path) -> None:
    """Code, words, migrations, built-in forms, fonts, the page, the Bot API's facts."""
    listed = run("git", "ls-files", "-z", *PARTS).split("\0")
    wanted = {name for name in listed if Path(name).suffix in KINDS and (ROOT / name).is_file()}

    with zipfile.ZipFile(wheel) as packed:
        carried = set(packed.namelist())

    assert wanted - carried == set()
    assert not [name for name in carried if name.startswith(("tests/", "scripts/"))]


def test_the_program_runs_from_the_wheel(wheel: Path, tmp_path: Path) -> None:
    """Away from the checkout: the schema is made, the words and the fonts are found."""
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    env = {"PYTHONPATH": str(tmp_path / "site"), "BOT_TOKEN": "1:x", "LC_ALL": "pl_PL.UTF-8",
           "DATA_DIR": str(tmp_path / "data"), "BOT_API_URL": "http://127.0.0.1:9"}  # fmt: skip
    program = ("import sys, bot; assert bot.__path__[0].startswith(sys.argv.pop()); "
               "from bot.cli import main; sys.exit(main(sys.argv[1:]))")  # fmt: skip

    def bot(command: str) -> str:
        site = str(tmp_path / "site")
        done = subprocess.run(
            [sys.executable, "-P", "-c", program, command, site],
            cwd=tmp_path, env={**os.environ, **env}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.stdout + done.stderr

    assert "Trzecie Miejsce" in bot("version")
    assert "Baza ma najnowszy schemat" in bot("migrate")
    looked = bot("doctor")
    assert "języki kompletne: pl, uk, en" in looked
    assert "czcionki do wykresów są" in looked
    assert "baza danych jest cała" in looked


def test_the_requirements_name_no_host_and_pin_every_hash() -> None:
    """They install from whatever index a machine is told to use."""
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        packages = [line for line in lines if re.match(r"[a-z0-9]", line, re.IGNORECASE)]

        assert packages
        assert all("==" in line for line in packages)
        assert not [line for line in lines if "://" in line or line.startswith("--index")]
        assert sum("--hash=sha256:" in line for line in lines) >= len(packages)
