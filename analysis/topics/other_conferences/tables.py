"""Every cohort of another conference than the main one's: shares of each pair, adoption, record and limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.counting.classified import ALL
from analysis.counting.workbook import Workbook
from analysis.figures.adoption import measure
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, percent, whole
from analysis.looks.tables import capital, even, number, table, text
from analysis.settings.config import Config
from analysis.topics.findings import Findings


def shares(config: Config, figures: FigureSet) -> str:
    """Papers of every such cohort under every basis it has, and those of every pair of groups."""
    several = len(config.pairs) > 1
    columns = (
        text("Conference, basis", 18),
        *([text("Pair", 10)] if several else []),
        number("Papers", 9, whole),
        number("One country", 11, percent),
        number("All", 9, percent),
        number("Joint", 8, whole),
        number("Share", 9, percent),
        number("Interval", 14),
        number("Bounds", 14),
        number("Corrected", 12),
    )
    rows = [row if several else (row[0], *row[2:]) for row in _shares(config, figures)]
    caption = (
        f"Papers of other conferences with {config.one_of(config.pair)} institution (joint), the headline basis of each "
        "in bold; one country: papers with at least one country known; all: papers with every author's country known; "
        "corrected: the share corrected for our errors"
    )
    return table(columns, rows, caption, "tbl-other-conferences")


def _shares(config: Config, figures: FigureSet) -> Iterator[tuple[object, ...]]:
    for name, cohort in config.elsewhere.items():
        for basis in cohort.bases:
            at = cohort.at(basis)
            for pair in config.pairs:
                ids = [f"{name}.{m}{at}" for m in ("papers", "classified", "all-known", f"{pair.key}.share")]
                if any(figure_id not in figures for figure_id in ids):
                    continue
                papers, classified, all_known, share = map(figures.use, ids)
                corrected = figures.find(f"{name}.corrected.{pair.key}.share{at}")
                yield (
                    f"{config.label(cohort)} {basis if at else f'**{basis}**'}",
                    config.name_of(pair),
                    papers.value,
                    classified.value,
                    all_known.value,
                    share.numerator,
                    share.value,
                    between(share, share.interval),
                    between(share, share.bounds),
                    as_text(corrected, corrected.value) if corrected else "–",
                )


def adoption(config: Config, figures: FigureSet) -> str:
    """Which papers of such a cohort name which model, for each level that its texts can carry; or that none can."""
    parts: list[str] = []
    for name, cohort in config.elsewhere.items():
        adopted = {level: rows for level in config.levels if (rows := list(_adopted(config, figures, name, level)))}
        parts += [_adoption_table(config, name, level, rows) for level, rows in adopted.items()]
        if not adopted:
            parts.append(f"Which models papers of {config.label(cohort)} name is not known: no texts are at hand.\n")
    return "\n".join(parts)


def _adopted(config: Config, figures: FigureSet, name: str, level: str) -> Iterator[tuple[str, Sequence[Figure]]]:
    """Each term with its figure for every group, every pair and all papers."""
    at = "" if level == next(iter(config.levels)) else f"@{level}"
    groups = (*config.groups, *(pair.key for pair in config.pairs), ALL)
    for term, about in config.terms.items():
        ids = [f"{name}.{measure(term, group, 'share')}{at}" for group in groups]
        if all(figure_id in figures for figure_id in ids):
            yield about.name, [figures.use(figure_id) for figure_id in ids]


def _adoption_table(config: Config, name: str, level: str, rows: Sequence[tuple[str, Sequence[Figure]]]) -> str:
    heads = [group.adjective for group in config.groups.values()]
    heads += ["Both"] if len(config.pairs) == 1 else [config.name_of(pair) for pair in config.pairs]
    names = [f"{who} ({whole(of.denominator or 0)})" for who, of in zip([*heads, "All"], rows[0][1], strict=True)]
    widths = even(76, len(names))
    columns = (text("Model", 24, capital), *(number(*column, _share) for column in zip(names, widths, strict=True)))
    what = f"Papers of {config.label(config.cohorts[name])} that name a model {config.levels[level].name}"
    cells = [(term, *found) for term, found in rows]
    return table(columns, cells, f"{what}; numbers of papers in brackets", f"tbl-adoption-{name}-{level}")


def _share(figure: Figure) -> str:
    return f"{as_text(figure, figure.value)} ({whole(figure.numerator)})"


def records(config: Config, book: Workbook) -> str:
    """Where each such cohort comes from and what its sources cannot tell, as a list."""
    told = []
    for name, cohort in config.elsewhere.items():
        bases = " and ".join(config.definitions["basis"][basis].about for basis in cohort.bases)
        sources = "; ".join(
            f"{source['origin']} ({source['recorded']}, licence {source['licence']}"
            f"{f'; ask {ask}' if (ask := cohort.ask(source['origin'])) else ''})"
            for source in book.snapshots[name].sources
        )
        told.append(f"- **{config.label(cohort)}.** Record: {bases}. Sources: {sources}. {' '.join(cohort.limits)}")
    return "\n".join(told) + "\n"


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown; nothing where all cohorts are of the main one's conference."""
    if not found.config.elsewhere:
        return {}
    return {
        "other-conferences": shares(found.config, found.figures),
        "other-adoption": adoption(found.config, found.figures),
        "other-records": records(found.config, found.book),
    }
