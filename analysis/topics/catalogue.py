"""All topics by their names in config: every figure, table and chart of the report.

A topic is a folder here. Each of its modules is optional: ``figures`` yields the topic's figures from the counted papers; ``tables`` and ``charts`` give
what its pages show, by name, from the findings. Where the data cannot carry a topic its functions yield nothing.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import altair as alt

from analysis import topics
from analysis.core import garbage_collector
from analysis.core.errors import FactCheckError, did_you_mean
from analysis.counting.workbook import Workbook
from analysis.figures import counts, over_grid
from analysis.figures.figure import Figure, FigureSet
from analysis.settings.config import Config
from analysis.topics.findings import Findings


def known() -> list[str]:
    """Names of all topics that there are, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(topics.__path__) if module.ispkg)


def chosen(config: Config) -> list[str]:
    """The topics that config.yaml names; all that there are where it names none.

    Raises
    ------
    FactCheckError
        There is no topic of a name.
    """
    for name in config.topics or ():
        if name not in known():
            raise FactCheckError(
                f"topics: there is no topic {name!r}{did_you_mean(name, known())}",
                where="config.yaml",
                mend=f"name some of {', '.join(known())}",
            )
    return config.topics if config.topics is not None else known()


def _parts(config: Config, part: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Topic and the function `part` of its module `part`, of every chosen topic that has one."""
    for name in chosen(config):
        if find_spec(f"analysis.topics.{name}.{part}"):
            yield name, getattr(import_module(f"analysis.topics.{name}.{part}"), part)


def compute(book: Workbook) -> FigureSet:
    """Every figure: of every cohort, of every claim over the grid, and of every topic; sorted by id."""
    with garbage_collector.paused():
        found = _made_by("counts", counts.figures(book))
        found += _made_by("grid", over_grid.of_claims(book, {f.id for f in found}))
        for topic, figures in _parts(book.config, "figures"):
            found += _made_by(topic, figures(book))
        return FigureSet(found)


def _made_by(part: str, figures: Iterable[Figure]) -> list[Figure]:
    return [replace(figure, part=part) for figure in figures]


def tables(found: Findings) -> dict[str, str]:
    """File name → Markdown of every table of the report, and what machines read of each claim."""
    return {f"{name}.md": text for _, part in _parts(found.config, "tables") for name, text in part(found).items()}


def charts(found: Findings) -> dict[str, alt.TopLevelMixin]:
    """File name → chart, for every chart of the report; `analysis.looks.theme.to_svg` draws one."""
    return {f"{name}.svg": chart for _, part in _parts(found.config, "charts") for name, chart in part(found).items()}
