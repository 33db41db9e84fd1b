"""A file as it came in a multipart request."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a request, whole in memory."""

    name: str
    mime_type: str
    content: bytes
