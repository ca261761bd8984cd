"""What the tables and charts of every topic are made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.claims.judge import Verdict
from analysis.counting.workbook import Workbook
from analysis.figures.figure import FigureSet
from analysis.settings.config import Config


@dataclass(frozen=True)
class Findings:
    """All that was computed; `marks` has what changed since the last release, by claim."""

    config: Config
    figures: FigureSet
    verdicts: Sequence[Verdict]
    book: Workbook
    marks: Mapping[str, str] = field(default_factory=dict)
