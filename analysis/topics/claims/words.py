"""What a claim's tables and lists say alike of a figure."""

from __future__ import annotations

from analysis.figures.figure import Figure
from analysis.settings.config import Config

TITLES = {
    "basis": "record",
    "policy": "companies",
    "collaboration": "who",
    "naming": "how named",
    "level": "where named",
}


def definition_words(figure: Figure, config: Config) -> str:
    """Year and definition of a figure in words, and whether it is calibrated."""
    cohort = config.cohorts[figure.cohort]
    calibrated = ", calibrated" if figure.plain else ""
    return f"{cohort.year}, {config.words_of(figure.definition, cohort)}{calibrated}"


def title_of(config: Config, axis: str) -> str:
    """What readers call an axis; that of extent by the groups whose countries it changes, such as ``China``."""
    if axis == "extent":
        changed = {group for choice in config.definitions["extent"].values() for group in choice.countries}
        return ", ".join(group.short for key, group in config.groups.items() if key in changed)
    return TITLES.get(axis, axis)
