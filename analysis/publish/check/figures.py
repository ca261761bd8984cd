"""Figures that nothing uses, and rules that no figure fits."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from analysis.figures.figure import Figure, FigureSet
from analysis.publish import variables
from analysis.publish.check.prose import SHORTCODE
from analysis.settings.config import Config


def idle_tolerances(settings: Config, computed: FigureSet) -> list[str]:
    """Tolerances that no figure's id matches, one sentence each."""
    return [
        f"config.yaml: tolerances: no figure matches {t.figures!r}; mend the pattern or remove it"
        for t in settings.tolerances
        if not any(fnmatchcase(i, t.figures) for i in computed.ids())
    ]


def unused_measures(computed: FigureSet, texts: Iterable[str] = ()) -> list[str]:
    """Measures of which no claim, page, table or chart uses a figure of any cohort or definition, one sentence each.

    Parameters
    ----------
    texts : iterable of str
        The sources of the pages; what claims, tables and charts use is marked in `computed`.
    """
    figure_at = {".".join(variables.path_of(figure)): figure for figure in computed}
    asked = {arg.rpartition(".")[0] for text in texts for kind, arg in SHORTCODE.findall(text) if kind == "var"}
    named = [figure_at[path] for path in asked & figure_at.keys()]
    used = {_measure(figure) for figure in (*(computed.peek(i) for i in computed.used), *named)}
    return [
        f"figures: nothing in the report uses the measure {measure!r}; use it or stop computing it"
        for measure in sorted({_measure(figure) for figure in computed} - used)
    ]


def _measure(figure: Figure) -> str:
    """What a figure measures, of whichever term, group and slice: ``us-china.share``, ``adoption.share``."""
    first, *rest = [*figure.measure.split("."), *filter(None, [figure.slice])]
    return f"{first}.{rest[-1]}" if rest else first
