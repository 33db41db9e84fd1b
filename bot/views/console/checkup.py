"""`doctor`'s lines: a sign, what was found in words, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.checkup import Finding, Level
from bot.i18n import Translator, mark

SIGNS = {
    Level.FINE: ("✓", mark("fine")),
    Level.LOOK: ("!", mark("look")),
    Level.WRONG: ("✗", mark("wrong")),
}
WORDS = {
    "python": mark("Python {version}, SQLite {sqlite}"),
    "python_old": mark("Python {version} is too old. Install 3.11 or newer."),
    "sqlite_old": mark("SQLite {sqlite} is too old. It comes with the system: 3.37 or newer."),
    "settings": mark("settings read; token set; data in {folder}"),
    "setting_bad": "{words}",
    "config_none": mark("CONFIG is not set. The profile is filled in by talking to the bot."),
    "config": mark("configuration file {path}"),
    "token": mark("Telegram knows the token: the bot is @{username}"),
    "token_bad": mark("Telegram does not know this BOT_TOKEN. Copy it once more from BotFather."),
    "api_silent": mark(
        "{address} does not answer ({reason}). Check the internet connection, then try again."
    ),
    "clock": mark("the clock is right, {seconds} s apart"),
    "clock_off": mark(
        "the clock is {seconds} s off. Deadlines would be wrong. Switch on NTP: timedatectl"
    ),
    "clock_unknown": mark("the clock could not be compared: the API sent no time"),
    "folder": mark("{folder} can be written to"),
    "folder_none": mark("{folder} is not there yet. The first `run` makes it."),
    "folder_readonly": mark("{folder} cannot be written to. Give the bot's user the right."),
    "folder_open": mark("others can read {path}. Close it: chmod go-rwx {path}"),
    "space": mark("{free} MB free on the disk"),
    "space_low": mark("only {free} MB free on the disk with {folder}. Make room."),
    "encrypted": mark("the data lies on an encrypted disk"),
    "plain_disk": mark(
        "this system does not encrypt the disk. Who takes it reads everything. Use LUKS."
    ),
    "disk_unknown": mark("unknown whether the disk is encrypted ({kind}). Ask whoever set it up."),
    "running": mark("the bot is running (process {number})"),
    "not_running": mark("the bot is not running. Start it: trzecie-miejsce run"),
    "database": mark("the database is whole, schema {revision}"),
    "database_none": mark("there is no database yet. The first `run` makes it."),
    "database_bad": "{words}",
    "database_older": mark("schema {revision}; the next `run` brings it to {newest}"),
    "owner_none": mark("nobody is the owner yet. Run: trzecie-miejsce owner-code"),
    "owner": mark("the bot has an owner"),
    "backup": mark("newest copy: {day}"),
    "backup_old": mark("the newest copy is {days} days old. Copy now: trzecie-miejsce backup"),
    "backup_none": mark("there is no copy yet. Every night makes one; now: trzecie-miejsce backup"),
    "locales": mark("languages complete: {languages}"),
    "locale_gaps": mark("{language}: {number} texts are missing. Install the program again."),
    "fonts": mark("fonts for charts are here"),
    "fonts_none": mark("fonts for charts are missing. Install the program again."),
}


def line(finding: Finding, t: Translator) -> str:
    """„✓ dobrze: …”: the sign is never alone."""
    sign, word = SIGNS[finding.level]
    return f"{sign} {t.plain(word)}: {t.plain(WORDS[finding.code], **finding.facts)}"


def summary(findings: Sequence[Finding], t: Translator) -> str:
    """How many things need a look or are wrong."""
    bad = sum(one.level is Level.WRONG for one in findings)
    some = sum(one.level is Level.LOOK for one in findings)
    if bad:
        return t.many_plain(
            "{number} thing is wrong. The bot will not work like this.",
            "{number} things are wrong. The bot will not work like this.",
            bad,
        )
    if some:
        return t.many_plain(
            "The bot can run. {number} thing is worth a look.",
            "The bot can run. {number} things are worth a look.",
            some,
        )
    return t.plain("Everything is as it should be.")
