"""Names that a shell completes: cohorts, terms and definitions of config.yaml, and releases.

Read without any check, since a key is pressed and waits; where nothing can be read there is nothing to complete.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import click


def cohorts(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Cohorts, and what else the verb takes in the place of one."""
    others = {"ingest": ["reference"], "figures": ["gold"]}.get(ctx.info_name or "", [])
    return _starting([*_stated("cohorts"), *others], incomplete)


def terms(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Terms."""
    return _starting(_stated("terms"), incomplete)


def definitions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Choices of the grid, after those that already stand before a ``+``."""
    before, plus, begun = incomplete.rpartition("+")
    choices = [choice for axis in _stated("definitions").values() for choice in axis or ()]
    known = [*choices, *_stated("levels")] if plus else ["headline", *choices, *_stated("levels")]
    return [before + plus + name for name in _starting(known, begun)]


def guards(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What the guard against drift may object to."""
    from analysis.settings.drift import Drift

    return _starting([name for name, _ in Drift().limits()], incomplete)


def releases(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Releases."""
    from analysis.editions import release_names

    return _starting(release_names.versions(), incomplete)


def editions(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What ``diff`` compares: releases, and the working tree."""
    return [*releases(ctx, param, incomplete), *_starting(["work"], incomplete)]


def _starting(names: Iterable[str], begun: str) -> list[str]:
    return [name for name in names if name.startswith(begun)]


def _stated(key: str) -> dict[str, Any]:
    """A mapping of config.yaml."""
    import yaml

    from analysis.core import paths

    try:
        with paths.CONFIG.open(encoding="utf-8") as stream:
            found = yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))[key]
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError):
        return {}
    return found if isinstance(found, dict) else {}
