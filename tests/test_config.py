"""Settings: read once, each bad key named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import (
    ENV_FILE,
    TELEGRAM,
    checked,
    env_line,
    environment,
    load,
    load_seed,
    read_env_file,
)
from bot.domain.profile import Profile
from bot.errors import ConfigError

GOOD = {"BOT_TOKEN": "1:abc", "DATA_DIR": "/srv/data"}
VALUES = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40)


def test_the_least_that_is_needed() -> None:
    """A token and a folder; the address is Telegram's."""
    settings = load(GOOD)

    assert settings.api_url == TELEGRAM
    assert settings.database == Path("/srv/data/trzecie-miejsce.db")
    assert settings.webhook is None


def test_settings_do_not_show_their_secrets() -> None:
    """A settings object in a log or a traceback tells nothing."""
    hook = {"WEBHOOK_URL": "https://example.org/hook", "WEBHOOK_SECRET": "open-sesame"}

    shown = repr(load({**GOOD, **hook}))

    assert "1:abc" not in shown
    assert "open-sesame" not in shown


@pytest.mark.parametrize(
    ("env", "key", "reason"),
    [
        ({"BOT_TOKEN": " "}, "BOT_TOKEN", "missing"),
        ({"BOT_TOKEN": "abc"}, "BOT_TOKEN", "not_a_token"),
        ({"DATA_DIR": ""}, "DATA_DIR", "missing"),
        ({"BOT_API_URL": "ftp://x"}, "BOT_API_URL", "not_an_address"),
        ({"WEBHOOK_URL": "https://x.pl/h"}, "WEBHOOK_SECRET", "missing"),
        ({"WEBHOOK_URL": "https://x.pl/h", "WEBHOOK_SECRET": "ż"}, "WEBHOOK_SECRET",
         "not_a_secret"),
        ({"WEBHOOK_URL": "https://x.pl/h", "WEBHOOK_SECRET": "s", "WEBHOOK_LISTEN": "8443"},
         "WEBHOOK_LISTEN", "not_host_and_port"),
        ({"PAID_BROADCASTS": "1"}, "PAID_BROADCASTS", "not_yes_or_no"),
    ],
)  # fmt: skip
def test_a_bad_key_is_named(env: dict[str, str], key: str, reason: str) -> None:
    """The words for it are in views.console."""
    with pytest.raises(ConfigError) as caught:
        load({**GOOD, **env})

    assert (caught.value.key, caught.value.reason) == (key, reason)


@pytest.mark.parametrize(("said", "paid"), [("yes", True), ("no", False), ("", False)])
def test_paid_broadcasts_are_off_until_somebody_says_yes(said: str, paid: bool) -> None:
    """They cost the library Telegram Stars."""
    assert load({**GOOD, "PAID_BROADCASTS": said}).paid_broadcasts is paid


@given(VALUES)
def test_what_setup_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, value: str
) -> None:
    """Whatever a folder is called."""
    path = tmp_path_factory.mktemp("env") / ENV_FILE
    path.write_text(env_line("DATA_DIR", value) + "\n", encoding="utf-8")

    assert read_env_file(path) == {"DATA_DIR": value}


def test_the_file_is_read_as_systemd_reads_it(tmp_path: Path) -> None:
    """Comments, blank lines, quotes; what stands in the environment comes first."""
    (tmp_path / ENV_FILE).write_text(
        '# a comment\n; another\n\nA = 1\nB=\'two words\'\nC="say \\"x\\""\nPATH=/nowhere\n',
        encoding="utf-8",
    )

    env = environment(tmp_path)

    assert (env["A"], env["B"], env["C"]) == ("1", "two words", 'say "x"')
    assert env["PATH"] != "/nowhere"


def test_a_profile_is_seeded_from_toml(tmp_path: Path) -> None:
    """Keys are those of the profile."""
    path = tmp_path / "biblioteka.toml"
    path.write_text('library = "Pod Lipą"\nplaces = ["Zalesie"]\nminimum_age = 13\n', "utf-8")

    profile = Profile(**load_seed(path))

    assert (profile.library, profile.places, profile.minimum_age) == ("Pod Lipą", ("Zalesie",), 13)


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("librarry", "x", "unknown"),
        ("library", 7, "not_text"),
        ("minimum_age", 7, "out_of_range"),
        ("minimum_age", True, "out_of_range"),
        ("places", "Zalesie", "not_a_list"),
        ("places", ["Zalesie", "Zalesie"], "twice"),
        ("time_zone", "Europe/Zalesie", "unknown_time_zone"),
        ("default_language", "de", "unknown_language"),
    ],
)
def test_a_bad_value_of_the_configuration(key: str, value: object, reason: str) -> None:
    """A slip in the spelling is found, not ignored."""
    with pytest.raises(ConfigError) as caught:
        checked(key, value)

    assert (caught.value.key, caught.value.reason) == (key, reason)


@pytest.mark.parametrize("content", [b"library = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml(tmp_path: Path, content: bytes) -> None:
    """CONFIG is named, since that is what has to be looked at."""
    path = tmp_path / "biblioteka.toml"
    path.write_bytes(content)

    with pytest.raises(ConfigError) as caught:
        load_seed(path)

    assert caught.value.key == "CONFIG"


def test_bulk_is_thirty_a_second_or_less() -> None:
    """Telegram allows no more; where replies count too, 25 leave room for them."""
    given = {"BOT_TOKEN": "123456:AAE-abc_def", "DATA_DIR": "/tmp/x"}

    assert load(given).bulk_per_second == 30
    assert load({**given, "BULK_PER_SECOND": "25"}).bulk_per_second == 25
    for wrong in ("0", "31", "-1", "dużo"):
        with pytest.raises(ConfigError, match="out_of_range"):
            load({**given, "BULK_PER_SECOND": wrong})
