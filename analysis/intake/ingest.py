"""Raw files → the facts of one cohort.

Reads every source that config.yaml lists for a cohort by the reader of its format, joins the sources paper by paper
(`analysis.intake.join`), reads title blocks, takes the names of people out (`analysis.intake.name_guard`) and hands
plain tables to `analysis.facts.store`. Names end in the guard, texts in `analysis.intake.tables`.
"""

from __future__ import annotations

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
from analysis.intake import drift_evidence, fetch_record, tables
from analysis.intake.drift_evidence import Evidence
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
) -> tuple[Snapshot, Evidence]:
    """Tables and provenance of one cohort, and what the guard against drift needs to know besides.

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
    listed: list[int] = []  # papers that each source has by title
    for source in cohort.sources:
        progress(f"{name}: {source.names[0]}{' …' if len(source.names) > 1 else ''}")
        files = [paths.inside(raw, file) for file in source.names]
        fetch_record.check_pin(source, files[0])
        found = list(records(source, files, cohort.date))
        tally = _join(papers, source, found)
        sources.append(_provenance(source, tally, files))
        listed.append(tally.used if any(isinstance(r, Paper) and r.title for r in found) else 0)
    progress(f"{name}: title blocks and terms of {len(papers):,} papers")
    for joined in counted(papers, progress):
        _read_block(joined.paper, known, is_one)
    seen = drift_evidence.of_papers(papers, listed)
    spines = [paths.inside(raw, file) for source in cohort.sources if source.spine for file in source.names]
    drift_evidence.of_raw_files(seen, papers, spines, cohort.year)
    before = drift_evidence.filled(papers)
    take_names_out(papers, is_one)
    drift_evidence.names_taken(seen, before, drift_evidence.filled(papers))
    return tables.snapshot(name, papers, sources, cohort.limits, config.terms), seen


def to_fetch(cohort: Cohort, raw: Path) -> list[str]:
    """Raw files of a cohort that are not in the folder `raw`; none where one of them has no address to come from."""
    missing = [s for s in cohort.sources if not all(paths.inside(raw, file).exists() for file in s.names)]
    return [s.names[0] for s in missing] if all(s.url for s in missing) else []


def _join(papers: list[Joined], source: Source, found: list[Paper | Person | LeftOut]) -> Tally:
    """Join what the files of a source hold: papers, or people. What its reader left out is counted with its reason."""
    left = Counter(record.reason for record in found if isinstance(record, LeftOut))
    people = [record for record in found if isinstance(record, Person)]
    if people:
        tally = join_people(papers, people, source.basis)
    else:
        tally = join(papers, [record for record in found if isinstance(record, Paper)], source)
    return replace(tally, rows=tally.rows + left.total(), dropped=dict(sorted(left.items())) | tally.dropped)


def _provenance(source: Source, tally: Tally, files: list[Path]) -> dict[str, Any]:
    """What snapshot.yaml says of a source."""
    fetched = fetch_record.of_source(files)
    return {
        "format": source.format,
        "origin": source.origin,
        "recorded": fetch_record.recorded(source, fetched),
        "licence": source.licence,
        **({"basis": source.basis} if source.basis else {}),
        "rows-in": tally.rows,
        "rows-used": tally.used,
        "papers-added": tally.added,
        "dropped": tally.dropped,
        "files": [
            {"name": name, "sha256": fetch_record.sha256_of(file), **({"fetched": came} if came else {})}
            for name, file, came in zip(source.names, files, fetched, strict=True)
        ],
    }


def _read_block(paper: Paper, known: Oracle, is_one: Oracle) -> None:
    if paper.header:
        body = paper.texts.get("body", "")[:EARLY_BODY]
        paper.block = read_title_block(paper.header, paper.title, paper.authors, body, known, is_one)
