"""A form made ready to run: expressions compiled, references looked up, once for each form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.forms import xpath
from bot.forms.choices import ListNode, list_key, list_nodes
from bot.forms.dependencies import in_order
from bot.forms.model import Form, Group, Item, Kind, Question, Repeat, Text
from bot.forms.other import with_others
from bot.forms.xpath import Expression

if TYPE_CHECKING:
    from bot.forms.instance import Instance
    from bot.forms.offer import Offer
    from bot.forms.steps import Option

UNSHOWN = frozenset(
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
SELECTS = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
_DRAWING = frozenset({"random", "uuid", "randomize"})
_CLOCK = frozenset({"now", "today"})
_REFERENCE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
_FIXED = {"": False, "true()": True, "false()": False}
_REMEMBERED = 64

Template = str | tuple[str, ...]  # plain, or text and names in turns, text first


@dataclass(eq=False, slots=True)
class Binding:
    """One item of the form with its compiled expressions; instances of it are `Node`s."""

    item: Item
    path: str
    parent: Binding | None
    children: list[Binding] = field(default_factory=list)
    relevant: Expression | None = None
    required: Expression | bool = False
    constraint: Expression | None = None
    calculation: Expression | None = None
    dynamic_default: Expression | None = None
    offering: Expression | None = None  # the choices offered, where not simply the whole list
    list_key: str = ""  # which list it offers from; see `choices.list_key`
    fixed: bool = False  # offers the same choices in the same words to everybody
    count: Expression | None = None
    shown: bool = False  # asks something
    note: bool = False  # is read, asks nothing
    stored: bool = False  # its value is an answer, kept in the state
    kept: bool = False  # computed once and then kept in the state
    draws: bool = False  # uses random numbers
    default: str = ""  # its value until the person has been asked
    plain: bool = False  # its value is what the state holds, nothing else
    shared: bool = False  # its relevance is the same wherever the expression stands
    repeats: tuple[Binding, ...] = ()  # enclosing repeats, outermost first
    gates: tuple[Binding, ...] = ()  # shown questions that its own relevance depends on
    far_constraint: bool = False  # its constraint reads other questions
    templates: dict[tuple[int, str], Template] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.item.name

    @property
    def question(self) -> Question:
        if not isinstance(self.item, Question):
            raise TypeError(self.path)
        return self.item


@dataclass(eq=False, slots=True)
class Plan:
    """A form, ready to run."""

    form: Form
    root: Binding
    by_name: Mapping[str, Binding]
    lists: Mapping[str, ListNode]
    triggered: Mapping[str, tuple[Binding, ...]]  # trigger's name → what it sets
    keeping: bool  # some node is computed once and kept
    one_shape: bool  # no repeats: the tree of answers is the same for everybody
    order: tuple[Binding, ...]  # how to compute the values of a large form; empty for a small one
    # What is fixed, by list and language: no word that anybody typed.
    offers: dict[tuple[str, str], tuple[Offer, ...]] = field(default_factory=dict)
    options: dict[tuple[str, str], tuple[Option, ...]] = field(default_factory=dict)
    spare: list[Instance] = field(default_factory=list)  # trees that hold nobody's answers


_plans: dict[int, Plan] = {}


def plan_of(form: Form) -> Plan:
    """The form's plan, made at its first use and remembered for the last 64 forms.

    Raises `XPathError` where an expression cannot be compiled.
    """
    known = _plans.get(id(form))
    if known is not None and known.form is form:
        return known
    made = _make(form)
    while len(_plans) >= _REMEMBERED:
        _plans.pop(next(iter(_plans)), None)
    _plans[id(form)] = made
    return made


def template(binding: Binding, text: Text, language: str, fallback: str) -> Template:
    """`text` in a language, split at its `${name}` references."""
    key = (id(text), language)
    found = binding.templates.get(key)
    if found is None:
        parts = tuple(_REFERENCE.split(text.get(language, fallback)))
        found = binding.templates[key] = parts[0] if len(parts) == 1 else parts
    return found


def bindings(root: Binding) -> Iterator[Binding]:
    """`root` and everything under it, in the order of the form."""
    yield root
    for child in root.children:
        yield from bindings(child)


def _make(form: Form) -> Plan:
    top = Group("data", Text(), tuple(with_others(form)))
    root = _bind(top, None, "")
    by_name: dict[str, Binding] = {}
    triggered: dict[str, tuple[Binding, ...]] = {}
    for binding in bindings(root):
        by_name.setdefault(binding.name, binding)
        if isinstance(binding.item, Question) and binding.item.trigger:
            for name in _REFERENCE.findall(binding.item.trigger) or [binding.item.trigger]:
                triggered[name] = (*triggered.get(name, ()), binding)
    for binding in bindings(root):
        binding.gates = _gates(binding, by_name)
        binding.fixed = _is_fixed(binding, form)
    keeping = any(b.kept or b.dynamic_default is not None for b in bindings(root))
    one_shape = not any(binding.repeats for binding in bindings(root))
    order = in_order(bindings(root), by_name)
    return Plan(form, root, by_name, list_nodes(form), triggered, keeping, one_shape, order)


def _bind(item: Item, parent: Binding | None, path: str) -> Binding:
    own = f"{path}/{item.name}"
    binding = Binding(item, own, parent, relevant=_compiled(item.relevant))
    inherited = parent.repeats if parent is not None else ()
    binding.shared = not inherited and _is_shared(binding.relevant)
    if isinstance(item, Question):
        binding.repeats = inherited
        _bind_question(binding, item)
        return binding
    if isinstance(item, Repeat):
        binding.repeats = (*inherited, binding)
        binding.count = _compiled(item.count)
    else:
        binding.repeats = inherited
    binding.children = [_bind(child, binding, own) for child in item.children]
    return binding


def _bind_question(binding: Binding, question: Question) -> None:
    fixed = _FIXED.get(question.required.strip())
    binding.required = (_compiled(question.required) or False) if fixed is None else fixed
    binding.constraint = _compiled(question.constraint)
    binding.calculation = _compiled(question.calculation)
    binding.offering = _compiled(_offering(question))
    binding.list_key = list_key(question.list_name, or_other=question.or_other)
    binding.default = question.default
    binding.far_constraint = binding.constraint is not None and _reads_others(binding.constraint)
    binding.note = question.kind is Kind.NOTE or (
        question.read_only and question.kind not in UNSHOWN
    )
    binding.shown = not binding.note and question.kind not in UNSHOWN
    binding.stored = binding.calculation is None or bool(question.trigger)
    binding.dynamic_default = _compiled(question.default_expression)
    _bind_volatile(binding)
    binding.plain = question.kind not in UNSHOWN and not (
        binding.calculation or binding.dynamic_default or binding.offering
    )


def _bind_volatile(binding: Binding) -> None:
    calculation = binding.calculation
    source = calculation or binding.dynamic_default
    if source is not None:
        binding.draws = bool(source.functions & _DRAWING)
    if calculation is not None and not binding.stored:
        clock_only = calculation.functions & _CLOCK and not _reads_others(calculation)
        binding.kept = "once" in calculation.functions or bool(clock_only)


def _compiled(source: str) -> Expression | None:
    return xpath.compile(source, strict=False) if source.strip() else None


def _offering(question: Question) -> str:
    """The itemset expression that ODK would use; "" for a whole list in its own order."""
    if question.kind not in SELECTS:
        return ""
    test = f"[{question.choice_filter}]" if question.choice_filter else ""
    if question.list_name.startswith("${"):
        return f"{question.list_name}/parent::*{test}" if test else ""
    nodes = f"instance('{list_key(question.list_name, or_other=question.or_other)}')/root/item"
    if question.randomize and question.seed:
        return f"randomize({nodes}{test}, {question.seed})"
    return nodes + test if test else ""


def _is_fixed(binding: Binding, form: Form) -> bool:
    """A whole list of the form, in its own order, without a `${name}` in its labels."""
    question = binding.item
    if not isinstance(question, Question) or binding.offering is not None or question.randomize:
        return False
    return question.list_name in form.lists and not any(
        "${" in text
        for choice in form.lists[question.list_name]
        for text in choice.label.by_language.values()
    )


def _reads_others(expression: Expression) -> bool:
    return bool(expression.names) or "/" in expression.source


def _is_shared(expression: Expression | None) -> bool:
    """Only `${name}` references, no `.` and no path: it means the same at every question."""
    if expression is None or not expression.names:
        return False
    return "." not in expression.source and "/" not in expression.source


def _gates(binding: Binding, by_name: Mapping[str, Binding]) -> tuple[Binding, ...]:
    """The shown questions behind `relevant`, looked for through calculations too."""
    waiting = list(binding.relevant.names) if binding.relevant is not None else []
    seen: dict[Binding, None] = {}
    while waiting:
        other = by_name.get(waiting.pop())
        if other is None or other in seen:
            continue
        seen[other] = None
        if other.calculation is not None:
            waiting.extend(other.calculation.names)
    return tuple(other for other in seen if other.shown)
