"""One module for each raw format, found by its name under `format:` in config.yaml and listed nowhere else.

A reader is a function ``read(path)`` that yields `Paper` records of a file, or `Person` records where the source knows
people and no papers. Where the files of a source belong together, or config.yaml has a say in what is read, it is
``read_source(files, source, day)`` instead. The first line of a reader's docstring says what the format is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from analysis.core.errors import FactCheckError
from analysis.facts.records import LeftOut, Paper, Person
from analysis.settings.models import Source

Read = Callable[[Path], Iterator[Paper | Person]]
Record = Paper | Person | LeftOut
LEFT_OUT = "left out by config.yaml"


def reader(form: str) -> Read:
    """What reads a raw file of a format; `analysis.settings.models.Source` knows which there are."""
    return cast(Read, import_module(f"{__name__}.{form}").read)


def records(source: Source, files: Sequence[Path], day: str | None = None) -> Iterator[Record]:
    """All that the files of a source hold, without what `leave-out` names.

    Parameters
    ----------
    day : str, optional
        First day of the conference, as ``2026-12-01``.

    Raises
    ------
    FactCheckError
        A file is missing or damaged, or `leave-out` names what the source does not hold.
    """
    module = import_module(f"{__name__}.{source.format}")
    if hasattr(module, "read_source"):
        read: Iterator[Record] = module.read_source(files, source, day)
    else:
        read = (record for file in files for record in module.read(file))
    yield from _without(read, source, files)


def _without(read: Iterator[Record], source: Source, files: Sequence[Path]) -> Iterator[Record]:
    unseen = set(source.leave_out)
    for record in read:
        named = {record.id, record.url, record.title} & set(source.leave_out) if isinstance(record, Paper) else set()
        unseen -= named
        yield LeftOut(LEFT_OUT) if named else record
    if unseen:
        raise FactCheckError(
            f"holds no {min(unseen)!r}, which `leave-out` in config.yaml names",
            where=files[0],
            mend="write the id, address or title as the source has it, or remove the line",
        )
