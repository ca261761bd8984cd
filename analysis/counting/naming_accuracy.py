"""How often a term is found where it is not named, and missed where it is: what the gold set of mentions tells.

Papers were drawn from strata of those whose full texts are at hand: one for each choice of `naming`, of papers that it
is the first to find, and one of papers in which only a much looser search finds something. What that search does not
find counts as not named. tests/gold/RULES.md says how papers were drawn and labelled.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.core import paths
from analysis.counting import gold
from analysis.settings.config import Config
from analysis.statistics.misclassification import Stratum, true_for_each_found

FILE = "terms.csv"
DRAWS, SEED = 2_000, 20260101


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labels of one term tell of one naming.

    Attributes
    ----------
    found, others : tuple of Stratum
        Strata of the papers that are found to name it, and of those that are not though a looser search finds
        something; `true` are those that name it.
    """

    found: tuple[Stratum, ...]
    others: tuple[Stratum, ...]

    @property
    def precision(self) -> float:
        """Share of the papers found that name it, each stratum by its size."""
        return _true(self.found) / sum(s.units for s in self.found)

    @property
    def recall(self) -> float | None:
        """Share of the papers that name it that are found."""
        right = _true(self.found)
        return right / (right + _true(self.others)) if right else None

    def factors(self) -> NDArray[np.float64]:
        """Draws of how many papers name it for each that is found, shape (draws,)."""
        return true_for_each_found(self.found, self.others, DRAWS, SEED)


def _true(strata: tuple[Stratum, ...]) -> float:
    return sum(s.units * s.true / s.labelled for s in strata)


def labels(config: Config) -> dict[tuple[str, str], Labels]:
    """(term, naming) → what its labels tell, for terms and cohorts of config.yaml that were labelled."""
    rows = gold.rows(FILE) if (paths.GOLD / FILE).is_file() else []
    namings = list(config.definitions["naming"])
    drawn, named, sizes = Counter[tuple[str, str]](), Counter[tuple[str, str, str]](), dict[tuple[str, str], int]()
    for row in rows:
        if row["cohort"] in config.cohorts and row["term"] in config.terms:
            key = row["term"], row["stratum"]
            drawn[key] += 1
            named[*key, row["named"]] += 1
            sizes[key] = int(row["of"])
    found: dict[tuple[str, str], Labels] = {}
    for term in dict.fromkeys(term for term, _ in drawn):
        for n, naming in enumerate(namings):
            if n and naming not in config.terms[term].also:
                continue
            wanted = namings[: n + 1]  # what names it by a narrower naming names it by this one
            strata = {
                stratum: Stratum(sum(named[term, stratum, label] for label in wanted), labelled, sizes[term, stratum])
                for (of, stratum), labelled in drawn.items()
                if of == term
            }
            hits = tuple(s for stratum, s in strata.items() if stratum in wanted)
            if hits:
                others = tuple(s for stratum, s in strata.items() if stratum not in wanted)
                found[term, naming] = Labels(hits, others)
    return found
