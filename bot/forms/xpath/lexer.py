"""Tokens of an expression (XPath 1.0 §3.7), with what spreadsheet programs do to quotes."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from .errors import XPathError


class Token(Enum):
    NUMBER = "number"
    STRING = "string"
    REFERENCE = "reference"
    NAME = "name"
    OPERATOR = "operator"
    SYMBOL = "symbol"
    END = "end"


class Lexeme(NamedTuple):
    """`text` is a string's content, a reference's name, otherwise what was written."""

    token: Token
    text: str
    column: int


_NAME = r"[^\W\d][\w.\-·]*"
_LEXEME = re.compile(
    rf"""
    (?P<space>[\s\u200b\ufeff]+)
  | (?P<number>\d+(?:\.(?!\.)\d*)?|\.\d+)
  | (?P<string>"[^"]*"|'[^']*'|[“”„"][^“”"]*[“”"]|[‘’‚'][^‘’']*[‘’'])
  | (?P<reference>\$\{{[^{{}}]*\}})
  | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
  | (?P<symbol>::|//|\.\.|!=|<=|>=|[-–—−/.@()\[\],|+=<>*])
    """,
    re.VERBOSE,
)
_REFERENCE = re.compile(rf"\$\{{\s*(last-saved\#)?({_NAME}(?:/{_NAME})*)\s*\}}")
_WORD_OPERATOR = re.compile(r"(and|or|mod|div)(?![^\W\d])")
_MINUS = "–—−"
_BEFORE_OPERAND = frozenset(
    ("@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!=", "<", "<=", ">", ">=")
)


def tokenize(source: str) -> list[Lexeme]:
    """All tokens with an END after the last, or `XPathError` (syntax, unclosed_string, …)."""
    lexemes: list[Lexeme] = []
    at, operand = 0, False  # `operand`: the last token ended one, so an operator may follow
    while at < len(source):
        found = _LEXEME.match(source, at)
        if found is None:
            raise _unreadable(source, at)
        kind, text, column = found.lastgroup, found.group(), at + 1
        at = found.end()
        if kind == "space":
            continue
        if operand and kind == "name" and (word := _WORD_OPERATOR.match(text)):
            at = column - 1 + word.end()
            lexeme = Lexeme(Token.OPERATOR, word.group(), column)
        else:
            lexeme = _lexeme(kind, text, column, source, operand)
        lexemes.append(lexeme)
        operand = lexeme.token is not Token.OPERATOR and not (
            lexeme.token is Token.SYMBOL and lexeme.text in _BEFORE_OPERAND
        )
    lexemes.append(Lexeme(Token.END, "", len(source) + 1))
    return lexemes


def _lexeme(kind: str | None, text: str, column: int, source: str, operand: bool) -> Lexeme:
    if kind == "number":
        return Lexeme(Token.NUMBER, text, column)
    if kind == "string":
        return Lexeme(Token.STRING, text[1:-1], column)
    if kind == "reference":
        return Lexeme(Token.REFERENCE, _reference(text, column, source), column)
    if kind == "name":
        return Lexeme(Token.NAME, text, column)
    text = "-" if text in _MINUS else text
    if text == "*" and operand:
        return Lexeme(Token.OPERATOR, text, column)
    return Lexeme(Token.SYMBOL, text, column)


def _reference(text: str, column: int, source: str) -> str:
    """The name in `${name}`; "" for `${last-saved#name}`, which has no value with us."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        raise XPathError(source, column, "bad_reference", text)
    return "" if found.group(1) else found.group(2)


def _unreadable(source: str, at: int) -> XPathError:
    character = source[at]
    reason = "unclosed_string" if character in "\"'“”„‘’‚" else "syntax"
    return XPathError(source, at + 1, "bad_reference" if character == "$" else reason, character)
