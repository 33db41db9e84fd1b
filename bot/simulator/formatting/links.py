"""What a link in markup becomes: an address, or a mention of a person."""

from __future__ import annotations

import re

from bot.simulator.failure import Json

PERSON = re.compile(r"tg://user/?\?id=(\d+)")
ADDRESS = re.compile(r"(?:(?:https?|tg|ton|mailto|tel):\S+|[\w-]+(?:\.[\w-]+)+\S*)", re.IGNORECASE)


def link_entity(address: str) -> Json | None:
    """`text_mention` (its `user` is only an id yet), `text_link`, or nothing if no address."""
    address = address.strip()
    person = PERSON.fullmatch(address)
    if person:
        return {"type": "text_mention", "user": {"id": int(person[1])}}
    if not ADDRESS.fullmatch(address):
        return None
    bare = re.match(r"[a-z]+:", address, re.IGNORECASE) is None
    url = f"http://{address}" if bare else address
    with_path = re.fullmatch(r"(https?://[^/?#]+)", url, re.IGNORECASE)
    return {"type": "text_link", "url": f"{url}/" if with_path else url}
