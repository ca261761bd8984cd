"""All topics by their names in config: every figure, table and chart of the report.

A topic is a folder here, listed nowhere else. Each of its modules is optional: ``figures`` yields the topic's figures
from the counted papers; ``tables`` and ``charts`` give what its pages show, by name, from the findings; ``problems``
says what is wrong with its pages and its own file. Where the data cannot carry a topic its functions yield nothing.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from analysis import topics
from analysis.core import garbage_collector, paths
from analysis.core.errors import FactCheckError, did_you_mean
from analysis.counting.workbook import Workbook
from analysis.figures import counts, over_grid
from analysis.figures.figure import Figure, FigureSet
from analysis.settings import strict_yaml
from analysis.settings.config import Config

if TYPE_CHECKING:  # figures are computed without the library of charts
    import altair as alt

    from analysis.topics.findings import Findings


def known() -> list[str]:
    """Names of all topics that there are, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(topics.__path__) if module.ispkg)


def chosen(config: Config) -> list[str]:
    """The topics that config.yaml names; all that there are where it names none.

    Raises
    ------
    FactCheckError
        There is no topic of a name, or one is named twice.
    """
    if config.topics is None:
        return known()
    for at, name in enumerate(config.topics):
        if name in known() and name not in config.topics[:at]:
            continue
        if name in known():
            what, mend = f"{name!r} is named twice", "remove one of them"
        else:
            what, mend = f"there is no topic {name!r}{did_you_mean(name, known())}", f"choose from {', '.join(known())}"
        # the topics are not known to the settings, which come before them
        line = strict_yaml.line_of(strict_yaml.read(paths.CONFIG)[0], ["topics", str(at)])
        raise FactCheckError(f"topics: {what}", where=f"{paths.CONFIG.name}:{line}", mend=mend)
    return config.topics


def _parts(config: Config, part: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Topic and the function `part` of its module `part`, of every chosen topic that has one."""
    for name in chosen(config):
        if find_spec(f"{topics.__name__}.{name}.{part}"):
            yield name, getattr(import_module(f"{topics.__name__}.{name}.{part}"), part)


def compute(book: Workbook) -> FigureSet:
    """Every figure: of every cohort, of every claim over the grid, and of every topic; sorted by id."""
    with garbage_collector.paused():
        parts = list(_parts(book.config, "figures"))  # a wrong name is told before the long work
        found = _made_by("counts", counts.figures(book))
        found += _made_by("grid", over_grid.of_claims(book, {f.id for f in found}))
        for topic, figures in parts:
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


def problems(found: Findings, shown: str) -> list[str]:
    """What is wrong with the pages of every topic, one sentence each; `shown`: their sources, with what they include."""
    return [sentence for _, part in _parts(found.config, "problems") for sentence in part(found, shown)]
