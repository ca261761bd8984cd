"""All cohorts, attributed and classified on demand: what figures, lists of papers and tables read from."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.attribution import table
from analysis.core.errors import FactCheckError
from analysis.counting import gold
from analysis.counting.collaboration import Classified, PaperCountries, classify, paper_countries, under_policy
from analysis.facts import store
from analysis.facts.mentions import papers_naming, papers_with_text, terms_key
from analysis.settings.config import Config
from analysis.settings.definitions import Definition


class Workbook:
    """All cohorts, attributed and classified on demand.

    Raises
    ------
    FactCheckError
        The facts of a cohort were made with other terms than config.yaml has.
    """

    def __init__(self, config: Config, progress: Callable[[str], None] = lambda _: None) -> None:
        self.config = config
        self.snapshots = {name: store.read(name) for name in config.cohorts}
        for name, shot in self.snapshots.items():
            if shot.terms != terms_key(config.terms):
                raise FactCheckError(
                    "was made with other terms than config.yaml now has",
                    where=f"data/{name}",
                    mend="run `factcheck ingest`, which counts them anew",
                )
            store.check_names(shot, config.terms, config.cohorts[name].bases)
        rows = {name: table.authorship_rows(shot) for name, shot in self.snapshots.items()}
        self.gold = table.as_asked([row["affiliation"] for row in gold.rows("affiliations.csv")])
        decided = table.resolutions(pd.concat([*rows.values(), self.gold], ignore_index=True), progress=progress)
        self.gold = table.attribute(self.gold, decided)
        self.attributed = {name: table.attribute(asked, decided) for name, asked in rows.items()}
        self._countries: dict[tuple[str, str, str], dict[str, PaperCountries]] = {}
        self._classified: dict[tuple[str, Definition], Classified] = {}
        self._naming: dict[tuple[str, str, str], set[str]] = {}

    def classified(self, name: str, definition: Definition) -> Classified:
        """Papers of a cohort under a definition."""
        key = (name, definition)
        if key not in self._classified:
            countries = self.countries(name, definition.basis, definition.policy)
            self._classified[key] = classify(self.snapshots[name].papers, countries, definition, self.config)
        return self._classified[key]

    def countries(self, name: str, basis: str, policy: str) -> dict[str, PaperCountries]:
        """Countries of a cohort's papers under a basis and a policy."""
        key = (name, basis, policy)
        if key not in self._countries:
            papers, attributed = self.snapshots[name].papers, self.attributed[name]
            usual = "stated-location"
            if policy == usual:
                self._countries[key] = paper_countries(papers, attributed, basis, policy)
            else:
                self._countries[key] = under_policy(
                    papers, attributed, basis, policy, self.countries(name, basis, usual)
                )
        return self._countries[key]

    def naming(self, name: str, term: str, level: str) -> set[str]:
        """Papers of a cohort that name a term at a level."""
        key = (name, term, level)
        if key not in self._naming:
            self._naming[key] = papers_naming(self.snapshots[name].mentions, term, self.config.levels[level])
        return self._naming[key]

    def with_text(self, name: str, level: str) -> set[str]:
        """Papers of a cohort whose text is at hand for a level."""
        key = (name, "", level)
        if key not in self._naming:
            self._naming[key] = papers_with_text(self.snapshots[name].papers, self.config.levels[level])
        return self._naming[key]
