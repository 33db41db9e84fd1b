"""ODK XPath: the expressions of XLSForm (https://docs.getodk.org/form-operators-functions/).

Compile once (remembered by source), evaluate many:

    age = compile(". >= 18 and . < 100")
    age.boolean(Context(node, environment))

Expressions come from strangers: at most 20 000 characters and 64 levels deep, regular
expressions at most 1 000 characters on at most 4 096 characters of text.
"""

from __future__ import annotations

from functools import lru_cache

from .context import Context, Environment, Node
from .errors import XPathError
from .expression import Expression, parse
from .functions.nodes import seeded, shuffled
from .values import Value, node_text

__all__ = [
    "Context",
    "Environment",
    "Expression",
    "Node",
    "Value",
    "XPathError",
    "compile",
    "node_text",
    "seeded",
    "shuffled",
]


@lru_cache(maxsize=4096)
def compile(source: str, *, strict: bool = True) -> Expression:  # noqa: A001
    """Compile `source`, or raise `XPathError`.

    Not `strict` leaves unknown functions and wrong argument counts to the evaluation, as ODK's
    own engine does: only a call that is really reached raises.
    """
    return parse(source, strict=strict)
