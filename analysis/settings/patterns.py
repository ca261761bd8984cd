"""Regular expressions that cannot run away.

Python's engine tries every way in which a pattern can match, from every place of the text; ``(a+)+$`` has more ways
than there are seconds. Other engines have no look-behind, which terms need. So a pattern is read before it is used, and
its ways from one place are counted: alternatives add, what follows multiplies, a repeat of at most ``n`` has one way for
each number of times and each way of its part. A repeat without end (``+``, ``*``, ``{2,}``) has no count. What has no
count, or one above `WAYS`, is refused, and what can match more than `WIDTH` characters; the rest takes time in
proportion to the text, whatever the text.

How a pattern is built is asked of Python's own parser. It has no public name, so its tree is read here alone.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Any

from pydantic import AfterValidator, Field

LENGTH, GROUPS = 500, 50  # characters and brackets of a pattern, the most
WIDTH, WAYS = 300, 1000  # characters that it matches, and ways to match from one place, the most
PARSER: Any = import_module("re._parser")  # typed by nobody
ONE = frozenset("LITERAL NOT_LITERAL ANY IN AT CATEGORY RANGE".split())


def pattern(text: str) -> str:
    """The pattern, if it is one, matches no empty text, and has a bound on its steps.

    Raises
    ------
    ValueError
        It is none of these.

    Examples
    --------
    >>> pattern("(?<![a-z])GPT-?[2-5]")
    '(?<![a-z])GPT-?[2-5]'
    """
    if why := _why_not(text):
        raise ValueError(f"pattern {text!r} {why}")
    return text


def _why_not(text: str) -> str | None:
    """What is wrong with a pattern, as a clause."""
    if text.count("(") > GROUPS:
        return f"has more than {GROUPS} groups; make two patterns of it"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # what Python will read otherwise one day
            re.compile(text)
            tree = PARSER.parse(_inside(text))
    except (re.error, Warning, OverflowError, RecursionError) as error:
        return f"is not a regular expression ({error})"
    if tree.state.groupdict:
        return f"names a group ({', '.join(tree.state.groupdict)}); write it without a name"
    return _too_much(tree)


def _too_much(tree: Any) -> str | None:
    try:
        found = ways(tree)
    except ValueError as error:
        return str(error)
    shortest, longest = tree.getwidth()
    if found > WAYS:
        return f"can match in more than {WAYS:,} ways from one place; let it vary less"
    if longest > WIDTH:
        return f"can match more than {WIDTH} characters; repeat less often"
    return None if shortest else "matches the empty text, so it would be found everywhere"


def joined(patterns: Iterable[str]) -> re.Pattern[str]:
    """One expression that matches where any of the patterns does."""
    return re.compile("|".join(_inside(text) for text in patterns))


def _inside(text: str) -> str:
    """A pattern as a group of a longer one; a leading ``(?i)`` becomes a mark of that group, as Python wants it."""
    return f"(?i:{text[4:]})" if text.startswith("(?i)") else f"(?:{text})"


def ways(tree: Any) -> int:
    """In how many ways a part of a pattern can match from one place, at most.

    Raises
    ------
    ValueError
        There is no bound, or the part is of a kind that is not counted.
    """
    found = 1
    for operation, about in tree:
        found *= _ways_of(str(operation), about)
        if found > WAYS:
            break
    return found


def _ways_of(operation: str, about: Any) -> int:
    if operation in ONE:
        return 1
    if operation == "SUBPATTERN":
        return ways(about[3])
    if operation == "ATOMIC_GROUP":
        return ways(about)
    if operation in ("ASSERT", "ASSERT_NOT"):
        return ways(about[1])
    if operation == "BRANCH":
        return sum(ways(part) for part in about[1])
    if operation in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, part = about
        if most == PARSER.MAXREPEAT:
            raise ValueError("repeats without an end and can run away; write how often at most, as in {0,20}")
        return _repeated(ways(part), least, most)
    raise ValueError(f"holds what is not counted here ({operation.lower()}); write it without")


def _repeated(part: int, least: int, most: int) -> int:
    """Ways of `least` to `most` times a part that has so many ways."""
    found, once = 0, 1
    for times in range(most + 1):
        found += once if times >= least else 0
        once *= part
        if max(found, once if times < most else 0) > WAYS:
            return WAYS + 1
    return found


Pattern = Annotated[str, Field(max_length=LENGTH), AfterValidator(pattern)]
