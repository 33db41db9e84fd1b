"""Forms: kept as the workbook they came in, compiled when they are used and then remembered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from bot.domain.places import read_with_places
from bot.errors import Refused
from bot.forms.model import Form
from bot.forms.plan import plan_of
from bot.forms.xlsform import Workbook, from_json, to_json
from bot.storage.database import Tx

REMEMBERED = 64


def add(tx: Tx, name: str, version: str, workbook: Workbook, now: str) -> int:
    """Keep a form for good; rows never change."""
    row = tx.execute(
        "INSERT INTO form (name, version, workbook, created_at) VALUES (?, ?, ?, ?) RETURNING id",
        (name, version, to_json(workbook), now),
    ).fetchone()
    return int(row[0])


def ensure(tx: Tx, name: str, version: str, workbook: Workbook, now: str) -> int:
    """The id of exactly this form, which is added where it is new (built-in forms)."""
    row = tx.execute(
        "SELECT id FROM form WHERE name = ? AND version = ? AND workbook = ?",
        (name, version, to_json(workbook)),
    ).fetchone()
    return int(row[0]) if row else add(tx, name, version, workbook, now)


def newest(tx: Tx, name: str) -> int | None:
    """The form of this name that came last."""
    row = tx.execute("SELECT max(id) FROM form WHERE name = ?", (name,)).fetchone()
    return None if row[0] is None else int(row[0])


def workbook(tx: Tx, form_id: int) -> Workbook:
    """The workbook of a form. Raises Refused("form_unreadable")."""
    row = tx.execute("SELECT workbook FROM form WHERE id = ?", (form_id,)).fetchone()
    if row is None:
        raise Refused("form_unreadable")
    return from_json(row[0])


class Forms:
    """Compiled forms by id, for every thread; the least recently used goes first.

    Reading one takes about 25 ms: `app` warms those in use on the reading connection.
    """

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._remembered = remembered
        self._known: OrderedDict[tuple[int, tuple[str, ...]], Form] = OrderedDict()
        self._lock = Lock()

    def get(self, tx: Tx, form_id: int, places: Sequence[str]) -> Form:
        """The form with the library's places. Raises Refused("form_unreadable")."""
        key = (form_id, tuple(places))
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        form = read_with_places(workbook(tx, form_id), places).form
        if form is None:
            raise Refused("form_unreadable")
        plan_of(form)
        with self._lock:
            self._known[key] = form
            while len(self._known) > self._remembered:
                self._known.popitem(last=False)
        return form


def in_use(tx: Tx) -> list[int]:
    """Forms that people are answering or may begin to answer."""
    rows = tx.execute(
        "SELECT form_id FROM session UNION SELECT form_id FROM survey WHERE status = 'open' "
        "ORDER BY 1 DESC LIMIT ?",
        (REMEMBERED,),
    )
    return [int(row[0]) for row in rows]
