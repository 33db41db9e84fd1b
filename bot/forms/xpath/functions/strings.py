"""Text: XPath 1.0 §4.2 and ODK's own, with digests, labels and texts from the form."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import re
import uuid
from collections.abc import Sequence

from ..context import Context
from ..terms import Kind, Term, Text, as_string
from ..values import Value, node_text, texts
from . import patterns
from .signature import BadArgument, Function, pure, seeing

ANY, BOOLEAN, NUMBER, STRING = Kind.ANY, Kind.BOOLEAN, Kind.NUMBER, Kind.STRING

MAX_UUID = 1_000
_DIGESTS = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}
_QUESTION = re.compile(r"\$\{\s*([^{}]+?)\s*\}")


def _concat(arguments: Sequence[Term]) -> Term:
    """concat(): all texts one after another, of a node-set every node's."""
    parts = [_whole_text(term) for term in arguments]
    return Term(STRING, lambda ctx: "".join([part(ctx) for part in parts]))


def _whole_text(term: Term) -> Text:
    if term.kind not in (Kind.NODES, ANY):
        return as_string(term)
    run = term.run
    return lambda ctx: "".join(texts(run(ctx)))


def _join(glue: str, *values: Value) -> str:
    return glue.join([text for value in values for text in texts(value)])


def _round(number: float) -> float:
    return math.floor(number + 0.5) if math.isfinite(number) else number


def _substring(text: str, start: float, length: float = math.inf) -> str:
    """XPath's substring: positions from 1, both numbers rounded (§4.2)."""
    first = _round(start)
    last = first + _round(length)
    return "".join([letter for at, letter in enumerate(text, 1) if first <= at < last])


def _substr(text: str, start: float, end: float = math.inf) -> str:
    """ODK's substr: positions from 0, negative ones from the end, `end` not included."""
    return text[_place(start, len(text)) : _place(end, len(text))]


def _place(number: float, length: int) -> int:
    if math.isnan(number):
        return 0
    place = int(max(-length, min(number, length)))
    return max(0, place + length) if number < 0 else place


def _before(text: str, mark: str) -> str:
    return text[: max(0, text.find(mark))]


def _after(text: str, mark: str) -> str:
    at = text.find(mark)
    return "" if at < 0 else text[at + len(mark) :]


def _translate(text: str, old: str, new: str) -> str:
    table: dict[int, str | None] = {}
    for at, letter in enumerate(old):
        table.setdefault(ord(letter), new[at] if at < len(new) else None)
    return text.translate(table)


def _own_text(ctx: Context, *given: str) -> str:
    return given[0] if given else node_text(ctx.node)


def _length(ctx: Context, *given: str) -> float:
    return float(len(_own_text(ctx, *given)))


def _normalized(ctx: Context, *given: str) -> str:
    return " ".join(_own_text(ctx, *given).split())


def _digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    """A digest of the UTF-8 text; "" for an algorithm that ODK does not know."""
    if algorithm not in _DIGESTS:
        return ""
    digest = hashlib.new(_DIGESTS[algorithm], text.encode(), usedforsecurity=False).digest()
    return digest.hex() if encoding == "hex" else base64.b64encode(digest).decode("ascii")


def _base64_decode(text: str) -> str:
    """The UTF-8 text that was encoded; "" if it is not valid."""
    try:
        return base64.b64decode(text.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return ""


def _uuid(length: float = 36.0) -> str:
    """A random identifier, or `length` characters of such, at most `MAX_UUID`."""
    wanted = min(int(length), MAX_UUID) if math.isfinite(length) else 36
    text = str(uuid.uuid4())
    while len(text) < wanted:
        text += str(uuid.uuid4())
    return text[: max(0, wanted)]


def _regex(arguments: Sequence[Term]) -> Term:
    """regex(value, pattern): a match anywhere, as in the XForms specification and KoboToolbox."""
    text, pattern = as_string(arguments[0]), as_string(arguments[1])
    if arguments[1].constant is None:
        return Term(BOOLEAN, lambda ctx: patterns.matches(pattern(ctx), text(ctx)))
    matches = patterns.matcher(str(arguments[1].constant))
    if matches is None:
        raise BadArgument("bad_regex")
    return Term(BOOLEAN, lambda ctx: matches(text(ctx)))


def _question_name(term: Term) -> str:
    """The question in the second argument of jr:choice-name: `'${q}'`, `${q}` or a path."""
    if term.reference:
        return term.reference
    written = str(term.constant or "")
    found = _QUESTION.search(written)
    return found.group(1) if found else written.rsplit("/", 1)[-1].strip()


def _choice_name(arguments: Sequence[Term]) -> Term:
    value, name = as_string(arguments[0]), _question_name(arguments[1])
    return Term(STRING, lambda ctx: ctx.env.choice_label(value(ctx), name, ctx.origin))


def _choice_names(arguments: Sequence[Term]) -> Sequence[str]:
    name = _question_name(arguments[1])
    return (name,) if name else ()


def _pulldata(arguments: Sequence[Term]) -> Term:
    parts = [as_string(term) for term in arguments]
    return Term(STRING, lambda ctx: ctx.env.pulldata([part(ctx) for part in parts]))


FUNCTIONS = {
    "string": seeing(STRING, _own_text, STRING, least=0),
    "concat": Function(_concat, 0, None),
    "join": pure(STRING, _join, STRING, more=ANY),
    "contains": pure(BOOLEAN, lambda text, part: part in text, STRING, STRING),
    "starts-with": pure(BOOLEAN, str.startswith, STRING, STRING),
    "ends-with": pure(BOOLEAN, str.endswith, STRING, STRING),
    "substring": pure(STRING, _substring, STRING, NUMBER, NUMBER, least=2),
    "substr": pure(STRING, _substr, STRING, NUMBER, NUMBER, least=2),
    "substring-before": pure(STRING, _before, STRING, STRING),
    "substring-after": pure(STRING, _after, STRING, STRING),
    "translate": pure(STRING, _translate, STRING, STRING, STRING),
    "string-length": seeing(NUMBER, _length, STRING, least=0),
    "normalize-space": seeing(STRING, _normalized, STRING, least=0),
    "trim": pure(STRING, str.strip, STRING),  # SurveyCTO's
    "regex": Function(_regex, 2, 2),
    "uuid": pure(STRING, _uuid, NUMBER, least=0),
    "digest": pure(STRING, _digest, STRING, STRING, STRING, least=2),
    "base64-decode": pure(STRING, _base64_decode, STRING),
    "jr:choice-name": Function(_choice_name, 2, 2, names=_choice_names),
    "jr:itext": seeing(STRING, lambda ctx, key: ctx.env.itext(key), STRING),
    "pulldata": Function(_pulldata, 1, None),
}
