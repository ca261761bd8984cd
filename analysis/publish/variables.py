"""Figures and verdicts → `_variables.yml`, the words that prose takes its numbers from.

The path of a variable is the figure's id with ``@`` and ``+`` written as ``-at-`` and ``-and-``, followed by what is
wanted: ``{{< var neurips-2024.us-china.share.value >}}``, ``.interval``, ``.bounds``, ``.count``, ``.of``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml

from analysis.claims.judge import Verdict
from analysis.figures.figure import Figure, FigureSet
from analysis.looks.numbers import as_text, between, percent, whole, years_in_words
from analysis.settings import figure_ids
from analysis.settings.config import Config
from analysis.settings.placeholders import in_words


def path_of(figure: Figure) -> list[str]:
    """Keys that lead to a figure in `_variables.yml`."""
    cohort, measure, definition = figure_ids.parse(figure.id)
    keys = [cohort, *measure.split(".")]
    if definition:
        keys[-1] += "-at-" + definition.replace("+", "-and-")
    return keys


def variables(config: Config, figures: FigureSet, verdicts: list[Verdict], about: dict[str, Any]) -> dict[str, Any]:
    """All variables as one nested mapping."""
    tree: dict[str, Any] = dict(about)
    for figure in figures:
        node = tree
        for key in path_of(figure):
            node = node.setdefault(key, {})
        node |= {
            "value": as_text(figure, figure.value),
            "size": as_text(figure, figure.value).removeprefix("+"),
            "interval": between(figure, figure.interval),
            "bounds": between(figure, figure.bounds),
            "count": whole(figure.numerator),
            "of": whole(figure.denominator),
        }
    tree["claims"] = {v.claim: _claim(config, v) for v in verdicts}
    own = [cohort for cohort in config.cohorts.values() if cohort.venue == config.main.venue]
    tree["records"] = {
        basis: {"years": years_in_words(c.year for c in own if basis in c.bases)}
        for basis in config.definitions["basis"]
    }
    tree["levels"] = {name: {"at-least": in_words(level.at_least)} for name, level in config.levels.items()}
    tree["independent"] = {
        name: {
            f"y{year}": {"share": percent(x / n), "count": whole(x), "of": whole(n)}
            for year, (x, n) in other.counts.items()
        }
        for name, other in config.independent.items()
    }
    return tree


def _claim(config: Config, verdict: Verdict) -> dict[str, str]:
    claim = config.claims[verdict.claim]
    span = verdict.span
    shown = f"{as_text(verdict.decisive, verdict.decisive.value)} under the deciding definition"
    if span:
        shown += f", {between(verdict.decisive, span)} over {len(verdict.readings)} definitions"
    return {
        "alt": f"Dot chart. Asserted: {verdict.asserted.words}. Found: {shown}.",
        "title": claim.title,
        "words": claim.words,
        "asserted": verdict.asserted.words,
        "range": verdict.asserted.span,
        "reading": config.reading(claim),
        "verdict": config.verdicts.scale[verdict.verdict].name,
        "why": config.verdicts.about(verdict.verdict),
        "class": f"verdict-{verdict.verdict}",
        "value": as_text(verdict.decisive, verdict.decisive.value),
        "interval": between(verdict.decisive, verdict.decisive.interval),
        "label": verdict.decisive.label,
        "definitions": whole(len(verdict.readings)),
        "allowed": whole(len(verdict.allowed)),
        "inside": whole(len(verdict.fitting)),
        "low": as_text(verdict.decisive, span[0]) if span else "–",
        "high": as_text(verdict.decisive, span[1]) if span else "–",
    }


SHORTCODE = re.compile(r"\{\{<\s*var\s+([\w.-]+)\s*>\}\}")


def asked_for(tree: dict[str, Any], texts: Iterable[str]) -> dict[str, Any]:
    """The part of the tree that `texts` ask for, and what describes the build.

    With thousands of figures the whole would slow every engine down.
    """
    kept: dict[str, Any] = {key: value for key, value in tree.items() if not isinstance(value, dict)}
    for path in sorted({found for text in texts for found in SHORTCODE.findall(text)}):
        source: Any = tree
        *keys, leaf = path.split(".")
        for key in keys:
            source = source.get(key, {}) if isinstance(source, dict) else {}
        if isinstance(source, dict) and isinstance(source.get(leaf), str):
            node = kept
            for key in keys:
                node = node.setdefault(key, {})
            node[leaf] = source[leaf]
    return kept


def to_yaml(tree: dict[str, Any]) -> str:
    """`_variables.yml` as text, sorted; all leaves are strings, so that no engine reads ``2020-10`` as a date."""
    return yaml.safe_dump(tree, sort_keys=True, allow_unicode=True, width=1000, default_style='"')
