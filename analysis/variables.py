"""Figures and verdicts → `_variables.yml`, the words that prose takes its numbers from.

The path of a variable is the figure's id with ``@`` and ``+`` written as ``-at-`` and ``-and-``, followed by what is wanted:
``{{< var neurips-2024.us-china.share.value >}}``, ``.interval``, ``.bounds``, ``.count``, ``.of``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import yaml

from analysis.claims import Verdict
from analysis.config import Config
from analysis.figure import Figure, FigureSet


def percent(share: float | None, digits: int = 1) -> str:
    """A share as text: ``12.1%``; an en dash where there is none.

    Examples
    --------
    >>> percent(0.1213), percent(None)
    ('12.1%', '–')
    """
    return "–" if share is None else f"{100 * share:.{digits}f}%"


def points(change: float | None) -> str:
    """A difference of shares in percentage points, with its sign."""
    return "–" if change is None else f"{100 * change:+.1f} points".replace("-", "−")


def whole(count: float | int | None) -> str:
    """A count with separators; fractions keep one decimal, and less than nothing has a minus sign."""
    if count is None:
        return "–"
    text = f"{count:,}" if isinstance(count, int) else f"{count:,.0f}" if float(count).is_integer() else f"{count:,.1f}"
    return text.replace("-", "−")


def signed(count: int) -> str:
    """A count that is added or taken: ``+387``, ``−67``, ``0``."""
    return f"{count:+,}".replace("-", "−") if count else "0"


PLAIN = {
    "share a year": points,
    "ratio": lambda ratio: f"{ratio:.2f}",
    "odds ratio": lambda ratio: f"{ratio:.2f}",
    "p-value": lambda p: "under 0.001" if p < 0.001 else f"{p:.3f}",
}


def as_text(figure: Figure, value: float | int | None) -> str:
    """A value in the figure's unit."""
    if figure.unit == "share":
        return points(value) if is_change(figure) else percent(value)
    if figure.unit in PLAIN:
        return PLAIN[figure.unit](value) if value is not None else "–"
    return whole(value if value is None or isinstance(value, int) else round(value))


def found_of(figure: Figure) -> str:
    """``482 of 4,541``; an en dash where the figure is of no such kind."""
    return f"{whole(figure.numerator)} of {whole(figure.denominator)}" if figure.denominator else "–"


def is_change(figure: Figure) -> bool:
    """Whether a share is a difference of shares."""
    return figure.method == "newcombe"


def between(figure: Figure, pair: tuple[float, float] | None) -> str:
    """``11.2% to 13.1%``; an en dash where there is none."""
    return "–" if pair is None else f"{as_text(figure, pair[0])} to {as_text(figure, pair[1])}"


def path_of(figure_id: str) -> list[str]:
    """Keys that lead to a figure in `_variables.yml`."""
    base, _, definition = figure_id.partition("@")
    keys = base.split(".")
    if definition:
        keys[-1] += "-at-" + definition.replace("+", "-and-")
    return keys


def variables(config: Config, figures: FigureSet, verdicts: list[Verdict], about: dict[str, Any]) -> dict[str, Any]:
    """All variables as one nested mapping."""
    tree: dict[str, Any] = dict(about)
    for figure in figures:
        node = tree
        for key in path_of(figure.id):
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
    tree["independent"] = {
        name: {f"y{year}": {"share": percent(x / n), "count": whole(x), "of": whole(n)} for year, (x, n) in other.counts.items()}
        for name, other in config.independent.items()
    }
    return tree


def _claim(config: Config, verdict: Verdict) -> dict[str, str]:
    claim = config.claims[verdict.claim]
    span = verdict.span
    shown = f"{as_text(verdict.decisive, verdict.decisive.value)} under the deciding definition"
    if span:
        shown += f", {as_text(verdict.decisive, span[0])} to {as_text(verdict.decisive, span[1])} over {len(verdict.readings)} definitions"
    return {
        "alt": f"Dot chart. Asserted: {claim.asserted}. Found: {shown}.",
        "title": claim.title,
        "words": claim.words,
        "asserted": claim.asserted,
        "reading": claim.reading,
        "verdict": config.verdicts.scale[verdict.verdict].name,
        "why": config.verdicts.scale[verdict.verdict].about,
        "class": f"verdict-{verdict.verdict}",
        "value": as_text(verdict.decisive, verdict.decisive.value),
        "interval": between(verdict.decisive, verdict.decisive.interval),
        "label": verdict.decisive.label,
        "definitions": whole(len(verdict.readings)),
        "inside": whole(len(verdict.fitting)),
        "low": as_text(verdict.decisive, span[0]) if span else "–",
        "high": as_text(verdict.decisive, span[1]) if span else "–",
    }


SHORTCODE = re.compile(r"\{\{<\s*var\s+([\w.-]+)\s*>\}\}")


def asked_for(tree: dict[str, Any], texts: Iterable[str]) -> dict[str, Any]:
    """The part of the tree that `texts` ask for, and what describes the build: with thousands of figures the whole would slow every engine down."""
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
    """`_variables.yml` as text, sorted; all leaves are strings, so that no engine reads ``2020-10`` as anything else."""
    return yaml.safe_dump(tree, sort_keys=True, allow_unicode=True, width=1000, default_style='"')
