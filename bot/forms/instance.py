"""The tree of answers at one moment, as XPath sees it (ODK XForms, "Data Model").

Values and relevance are computed when something asks for them and remembered until the next
answer; so each calculation runs at most once a step, in the order of its dependencies. What is
not relevant reads as "".
"""

from __future__ import annotations

from datetime import datetime
from random import Random

from bot.forms.conditions import Condition
from bot.forms.dice import dice
from bot.forms.growth import grow, nearest
from bot.forms.metadata import metadata
from bot.forms.model import Question
from bot.forms.nodes import Node, Standing, Stop
from bot.forms.offer import Offer, label_of, offered_names, offers
from bot.forms.plan import SELECTS, Binding, Plan
from bot.forms.state import State
from bot.forms.xpath import Context, Environment, Expression

NOBODY = State(0, "", "", "")


class Instance:
    """All nodes of one session at one time.

    `leaves`: the questions in the order of the form; `stops`: what is asked or read, with turns;
    `named`: what `${name}` means, which is the first question of that name in all its turns.
    A form without repeats has one shape for everybody, so its tree is used again (`renewed`).
    """

    __slots__ = (
        "by_ref",
        "computed",
        "conditions",
        "dice",
        "env",
        "leaves",
        "named",
        "nodes",
        "now",
        "offers",
        "plan",
        "root",
        "standings",
        "state",
        "stops",
    )

    def __init__(self, plan: Plan, state: State, now: datetime) -> None:
        self.plan = plan
        self.nodes: dict[Binding, list[Node]] = {}
        self.named: dict[str, list[Node]] = {}
        self.by_ref: dict[str, Stop] = {}
        self.leaves: list[Node] = []
        self.stops: list[Stop] = []
        self.standings: list[Standing] | None = None
        self.conditions: dict[tuple[Expression, Condition | None], Condition] = {}
        self.computed: list[Node | Condition] = []  # what is to be forgotten
        self.offers: dict[Node, tuple[Offer, ...]] = {}
        self.root = Node(plan.root, None, "/data", self)
        self.hold(state, now)
        grow(self, self.root)

    def hold(self, state: State, now: datetime) -> None:
        """Take a session's answers; what was computed before has been forgotten."""
        self.state = state
        self.now = now
        self.dice: Random | None = None
        self.env = Environment(
            root=self.root,
            resolve=self.resolve,
            now=now,
            instance=self.plan.lists.get,
            random=self._random,
            choice_label=self._choice_label,
        )

    def forget(self) -> None:
        """Drop the answers and everything computed from them."""
        self.state = NOBODY
        self.standings = None
        self.offers.clear()
        for one in self.computed:
            one.forget()
        self.computed.clear()

    def renewed(self, state: State) -> Instance:
        """The tree with other answers: this one, unless answers change its shape."""
        if not self.plan.one_shape:
            return Instance(self.plan, state, self.now)
        self.forget()
        self.state = state
        return self

    def compute(self) -> None:
        """Have the values of a large form computed, each after what it reads."""
        for binding in self.plan.order:
            for node in self.nodes.get(binding, ()):
                node.value  # noqa: B018  computes and remembers

    def context(self, node: Node) -> Context:
        return Context(node, self.env)

    def resolve(self, name: str, current: object) -> list[Node]:
        """What `${name}` means at `current`: inside a shared repeat, that instance's node only."""
        found = self.named.get(name)
        if found is None:
            return []
        if len(found) > 1 and isinstance(current, Node):
            return nearest(found, found[0].binding, current)
        return found

    def value_of(self, node: Node) -> str:
        """The value of a relevant node where that is not just what is stored."""
        binding = node.binding
        if not isinstance(binding.item, Question):
            return ""
        known = metadata(binding.item.kind, self.state, self.now)
        if known is not None:
            return known
        held = self.state.answers.get(node.ref)
        if held is None and node.ref not in self.state.asked:
            held = self._made(node)
        if held is None:
            return node.stored
        return self._offered(node, held) if binding.offering is not None else held

    def required(self, node: Node) -> bool:
        rule = node.binding.required
        return rule if isinstance(rule, bool) else rule.boolean(Context(node, self.env))

    def demanded(self, node: Node) -> bool:
        """Whether the person must answer; a select that offers nothing cannot be answered."""
        if not self.required(node):
            return False
        return node.binding.question.kind not in SELECTS or bool(offers(self, node))

    def allowed(self, node: Node) -> bool:
        """Whether the value keeps the constraint; an empty one always does (ODK XForms)."""
        rule = node.binding.constraint
        return rule is None or not node.value or rule.boolean(Context(node, self.env))

    def evaluate(self, expression: Expression, node: Node) -> str:
        """The expression's text at `node`, with random numbers that are the same at each step."""
        if not node.binding.draws:
            return expression.string(Context(node, self.env))
        before, self.dice = self.dice, dice(self.state.seed, node.ref)
        text = expression.string(Context(node, self.env))
        self.dice = before
        return text

    def _made(self, node: Node) -> str | None:
        """A calculation, or a computed default that nothing has fixed yet; None: neither."""
        binding = node.binding
        if binding.question.trigger:
            return None
        source = binding.calculation or binding.dynamic_default
        return None if source is None else self.evaluate(source, node)

    def _offered(self, node: Node, held: str) -> str:
        """A filtered select holds only what is still offered."""
        if not held or node.binding.question.kind not in SELECTS:
            return held
        names = offered_names(self, node)
        return " ".join(name for name in held.split(" ") if name in names)

    def _random(self) -> float:
        if self.dice is None:
            self.dice = dice(self.state.seed)
        return self.dice.random()

    def _choice_label(self, value: str, question: str, current: object) -> str:
        nodes = self.resolve(question, current)
        return label_of(self, nodes[0], value) if nodes else value
