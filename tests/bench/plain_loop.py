"""What a broadcast usually is: a loop over the library with its own rate limiter. No ledger."""

from __future__ import annotations

import asyncio
import json
import sys
import time

from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ApplicationBuilder


async def main(url: str, token: str, chats: str) -> None:
    """Send to everybody, one after the other, at up to 30 a second."""
    limiter = AIORateLimiter(overall_max_rate=30, overall_time_period=1, max_retries=5)
    builder = ApplicationBuilder().token(token).base_url(f"{url}/bot").rate_limiter(limiter)
    failed = 0
    async with builder.build() as application:
        started = time.perf_counter()
        for chat in json.loads(chats):
            try:
                await application.bot.send_message(chat, "W sobotę gramy w planszówki.")
            except (TelegramError, RetryAfter):
                failed += 1
        print(json.dumps({"seconds": time.perf_counter() - started, "failed": failed}))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
