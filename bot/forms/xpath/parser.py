"""Precedence climbing over the tokens (XPath 1.0 §3), straight to terms."""

from __future__ import annotations

from . import arithmetic, axes, paths
from .compare import comparison
from .errors import XPathError
from .functions import FUNCTIONS
from .functions.signature import BadArgument, Function, raising
from .lexer import END, NAME, NUMBER, OPERATOR, REFERENCE, STRING, SYMBOL, Lexeme, tokenize
from .terms import Term, as_nodes, literal

MAX_LENGTH = 20_000
MAX_DEPTH = 64  # seven stack frames each, of the thousand that Python grants
MAX_COMPARISONS = 3  # in one chain `a = b = c`: the only chain that nests

_LEVELS = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
}
_COMPARING = (3, 4)
_NODE_TYPES = ("node", "text", "comment", "processing-instruction")
_DESCEND = paths.Step(axes.descendant_or_self)


class Parser:
    """One pass over one expression.

    `names`, `functions`, `words` and `paths` collect what it uses, as in `Expression`.
    """

    def __init__(self, source: str, *, strict: bool) -> None:
        if len(source) > MAX_LENGTH:
            raise XPathError(source, MAX_LENGTH, "too_long")
        self.source = source
        self.strict = strict
        self.names: set[str] = set()
        self.functions: set[str] = set()
        self.words: set[str] = set()
        self.paths: set[str] = set()
        self._predicate = 0  # how many brackets are open
        self._lexemes = tokenize(source)
        self._symbols = [_symbol(lexeme) for lexeme in self._lexemes] + [""]
        self._at = 0
        self._depth = 0

    def parse(self) -> Term:
        term = self._expression(1)
        if self._next.kind != END:
            raise self._error("syntax")
        return term

    @property
    def _next(self) -> Lexeme:
        return self._lexemes[self._at]

    def _error(self, reason: str, at: Lexeme | None = None) -> XPathError:
        at = at or self._next
        return XPathError(self.source, at.column, reason, at.text)

    def _advance(self) -> Lexeme:
        lexeme = self._lexemes[self._at]
        self._at += 1
        return lexeme

    def _sees(self, symbol: str, ahead: int = 0) -> bool:
        return self._symbols[self._at + ahead] == symbol

    def _takes(self, symbol: str) -> bool:
        if self._symbols[self._at] == symbol:
            self._at += 1
            return True
        return False

    def _expect(self, symbol: str) -> None:
        if not self._takes(symbol):
            raise self._error("syntax")

    def _level(self) -> int:
        return _LEVELS.get(self._symbols[self._at], 0)

    def _expression(self, floor: int) -> Term:
        """Operators of precedence `floor` and tighter."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise self._error("too_deep")
        term = self._unary()
        while (level := self._level()) >= floor:
            rest: list[tuple[str, Term]] = []
            while self._level() == level:
                symbol = self._advance().text
                rest.append((symbol, self._expression(level + 1)))
            if level in _COMPARING and len(rest) > MAX_COMPARISONS:
                raise self._error("too_deep")
            term = _combined(level, term, rest)
        self._depth -= 1
        return term

    def _unary(self) -> Term:
        minuses = 0
        while self._takes("-"):
            minuses += 1
        term = self._union()
        if minuses:
            term = arithmetic.negation(term)
        return arithmetic.negation(term) if minuses and minuses % 2 == 0 else term

    def _union(self) -> Term:
        terms = [self._path()]
        while self._takes("|"):
            terms.append(self._path())
        return terms[0] if len(terms) == 1 else paths.union(terms)

    def _path(self) -> Term:
        if self._takes("/"):
            steps = self._steps() if self._starts_step() else [paths.Step(axes.child)]
            self.paths.add("".join(f"/{step.name}" for step in steps))
            return paths.path(paths.top(), steps)
        if self._takes("//"):
            return paths.path(paths.top(), [_DESCEND, *self._steps()])
        if self._starts_step() and not self._starts_call():
            return self._relative_path()
        return self._filtered_path()

    def _relative_path(self) -> Term:
        if self._takes("."):
            if not self._continues_path():
                return paths.own()
            self._at -= 1
        steps = self._steps()
        if len(steps) == 1 and steps[0].axis is axes.child and not self._predicate:
            self.words.add(steps[0].name)
        return paths.relative(steps)

    def _filtered_path(self) -> Term:
        term = self._primary()
        if predicates := self._predicates():
            term = paths.filtered(term, predicates)
        if not (self._sees("/") or self._sees("//")):
            return term
        steps = [_DESCEND] if self._sees("//") else []
        self._at += 1
        return paths.path(as_nodes(term), [*steps, *self._steps()])

    def _continues_path(self) -> bool:
        return self._sees("/") or self._sees("//") or self._sees("[")

    def _starts_step(self) -> bool:
        lexeme = self._next
        if lexeme.kind == NAME:
            return True
        return lexeme.kind == SYMBOL and lexeme.text in (".", "..", "@", "*")

    def _starts_call(self) -> bool:
        return self._next.kind == NAME and self._sees("(", 1) and self._next.text not in _NODE_TYPES

    def _steps(self) -> list[paths.Step]:
        steps = [self._step()]
        while self._sees("/") or self._sees("//"):
            if self._advance().text == "//":
                steps.append(_DESCEND)
            steps.append(self._step())
        return steps

    def _step(self) -> paths.Step:
        if self._takes("."):
            return paths.Step(axes.itself, "", self._predicates())
        if self._takes(".."):
            return paths.Step(axes.parent, "", self._predicates())
        axis = self._axis()
        if axis is axes.child and self._next.text in _NODE_TYPES and self._sees("(", 1):
            return self._node_type()
        name = self._name_test()
        return paths.Step(axis, name, self._predicates())

    def _axis(self) -> axes.Axis:
        if self._takes("@"):
            return axes.nothing
        if not self._sees("::", 1):
            return axes.child
        name = self._advance()
        self._at += 1
        if name.text not in axes.AXES:
            raise self._error("syntax", name)
        return axes.AXES[name.text]

    def _name_test(self) -> str:
        lexeme = self._advance()
        if lexeme.kind == NAME:
            if lexeme.text in _NODE_TYPES and self._takes("("):
                self._expect(")")
                return ""
            return lexeme.text
        if lexeme.kind == SYMBOL and lexeme.text == "*":
            return ""
        self._at -= 1
        raise self._error("syntax")

    def _node_type(self) -> paths.Step:
        """`node()` is any child; `text()` a leaf itself; comments there are none."""
        kind = self._advance().text
        self._expect("(")
        self._expect(")")
        axis = {"node": axes.child, "text": axes.text}.get(kind, axes.nothing)
        return paths.Step(axis, "", self._predicates())

    def _predicates(self) -> tuple[Term, ...]:
        predicates: list[Term] = []
        while self._takes("["):
            self._predicate += 1
            predicates.append(self._expression(1))
            self._predicate -= 1
            self._expect("]")
        return tuple(predicates)

    def _primary(self) -> Term:
        lexeme = self._advance()
        if lexeme.kind == STRING:
            return literal(lexeme.text)
        if lexeme.kind == NUMBER:
            return literal(float(lexeme.text))
        if lexeme.kind == REFERENCE:
            return self._reference(lexeme.text)
        if lexeme.kind == NAME and self._sees("("):
            return self._call(lexeme)
        if lexeme.kind == SYMBOL and lexeme.text == "(":
            term = self._expression(1)
            self._expect(")")
            return term
        raise self._error("syntax", lexeme)

    def _reference(self, name: str) -> Term:
        if not name:
            return literal("")
        self.names.add(name)
        return paths.reference(name)

    def _call(self, name: Lexeme) -> Term:
        self._expect("(")
        arguments: list[Term] = []
        while not self._sees(")"):
            if arguments:
                self._expect(",")
            arguments.append(self._expression(1))
        self._expect(")")
        self.functions.add(name.text)
        try:
            return self._build(name, arguments)
        except XPathError as error:
            if self.strict:
                raise
            return raising(error)

    def _build(self, name: Lexeme, arguments: list[Term]) -> Term:
        function: Function | None = FUNCTIONS.get(name.text)
        if function is None:
            raise self._error("unknown_function", name)
        if not function.takes(len(arguments)):
            raise self._error("argument_count", name)
        try:
            self.names.update(function.names(arguments))
            return function.build(arguments)
        except BadArgument as refused:
            raise self._error(refused.reason, name) from None


def _symbol(lexeme: Lexeme) -> str:
    """What to compare with when the parser looks for punctuation or an operator."""
    return lexeme.text if lexeme.kind in (SYMBOL, OPERATOR) else ""


def _combined(level: int, first: Term, rest: list[tuple[str, Term]]) -> Term:
    if level == 1:
        return arithmetic.disjunction([first, *(term for _, term in rest)])
    if level == 2:
        return arithmetic.conjunction([first, *(term for _, term in rest)])
    if level > 4:
        return arithmetic.calculation(first, rest)
    for symbol, term in rest:
        first = comparison(symbol, first, term)
    return first
