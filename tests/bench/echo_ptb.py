"""The bare echo bot of python-telegram-bot with its default transport.

`python -m tests.bench.echo_ptb URL AT_ONCE`
"""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the same."""
    assert update.message and update.message.text
    await update.message.reply_text(update.message.text)


def main() -> None:
    """Poll until killed."""
    url, at_once = sys.argv[1], int(sys.argv[2])
    builder = Application.builder().token("100:bench").base_url(f"{url}/bot")
    builder = builder.connection_pool_size(max(at_once, 8)).pool_timeout(60)
    if at_once > 1:
        builder = builder.concurrent_updates(at_once)
    application = builder.build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(timeout=30)


if __name__ == "__main__":
    main()
