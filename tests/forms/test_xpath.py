"""The expression language by examples: what a form may write and what it then means."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.forms import xpath

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2027, 5, 12, 10, 30, tzinfo=WARSAW)


@dataclass(eq=False)
class Element:
    name: str
    value: str = ""
    children: list[Element] = field(default_factory=list)
    parent: Element | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        for child in self.children:
            child.parent = self


def leaf(name: str, value: str = "") -> Element:
    return Element(name, value)


def member(name: str, age: str) -> Element:
    return Element("member", children=[leaf("name", name), leaf("age", age)])


def household() -> Element:
    return Element(
        "data",
        children=[
            leaf("town", "Nowy Sącz"),
            leaf("needs", "warsztaty cisza ksiazki"),
            leaf("empty"),
            leaf("born", "2007-05-12"),
            Element("home", children=[leaf("rooms", "3")]),
            member("Ala", "8"),
            member("Olek", "41"),
            member("Ewa", "39"),
        ],
    )


def crops() -> Element:
    items = [
        Element("item", children=[leaf("name", name), leaf("label", label), leaf("kind", kind)])
        for name, label, kind in (("a", "Ala", "x"), ("b", "Bór", "y"), ("c", "Cis", "x"))
    ]
    return Element("instance", children=[Element("root", children=items)])


def every(root: Element, name: str) -> list[xpath.Node]:
    found: list[xpath.Node] = []
    for child in root.children:
        found += [child] if child.name == name else []
        found += every(child, name)
    return found


def context(at: str = "town", now: datetime = NOW) -> xpath.Context:
    root, lists = household(), crops()
    env = xpath.Environment(
        root,
        lambda name, _current: every(root, name),
        now,
        instance=lambda name: lists if name == "crops" else None,
        random=lambda: 0.25,
        choice_label=lambda value, name, _current: f"{name}:{value}",
        itext=lambda key: f"text of {key}",
    )
    return xpath.Context(every(root, at)[0], env)


def string(source: str, at: str = "town") -> str:
    return xpath.compile(source).string(context(at))


def boolean(source: str, at: str = "town") -> bool:
    return xpath.compile(source).boolean(context(at))


def number(source: str, at: str = "town") -> float:
    return xpath.compile(source).number(context(at))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("${town}", "Nowy Sącz"),
        ("concat(${town}, ', ', ${home})", "Nowy Sącz, 3"),
        ("${missing}", ""),
        ("${last-saved#town}", ""),
        ("/data/home/rooms", "3"),
        ("/data/member[2]/name", "Olek"),
        ("/data/member[last()]/name", "Ewa"),
        ("/data/member[age > 10][1]/name", "Olek"),
        ("//rooms", "3"),
        ("name(/data/*[5])", "home"),
        ("../needs", "warsztaty cisza ksiazki"),
        ("following-sibling::member[1]/name", "Ala"),
        ("string(../member[3]/preceding-sibling::member[1]/name)", "Olek"),
        ("instance('crops')/root/item[name = 'b']/label", "Bór"),
        ("instance('crops')/root/item[kind = 'x'][2]/label", "Cis"),
        ("instance('nowhere')/root/item/label", ""),
        ("indexed-repeat(${name}, ${member}, 2)", "Olek"),
        ("indexed-repeat(${name}, ${member}, 9)", ""),
        ("join(', ', ${name})", "Ala, Olek, Ewa"),
        ("jr:choice-name(${town}, '${town}')", "town:Nowy Sącz"),
        ("jr:itext('hint')", "text of hint"),
        ("pulldata('file', 'a', 'b', 'c')", ""),
        ("once('new')", "Nowy Sącz"),
        ("coalesce(${empty}, ${town})", "Nowy Sącz"),
        ("if(${empty} = '', 'nic', 'coś')", "nic"),
        ("selected-at(${needs}, 2)", "ksiazki"),
        ("substr('biblioteka', 3)", "lioteka"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("normalize-space('  dwa   słowa ')", "dwa słowa"),
        ("trim('  dwa   słowa ')", "dwa   słowa"),
        ("digest('abc', 'MD5', 'hex')", "900150983cd24fb0d6963f7d28e17f72"),
        ("format-date('2027-05-02', '%e.%n.%Y (%a %b)')", "2.5.2027 (Sun May)"),
        ("format-date-time('2027-05-02T08:05:00', '%H:%M')", "08:05"),
        ("format-date(${empty}, '%Y')", ""),
        ("time('2027-05-02T08:05:00')", "08:05:00.000"),
    ],
)
def test_text(source: str, expected: str) -> None:
    """A path, a reference and a function give the text that ODK's documentation promises."""
    assert string(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("count(${member})", 3),
        ("count(//member[age >= 18])", 2),
        ("sum(${age})", 88),
        ("max(${age})", 41),
        ("count-non-empty(/data/*)", 7),
        ("count(${member} | ${rooms} | ${rooms})", 4),
        ("count(//name/ancestor::*)", 4),
        ("position(/data/member[2])", 2),
        ("count-selected(${needs})", 3),
        ("string-length(${town})", 9),
        ("round(1234.567, -2)", 1200),
        ("round(2.5)", 3),
        ("7 mod 3 + 2 * 4", 9),
        ("- -3", 3),
        ("6 – 2", 4),
        ("random()", 0.25),
        ("number(true())", 1),
    ],
)
def test_numbers(source: str, expected: float) -> None:
    """Counting and calculating; spreadsheet programs' long dashes are minus signs."""
    assert number(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("selected(${needs}, 'cisza')", True),
        ("selected(${needs}, 'cis')", False),
        ("${empty} > 18", False),
        ("'' < 18", False),
        ("${name} = 'Olek'", True),
        ("${name} != 'Olek'", True),
        ("${nobody} = ''", False),
        ("${age} > 40", True),
        ("${age} = true()", True),
        ("not(${nobody})", True),
        ("“tak” = „tak” and ‘nie’ = ’nie’", True),
        ("1 = 1\u00a0and\n2=2", True),
        ("${born} <= today()", True),
        ("today() = '2027-05-12'", True),
        ("now() > today()", True),
        ("regex('00-950', '^\\d{2}-\\d{3}$')", True),
        ("regex('jan@dom.pl', '^[\\w-\\.]+@([\\w-]+\\.)+[\\w-]{2,}$')", True),
        ("regex('Łódź', '^\\p{Lu}\\p{L}+$')", True),
        ("regex('a1', '^[\\p{L}-]+$')", False),
        ("regex('ab', concat('(', 'a'))", False),
        ("checklist(2, -1, 1 = 1, 2 = 2, 1 = 2)", True),
    ],
)
def test_truths(source: str, expected: bool) -> None:
    """Comparing follows XPath 1.0: any node of a set may satisfy it, and an empty one none."""
    assert boolean(source) is expected


def test_own_value_and_current() -> None:
    """Inside a predicate `.` moves on, `current()` stays with the question."""
    own = ". = 'Olek' and ../../member[name = current()]/age = 41"

    root = household()
    name = root.children[6].children[0]
    env = xpath.Environment(root, lambda _name, _current: [], NOW)

    assert xpath.compile(own).boolean(xpath.Context(name, env))


def test_sum_needs_numbers() -> None:
    """One unanswered question makes a sum NaN, which reads as ""; a sum of nothing is 0."""
    root = Element("data", children=[leaf("x", "2"), leaf("x", "3"), leaf("y", "1"), leaf("y")])
    ctx = xpath.Context(root, xpath.Environment(root, lambda _name, _current: [], NOW))

    assert xpath.compile("sum(x)").string(ctx) == "5"
    assert xpath.compile("sum(y)").string(ctx) == ""
    assert xpath.compile("sum(z)").string(ctx) == "0"


def test_any_child_may_satisfy() -> None:
    """Several children of one name: a comparison holds if it holds for one of them."""
    root = Element("data", children=[leaf("x", "1"), leaf("x", "5")])
    ctx = xpath.Context(root, xpath.Environment(root, lambda _name, _current: [], NOW))

    for source in ("x > 3", "3 < x", "x = 5", "x = '5'", "x = x", "x != x", "/data/x >= x[2]"):
        assert xpath.compile(source).boolean(ctx), source


@pytest.mark.parametrize(
    ("source", "reason", "column"),
    [
        ("", "syntax", 1),
        ("1 +", "syntax", 4),
        ("(1", "syntax", 3),
        ("1 2", "syntax", 3),
        ("'open", "unclosed_string", 1),
        ("${a b}", "bad_reference", 1),
        ("1 + explode(2)", "unknown_function", 5),
        ("if(1, 2)", "argument_count", 1),
        ("regex(., '[a')", "bad_regex", 1),
        ("sideways::a", "syntax", 1),
        ("1" * 20_001, "too_long", 20_000),
        ("(" * 200 + "1" + ")" * 200, "too_deep", 65),
        ("1=1=1=1=1", "too_deep", 10),
    ],
)
def test_refusals(source: str, reason: str, column: int) -> None:
    """What cannot work is refused when it is compiled, with the place and a code."""
    with pytest.raises(xpath.XPathError) as caught:
        xpath.compile(source)

    assert (caught.value.reason, caught.value.column) == (reason, column)


def test_not_strict_raises_only_where_reached() -> None:
    """ODK's own engine looks functions up when it calls them; `strict=False` does so too."""
    lenient = xpath.compile("if(${town} = '', explode(), 'fine')", strict=False)
    reached = xpath.compile("explode()", strict=False)

    assert lenient.string(context()) == "fine"
    with pytest.raises(xpath.XPathError):
        reached.string(context())


def test_what_an_expression_uses() -> None:
    """The engine orders calculations by `names`, also by those inside quotes of choice-name."""
    compiled = xpath.compile("if(selected(${a}, ${b}), jr:choice-name(., '${c}'), //x[y = ${d}])")

    assert compiled.names == {"a", "b", "c", "d"}
    assert compiled.functions == {"if", "selected", "jr:choice-name"}


def test_compiled_once() -> None:
    """The same source is the same object."""
    assert xpath.compile("1 + 2") is xpath.compile("1 + 2")


def test_days_are_whole_across_summer_time() -> None:
    """The clocks change on 28 March 2027 in Poland; dates still lie whole days apart."""
    before, zone = datetime(2027, 3, 25, 9, tzinfo=WARSAW), context()
    ctx = xpath.Context(zone.node, context(now=before).env)

    assert xpath.compile("date(today() + 7)").string(ctx) == "2027-04-01"
    assert xpath.compile("date('2027-04-01') - today()").number(ctx) == 7
    assert xpath.compile("format-date(today() + 7, '%d.%m')").string(ctx) == "01.04"


@pytest.mark.parametrize(
    ("seed", "order"),
    [("42", "AFCBDE"), ("-42", "EDAFBC"), ("1", "BFEACD"), ("1.1", "BFEACD"), ("''", "CBEAFD")],
)
def test_seeded_order(seed: str, order: str) -> None:
    """randomize() with a seed gives the order that ODK gives, by Park and Miller's generator."""
    letters = Element("data", children=[leaf("letter", name) for name in "ABCDEF"])
    env = xpath.Environment(letters, lambda _name, _current: [], NOW)

    shuffled = xpath.compile(f"join('', randomize(/data/letter, {seed}))")

    assert shuffled.string(xpath.Context(letters, env)) == order


def test_geography() -> None:
    """Lengths and areas in metres; a point is inside a closed shape or not."""
    square = "0 0;0 1;1 1;1 0;0 0"

    assert number("distance('52.23 21.01;50.06 19.94')") == pytest.approx(252_300, rel=0.01)
    assert number(f"area('{square}')") == pytest.approx(1.239e10, rel=0.01)
    assert math.isnan(number("distance('91 0;0 0')"))
    assert boolean(f"geofence('0.5 0.5', '{square}')")
    assert not boolean(f"geofence('1.5 0.5', '{square}')")


def test_random_identifier() -> None:
    """uuid() differs each time and takes a length."""
    assert string("uuid()") != string("uuid()")
    assert len(string("uuid(50)")) == 50
