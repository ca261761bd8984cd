"""The baseline: each string against every name of the registry by rapidfuzz; the nearest name gives the country.

Both ways are timed in one process on one seeded sample of distinct strings, with the registry loaded before the clock
starts, and scored on the test half of the gold set. Only totals leave this module.
"""

from __future__ import annotations

import csv
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from analysis.attribution.reading import best
from analysis.attribution.registry import Registry, key_words, load
from analysis.attribution.resolve import resolve_with
from analysis.core import paths
from analysis.core.text import clean
from analysis.counting import gold

SEED = 2026
CUTOFF = 90
SCORERS: dict[str, Callable[..., float]] = {"token_set_ratio": fuzz.token_set_ratio, "WRatio": fuzz.WRatio}
Countries = frozenset[str]


@dataclass(frozen=True)
class Comparison:
    """Seconds a distinct string and totals on the gold set, ours and of one scorer."""

    scorer: str
    strings: int
    seconds: float
    ours: float
    right: float
    ours_right: float
    wrong: float
    ours_wrong: float

    @property
    def factor(self) -> float:
        """How many times as long the baseline takes."""
        return self.seconds / self.ours


def distinct_strings() -> list[str]:
    """All distinct affiliations of data/, sorted."""
    found: set[str] = set()
    for file in sorted(paths.DATA.glob("*/authorships.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            found.update(row["affiliation"] for row in csv.DictReader(stream))
    return sorted(found - {""})


def sample(count: int) -> list[str]:
    """The same strings each time."""
    strings = distinct_strings()
    return random.Random(SEED).sample(strings, min(count, len(strings)))


def by_fuzzy(text: str, registry: Registry, names: list[str], scorer: Callable[..., float]) -> Countries:
    """Countries of the registry name nearest to the string; none below the cutoff."""
    hit = process.extractOne(" ".join(key_words(clean(text))), names, scorer=scorer, score_cutoff=CUTOFF)
    return (
        frozenset(c for entry in best(registry.names[hit[0]]) for c in entry.country.split("|") if c)
        if hit
        else frozenset()
    )


def by_rules(text: str, registry: Registry) -> Countries:
    """What the project says; `resolve_with` is not cached."""
    return frozenset(resolve_with(text, "", "", "", registry).countries)


def seconds_each(texts: Iterable[str], answer: Callable[[str], Countries]) -> float:
    """Mean wall time of one answer."""
    texts = list(texts)
    start = time.perf_counter()
    for text in texts:
        answer(text)
    return (time.perf_counter() - start) / len(texts)


def scores(rows: list[dict[str, str]], answer: Callable[[str], Countries]) -> tuple[float, float]:
    """Shares of gold strings, each as often as drawn, whose country set is exactly right, and that were given a country
    that is wrong.
    """
    right = wrong = of = 0
    for row in rows:
        truth, found, times = frozenset(row["stated"].split("|")), answer(row["affiliation"]), int(row["draws"])
        right += times * (found == truth)
        wrong += times * bool(found - truth)
        of += times
    return right / of, wrong / of


def gold_rows() -> list[dict[str, str]]:
    """Certain strings of the test half that name a country."""
    return [
        r
        for r in gold.rows("affiliations.csv")
        if r["half"] == "test" and r["certain"] == "yes" and r["stated"] not in ("unaffiliated", "unknown")
    ]


def compare(texts: list[str], scorer: str, rows: list[dict[str, str]] | None = None) -> Comparison:
    """Time and score both ways; `rows` are by default the gold strings."""
    registry = load()
    names = sorted(registry.names)
    fuzzy = lambda text: by_fuzzy(text, registry, names, SCORERS[scorer])
    rules = lambda text: by_rules(text, registry)
    rows = gold_rows() if rows is None else rows
    rules(texts[0])  # places and other small tables are read at the first string
    ours, theirs = seconds_each(texts, rules), seconds_each(texts, fuzzy)
    (ours_right, ours_wrong), (right, wrong) = scores(rows, rules), scores(rows, fuzzy)
    return Comparison(scorer, len(texts), theirs, ours, right, ours_right, wrong, ours_wrong)
