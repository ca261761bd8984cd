"""snapshot.yaml: what the facts of a cohort were made of, and the checksum of each table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from analysis.core.csv_table import shown
from analysis.core.errors import FactCheckError
from analysis.facts.columns import OF_A_COHORT
from analysis.settings import strict_yaml
from analysis.settings.models import Basis, Model

NAME = "snapshot.yaml"
SHA256 = Field(pattern="^[0-9a-f]{64}$")


class RawFile(Model):
    name: str
    sha256: str = SHA256


class Read(Model):
    """A source as it was read: how many rows it had, and how many of them found their paper."""

    format: str
    origin: str
    recorded: str
    licence: str
    basis: Basis | None = None
    rows_in: int = Field(ge=0)
    rows_used: int = Field(ge=0)
    papers_added: int = Field(ge=0)
    dropped: dict[str, int]
    files: list[RawFile]


class Accepted(Model):
    """What the guard of `analysis.intake.drift` objected to and somebody took on purpose."""

    guard: str
    share: float = Field(ge=0)
    words: str


class About(Model):
    """All that the file says."""

    cohort: str
    terms: str
    sources: list[Read]
    rows_out: dict[str, int]
    coverage: dict[str, int | dict[str, int]]
    limits: list[str]
    accepted: list[Accepted] = Field([])
    sha256: dict[str, str]


def read(folder: Path) -> dict[str, Any]:
    """What the snapshot.yaml of a folder of data/ says, as it is spelt there.

    Raises
    ------
    FactCheckError
        It is missing, is not YAML, or says what it cannot say; the message names the line.
    """
    file, mend = folder / NAME, f"restore it, or run `factcheck ingest {folder.name}`"
    where = shown(file)
    try:
        node, said = strict_yaml.read(file)
    except FactCheckError as error:
        line = str(error.where).rpartition(":")[2]
        place = f"{where}:{line}" if line.isdigit() else where
        raise FactCheckError(f"is damaged ({error.what})", where=place, mend=mend) from None
    try:
        about = About.model_validate(said, strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        keys = [str(key) for key in first["loc"]]
        what = f"is damaged ({'.'.join(keys)}: {first['msg'][:1].lower()}{first['msg'][1:]})"
        raise FactCheckError(what, where=f"{where}:{strict_yaml.line_of(node, keys)}", mend=mend) from None
    for what, expected, found in (
        ("cohort", folder.name, about.cohort),
        ("rows-out", sorted(OF_A_COHORT), sorted(about.rows_out)),
        ("sha256", sorted(f"{name}.csv" for name in OF_A_COHORT), sorted(about.sha256)),
    ):
        if found != expected:
            words = f"is damaged ({what} is of {_words(found)}, and should be of {_words(expected)})"
            raise FactCheckError(words, where=f"{where}:{strict_yaml.line_of(node, [what])}", mend=mend)
    return said


def _words(names: str | list[str]) -> str:
    return names[:100] if isinstance(names, str) else ", ".join(names)[:200]
