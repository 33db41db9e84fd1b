"""The key of keyed hashes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage import secret


def test_the_key_is_made_once_for_the_bots_own_eyes(tmp_path: Path) -> None:
    """32 bytes, mode 0600, the same at the next start."""
    key = secret.load(tmp_path)

    assert len(key) == 32
    assert secret.load(tmp_path) == key
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_a_damaged_key_is_told(tmp_path: Path) -> None:
    """A shorter key would make marks that nobody recognises later."""
    (tmp_path / "secret.key").write_bytes(b"short")

    with pytest.raises(StorageError) as caught:
        secret.load(tmp_path)

    assert caught.value.reason == "bad_secret"
