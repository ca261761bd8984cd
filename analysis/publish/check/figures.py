"""Figures that nothing uses, and rules that no figure fits."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

from analysis.figures.figure import FigureSet
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
    figure_at = {".".join(variables.path_of(i)): i for i in computed.ids()}
    asked = {arg.rpartition(".")[0] for text in texts for kind, arg in SHORTCODE.findall(text) if kind == "var"}
    used = {_measure(i) for i in (*computed.used, *(figure_at[path] for path in asked & figure_at.keys()))}
    return [
        f"figures: nothing in the report uses the measure {measure!r}; use it or stop computing it"
        for measure in sorted({_measure(i) for i in computed.ids()} - used)
    ]


def _measure(figure_id: str) -> str:
    """What a figure measures, whatever the cohort, the definition and the part in the middle of its id.

    >>> _measure("elm-2026.us-china.share@main"), _measure("elm-2026.adoption.oak.fr.share")
    ('us-china.share', 'adoption.share')
    """
    keys = figure_id.partition("@")[0].split(".")
    return keys[1] if len(keys) == 2 else f"{keys[1]}.{keys[-1]}"
