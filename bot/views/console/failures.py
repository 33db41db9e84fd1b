"""Expected failures, each in one line: what is wrong and what to do."""

from __future__ import annotations

from bot.errors import ConfigError, StorageError
from bot.i18n import Translator, mark

MISSING = {
    "BOT_TOKEN": mark("BOT_TOKEN is missing: the bot's token. Run: trzecie-miejsce setup"),
    "DATA_DIR": mark("DATA_DIR is missing: the folder for the database. Set it, for example data"),
}
SETTINGS = {
    "missing": mark("{key} is missing. Set it in trzecie-miejsce.env or in the environment."),
    "not_a_token": mark(
        "{key} is not a token. Copy it once more from BotFather: digits, a colon, letters."
    ),
    "not_an_address": mark("{key} is not an address: {value}. It begins with http:// or https://."),
    "not_a_secret": mark("{key} may hold A–Z, a–z, 0–9, _ and - only, at most 256 of them."),
    "not_host_and_port": mark(
        "{key} needs an address and a port, such as 127.0.0.1:8443. Now it is {value}."
    ),
    "not_yes_or_no": mark("{key} can be yes or no. Now it is {value}."),
    "cannot_read": mark("{key}: the file {value} cannot be read. Check its name and its rights."),
    "not_toml": mark("{key}: this file is not correct TOML. {value}"),
    "not_text": mark("{key} in the configuration file needs text in quotation marks."),
    "out_of_range": mark("{key} in the configuration file needs a whole number, {value}."),
    "not_a_list": mark("{key} in the configuration file needs a list, such as [“Zalesie”]."),
    "twice": mark("{key} in the configuration file names the same thing twice."),
    "unknown_time_zone": mark("{key}: there is no time zone {value}. Try Europe/Warsaw."),
    "unknown_language": mark("{key}: the bot does not speak {value}. It knows pl, uk and en."),
    "port_taken": mark("{key}: {value} is taken by another program. Choose another port."),
    "unknown": mark("{key} in the configuration file is not a known key. Check its spelling."),
}
STORAGE = {
    "another_copy": mark(
        "Another copy of the bot already runs on {path}. Stop it first, or choose another DATA_DIR."
    ),
    "readonly": mark("Nothing can be written to {path}. Give the bot's user the right to write."),
    "full": mark("The disk with {path} is full. Nothing is lost. Make room and start again."),
    "cannot_open": mark("{path} cannot be opened. Check that the folder exists and its rights."),
    "not_a_database": mark(
        "{path} is not a database. Bring a copy back: trzecie-miejsce restore FILE"
    ),
    "corrupt": mark("{path} is damaged. Bring a copy back: trzecie-miejsce restore FILE"),
    "io_error": mark("The disk with {path} does not answer. Check the disk before you go on."),
    "database": mark("The database {path} refused. Run: trzecie-miejsce doctor"),
    "newer_schema": mark(
        "{path} was made by a newer version of this program. Install the newer version."
    ),
    "migration_failed": mark(
        "The database could not be brought up to date. The old data is untouched; copy: {path}"
    ),
    "bad_secret": mark("{path} does not hold a key of this program. Bring it back from a copy."),
    "no_file": mark("There is no file {path}. Check its name and the folder."),
}
API = {
    "bad_token": mark(
        "Telegram does not know this BOT_TOKEN. Copy it once more from BotFather: /mybots."
    ),
    "another_poller": mark(
        "Another program uses the same BOT_TOKEN. Stop it, or make a new token in BotFather."
    ),
    "unreachable": mark(
        "{address} does not answer ({reason}). Check the internet connection, then try again."
    ),
    "refused": mark("Telegram refused: {reason}"),
}
WAITING = mark("{address} does not answer ({reason}). Trying again; nothing is lost meanwhile.")
UNEXPECTED = mark("Something broke in the program ({name}). Run: trzecie-miejsce doctor")
INTERRUPTED = mark("Interrupted. What was finished before stays.")


def bad_setting(error: ConfigError, t: Translator) -> str:
    """Which setting, what is wrong with it, and what it should be."""
    words = MISSING.get(error.key) if error.reason == "missing" else None
    return t.plain(words or SETTINGS[error.reason], key=error.key, value=error.value)


def bad_storage(error: StorageError, t: Translator) -> str:
    """What is wrong with the disk or the database."""
    return t.plain(STORAGE[error.reason], path=error.path)


def bad_api(code: str, t: Translator, **facts: object) -> str:
    """What Telegram, or the way there, said."""
    return t.plain(API[code], **facts)


def waiting(address: str, reason: str, t: Translator) -> str:
    """The API does not answer; the bot keeps trying."""
    return t.plain(WAITING, address=address, reason=reason)


def unexpected(name: str, t: Translator) -> str:
    """A fault of ours."""
    return t.plain(UNEXPECTED, name=name)


def interrupted(t: Translator) -> str:
    """Somebody pressed Ctrl-C."""
    return t.plain(INTERRUPTED)
