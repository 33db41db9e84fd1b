"""Groups and channels that the bot was put into."""

from __future__ import annotations

from bot.frozen import frozen


@frozen
class Chat:
    """One of them, as Telegram last said. `status` is administrator, member or gone."""

    id: int
    kind: str
    title: str
    status: str
    can_post: bool

    @property
    def open(self) -> bool:
        """May announcements go there? Only where the bot was made an administrator."""
        return self.status == "administrator" and self.can_post
