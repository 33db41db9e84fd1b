"""What `setup` asks and explains, for somebody who has never run a program like this."""

from __future__ import annotations

from collections.abc import Sequence

from bot.i18n import Translator, mark

QUESTIONS = {
    "library": mark("The library's name, as people know it:"),
    "address": mark("Its address:"),
    "contact": mark("How people can reach you (e-mail, phone):"),
    "inspector": mark("The data protection officer (IOD): how to reach them:"),
    "places": mark("Places where people live, separated by commas (Zalesie, Łąki):"),
    "minimum_age": mark("From what age may people use the bot? Enter means 16:"),
}


def welcome(t: Translator) -> str:
    """What will happen, and how to get a token."""
    return "\n".join(
        [
            t.plain("Good to have you here. Six short questions, and the bot works."),
            t.plain("Ctrl-C stops at any time; until the end nothing is written."),
            "",
            t.plain("First the bot needs a token: its key to Telegram. Here is how to get it:"),
            t.plain("  1. Open Telegram and find the account @BotFather (with a blue mark)."),
            t.plain("  2. Send it: /newbot"),
            t.plain("  3. Answer with the bot's name, for example: Biblioteka w Zalesiu"),
            t.plain("  4. Answer with its address. It has to end with bot: zalesie_bot"),
            t.plain("  5. BotFather sends the token: digits, a colon, many letters. Copy it."),
            "",
        ]
    )


def ask_token(t: Translator) -> str:
    """The prompt."""
    return t.plain("Paste the token here and press Enter:")


def token_fits(name: str, username: str, t: Translator) -> str:
    """Telegram knows it."""
    return t.plain("The token works. This is the bot “{name}” (@{username}).\n", name=name,
                   username=username)  # fmt: skip


def question(key: str, t: Translator) -> str:
    """The prompt for one thing of the profile."""
    return t.plain(QUESTIONS[key])


def may_be_empty(t: Translator) -> str:
    """Said before the questions."""
    return t.plain("Now a few words about the library. What you do not know yet, leave empty.")


def overwrite(name: str, t: Translator) -> str:
    """The prompt before a file is replaced."""
    return t.plain("{name} is here already. Replace it? [y/n]", name=name)


def kept(t: Translator) -> str:
    """They said no."""
    return t.plain("Nothing was changed.")


def written(names: Sequence[str], t: Translator) -> str:
    """The files are there."""
    return t.plain("\nReady: {names}.", names=", ".join(names))


def config_header(t: Translator) -> str:
    """The first line of the configuration file."""
    return t.plain("Read once, at the first start. Afterwards change it in the bot: /panel")


def offer_service(t: Translator) -> str:
    """The prompt."""
    return t.plain("\nShall the bot start by itself with this computer (systemd)? [y/n]")


def service_written(path: str, commands: Sequence[str], t: Translator) -> str:
    """The unit, and what switches it on."""
    head = t.plain("The service is written: {path}\nThese commands switch it on:", path=path)
    return "\n".join([head, *(f"  {command}" for command in commands)])


def run_them(t: Translator) -> str:
    """The prompt."""
    return t.plain("Shall I run them now? [y/n]")


def command_done(command: str, done: bool, t: Translator) -> str:
    """How one of them ended."""
    if done:
        return t.plain("✓ done: {command}", command=command)
    return t.plain("✗ failed: {command}. Run it yourself and read what it says.", command=command)


def start_yourself(t: Translator) -> str:
    """How to start it without systemd."""
    return t.plain("Start the bot with: trzecie-miejsce run")


def last_step(t: Translator) -> str:
    """Before the owner's link."""
    return t.plain("\nThe last step. Start the bot, then:")
