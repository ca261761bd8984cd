"""What a claim's tables and lists say alike of a figure."""

from __future__ import annotations

from analysis.figures.figure import Figure
from analysis.settings.config import Config


def definition_words(figure: Figure, config: Config) -> str:
    """Year and definition of a figure in words, and whether it is calibrated."""
    cohort = config.cohorts[figure.cohort]
    calibrated = ", calibrated" if figure.plain else ""
    return f"{cohort.year}, {config.words_of(figure.definition, cohort)}{calibrated}"
