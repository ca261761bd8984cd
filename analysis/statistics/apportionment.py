"""A whole shared out in whole parts."""

from __future__ import annotations

from collections.abc import Mapping


def apportioned(total: int, parts: Mapping[str, int]) -> dict[str, int]:
    """`total` shared out in proportion to `parts` in whole numbers that add up to it.

    By largest remainders (Hamilton's method), ties by name; nothing to share out by gives zeros.

    Examples
    --------
    >>> apportioned(10, {"a": 1, "b": 1, "c": 1})
    {'a': 4, 'b': 3, 'c': 3}
    """
    whole = sum(parts.values())
    if not whole:
        return dict.fromkeys(parts, 0)
    shares = {key: divmod(total * n, whole) for key, n in parts.items()}
    left = total - sum(q for q, _ in shares.values())
    first = sorted(parts, key=lambda key: (-shares[key][1], key))[:left]
    return {key: q + (key in first) for key, (q, _) in shares.items()}
