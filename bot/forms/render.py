"""Steps as they are shown: an instance and a position become an Ask, a Review, a Done."""

from __future__ import annotations

from collections.abc import Iterator

from bot.forms.bounds import most_ticks
from bot.forms.instance import Instance
from bot.forms.labels import filled, label
from bot.forms.model import Kind, Repeat
from bot.forms.nodes import Node, Stop, Turn, ancestors
from bot.forms.offer import label_of
from bot.forms.offer import options as offered
from bot.forms.plan import SELECTS
from bot.forms.progress import before, progress, standings
from bot.forms.state import REVIEW, State
from bot.forms.steps import (
    Ask,
    AskRepeat,
    Done,
    Option,
    Prompt,
    Review,
    ReviewItem,
    ReviewRepeat,
    Section,
    Shown,
)

PROMPTS = {
    Kind.SELECT_ONE: Prompt.CHOICE,
    Kind.SELECT_MULTIPLE: Prompt.CHOICES,
    Kind.RANK: Prompt.RANK,
    Kind.TEXT: Prompt.TEXT,
    Kind.BARCODE: Prompt.TEXT,
    Kind.INTEGER: Prompt.INTEGER,
    Kind.DECIMAL: Prompt.DECIMAL,
    Kind.RANGE: Prompt.RANGE,
    Kind.DATE: Prompt.DATE,
    Kind.TIME: Prompt.TIME,
    Kind.DATETIME: Prompt.DATETIME,
    Kind.ACKNOWLEDGE: Prompt.ACKNOWLEDGE,
    Kind.IMAGE: Prompt.ATTACHMENT,
    Kind.AUDIO: Prompt.ATTACHMENT,
    Kind.VIDEO: Prompt.ATTACHMENT,
    Kind.FILE: Prompt.ATTACHMENT,
    Kind.GEOPOINT: Prompt.LOCATION,
}


def shown(instance: Instance, state: State) -> Shown:
    """The step at the state's position."""
    stop = instance.by_ref.get(state.position)
    if isinstance(stop, Node):
        return _ask(instance, stop, state)
    if isinstance(stop, Turn):
        return _ask_repeat(instance, stop, state)
    if state.position == REVIEW:
        return _review(instance, state)
    notes = _notes(instance, before(instance, None).notes)
    return Done(final_answers(instance), notes, state.rev)


def item_of(instance: Instance, node: Node, begins: tuple[Section, ...] = ()) -> ReviewItem:
    """A question and its answer as people read it, and the sections that begin there."""
    return ReviewItem(
        node.ref,
        node.binding.question.kind,
        label(instance, node),
        node.value,
        answer(instance, node),
        begins,
    )


def answer(instance: Instance, node: Node) -> str:
    """The value; for a select the labels of its choices."""
    value = node.value
    if not value or node.binding.question.kind not in SELECTS:
        return value
    names = [value] if node.binding.question.kind is Kind.SELECT_ONE else value.split(" ")
    return ", ".join(label_of(instance, node, name) for name in names)


def options(instance: Instance, node: Node, ticks: tuple[int, ...]) -> tuple[Option, ...]:
    """The offered choices with the keys that may be typed."""
    kind = node.binding.question.kind
    if kind not in SELECTS:
        return ()
    found = offered(instance, node)
    chosen = _chosen(found, node, ticks)
    if not chosen:
        return found
    return tuple(
        _ticked(option, chosen, kind) if option.index in chosen else option for option in found
    )


def _ticked(option: Option, chosen: tuple[int, ...], kind: Kind) -> Option:
    place = chosen.index(option.index) + 1 if kind is Kind.RANK else 0
    return Option(option.index, option.name, option.label, option.key, True, place, option.folded)


def final_answers(instance: Instance) -> dict[str, str]:
    """What is handed in: every relevant node that holds an answer, in the order of the form."""
    return {
        node.ref: node.value
        for node in instance.leaves
        if node.relevant and node.binding.question.kind is not Kind.NOTE
    }


def _chosen(found: tuple[Option, ...], node: Node, ticks: tuple[int, ...]) -> tuple[int, ...]:
    if node.binding.question.kind is not Kind.SELECT_ONE:
        return ticks
    value = node.value
    return tuple(option.index for option in found if option.name == value) if value else ()


def _ask(instance: Instance, node: Node, state: State) -> Ask:
    around = progress(instance, node)
    question = node.binding.question
    return Ask(
        ref=node.ref,
        question=question,
        prompt=PROMPTS[question.kind],
        label=label(instance, node),
        hint=filled(instance, node, question.hint) if question.label else "",
        notes=_notes(instance, around.notes),
        sections=_sections(instance, node, around.previous),
        options=options(instance, node, state.ticks),
        number=around.number,
        remaining=around.remaining,
        required=instance.demanded(node),
        can_back=state.correcting or around.asked_before is not None,
        value=node.value,
        answer=answer(instance, node),
        rev=state.rev,
        correcting=state.correcting,
        most=most_ticks(node),
    )


def _ask_repeat(instance: Instance, turn: Turn, state: State) -> AskRepeat:
    around = progress(instance, turn)
    return AskRepeat(
        ref=turn.ref,
        label=_repeat_label(instance, turn),
        count=turn.count,
        notes=_notes(instance, around.notes),
        remaining=around.remaining,
        can_back=state.correcting or around.asked_before is not None,
        rev=state.rev,
    )


def _review(instance: Instance, state: State) -> Review:
    items: list[ReviewItem] = []
    previous: Stop | None = None
    for stop, relevant, done in standings(instance):
        if not (stop.shown and relevant):
            continue
        if isinstance(stop, Node) and done:
            items.append(item_of(instance, stop, _sections(instance, stop, previous)))
        previous = stop
    around = before(instance, None)
    back = around.asked_before is not None
    notes = _notes(instance, around.notes)
    return Review(tuple(items), notes, back, state.rev, tuple(_growing(instance)))


def _growing(instance: Instance) -> Iterator[ReviewRepeat]:
    for stop, relevant, _ in standings(instance):
        if isinstance(stop, Turn) and relevant and len(stop.binding.repeats) == 1:
            yield ReviewRepeat(stop.ref, _repeat_label(instance, stop))


def _repeat_label(instance: Instance, turn: Turn) -> str:
    return filled(instance, turn.last, turn.binding.item.label) or turn.binding.name


def _notes(instance: Instance, nodes: tuple[Node, ...]) -> tuple[str, ...]:
    return tuple(_note(instance, node) for node in nodes)


def _note(instance: Instance, node: Node) -> str:
    """A note's label and hint; a read-only question's label and value."""
    parts = [label(instance, node)]
    if node.binding.question.kind is Kind.NOTE:
        parts.append(filled(instance, node, node.binding.question.hint))
    else:
        parts.append(answer(instance, node))
    return "\n".join(part for part in dict.fromkeys(parts) if part)


def _sections(instance: Instance, node: Node, previous: Stop | None) -> tuple[Section, ...]:
    """Groups and turns that begin at `node`: it is inside, the stop before is not."""
    since = previous.last.parent if isinstance(previous, Turn) else previous
    if since is not None and since.parent is node.parent:
        return ()
    known = set(ancestors(since)) if since is not None else set()
    found = [at for at in ancestors(node) if at.parent is not None and at not in known]
    sections = [_section(instance, at) for at in reversed(found) if at is not node]
    return tuple(section for section in sections if section.label or section.index)


def _section(instance: Instance, node: Node) -> Section:
    is_turn = isinstance(node.binding.item, Repeat)
    index = int(node.ref.rpartition("[")[2][:-1]) if is_turn else 0
    return Section(filled(instance, node, node.binding.item.label), index)
