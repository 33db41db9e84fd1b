"""`doctor`: each line says in words how it is and what to do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from bot.cli.checks.api import compared
from bot.cli.checks.encryption import Encryption, encryption
from bot.domain.checkup import Level
from tests.cli.conftest import Commands, line

NOW = datetime(2027, 5, 12, 10, 0, tzinfo=UTC)


async def test_a_new_installation_is_fit_to_run(ready: Commands) -> None:
    """What is not there yet is worth a look, not a fault."""
    said = await ready("doctor")

    assert said.code == 0
    assert "✓ dobrze: Telegram zna ten token: bot to @trzecie_miejsce_bot" in said.out
    assert "! uwaga: " in said.out
    assert "✗" not in said.out


async def test_while_the_bot_runs(ready: Commands) -> None:
    """The lock is no fault: it is said that the bot runs, and the database is looked at."""
    process = await ready.start("run")
    await line(process.stderr, "is running")

    said = await ready("doctor")

    assert said.code == 0
    assert f"bot działa (proces {process.pid})" in said.out
    assert "baza danych jest cała" in said.out
    assert "nikt jeszcze nie prowadzi bota" in said.out


async def test_a_missing_token(commands: Commands) -> None:
    """Without settings it says so and looks no further."""
    said = await commands("doctor")

    assert said.code == 1
    assert "✗ błąd: Brakuje BOT_TOKEN" in said.out


async def test_a_token_that_telegram_does_not_know(
    ready: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other checks go on."""
    monkeypatch.setenv("BOT_TOKEN", "100200300:opens-nothing-at-all-anywhere")

    said = await ready("doctor")

    assert said.code == 1
    assert "✗ błąd: Telegram nie zna tego BOT_TOKEN" in said.out
    assert "1 rzecz do naprawy" in said.out
    assert "opens-nothing" not in said.out


async def test_a_damaged_database(ready: Commands) -> None:
    """It is opened and read, not only found."""
    ready.data.mkdir()
    (ready.data / "trzecie-miejsce.db").write_bytes(b"nothing that SQLite knows" * 400)

    said = await ready("doctor")

    assert said.code == 1
    assert "✗ błąd: " in said.out
    assert "trzecie-miejsce restore" in said.out


async def test_a_file_with_the_token_that_others_can_read(ready: Commands) -> None:
    """The token is the bot: whoever reads it can be the bot."""
    (ready.folder / "trzecie-miejsce.env").write_text("", encoding="utf-8")
    (ready.folder / "trzecie-miejsce.env").chmod(0o644)

    said = await ready("doctor")

    assert "chmod go-rwx trzecie-miejsce.env" in said.out


@pytest.mark.parametrize(
    ("apart", "level"), [(0, Level.FINE), (30, Level.FINE), (-31, Level.LOOK), (3600, Level.LOOK)]
)
def test_the_clock_beside_telegrams(apart: int, level: Level) -> None:
    """More than 30 seconds to either side is worth a look."""
    sent = format_datetime(NOW + timedelta(seconds=apart), usegmt=True)

    assert compared(sent, NOW).level is level


def test_a_server_without_a_clock() -> None:
    """Nothing to compare with is no fault."""
    assert compared("", NOW).code == "clock_unknown"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A computer whose / is a plain partition and whose /srv is LVM upon LUKS."""
    (tmp_path / "mountinfo").write_text(
        "25 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n"
        "26 25 253:1 / /srv rw,relatime shared:2 - ext4 /dev/mapper/vg-srv rw\n"
        "27 25 0:40 / /net rw - nfs4 server:/x rw\n"
        "28 25 8:1 / /with\\040space rw - ext4 /dev/sda1 rw\n",
        encoding="utf-8",
    )
    disk, volume, luks = (tmp_path / "devices" / name for name in ("sda", "dm-1", "dm-0"))
    for device, uuid in ((volume, "LVM-abc"), (luks, "CRYPT-LUKS2-0123-luks")):
        (device / "dm").mkdir(parents=True)
        (device / "dm" / "uuid").write_text(uuid, encoding="ascii")
    (disk / "sda1").mkdir(parents=True)
    (disk / "sda1" / "partition").write_text("1", encoding="ascii")
    (volume / "slaves").mkdir()
    (volume / "slaves" / "dm-0").symlink_to(luks)
    (tmp_path / "block").mkdir()
    (tmp_path / "block" / "8:1").symlink_to(disk / "sda1")
    (tmp_path / "block" / "253:1").symlink_to(volume)
    return tmp_path


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/home/data", Encryption.NO),
        ("/srv/data", Encryption.YES),
        ("/srvice", Encryption.NO),
        ("/with space/data", Encryption.NO),
        ("/net/data", Encryption.UNKNOWN),
    ],
)
def test_encryption_is_told_by_the_devices(
    machine: Path, folder: str, expected: Encryption
) -> None:
    """The longest mount point counts; a device is encrypted if anything below it is."""
    found, _ = encryption(Path(folder), machine / "mountinfo", machine / "block")

    assert found is expected
