"""Which papers are joint by a rule of the reconstruction, given the countries of the authors that count.

Each rule gives a paper's weight as a joint one: 1 or 0, but for fractional counting.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from analysis.counting.collaboration import Countries, link_weight

Authors = Sequence[Countries]  # countries of each author, in order; those of whom nothing counts are empty


def any_author(authors: Authors, us: Countries, china: Countries) -> float:
    """Any author on either side."""
    known = frozenset().union(*authors)
    return bool(known & us and known & china)


def first_author(authors: Authors, us: Countries, china: Countries) -> float:
    """The first author alone on both sides."""
    return any_author(authors[:1], us, china)


def last_author(authors: Authors, us: Countries, china: Countries) -> float:
    """The last author alone on both sides."""
    return any_author(authors[-1:], us, china)


def first_last(authors: Authors, us: Countries, china: Countries) -> float:
    """The first and the last author on both sides between them."""
    return any_author([*authors[:1], *authors[-1:]], us, china)


def opposite_ends(authors: Authors, us: Countries, china: Countries) -> float:
    """The first author on one side and the last on the other."""
    if len(authors) < 2:
        return False
    one, other = authors[0], authors[-1]
    return bool((one & us and other & china) or (one & china and other & us))


def single_country(authors: Authors, us: Countries, china: Countries) -> float:
    """On either side an author who is nowhere else."""
    return any(c and c <= us for c in authors) and any(c and c <= china for c in authors)


def two_each(authors: Authors, us: Countries, china: Countries) -> float:
    """Two authors on either side."""
    return sum(bool(c & us) for c in authors) >= 2 and sum(bool(c & china) for c in authors) >= 2


def third_each(authors: Authors, us: Countries, china: Countries) -> float:
    """A third of the authors on either side."""
    return 3 * min(sum(bool(c & us) for c in authors), sum(bool(c & china) for c in authors)) >= len(authors) > 0


def only_two(authors: Authors, us: Countries, china: Countries) -> float:
    """Any author on either side, and no other country."""
    return any_author(authors, us, china) and frozenset().union(*authors) <= us | china


def fractional(authors: Authors, us: Countries, china: Countries) -> float:
    """The share of the paper's links between countries that join the two."""
    return link_weight(frozenset().union(*authors), us, china) if any_author(authors, us, china) else 0.0


PAPERS: Mapping[str, Callable[[Authors, Countries, Countries], float]] = {
    "any": any_author,
    "first-author": first_author,
    "last-author": last_author,
    "first-last": first_last,
    "opposite-ends": opposite_ends,
    "single-country": single_country,
    "two-each": two_each,
    "third-each": third_each,
    "only-two": only_two,
    "fractional": fractional,
}
