"""How a share changed: cohorts of one venue against earlier ones with the same kind of source."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.figures.factory import Maker, maker
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import parse
from analysis.statistics.intervals import difference


def comparisons(config: Config) -> Iterator[tuple[str, str, str, str, str]]:
    """(measure, cohort, basis, older cohort, its basis) of each change: since the cohort before and since the first."""
    line: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, cohort in sorted(config.cohorts.items(), key=lambda item: item[1].year):
        for basis in cohort.bases:
            earlier = line.setdefault((cohort.venue, config.kind_of_source(cohort, basis)), [])
            for measure, older in (("change", earlier[-1]), ("rise", earlier[0])) if earlier else ():
                yield f"us-china.{measure}", name, basis, *older
            earlier.append((name, basis))


def between_cohorts(config: Config, found: list[Figure]) -> Iterator[Figure]:
    """Changes of the US-China share, each year by the plain definition of its basis."""
    by_id = {f.id: f for f in found}

    def share(name: str, basis: str) -> Figure:
        return by_id[f"{name}.us-china.share{config.cohorts[name].at(basis)}"]

    for measure, name, basis, old_name, old_basis in comparisons(config):
        make = maker(config, name, parse(basis, config, config.cohorts[name]))
        yield from change(make, measure, share(name, basis), share(old_name, old_basis))


def change(make: Maker, measure: str, now: Figure, old: Figure) -> Iterator[Figure]:
    """Difference of two shares with Newcombe's interval; nothing where one of them has no papers to be a share of."""
    if now.fraction is None or old.fraction is None:
        return
    (x, n), (y, m) = now.fraction, old.fraction
    yield make(
        measure,
        f"change of the US-China share since {make.config.cohorts[old.cohort].year}",
        "share",
        x / n - y / m,
        interval=difference((x, n), (y, m), make.config.interval_level),
        bounds=(now.bounds[0] - old.bounds[1], now.bounds[1] - old.bounds[0]) if now.bounds and old.bounds else None,
        method="newcombe",
        sources=tuple(dict.fromkeys((*now.sources, *old.sources))),
    )
