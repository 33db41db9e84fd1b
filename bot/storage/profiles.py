"""The library's profile: one row for each key; lists as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, fields

from bot.domain.profile import Profile
from bot.storage.database import Tx


def load(tx: Tx) -> Profile | None:
    """The profile, None before it was seeded."""
    rows = dict(tx.execute("SELECT key, value FROM profile").fetchall())
    if not rows:
        return None
    known = {field.name for field in fields(Profile)}
    values = {key: json.loads(value) for key, value in rows.items() if key in known}
    values["places"] = tuple(values.get("places", ()))
    return Profile(**values)


def save(tx: Tx, profile: Profile) -> None:
    """Keep all of it."""
    tx.executemany(
        "INSERT INTO profile (key, value) VALUES (?, ?) "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [(key, json.dumps(value, ensure_ascii=False)) for key, value in asdict(profile).items()],
    )
