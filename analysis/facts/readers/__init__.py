"""One module for each raw format, found by its name under `format:` in config.yaml and listed nowhere else.

A reader is a function ``read(path)`` that yields `Paper` records of a file, or `Person` records where the source knows
people and no papers. The first line of a reader's docstring says what the format is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from analysis.facts.records import Paper, Person

Read = Callable[[Path], Iterator[Paper | Person]]


def reader(form: str) -> Read:
    """What reads a raw file of a format; `analysis.settings.models.Source` knows which there are."""
    return cast(Read, import_module(f"{__name__}.{form}").read)
