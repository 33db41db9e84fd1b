"""What Telegram answers when it refuses a call, in Telegram's own words."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Refused(Exception):
    """A call answered with `ok: false`.

    `code` is the HTTP status and `error_code`; `description` is the whole text;
    `parameters` becomes ResponseParameters (`retry_after`, `migrate_to_chat_id`).
    """

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def envelope(self) -> Json:
        """The JSON body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str) -> Refused:
    """400: the call itself is wrong."""
    return Refused(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> Refused:
    """403: the bot may not write there."""
    return Refused(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refused:
    """409: two ways of receiving updates at once."""
    return Refused(409, f"Conflict: {reason}")


def too_many_requests(retry_after: int) -> Refused:
    """429: wait `retry_after` seconds."""
    text = f"Too Many Requests: retry after {retry_after}"
    return Refused(429, text, {"retry_after": retry_after})


def migrated(chat_id: int) -> Refused:
    """400: the group became the supergroup `chat_id`."""
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refused(400, text, {"migrate_to_chat_id": chat_id})
