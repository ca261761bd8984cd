"""Which colour stands for which group of countries."""

from __future__ import annotations

from analysis.looks.theme import ACCENT, CLAIM
from analysis.settings.config import Config

# for groups that choose none, taken in this order and from the start again
FREE = (ACCENT, CLAIM, "#2e7d4f", "#c2571a", "#6b4fa0", "#8a6d1f")


def group_colours(config: Config) -> dict[str, str]:
    """Group → its colour in charts, in the order of config.yaml; groups that choose none share out what is left."""
    chosen = {group.colour for group in config.groups.values()}
    free = [ink for ink in FREE if ink not in chosen] or list(FREE)
    without = [key for key, group in config.groups.items() if group.colour is None]
    given = {key: free[n % len(free)] for n, key in enumerate(without)}
    return {key: group.colour or given[key] for key, group in config.groups.items()}
