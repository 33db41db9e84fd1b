"""Values that wait for each other: a calculation or relevance that depends on itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .expressions import Use
from .names import Names, Place
from .problems import Problem, ProblemCode
from .records import Record

_COLUMNS = ("calculation", "relevant")
# These look at another instance of a repeat, or at the value before: no circle.
_ELSEWHERE = frozenset({"indexed-repeat", "once", "position", "current", "sum", "count", "join"})

Graph = Mapping[int, list[tuple[int, Use]]]


def cycles(
    places: tuple[Place, ...], uses: tuple[Use, ...], names: Names, records: Mapping[int, Record]
) -> Iterator[Problem]:
    """One problem for each circle, at the row where it closes."""
    graph = _graph(places, uses, names)
    titles = {id(place.item): place.item.name for place in places}
    done: set[int] = set()
    for start in graph:
        if start not in done:
            circle = _circle(start, graph, done)
            if circle:
                chain = " → ".join(titles[node] for node, _ in (*circle, circle[0]))
                use = circle[-1][1]
                record = records[use.place.item.row]
                yield record.problem(ProblemCode.CYCLE, use.column, names=chain)


def _graph(places: tuple[Place, ...], uses: tuple[Use, ...], names: Names) -> Graph:
    """item → items its value or relevance needs; what a group needs, all inside it need."""
    relevance = {id(use.place.item): use for use in uses if use.column == "relevant"}
    graph: dict[int, list[tuple[int, Use]]] = {id(place.item): [] for place in places}
    for place in places:
        outer = id(place.around[-1]) if place.around else 0
        if outer in relevance:
            graph[id(place.item)].append((outer, relevance[outer]))
    for use in uses:
        if use.column in _COLUMNS and not use.expression.functions & _ELSEWHERE:
            known = [names.get(name, ()) for name in use.expression.names]
            only = [places[0] for places in known if len(places) == 1]  # else told as ambiguous
            graph[id(use.place.item)] += [(id(place.item), use) for place in only]
    return graph


def _circle(start: int, graph: Graph, done: set[int]) -> list[tuple[int, Use]]:
    """The first circle reached from `start`: (item, the use that leads on from it)."""
    path: list[tuple[int, Use]] = []
    on_path = {start: 0}
    stack = [(start, iter(graph[start]))]
    while stack:
        node, edges = stack[-1]
        step = next(edges, None)
        if step is None:
            stack.pop()
            done.add(node)
            on_path.pop(node, None)
            if path:
                path.pop()
            continue
        target, use = step
        if target in on_path:
            done.update(on_path)  # one circle is told once, wherever one enters it
            return [*path[on_path[target] :], (node, use)]
        if target not in done:
            on_path[target] = len(stack)
            path.append((node, use))
            stack.append((target, iter(graph[target])))
    return []
