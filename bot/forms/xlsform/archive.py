"""The parts of an .xlsx file (ECMA-376 part 2) and the XML in them, safe to open."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from xml.parsers import expat

from .limits import MIB, UNPACKED_BYTES, refuse
from .problems import ProblemCode

Start = Callable[[str, dict[str, str]], None]
_RELATIONSHIP = "relationships/"


class Archive:
    """Parts by name, in any letter case and with either slash, as programs write them.

    Raises `TooMuch` when it unpacks too large: sizes come from the directory of the archive, and
    `zipfile` reads no more than that declares.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        parts = self._zip.infolist()
        if sum(part.file_size for part in parts if _is_xml(part.filename)) > UNPACKED_BYTES:
            limit = str(UNPACKED_BYTES // MIB)
            raise refuse(ProblemCode.FILE_UNPACKED_TOO_LARGE, limit_mib=limit)
        self._parts = {_plain(part.filename): part for part in parts}

    def has(self, name: str) -> bool:
        return _plain(name) in self._parts

    def read(self, name: str) -> bytes:
        """The part's bytes. Raises `KeyError` when there is none of that name."""
        return self._zip.read(self._parts[_plain(name)])

    def related(self, name: str) -> list[tuple[str, str, str]]:
        """(id, last word of the type, part) of everything that a part points at."""
        folder, file = posixpath.split(name)
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        found: list[tuple[str, str, str]] = []

        def start(tag: str, attributes: dict[str, str]) -> None:
            if local(tag) == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.join("/", folder, attributes["Target"].replace("\\", "/"))
                kind = attributes["Type"].rpartition(_RELATIONSHIP)[2]
                found.append((attributes["Id"], kind, posixpath.normpath(target).lstrip("/")))

        if self.has(listing):
            parse(self.read(listing), start)
        return found


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def local(tag: str) -> str:
    """A tag or attribute without its namespace prefix."""
    return tag.rpartition(":")[2]


def parse(
    content: bytes,
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run the handlers over XML. Raises `ExpatError`, and `TooMuch` for a document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    parser.Parse(content, True)


def _refuse_doctype(*_: object) -> None:
    raise refuse(ProblemCode.FILE_UNSAFE)
