"""What the simulator keeps in memory: people, chats, messages, files, polls, taps."""

from __future__ import annotations

import itertools
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.simulator.failure import Json, bad_request, migrated

BotStatus = Literal["member", "administrator", "left", "kicked"]


@dataclass(slots=True)
class Person:
    """Somebody who talks to the bot; `about` says in a line who they are.

    `invited_by` is the payload of the link by which they first come, if they have one.
    """

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    about: str | None = None
    phone_number: str | None = None
    invited_by: str = ""

    def names(self) -> Json:
        """The names as User and private Chat both carry them."""
        names = {"first_name": self.first_name, "last_name": self.last_name}
        return {k: v for k, v in {**names, "username": self.username}.items() if v}

    def user(self) -> Json:
        """The Bot API's User."""
        user: Json = {"id": self.id, "is_bot": False, **self.names()}
        return {**user, "language_code": self.language_code} if self.language_code else user


@dataclass(slots=True)
class Chat:
    """A chat; `members` are people's ids, `fixed` are messages that no edit may touch."""

    id: int
    type: Literal["private", "group", "supergroup", "channel"]
    names: Json
    members: set[int] = field(default_factory=set)
    bot_status: BotStatus = "member"
    started: bool = False
    blocked: bool = False
    messages: dict[int, Json] = field(default_factory=dict)
    fixed: set[int] = field(default_factory=set)
    keyboards: dict[int, Json] = field(default_factory=dict)
    forced: dict[int, Json] = field(default_factory=dict)
    read: dict[int, int] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    reactions: dict[int, list[Json]] = field(default_factory=dict)
    migrated_to: int | None = None
    last_heard: float = float("-inf")

    def json(self) -> Json:
        """The Bot API's Chat."""
        return {"id": self.id, "type": self.type, **self.names}

    @property
    def title(self) -> str:
        """What a list of chats shows."""
        name = f"{self.names.get('first_name', '')} {self.names.get('last_name', '')}"
        return str(self.names.get("title") or name.strip())


@dataclass(slots=True)
class StoredFile:
    """Bytes that the bot or a person sent; `media` is the Bot API's object for them."""

    file_id: str
    kind: str
    content: bytes
    name: str
    mime_type: str
    media: Any
    path: str


@dataclass(slots=True)
class Poll:
    """A poll and who voted for which options."""

    json: Json
    chat_id: int
    message_id: int = 0
    votes: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True)
class Query:
    """A tap that waits for `answerCallbackQuery`."""

    id: str
    person_id: int
    chat_id: int
    message_id: int
    asked_at: float


class World:
    """Everything there is; ids are never given twice."""

    def __init__(self, bot: Json, now: Callable[[], float]) -> None:
        self.bot = bot
        self.now = now
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.polls: dict[str, Poll] = {}
        self.queries: dict[str, Query] = {}
        self._message_ids = itertools.count(1)
        self._person_ids = itertools.count(1001)
        self._group_ids = itertools.count(2001)
        self._unique = itertools.count(1)

    def add_person(self, given_id: int | None = None, **details: Any) -> Person:
        """Makes a person and their (not yet started) chat with the bot."""
        free = (n for n in self._person_ids if n not in self.people)
        person = Person(given_id or next(free), **details)
        if person.id in self.people:
            raise ValueError(f"person {person.id} is there already")
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", person.names(), {person.id})
        return person

    def add_chat(self, type_: Literal["group", "supergroup", "channel"], title: str) -> Chat:
        """Makes a group or a channel without people; the bot is a plain member."""
        number = next(self._group_ids)
        chat_id = -number if type_ == "group" else -1_000_000_000_000 - number
        chat = self.chats[chat_id] = Chat(chat_id, type_, {"title": title}, started=True)
        return chat

    def chat(self, chat_id: int | str) -> Chat:
        """The chat by id or @username; raises what Telegram answers when there is none."""
        found = self.chats.get(chat_id) if isinstance(chat_id, int) else self._by_name(chat_id)
        if found is None:
            raise bad_request("chat not found")
        if found.migrated_to is not None:
            raise migrated(found.migrated_to)
        return found

    def _by_name(self, name: str) -> Chat | None:
        wanted = name.removeprefix("@").lower()
        public = (c for c in self.chats.values() if c.type != "private")
        return next((c for c in public if c.names.get("username", "").lower() == wanted), None)

    def next_message_id(self) -> int:
        """Ids grow over all chats, so the order of ids is the order of time."""
        return next(self._message_ids)

    def unique(self, prefix: str) -> str:
        """A new identifier that tells nothing and cannot be guessed."""
        return f"{prefix}{next(self._unique)}{secrets.token_urlsafe(12)}"

    def date(self) -> int:
        """Now, in whole seconds since 1970."""
        return int(self.now())
