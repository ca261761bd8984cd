"""Raw files → the facts of one cohort.

Reads every source that config.yaml lists for a cohort by the reader of its format, joins the sources paper by paper
(`analysis.intake.join`), reads title blocks, takes the names of people out (`analysis.intake.name_guard`) and hands
plain tables to `analysis.facts.store`. Names end in the guard, texts in `analysis.intake.tables`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from analysis.core import paths
from analysis.core.progress import Progress, counted, silent
from analysis.facts.readers import records
from analysis.facts.records import LeftOut, Paper, Person
from analysis.facts.store import Snapshot
from analysis.facts.title_block.author_names import Oracle
from analysis.facts.title_block.block import read_title_block
from analysis.intake import tables
from analysis.intake.join import Joined, Tally, join, join_people
from analysis.intake.name_guard import take_names_out
from analysis.settings.config import Config
from analysis.settings.models import Cohort, Source

EARLY_BODY = 6_000  # characters of a body in which footnotes of the title block may stand


def ingest_cohort(
    name: str,
    cohort: Cohort,
    config: Config,
    raw: Path,
    known: Oracle,
    is_one: Oracle,
    progress: Progress = silent,
) -> Snapshot:
    """Tables and provenance of one cohort.

    Parameters
    ----------
    raw : Path
        Folder that the `file` entries of config.yaml are relative to.
    known : callable
        Whether a text names an institution or a place, for reading title blocks.
    is_one : callable
        Whether a whole text is the name of one, and so no person's.

    Raises
    ------
    FactCheckError
        A raw file is missing or damaged.
    """
    papers: list[Joined] = []
    sources = []
    for source in cohort.sources:
        progress(f"{name}: {source.names[0]}{' …' if len(source.names) > 1 else ''}")
        files = [paths.inside(raw, file) for file in source.names]
        sources.append(_provenance(source, _read(papers, source, files, cohort.date), files))
    progress(f"{name}: title blocks and terms of {len(papers):,} papers")
    for joined in counted(papers, progress):
        _read_block(joined.paper, known, is_one)
    take_names_out(papers, is_one)
    return tables.snapshot(name, papers, sources, cohort.limits, config.terms)


def to_fetch(cohort: Cohort, raw: Path) -> list[str]:
    """Raw files of a cohort that are not in the folder `raw`; none where one of them has no address to come from."""
    missing = [s for s in cohort.sources if not all(paths.inside(raw, file).exists() for file in s.names)]
    return [s.names[0] for s in missing] if all(s.url for s in missing) else []


def _read(papers: list[Joined], source: Source, files: list[Path], day: str | None) -> Tally:
    """Join what the files of a source hold: papers, or people. What its reader left out is counted with its reason."""
    found = list(records(source, files, day))
    left = Counter(record.reason for record in found if isinstance(record, LeftOut))
    people = [record for record in found if isinstance(record, Person)]
    if people:
        tally = join_people(papers, people, source.basis)
    else:
        tally = join(papers, [record for record in found if isinstance(record, Paper)], source)
    return replace(tally, rows=tally.rows + left.total(), dropped=dict(sorted(left.items())) | tally.dropped)


def _provenance(source: Source, tally: Tally, files: list[Path]) -> dict[str, Any]:
    """What snapshot.yaml says of a source."""
    about = {
        "format": source.format,
        "origin": source.origin,
        "recorded": source.recorded or "unknown",
        "licence": source.licence,
    }
    return {
        **about,
        **({"basis": source.basis} if source.basis else {}),
        "rows-in": tally.rows,
        "rows-used": tally.used,
        "papers-added": tally.added,
        "dropped": tally.dropped,
        "files": [{"name": name, "sha256": _sha256(file)} for name, file in zip(source.names, files, strict=True)],
    }


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _read_block(paper: Paper, known: Oracle, is_one: Oracle) -> None:
    if paper.header:
        body = paper.texts.get("body", "")[:EARLY_BODY]
        paper.block = read_title_block(paper.header, paper.title, paper.authors, body, known, is_one)
