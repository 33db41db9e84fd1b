"""Tokens of an expression (XPath 1.0 §3.7), with what spreadsheet programs do to quotes."""

from __future__ import annotations

import re
from typing import NamedTuple

from .errors import XPathError

NUMBER = "number"
STRING = "string"
REFERENCE = "reference"
NAME = "name"
OPERATOR = "operator"
SYMBOL = "symbol"
END = "end"


class Lexeme(NamedTuple):
    """`kind` is one of the above; `text` a string's content, a reference's name, or as written."""

    kind: str
    text: str
    column: int


_NAME = r"[^\W\d][\w.\-·]*"
_LEXEME = re.compile(
    rf"""
[\s\u200b\ufeff]*
(?: (?P<number>\d+(?:\.(?!\.)\d*)?|\.\d+)
  | (?P<string>"[^"]*"|'[^']*'|[“”„"][^“”"]*[“”"]|[‘’‚'][^‘’']*[‘’'])
  | (?P<reference>\$\{{[^{{}}]*\}})
  | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
  | (?P<symbol>::|//|\.\.|!=|<=|>=|[-–—−/.@()\[\],|+=<>*])
  | (?P<end>\Z)
)
    """,
    re.VERBOSE,
)
_REFERENCE = re.compile(rf"\$\{{\s*(last-saved\#)?({_NAME}(?:/{_NAME})*)\s*\}}")
_WORD_OPERATOR = re.compile(r"(and|or|mod|div)(?![^\W\d])")
_MINUS = "–—−"
_INVISIBLE = "\u200b\ufeff"
_BEFORE_OPERAND = frozenset(
    (
        "@",
        "::",
        "(",
        "[",
        ",",
        "/",
        "//",
        "|",
        "+",
        "-",
        "–",
        "—",
        "−",
        "=",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
    )
)


def tokenize(source: str) -> list[Lexeme]:
    """All tokens with an END after the last, or `XPathError` (syntax, unclosed_string, …)."""
    lexemes: list[Lexeme] = []
    at, operand = 0, False  # `operand`: the last token ended one, so an operator may follow
    while True:
        found = _LEXEME.match(source, at)
        if found is None or found.lastgroup is None:
            raise _unreadable(source, at)
        kind = found.lastgroup
        text, start, at = found[kind], found.start(kind), found.end()
        if operand and kind == NAME and (word := _WORD_OPERATOR.match(text)):
            at = start + word.end()
            lexeme = Lexeme(OPERATOR, word[0], start + 1)
        else:
            lexeme = _lexeme(kind, text, start + 1, source, operand)
        lexemes.append(lexeme)
        if kind == END:
            return lexemes
        operand = lexeme.kind != OPERATOR and not (kind == SYMBOL and text in _BEFORE_OPERAND)


def _lexeme(kind: str, text: str, column: int, source: str, operand: bool) -> Lexeme:
    if kind == STRING:
        text = text[1:-1]
    elif kind == REFERENCE:
        text = _reference(text, column, source)
    elif kind == SYMBOL:
        text = "-" if text in _MINUS else text
        kind = OPERATOR if operand and text == "*" else SYMBOL
    return Lexeme(kind, text, column)


def _reference(text: str, column: int, source: str) -> str:
    """The name in `${name}`; "" for `${last-saved#name}`, which has no value with us."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        raise XPathError(source, column, "bad_reference", text)
    return "" if found.group(1) else found.group(2)


def _unreadable(source: str, at: int) -> XPathError:
    while source[at].isspace() or source[at] in _INVISIBLE:
        at += 1
    character = source[at]
    reason = "unclosed_string" if character in "\"'“”„‘’‚" else "syntax"
    return XPathError(source, at + 1, "bad_reference" if character == "$" else reason, character)
