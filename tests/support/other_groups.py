"""The committed config with other groups: three of them, none of the names of this fact-check."""

from __future__ import annotations

from typing import Any

from analysis.core import paths
from analysis.settings import strict_yaml
from analysis.settings.config import Config

GROUPS = {
    "oak": {"name": "Oakland", "short": "OK", "adjective": "Oak", "article": "an", "countries": ["FR"]},
    "elm": {"name": "Elmland", "short": "EL", "adjective": "Elm", "countries": ["DE", "AT"]},
    "ash": {"name": "Ashland", "short": "AS", "adjective": "Ash", "countries": ["US"]},
}
EXTENT = {
    "narrow": {"name": "narrow", "about": "as the groups are"},
    "wide": {"name": "with CH", "about": "also CH", "countries": {"elm": ["DE", "AT", "CH"]}},
}


def config_with(**changes: Any) -> Config:
    """The committed config with other keys, checked."""
    _, data = strict_yaml.read(paths.CONFIG)
    return Config.model_validate({**data, **changes})


def of_trees(**changes: Any) -> Config:
    """A config of `GROUPS` and `EXTENT`, without numbers of others but those in `changes`."""
    _, data = strict_yaml.read(paths.CONFIG)
    known = {"groups": GROUPS, "definitions": {**data["definitions"], "extent": EXTENT}, "also": []}
    return config_with(**{**known, "independent": {}, "reconstructions": None, **changes})
