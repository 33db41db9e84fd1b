"""What a `/sim/…` request gives, read field by field; a wrong one is named."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.simulator.failure import Json
from bot.simulator.people.acts import CannotDo
from bot.simulator.uploads import Upload
from bot.simulator.world import Chat, Person, World


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of the query and of the body together."""

    world: World
    given: Json
    files: list[Upload] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self.given.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        """A string; required without a default."""
        value = self.given.get(name, default)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise CannotDo(f"{name} must be a string")
        return value

    def integer(self, name: str) -> int:
        """A whole number, also written as text."""
        try:
            return int(self.given[name])
        except (KeyError, ValueError, TypeError):
            raise CannotDo(f"{name} must be a whole number") from None

    def number(self, name: str) -> float:
        """A number, also written as text."""
        try:
            return float(self.given[name])
        except (KeyError, ValueError, TypeError):
            raise CannotDo(f"{name} must be a number") from None

    def integers(self, name: str) -> list[int]:
        """A list of whole numbers."""
        value = self.given.get(name)
        if not isinstance(value, list) or not all(type(item) is int for item in value):
            raise CannotDo(f"{name} must be a list of whole numbers")
        return value

    @property
    def person(self) -> Person:
        """Who acts."""
        person = self.world.people.get(self.integer("person"))
        if person is None:
            raise CannotDo("there is no such person")
        return person

    @property
    def chat(self) -> Chat:
        """The chat where they act; one of their own."""
        chat = self.group
        if self.person.id not in chat.members:
            raise CannotDo("this person is not in the chat")
        return chat

    @property
    def group(self) -> Chat:
        """A chat that they may not be in yet; never somebody else's private chat."""
        chat = self.world.chats.get(self.integer("chat"))
        if chat is None or (chat.type == "private" and chat.id != self.person.id):
            raise CannotDo("there is no such chat")
        return chat
