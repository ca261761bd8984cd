r"""Several texts in one field of a table, and back.

They are joined by ``|``, with ``\`` before each ``|`` or ``\`` that a member itself holds. Only this module joins and
splits, so that no name can be taken for two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

BAR = "|"
SPECIAL = re.compile(r"[\\|]")
MEMBER = re.compile(r"(?:[^\\|]|\\.|\\\Z)+", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def join(members: Iterable[str]) -> str:
    r"""Members in their order as one text; an empty one says nothing and is left out.

    >>> print(join(["CN", "US"]), join(["Museum | North", "Oak"]))
    CN|US Museum \| North|Oak
    """
    return _joined(tuple(members))


@lru_cache(maxsize=100_000)
def _joined(members: tuple[str, ...]) -> str:
    return BAR.join(SPECIAL.sub(r"\\\g<0>", member) for member in members if member)


@lru_cache(maxsize=200_000)
def split(text: str) -> tuple[str, ...]:
    r"""The members that `join` made a text of.

    >>> split(r"Museum \| North|Oak")
    ('Museum | North', 'Oak')
    >>> split("")
    ()
    """
    if "\\" not in text:
        return tuple(filter(None, text.split(BAR)))
    return tuple(ESCAPED.sub(r"\1", member) for member in MEMBER.findall(text))
