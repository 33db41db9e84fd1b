"""Conversations with the library: writing, answering, relaying, and what staff see of them."""

from bot.services.threads.messages import Messages as Messages
from bot.services.threads.relaying import PURPOSES as PURPOSES
from bot.services.threads.relaying import Relay as Relay
from bot.services.threads.threads import Threads as Threads
