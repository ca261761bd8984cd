"""Tables of the search for the original's way to count."""

from __future__ import annotations

from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import percent, whole
from analysis.looks.tables import capital, number, table, text
from analysis.settings.config import Config
from analysis.settings.others import Reconstructions
from analysis.topics.between_counts.reconstruction import (
    Trial,
    counts_of,
    distance,
    extents,
    ids_of,
    is_near,
    shown_trials,
    trials,
)


def ways(config: Config, figures: FigureSet) -> str:
    """Every way to count on the original's tracks with the first extent, and all others that come near in every year.

    The nearest first, and those that come near in bold; nothing where no search is made.
    """
    if (told := config.reconstructions) is None or not (chosen := _chosen(config, figures)):
        return ""
    counts, limit = counts_of(config), percent(told.near, 0)
    columns = [text("Way to count", 38)]
    for year in counts:
        columns += [number(str(year), 17), number("off by", 11)]
    rows = []
    for trial, near in chosen:
        papers, shares = ids_of(config, trial), ids_of(config, trial, "share")
        cells: list[str] = []
        for year, count in counts.items():
            figure, share = figures.use(papers[year]), figures.use(shares[year])
            said = f"{'≈ ' if figure.estimate else ''}{whole(figure.value)} ({percent(share.value)})"
            cells += [said, _off(figure, count)]
        words = f"{told.rules[trial.rule].name}, {_where(config, told, trial)}"
        rows.append((f"**{words}**" if near else words, *cells, "yes" if near else "no"))
    original = " and ".join(f"{count} ({year})" for year, count in counts.items())
    usual = capital(config.definitions["extent"][extents(config, told)[0]].name)
    caption = (
        f"Ways to count against the original's {original}; near: within {limit} in every year. "
        f"{usual} and the original's tracks unless said otherwise; ≈ marks an estimate from a sample"
    )
    return table([*columns, number("Near", 6)], rows, caption, "tbl-reconstruction")


def _chosen(config: Config, figures: FigureSet) -> list[tuple[Trial, bool]]:
    """The trials of the table, the nearest first, and whether each comes near; those of one count are told once."""
    made = {f.id: f for f in figures}
    shown = shown_trials(config, figures)
    told = [ids_of(config, t) for t in shown]
    near = [t for t in trials(config) if is_near(config, made, t)]
    found = [*shown, *(t for t in near if ids_of(config, t) not in told)]
    far = {t: distance(config, figures, t) or 0.0 for t in found}
    return [(t, t in near) for t in sorted(found, key=lambda t: (far[t], t.key, t.track, t.extent))]


def _off(figure: Figure, count: int) -> str:
    return "–" if figure.value is None else f"{100 * (figure.value - count) / count:+.0f}%".replace("-", "−")


def _where(config: Config, told: Reconstructions, trial: Trial) -> str:
    words = [told.records[trial.record].name]
    if trial.track:
        words.append(config.definitions["track"][trial.track].name)
    if trial.extent != extents(config, told)[0]:
        words.append(config.definitions["extent"][trial.extent].name)
    return ", ".join(words)


def rules(config: Config) -> str:
    """What each way to count is; nothing where no search is made."""
    if config.reconstructions is None:
        return ""
    columns = (text("Way to count", 30, capital), text("What it counts", 70))
    rows = [(rule.name, rule.about) for rule in config.reconstructions.rules.values()]
    return table(columns, rows, "The ways to count that were tried", "tbl-ways")
