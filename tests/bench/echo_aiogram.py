"""The bare echo bot of aiogram. `python -m tests.bench.echo_aiogram URL`"""

from __future__ import annotations

import asyncio
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def echo(message: Message) -> None:
    """Say the same."""
    await message.answer(message.text or "")


async def main() -> None:
    """Poll until killed."""
    server = TelegramAPIServer.from_base(sys.argv[1])
    bot = Bot("100:bench", session=AiohttpSession(api=server))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    await dispatcher.start_polling(bot, polling_timeout=30, handle_signals=False)


if __name__ == "__main__":
    asyncio.run(main())
