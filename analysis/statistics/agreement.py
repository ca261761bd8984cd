"""How far two readers agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def agreement(pairs: Sequence[tuple[str, str]]) -> tuple[int, float | None]:
    """How often two readers agree, and Cohen's kappa: the agreement beyond what their habits alone would give.

    Parameters
    ----------
    pairs : sequence of (str, str)
        What one reader and the other say of each case (Cohen 1960).

    Returns
    -------
    same, kappa
        No kappa where chance alone agrees on everything, or nothing was read.

    Examples
    --------
    >>> agreement([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")])
    (3, 0.5)
    """
    n, same = len(pairs), sum(a == b for a, b in pairs)
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(one[reason] * other[reason] for reason in sorted(one)) / n**2 if n else 1.0
    return same, (same / n - chance) / (1 - chance) if chance < 1 else None
