"""From an input to an answer: read it, check it, store it, set what it triggers."""

from __future__ import annotations

from dataclasses import replace

from bot.forms.bounds import most_ticks
from bot.forms.geopoint import geopoint
from bot.forms.inputs import (
    Attached,
    Finish,
    Input,
    Keep,
    Located,
    Pick,
    PickDate,
    Skip,
    Toggle,
    Typed,
)
from bot.forms.instance import Instance
from bot.forms.labels import filled
from bot.forms.model import Kind
from bot.forms.moments import picked
from bot.forms.moves import Moved, advance
from bot.forms.nodes import Node
from bot.forms.offer import Offer, offers
from bot.forms.plan import SELECTS
from bot.forms.progress import standings
from bot.forms.refusal import Refusal, refusal
from bot.forms.render import options, shown
from bot.forms.typed import ACKNOWLEDGED, read_typed

ATTACHMENTS = frozenset({Kind.IMAGE, Kind.AUDIO, Kind.VIDEO, Kind.FILE})
_PICKED = frozenset({Kind.SELECT_ONE, Kind.ACKNOWLEDGE})
_TICKED = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})


def answer(instance: Instance, node: Node, given: Input) -> Moved | Refusal:
    """What follows from an input at a question."""
    if isinstance(given, Toggle):
        return _toggle(instance, node, given)
    value = _read(instance, node, given)
    if isinstance(value, Refusal):
        return value
    return _settle(instance, node, value)


def _read(instance: Instance, node: Node, given: Input) -> str | Refusal:
    kind = node.binding.question.kind
    match given:
        case Typed(text):
            return _typed(instance, node, text)
        case Pick(index) if kind in _PICKED:
            return _pick(instance, node, index)
        case Finish() if kind in _TICKED:
            return _finish(instance, node)
        case Skip():
            return ""
        case Keep():
            return node.value or refusal("nothing_to_keep")
        case Located() if kind is Kind.GEOPOINT:
            return _place(given)
        case Attached() if kind in ATTACHMENTS:
            return _attach(kind, given)
        case PickDate(iso):
            return picked(kind, iso, instance.now) or refusal("unexpected")
        case _:
            return _misplaced(kind)


def _misplaced(kind: Kind) -> Refusal:
    if kind in ATTACHMENTS:
        return refusal("needs_attachment", kind=kind)
    return refusal("needs_location" if kind is Kind.GEOPOINT else "unexpected")


def _settle(instance: Instance, node: Node, value: str) -> Moved | Refusal:
    """Store the value unless a rule forbids it, and go on."""
    question = node.binding.question
    if not value and instance.demanded(node):
        return Refusal("required", message=filled(instance, node, question.required_message))
    after = instance.renewed(instance.state.answered(node.ref, value))
    standings(after)  # first: in a form whose rules run in a circle the order decides
    kept = after.by_ref[node.ref]
    if isinstance(kept, Node) and not after.allowed(kept):
        return Refusal("constraint", message=filled(instance, node, question.constraint_message))
    return advance(_triggered(after, node))


def _triggered(instance: Instance, node: Node) -> Instance:
    """Set what names this question as its `trigger` (ODK: setvalue on a changed value)."""
    targets = instance.plan.triggered.get(node.name, ())
    if not targets:
        return instance
    answers = dict(instance.state.answers)
    for binding in targets:
        for target in instance.resolve(binding.name, node):
            source = binding.calculation
            answers[target.ref] = "" if source is None else instance.evaluate(source, target)
    return instance.renewed(replace(instance.state, answers=answers))


def _pick(instance: Instance, node: Node, index: int) -> str | Refusal:
    if node.binding.question.kind is Kind.ACKNOWLEDGE:
        return ACKNOWLEDGED if index == 0 else refusal("unexpected")
    offer = _offer(instance, node, index)
    return refusal("unexpected") if offer is None else offer.name


def _offer(instance: Instance, node: Node, index: int) -> Offer | None:
    return next((offer for offer in offers(instance, node) if offer.index == index), None)


def _toggle(instance: Instance, node: Node, given: Toggle) -> Moved | Refusal:
    state = instance.state
    kind = node.binding.question.kind
    if kind not in _TICKED or _offer(instance, node, given.index) is None:
        return refusal("unexpected")
    ticks = tuple(index for index in state.ticks if index != given.index)
    if given.wanted:
        ticks = state.ticks if given.index in state.ticks else (*ticks, given.index)
        most = most_ticks(node)
        if most is not None and len(ticks) > most:
            message = filled(instance, node, node.binding.question.constraint_message)
            return Refusal("too_many", {"most": most}, message)
    ticked = replace(state, ticks=ticks)
    return ticked, shown(instance, ticked)


def _finish(instance: Instance, node: Node) -> str | Refusal:
    if node.binding.question.kind is Kind.RANK:
        return _ranking(instance, node, instance.state.ticks)
    return _chosen(instance, node, instance.state.ticks)


def _chosen(instance: Instance, node: Node, ticks: tuple[int, ...]) -> str:
    """The ticked names in the order of definition."""
    found = sorted(offers(instance, node), key=lambda offer: offer.index)
    return " ".join(offer.name for offer in found if offer.index in ticks)


def _ranking(instance: Instance, node: Node, ticks: tuple[int, ...]) -> str | Refusal:
    """All names in the person's order; the last one may be left out, there is no doubt of it."""
    found = {offer.index: offer for offer in offers(instance, node)}
    missing = [index for index in found if index not in ticks]
    if not ticks:
        return ""
    if len(missing) > 1:
        return refusal("rank_incomplete", missing=tuple(found[index].label for index in missing))
    return " ".join(found[index].name for index in (*ticks, *missing))


def _typed(instance: Instance, node: Node, text: str) -> str | Refusal:
    question = node.binding.question
    ticks = instance.state.ticks
    choices = options(instance, node, ticks) if question.kind in SELECTS else ()
    found = read_typed(question, choices, text, instance.now)
    if not isinstance(found, tuple):
        return found
    if question.kind is Kind.RANK:
        return _ranking(instance, node, found)
    untouched = _chosen(instance, node, ticks) == node.value  # came back to it: say it anew
    return _chosen(instance, node, found if untouched else (*ticks, *found))


def _place(given: Located) -> str:
    altitude, accuracy = given.altitude or 0.0, given.accuracy or 0.0
    return geopoint(given.latitude, given.longitude, altitude, accuracy)


def _attach(kind: Kind, given: Attached) -> str | Refusal:
    if kind not in (given.kind, Kind.FILE):
        return refusal("needs_attachment", kind=kind)
    return given.file_name
