"""Raw files → the facts of one cohort.

Reads every source that config.yaml lists for a cohort, joins them paper by paper (by OpenReview id, else by title, else by the set of
authors), counts terms, reads title blocks, and hands plain tables to `analysis.facts.store`. Names end in `_without_names`, texts here.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pandas as pd

from analysis.core import multivalued, paths
from analysis.core.text import fold
from analysis.facts.mentions import count_terms, terms_key
from analysis.facts.readers import listings, openreview, program, virtual
from analysis.facts.readers.records import Paper, sha256
from analysis.facts.store import Snapshot
from analysis.facts.title_block.author_names import Guard, People
from analysis.facts.title_block.block import read_title_block
from analysis.settings.config import Cohort, Config
from analysis.settings.models import Source, is_link

READERS: dict[str, Callable[[Path], Iterable[Paper]]] = {
    "program": program.read,
    "virtual": virtual.read,
    "listing": listings.read_listing,
    "abstracts": listings.read_abstracts,
    "tracks": listings.read_tracks,
    "headers": listings.read_headers,
    "fulltext": listings.read_fulltext,
    "notes": openreview.read_notes,
    "openreview": openreview.read_aligned,
}
MAIL = re.compile(r"(?:[{\[(][^{}()\[\]@]{1,200}[})\]]|[^\s@,;|<>()\[\]{}:\"']{0,64})@(?=[\w-]{1,64}\.[\w-])")
SAME_AUTHORS = 0.6  # share of authors in common (Jaccard) from which two records are one paper
SAME_WORDS = 0.6  # the same for the words of two titles


def ingest_cohort(
    name: str,
    cohort: Cohort,
    config: Config,
    raw: Path,
    known: Callable[[str], bool],
    is_one: Callable[[str], bool],
    progress: Callable[[str], None] = lambda _: None,
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
    papers: list[
        Paper
    ] = []  # each with the records it was made of in `bases` (affiliations) and `merged` (titles, authors)
    merged: list[list[Paper]] = []
    bases: dict[int, dict[str, Paper]] = defaultdict(dict)
    notes = []
    for source in cohort.sources:
        progress(f"{name}: {source.names[0]}{' …' if len(source.names) > 1 else ''}")
        files = [paths.inside(raw, file) for file in source.names]
        if source.format == "profiles":
            note = _attach_people(papers, bases, files, source)
        else:
            records = [r for file in files for r in READERS[source.format](file)]
            note = _join(papers, merged, bases, records, source)
        note["files"] = [{"name": name, "sha256": sha256(file)} for name, file in zip(source.names, files, strict=True)]
        notes.append(note)
    progress(f"{name}: title blocks and terms of {len(papers):,} papers")
    _read_blocks(papers, known, is_one)
    _without_names(papers, merged, bases, is_one)
    return _tables(name, cohort, config, papers, bases, notes)


def _join(
    papers: list[Paper],
    merged: list[list[Paper]],
    bases: dict[int, dict[str, Paper]],
    records: list[Paper],
    source: Source,
) -> dict:
    """Find each record's paper; add it where the source is a spine, else count it as dropped."""
    at = match(merged, records)
    dropped: Counter[str] = Counter()
    used = added = 0
    for number, record in enumerate(records):
        place = at.get(number)
        if place is None:
            if not source.spine:
                dropped["no matching paper"] += 1
                continue
            place = len(papers)
            papers.append(Paper())
            merged.append([])
            added += 1
        used += 1
        merged[place].append(record)
        _fill(papers[place], record, source)
        if source.basis and record.affiliations:
            bases[place][source.basis] = record
    return {
        "source": source,
        "rows-in": len(records),
        "rows-used": used,
        "papers-added": added,
        "dropped": dict(dropped),
    }


def _fill(paper: Paper, record: Paper, source: Source) -> None:
    """Take from `record` what `paper` lacks: the first source to say a thing is believed."""
    for field in ("title", "authors", "id", "url", "award", "header"):
        if not getattr(paper, field) and getattr(record, field):
            setattr(paper, field, getattr(record, field))
    if record.track or source.track:
        paper.track = paper.track or record.track or source.track or ""
    for field, text in record.texts.items():
        paper.texts.setdefault(field, text)


def match(papers: list[list[Paper]], records: list[Paper]) -> dict[int, int]:
    """Index of record → index of paper: by id, by title, by authors, by nearly the same title; one to one.

    A paper is the list of records it was made of, since titles and spellings of names change between sources. Authors decide only between records with
    enough of them in common; where these are few, a title known on both sides must not contradict them. A record with an id and no title belongs to the paper
    with that id, if ids are known at all.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for key in (lambda p: p.id, lambda p: fold(p.title).replace(" ", "")):
        places: dict[str, list[int]] = defaultdict(list)
        for at, known in enumerate(papers):
            for value in {key(p) for p in known} - {""}:
                places[value].append(at)
        for number, record in enumerate(records):
            free = [at for at in places.get(key(record), ()) if at not in taken]
            if number not in found and free:
                found[number] = free[0]
                taken.add(free[0])
    ids_known = any(p.id for known in papers for p in known)
    for words, least in ((_author_keys, SAME_AUTHORS), (_last_names, SAME_AUTHORS), (_title_words, SAME_WORDS)):
        open_records = [n for n, r in enumerate(records) if n not in found and not (ids_known and r.id and not r.title)]
        for _, number, at in sorted(_similar(papers, records, open_records, words, least, taken)):
            if number not in found and at not in taken:
                found[number] = at
                taken.add(at)
    return found


def _similar(
    papers: list[list[Paper]],
    records: list[Paper],
    numbers: list[int],
    words: Callable[[Paper], set[str]],
    least: float,
    taken: set[int],
) -> list[tuple[float, int, int]]:
    """Pairs (minus their likeness, record, paper) that share at least `least` of their words (Jaccard)."""
    index: dict[str, set[int]] = defaultdict(set)
    sets = {at: [words(p) for p in known] for at, known in enumerate(papers) if at not in taken}
    for at, variants in sets.items():
        for key in set().union(*variants):
            index[key].add(at)
    pairs = []
    for number in numbers:
        record, mine = records[number], words(records[number])
        near = {at for key in mine if len(index.get(key, ())) < 400 for at in index.get(key, ())}
        for at in near:
            likeness = max(_jaccard(mine, variant) for variant in sets[at])
            ids = {p.id for p in papers[at]} - {""}
            if likeness < least or (record.id and ids and record.id not in ids):
                continue
            titled = [p for p in papers[at] if p.title]
            if words is _last_names and not any(_author_keys(record) & _author_keys(p) for p in papers[at]):
                continue  # family names alone are too common
            sure = (
                likeness >= 0.8 and len(mine) > 1
            )  # several authors in common say more than a title, which may change until print
            if (
                words is not _title_words
                and not sure
                and record.title
                and titled
                and max(_jaccard(_title_words(record), _title_words(p)) for p in titled) < 0.3
            ):
                continue
            pairs.append((-likeness, number, at))
    return pairs


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


def _author_keys(paper: Paper) -> set[str]:
    return {key for key in (openreview.fold_name(a) for a in paper.authors) if key}


def _last_names(paper: Paper) -> set[str]:
    return {key for key in (openreview.fold_name(a.split()[-1]) for a in paper.authors if a.split()) if key}


def _title_words(paper: Paper) -> set[str]:
    return {w for w in fold(re.sub(r"\\[a-zA-Z]+", " ", paper.title)).split() if len(w) > 2}


def _attach_people(papers: list[Paper], bases: dict[int, dict[str, Paper]], files: list[Path], source: Source) -> dict:
    people = openreview.read_people(*files)
    met = {key for p in papers for key in _author_keys(p)}
    for at, paper in enumerate(papers):
        if paper.authors:
            bases[at][source.basis] = Paper(affiliations=openreview.match_people(paper.authors, people))
    used = sum(len(entries) for name, persons in people.items() if name in met for entries in persons)
    rows = sum(len(entries) for persons in people.values() for entries in persons)
    return {
        "source": source,
        "rows-in": rows,
        "rows-used": used,
        "papers-added": 0,
        "dropped": {"no author of this name": rows - used} if rows > used else {},
    }


def _read_blocks(papers: list[Paper], known: Callable[[str], bool], is_one: Callable[[str], bool]) -> None:
    for paper in papers:
        if paper.header:
            paper.block = read_title_block(
                paper.header, paper.title, paper.authors, paper.texts.get("body", "")[:6000], known, is_one
            )


def _without_names(
    papers: list[Paper], merged: list[list[Paper]], bases: dict[int, dict[str, Paper]], is_one: Callable[[str], bool]
) -> None:
    """Names of people go from every affiliation, city and host of every source: what passes here is published."""
    people = People.of(author for records in merged for record in records for author in record.authors)
    for at, paper in enumerate(papers):
        guard = Guard((author for record in merged[at] for author in record.authors), people, is_one)
        for record in bases.get(at, {}).values():
            record.affiliations = [
                replace(a, text=guard.text(a.text), city=guard.place(a.city), domain=guard.host(a.domain))
                for a in record.affiliations
            ]
        if paper.block is not None:
            texts, hosts = (map(guard.text, paper.block.affiliations), map(guard.host, paper.block.domains))
            paper.block = replace(
                paper.block, affiliations=tuple(dict.fromkeys(filter(None, texts))), domains=tuple(filter(None, hosts))
            )


def _tables(name: str, cohort: Cohort, config: Config, papers: list[Paper], bases, notes) -> Snapshot:
    """Plain tables; ids for papers that OpenReview does not know are made of the proceedings' hash, else of the title."""
    rows, authorships, printed, mentions = [], [], [], []
    used: Counter[str] = Counter()
    for at, paper in enumerate(papers):
        paper_id = paper.id or _made_id(paper)
        used[paper_id] += 1
        if used[paper_id] > 1:
            paper_id = f"{paper_id}-{used[paper_id]}"
        texts = {"title": paper.title, **paper.texts}
        block = paper.block
        rows.append(
            (
                paper_id,
                paper.title,
                paper.url if is_link(paper.url) else "",
                paper.track,
                paper.award,
                len(paper.authors),
                multivalued.join(f for f in ("title", "abstract", "body") if texts.get(f)),
                "" if block is None else "complete" if block.complete else "incomplete",
                "" if block is None else block.reason,
            )
        )
        for basis, record in bases.get(at, {}).items():
            authorships.extend(
                (
                    paper_id,
                    basis,
                    a.author,
                    a.candidate,
                    _no_mail(a.text),
                    _no_mail(a.city),
                    a.country,
                    _no_mail(a.domain),
                )
                for a in record.affiliations
            )
        if block is not None:
            printed.extend((paper_id, n, "affiliation", _no_mail(text)) for n, text in enumerate(block.affiliations, 1))
            printed.extend((paper_id, n, "domain", text) for n, text in enumerate(block.domains, 1))
        for field, text in texts.items():
            mentions.extend((paper_id, term, field, count) for term, count in count_terms(text, config.terms).items())
    return Snapshot(
        cohort=name,
        papers=pd.DataFrame(
            rows, columns=["paper_id", "title", "url", "track", "award", "authors", "fields", "block", "block_reason"]
        ),
        authorships=pd.DataFrame(
            authorships,
            columns=["paper_id", "basis", "author", "candidate", "affiliation", "city", "country", "domain"],
        ),
        printed=pd.DataFrame(printed, columns=["paper_id", "n", "kind", "text"]),
        mentions=pd.DataFrame(mentions, columns=["paper_id", "term", "field", "count"]),
        sources=[_source_note(n) for n in notes],
        limits=list(cohort.limits),
        terms=terms_key(config.terms),
    )


def _source_note(note: dict) -> dict:
    source: Source = note.pop("source")
    about = {"format": source.format, "origin": source.origin, "recorded": source.recorded, "licence": source.licence}
    return {**about, **({"basis": source.basis} if source.basis else {}), **note}


def _no_mail(text: str) -> str:
    """Text without the personal part of any e-mail address in it; the host stays, since it tells the institution."""
    return MAIL.sub("", text) if "@" in text else text


def _made_id(paper: Paper) -> str:
    hashed = re.search(r"/hash/([0-9a-f]{32})", paper.url)
    return hashed[1] if hashed else "t-" + hashlib.sha256(fold(paper.title).encode()).hexdigest()[:12]
