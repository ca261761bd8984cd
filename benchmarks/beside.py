"""Ours beside a plain rule and rapidfuzz on S2AFF's public gold: exact, wrong, unresolved, strings a second.

The set is not kept here; fetch `data/gold_affiliation_annotations.csv` of github.com/allenai/S2AFF and give its path:
``python -m benchmarks.beside FILE``. Its labels are read so: the countries of a string are those of the records of all
ids in `labels`; a string whose labels hold no id, or an id that `data/reference/institutions.csv` lacks, is not scored.
Splits train and val served to mend kinds of error; test was only scored.
"""

from __future__ import annotations

import ast
import csv
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz, process

from analysis.attribution.places import lexicon
from analysis.attribution.registry import key_words, load
from analysis.attribution.resolve import resolve_with
from analysis.core.text import fold
from analysis.counting import gold
from analysis.facts.store import shared_rows

CUTOFF = 90
Countries = frozenset[str]


def read(file: Path) -> list[tuple[str, str, Countries]]:
    """Split, string and countries of each string that can be scored."""
    country = {row["ror"]: row["country"] for _, row in shared_rows("reference/institutions")}
    rows = []
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            ids = [label.rpartition("/")[2] for label in ast.literal_eval(row["labels"]) if "ror.org" in label]
            if ids and all(one in country for one in ids):
                rows.append((row["split"], row["original_affiliation"], frozenset(country[one] for one in ids)))
    return rows


def elsewhere() -> list[tuple[str, str, Countries]]:
    """The test half of our own strings from elsewhere of which both readers were certain."""
    return [
        (
            "elsewhere",
            row["affiliation"],
            frozenset() if row["stated"] in gold.NO_COUNTRY else frozenset(row["stated"].split("|")),
        )
        for row in gold.rows("elsewhere.csv")
        if row["half"] == "test" and row["certain"] == "yes" and row["stated"] != "unknown"
    ]


def ours(text: str) -> Countries:
    """What the resolver says."""
    return frozenset(resolve_with(text, "", "", "", load()).countries)


def last_word(text: str) -> Countries:
    """The country whose name ends the string."""
    words = fold(text).split()
    ends = (lexicon().get(" ".join(words[-length:])) for length in range(min(5, len(words)), 0, -1))
    return next((told[0] for told in ends if told and told[1] == "country"), frozenset())


def nearest(text: str) -> Countries:
    """The country of the registry's nearest name by rapidfuzz."""
    names = load().names
    hit = process.extractOne(" ".join(key_words(text)), names.keys(), scorer=fuzz.token_set_ratio, score_cutoff=CUTOFF)
    return frozenset(entry.country for entry in names[hit[0]]) if hit else frozenset()


def main(file: Path) -> None:
    """Print a line for each way and split."""
    rows = [*read(file), *elsewhere()]
    ways: dict[str, Callable[[str], Countries]] = {"ours": ours, "country at the end": last_word, "rapidfuzz": nearest}
    for name, way in ways.items():
        way(rows[0][1])
        for split in ("train", "val", "test", "elsewhere"):
            part = [(text, want) for label, text, want in rows if label == split]
            part = part[:100] if way is nearest else part
            start = time.perf_counter()
            found = [(way(text), want) for text, want in part]
            pace = len(part) / (time.perf_counter() - start)
            exact, wrong = sum(a == b for a, b in found), sum(not a <= b for a, b in found)
            unresolved = sum(not a for a, _ in found)
            print(
                f"{name}, {split}: {len(part)} strings, {exact} exact, {wrong} wrong, {unresolved} unresolved, {pace:.0f}/s"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
