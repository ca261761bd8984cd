"""How a share changed: cohorts of one venue against earlier ones with the same kind of source."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.figures.factory import FigureFactory, factory
from analysis.figures.figure import Figure
from analysis.settings.config import Config
from analysis.settings.definitions import parse
from analysis.settings.figure_ids import figure_id
from analysis.settings.groups import Pair
from analysis.statistics.intervals import difference


def comparisons(config: Config) -> Iterator[tuple[str, str, str, str, str]]:
    """(what, cohort, basis, older cohort, its basis) of each change: since the cohort before and since the first."""
    line: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for name, cohort in sorted(config.cohorts.items(), key=lambda item: item[1].year):
        for basis in cohort.bases:
            earlier = line.setdefault((cohort.venue, config.kind_of_source(cohort, basis)), [])
            for what, older in (("change", earlier[-1]), ("rise", earlier[0])) if earlier else ():
                yield what, name, basis, *older
            earlier.append((name, basis))


def between_cohorts(config: Config, found: list[Figure]) -> Iterator[Figure]:
    """Changes of the share of each pair, each year by the plain definition of its basis."""
    by_id = {f.id: f for f in found}

    def share(pair: Pair, name: str, basis: str) -> Figure | None:
        usual = config.cohorts[name].headline_basis
        return by_id.get(figure_id(name, f"{pair.key}.share", "" if basis == usual else basis))

    for pair in config.pairs:
        for what, name, basis, old_name, old_basis in comparisons(config):
            make = factory(config, name, parse(basis, config, config.cohorts[name]))
            now, old = share(pair, name, basis), share(pair, old_name, old_basis)
            if now and old:  # `also` may leave a basis out
                yield from change(make, pair, what, now, old)


def change(make: FigureFactory, pair: Pair, what: str, now: Figure, old: Figure) -> Iterator[Figure]:
    """Difference of two shares with Newcombe's interval; nothing where one of them has no papers to be a share of."""
    if now.fraction is None or old.fraction is None:
        return
    (x, n), (y, m) = now.fraction, old.fraction
    yield make(
        f"{pair.key}.{what}",
        f"change of the {make.config.name_of(pair)} share since {make.config.cohorts[old.cohort].year}",
        "share",
        x / n - y / m,
        interval=difference((x, n), (y, m), make.config.interval_level),
        bounds=(now.bounds[0] - old.bounds[1], now.bounds[1] - old.bounds[0]) if now.bounds and old.bounds else None,
        method="newcombe",
        sources=tuple(dict.fromkeys((*now.sources, *old.sources))),
        group=pair.key,
    )
