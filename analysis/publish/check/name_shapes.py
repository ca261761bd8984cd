"""What in the committed facts is shaped like a person's name and is no institution that we know.

Reads `data/` alone, which holds no names to compare with; gives places, never the text. The guard at ingest
(`analysis/intake/name_guard.py`) knows the names; this looks again at what is published, and cannot tell a
word alone. What was looked at and is no name stands in `tests/gold/not_names.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from analysis.attribution.reading import is_one_name
from analysis.attribution.resolve import resolve
from analysis.attribution.words import ALIKE, GENERIC
from analysis.core import paths
from analysis.core.csv_table import rows_of
from analysis.core.text import fold
from analysis.counting import gold
from analysis.facts.title_block.vocabulary import STRONG, WEAK

COLUMNS = {"authorships": "affiliation", "printed": "text"}
_WORD = r"[^\W\d_a-z](?:[^\W\d_]|['’-])*\.?"
_ONE = rf"(?:(?:Prof|Dr)\.? )?{_WORD}(?: (?:{_WORD}|van|von|de|der|den|di|da|del|la|le|bin)){{0,3}} {_WORD}"
_NAME = re.compile(rf"{_ONE}(?: (?:and|&) {_ONE})*(?=[\s\d,*∗†‡§¶]*$)")
_BEHIND = re.compile(r"\s*[,;|·•()]\s*|\s-\s")  # where what stands beside a name begins
# words of firms, units and jobs that the registry's general words lack
_NO_NAME = frozenset(
    "u ag alliance analytics associate bv campus capital classic collections computing county emilia engineer "
    "fellowship games healthcare holdings industrial innovations insights oy partners platforms poly polytechnique "
    "sa schools seminary startup ventures".split()
)
_WEAK_METHODS = frozenset(["unresolved", "place", "profile-country"])


def found() -> Iterator[tuple[str, int, str]]:
    """(file, line, paper id) of each affiliation in data/ that may be a name."""
    for folder in sorted(path for path in paths.DATA.iterdir() if (path / "snapshot.yaml").is_file()):
        for table, column in COLUMNS.items():
            for line, row in rows_of(folder / f"{table}.csv", ("paper_id", column)):
                if row[column] and like_person(row[column]):
                    yield f"data/{folder.name}/{table}.csv", line, row["paper_id"]


@lru_cache(maxsize=100_000)
def like_person(text: str) -> bool:
    """Whether a text has the shape of a name and is no institution or place that we know.

    A text counts up to its first comma or bracket.

    Examples
    --------
    >>> like_person("Ida B. Quarrelwood 2"), like_person("Ida Quarrelwood, Dept. of Knots")
    (True, True)
    >>> like_person("Quarrelwood University")
    False
    """
    head = _BEHIND.split(text.strip(), maxsplit=1)[0]
    name = _NAME.match(head)
    if not name or STRONG.search(head) or WEAK.search(head) or text in _reviewed():
        return False
    words = fold(name[0]).split()
    shouted = [word for word in name[0].split() if len(word.strip(".")) > 1 and word.strip(".").isupper()]
    if any(ALIKE.get(word, word) in GENERIC or word in _NO_NAME for word in words) or 0 < len(shouted) < len(words):
        return False
    if is_one_name(name[0]) or is_one_name("".join(words)):
        return False
    return resolve(head).method in _WEAK_METHODS


@lru_cache(maxsize=1)
def _reviewed() -> frozenset[str]:
    return frozenset(row["affiliation"] for row in gold.rows("not_names.csv"))
