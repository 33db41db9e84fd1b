"""The `type` column: every spelling that real forms use, as one of few roles."""

from __future__ import annotations

import re
from enum import StrEnum

from bot.forms.model import Kind
from bot.frozen import frozen

from .names import list_key


class Role(StrEnum):
    """What a row of the survey is for."""

    QUESTION = "question"
    BEGIN = "begin"
    END = "end"
    IGNORED = "ignored"
    COMMENT = "comment"
    UNSUPPORTED = "unsupported"
    NEEDS_FILE = "needs_file"
    UNKNOWN = "unknown"


@frozen
class RowType:
    """A parsed type. `block` is group, repeat, loop, score or rank for BEGIN and END."""

    role: Role
    kind: Kind = Kind.TEXT
    block: str = ""
    list_name: str = ""
    or_other: bool = False
    external: bool = False
    constraint: str = ""  # what the type itself demands


# Kinds that no person is asked.
UNSEEN = frozenset(
    {
        Kind.CALCULATE,
        Kind.HIDDEN,
        Kind.START,
        Kind.END,
        Kind.TODAY,
        Kind.DEVICEID,
        Kind.METADATA,
    }
)
_FILE_SELECT = re.compile(r"select[ _](?:one|multiple)[ _]from[ _]file\b.*", re.I)
_OTHER = re.compile(r"\s+or[ _](?:specify[ _])?other$", re.I)
_SELECTS = (
    (re.compile(r"select[ _]one[ _]external\b\s*(.*)", re.I), Kind.SELECT_ONE),
    (re.compile(r"add select one prompt using\b\s*(.*)", re.I), Kind.SELECT_ONE),
    (re.compile(r"add select multiple prompt using\b\s*(.*)", re.I), Kind.SELECT_MULTIPLE),
    (
        re.compile(r"select all that apply(?: from| using)?(?:\s+(.*)|$)", re.I),
        Kind.SELECT_MULTIPLE,
    ),
    (re.compile(r"q select1(?:\s+(.*)|$)", re.I), Kind.SELECT_ONE),
    (re.compile(r"q select(?:\s+(.*)|$)", re.I), Kind.SELECT_MULTIPLE),
    (re.compile(r"select(?:1|[ _]?one)(?: from| using)?(?:\s+(.*)|$)", re.I), Kind.SELECT_ONE),
    (
        re.compile(r"select[ _]?multiple(?: from| using)?(?:\s+(.*)|$)", re.I),
        Kind.SELECT_MULTIPLE,
    ),
    (re.compile(r"rank(?:\s+(.*)|$)", re.I), Kind.RANK),
)
_BLOCK = re.compile(
    r"(begin|end)[ _]+(?:(group|section)|(repeat|lgroup|looped[ _]group)|(loop)"
    r"|(score)|(rank))(?:\s+(?:over\s+)?(\S+))?",
    re.I,
)
_BLOCKS = ("group", "repeat", "loop", "score", "rank")

_KINDS: dict[Kind, str] = {
    Kind.TEXT: "text|string|str|note input|url",
    Kind.INTEGER: "integer|int|number",
    Kind.DECIMAL: "decimal|float|double",
    Kind.RANGE: "range|slider",
    Kind.DATE: "date",
    Kind.TIME: "time",
    Kind.DATETIME: "datetime|date time",
    Kind.NOTE: "note",
    Kind.ACKNOWLEDGE: "acknowledge|acknowledgement|trigger",
    Kind.IMAGE: "image|photo|picture|signature|draw|annotate",
    Kind.AUDIO: "audio|sound",
    Kind.VIDEO: "video",
    Kind.FILE: "file",
    Kind.GEOPOINT: "geopoint|gps|location|geo point",
    Kind.BARCODE: "barcode|bar code|qrcode|qr code",
    Kind.CALCULATE: "calculate|calculation|calculate here",
    Kind.HIDDEN: "hidden|hidden string|hidden text|hidden int|hidden integer|hidden decimal"
    "|hidden geopoint|hidden date",
    Kind.START: "start|start time",
    Kind.END: "end|end time",
    Kind.TODAY: "today",
    Kind.DEVICEID: "deviceid|device id|imei|uri:deviceid",
    Kind.METADATA: "subscriberid|subscriber id|simserial|sim serial|sim id|phonenumber|username"
    "|user name|email|audit|caseid|start geopoint|background audio|background geopoint"
    "|uri:subscriberid|uri:simserial|uri:phonenumber|uri:username|uri:email|text audit"
    "|audio audit|speed violations count|speed violations list|speed violations audit"
    "|sensor statistic|sensor stream|comments|enumerator|device info|devicephonenum"
    "|get phone number|instanceid|instance id|user id|userid",
}
_BY_NAME = {name: kind for kind, names in _KINDS.items() for name in names.split("|")}
_UNSUPPORTED = re.compile(
    r"geotrace|geoshape|geo (?:trace|shape)|osm(?: .*)?|include(?: .*)?|cascading select(?: .*)?"
    r"|(?:begin|end) (?:kobo)?matrix.*|add (?:geotrace|geoshape) prompt|q geo(?:trace|shape)"
    r"|entity.*|dataset.*|custom.*|plugin.*"
)
_EXTERNAL_DATA = re.compile(r"(?:xml|csv|geojson) external(?: .*)?")
_OLD_SETTING = re.compile(r"set (?:form (?:title|id|name)|default language|language)(?: .*)?")
_LIMITED = {
    "percentage": (Kind.INTEGER, ". >= 0 and . <= 100"),
    "number of days in last month": (Kind.INTEGER, ". >= 0 and . <= 31"),
    "number of days in last six months": (Kind.INTEGER, ". >= 0 and . <= 183"),
    "number of days in last year": (Kind.INTEGER, ". >= 0 and . <= 365"),
    "phone number": (Kind.TEXT, r"regex(., '^[+]?[0-9 ()-]*$')"),
}
_WORDS = ("select_one", "select_multiple", "begin_group", "end_group", "begin_repeat", "end_repeat")
KNOWN = (*sorted(_BY_NAME), *_WORDS)


def parse_type(source: str) -> RowType:
    """The role of a row from its type, in any letter case, with spaces or underscores."""
    text = " ".join(source.split())
    plain = re.sub(r"[\s_-]+", " ", text.lower())
    if text.startswith("#"):
        return RowType(Role.COMMENT)
    if block := _BLOCK.fullmatch(text):
        return _block(block)
    if _FILE_SELECT.fullmatch(text) or _EXTERNAL_DATA.fullmatch(plain):
        return RowType(Role.NEEDS_FILE)
    return _select(text) or _simple(plain) or RowType(Role.UNKNOWN)


def _block(match: re.Match[str]) -> RowType:
    role = Role.BEGIN if match[1].lower() == "begin" else Role.END
    block = next(name for name, found in zip(_BLOCKS, match.groups()[1:6], strict=True) if found)
    return RowType(role, block=block, list_name=match[7] or "")


def _select(text: str) -> RowType | None:
    for pattern, kind in _SELECTS:
        if match := pattern.fullmatch(text):
            rest = f" {match[1] or ''}"
            list_name = _OTHER.sub("", rest)
            external = "external" in pattern.pattern
            return RowType(
                Role.QUESTION, kind, "", list_key(list_name), list_name != rest, external
            )
    return None


def _simple(plain: str) -> RowType | None:
    if limited := _LIMITED.get(plain):
        return RowType(Role.QUESTION, limited[0], constraint=limited[1])
    short = re.sub(r"^(?:q|get|add) |(?<=\w) prompt$", "", plain)
    if kind := _BY_NAME.get(plain) or _BY_NAME.get(short):
        return RowType(Role.QUESTION, kind)
    if plain in {"score row", "rank level"}:
        return RowType(Role.QUESTION, Kind.SELECT_ONE, block=plain.split()[0])
    if _OLD_SETTING.fullmatch(plain):
        return RowType(Role.IGNORED)
    return RowType(Role.UNSUPPORTED) if _UNSUPPORTED.fullmatch(plain) else None
