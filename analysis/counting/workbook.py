"""All cohorts, attributed and classified on demand: what figures, lists of papers and tables read from."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from analysis.attribution import table
from analysis.core.errors import FactCheckError
from analysis.counting import by_person, gold, naming_accuracy
from analysis.counting.classified import Classified, classified
from analysis.counting.ledger import Ledger
from analysis.counting.masks import Flags
from analysis.facts import snapshot_file, store
from analysis.facts.mentions import Mentions, terms_key
from analysis.settings.config import Config
from analysis.settings.definitions import Definition

GOLD = "gold set"  # no name of a cohort


class Workbook:
    """All cohorts, attributed and classified on demand.

    Raises
    ------
    FactCheckError
        The facts of a cohort were made with other terms than config.yaml has, or no cohort has facts.
    """

    def __init__(self, config: Config, progress: Callable[[str], None] = lambda _: None) -> None:
        self.config = config
        # where all are awaited there is nothing to count, and the first says how that is mended
        self.snapshots = {name: store.read(name) for name in config.cohorts or config.stanzas}
        for name, shot in self.snapshots.items():
            if shot.terms != terms_key(config.terms):
                raise FactCheckError(
                    "was made with other terms than config.yaml now has",
                    where=f"data/{name}",
                    mend="run `factcheck ingest`, which counts them anew",
                )
            store.check_names(shot, config.terms, config.definitions["naming"], config.cohorts[name].bases)
        rows = {name: table.authorship_rows(shot) for name, shot in self.snapshots.items()}
        read = (row for name in ("affiliations.csv", "elsewhere.csv") for row in gold.rows(name))
        rows[GOLD] = table.as_asked(row["affiliation"] for row in read)
        self.attributed = table.attributed(rows, progress)
        self.gold = self.attributed.pop(GOLD)
        for attributed in self.attributed.values():
            attributed["by_person"] = by_person.countries(attributed)
        self._ledgers: dict[str, Ledger] = {}
        self._classified: dict[tuple[str, Definition], Classified] = {}
        self._mentions: dict[str, Mentions] = {}
        self._naming: dict[tuple[str, str, str, str], Flags] = {}

    @property
    def data_date(self) -> str:
        """Day of the newest raw file behind the facts.

        Raises
        ------
        FactCheckError
            It is not known.
        """
        sources = (source for shot in self.snapshots.values() for source in shot.sources)
        return snapshot_file.newest_day(sources, self.config.report.data_date)

    def ledger(self, name: str) -> Ledger:
        """Papers × authors × countries of a cohort."""
        if name not in self._ledgers:
            self._ledgers[name] = Ledger(self.snapshots[name].papers, self.attributed[name])
        return self._ledgers[name]

    def classified(self, name: str, definition: Definition) -> Classified:
        """Papers of a cohort under a definition."""
        key = (name, definition)
        if key not in self._classified:
            self._classified[key] = classified(self.ledger(name), definition, self.config)
        return self._classified[key]

    def naming(self, name: str, term: str, definition: Definition) -> Flags:
        """Which papers of a cohort name a term at a definition's level, by its choice of naming; shape (papers,)."""
        more = definition.naming if definition.naming in self.config.terms[term].also else ""
        key = (name, term, definition.level, more)
        if key not in self._naming:
            self._naming[key] = self._of_cohort(name).naming(term, self.config.levels[definition.level], more)
        return self._naming[key]

    @cached_property
    def naming_errors(self) -> dict[tuple[str, str], NDArray[np.float64]]:
        """(term, choice of naming) → draws of how many papers name it for each found, where that was measured."""
        return {key: of.factors() for key, of in naming_accuracy.labels(self.config).items()}

    def with_text(self, name: str, level: str) -> Flags:
        """Which papers of a cohort have the text that a level needs at hand, shape (papers,)."""
        key = (name, "", level, "")
        if key not in self._naming:
            self._naming[key] = self._of_cohort(name).with_text(self.config.levels[level])
        return self._naming[key]

    def asking(self, level: str, mentions: int) -> Workbook:
        """The same facts, with a level that asks for so many mentions; what was counted before is not counted anew."""
        config = self.config
        moved = config.levels[level].model_copy(update={"at_least": mentions})
        other = copy(self)
        other.config = config.model_copy(update={"levels": {**config.levels, level: moved}})
        other._naming = {}
        return other

    def _of_cohort(self, name: str) -> Mentions:
        if name not in self._mentions:
            shot = self.snapshots[name]
            self._mentions[name] = Mentions(shot.papers, shot.mentions)
        return self._mentions[name]
