"""snapshot.yaml: what the facts of a cohort were made of, and the checksum of each table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z"


class Fetched(Model):
    """How a raw file came. `intake.fetch_record` keeps it beside the file; the snapshot repeats it."""

    address: str
    final_address: str | None = None  # where the answer came from, if that is another
    time: str = Field(pattern=f"^{TIME}$")  # when it began to come, UTC
    bytes: int = Field(ge=1)
    etag: str | None = None
    last_modified: str | None = None
    pages: int | None = Field(None, ge=2)  # of how many answers it was put together


class RawFile(Model):
    name: str
    sha256: str = SHA256
    fetched: Fetched | None = None


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


def newest_day(sources: Iterable[Mapping[str, Any]], typed: str | None) -> str:
    """The day of the newest raw file: of those that were fetched and the one that config.yaml gives for all others.

    Raises
    ------
    FactCheckError
        Nothing was fetched, and config.yaml gives none.
    """
    files = (file for source in sources for file in source.get("files", ()))
    came: list[str] = [file["fetched"]["time"][:10] for file in files if "fetched" in file]
    days = [*came, *([typed] if typed else [])]
    if not days:
        mend = "add the day of the newest raw file"
        raise FactCheckError("`report.data-date` is missing, and nothing was fetched", where="config.yaml", mend=mend)
    return max(days)


def _words(names: str | list[str]) -> str:
    return names[:100] if isinstance(names, str) else ", ".join(names)[:200]
