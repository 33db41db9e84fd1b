"""What the commands are for, and what they say when they are done."""

from __future__ import annotations

from datetime import datetime

from bot.i18n import Translator, mark

COMMANDS = {
    "setup": mark("the first day: a token, the library's name, the files of configuration"),
    "run": mark("run the bot"),
    "demo": mark("try the bot in a browser: no token, no Telegram"),
    "owner-code": mark("a link that makes whoever opens it the owner; valid 15 minutes"),
    "doctor": mark("check everything and say what to do"),
    "backup": mark("copy the database (--to FOLDER)"),
    "restore": mark("bring a copy back (restore FILE); the bot must be stopped"),
    "migrate": mark("bring the database to the newest schema; `run` does it by itself"),
    "version": mark("which version this is"),
}
WIDTH = 12


def overview(t: Translator) -> str:
    """`--help`."""
    head = t.plain("Usage: trzecie-miejsce COMMAND")
    lines = [f"  {name:<{WIDTH}}{t.plain(words)}" for name, words in COMMANDS.items()]
    tail = t.plain("Settings come from the environment or from trzecie-miejsce.env in this folder.")
    return "\n".join([head, "", *lines, "", tail])


def not_understood(given: str, t: Translator) -> str:
    """An unknown command or option."""
    return t.plain("I do not understand: {given}. See: trzecie-miejsce --help", given=given)


def no_copy_named(t: Translator) -> str:
    """`restore` without a file."""
    return t.plain(
        "Which copy? Name its file: trzecie-miejsce restore FILE. Copies are in DATA_DIR, under "
        "backups."
    )


def version(number: str, revision: str, t: Translator) -> str:
    """`version`."""
    return t.plain(
        "Trzecie Miejsce {number}, database schema {revision}", number=number, revision=revision
    )


def owner_link(link: str, until: datetime, code: str, t: Translator) -> str:
    """The link, its QR code, and how long both are valid."""
    head = t.plain("Open this link on your phone, and you will be the owner of the bot:")
    tail = t.plain(
        "Valid once, until {hour}. A new one: trzecie-miejsce owner-code",
        hour=t.hour(until.astimezone(t.zone).time()),
    )
    return "\n".join([head, "", f"  {link}", "", code, tail])


def running(username: str, t: Translator) -> str:
    """The bot is up."""
    return t.plain("The bot @{username} is running. Ctrl-C ends it.", username=username)


def new_folder(path: str, t: Translator) -> str:
    """The folder asked for was not there: a slip of the pen is seen at once."""
    return t.plain("The folder {path} was not there, so it was made.", path=path)


def backed_up(path: str, t: Translator) -> str:
    """Where the copy is, and what it needs beside it."""
    said = t.plain("The copy is ready and checked: {path}", path=path)
    beside = t.plain(
        "Keep secret.key and erasures.log from DATA_DIR too, in another place than the copies."
    )
    return f"{said}\n{beside}"


def restored(aside: str, erased: int, t: Translator) -> str:
    """What stands now, and where the earlier database is."""
    lines = [t.plain("The copy is back in its place. You can start the bot.")]
    if aside:
        lines.append(t.plain("What was there before: {path}", path=aside))
    if erased:
        lines.append(
            t.many_plain(
                "{number} person who had asked for it was erased again.",
                "{number} people who had asked for it were erased again.",
                erased,
            )
        )
    return "\n".join(lines)


def migrated(revision: str, copy: str, t: Translator) -> str:
    """The schema, and the copy that was made before."""
    if not copy:
        return t.plain("The database has the newest schema: {revision}.", revision=revision)
    return t.plain(
        "The database has the newest schema: {revision}. Copy from before: {path}",
        revision=revision,
        path=copy,
    )
