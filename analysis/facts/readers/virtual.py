"""The JSON that a conference's virtual site serves.

``{"results": [{name, authors: [{fullname, institution}], abstract, …}]}``

This is the form in which neurips.cc publishes its program, so a new year needs one stanza of config and no code.
Entries that are not posters of papers (workshops, talks, breaks) have no authors and are left out; a paper listed as
poster and as oral counts once.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis.core.errors import FactCheckError
from analysis.core.text import clean
from analysis.facts.identifiers import forum_of
from analysis.facts.records import Affiliation, Paper


def read(path: Path) -> Iterator[Paper]:
    """Papers of a virtual site, with affiliations, abstract and track."""
    seen: set[str] = set()
    for result in _results(path):
        authors = result.get("authors") or []
        title = clean(result.get("name"))
        if not authors or not title or title.casefold() in seen:
            continue
        seen.add(title.casefold())
        url = clean(result.get("paper_url") or result.get("sourceurl"))
        yield Paper(
            title=title,
            authors=tuple(clean(a.get("fullname")) for a in authors),
            id=forum_of(url),
            url=url or clean(result.get("virtualsite_url")),
            track=_track(
                str(result.get("eventtype") or result.get("event_type") or ""), str(result.get("decision") or "")
            ),
            affiliations=[Affiliation(i, clean(a.get("institution"))) for i, a in enumerate(authors, 1)],
            texts={"abstract": str(result["abstract"])} if result.get("abstract") else {},
        )


def _results(path: Path) -> list[dict[str, Any]]:
    """What the site lists: objects whose authors are objects."""
    try:
        raw = path.read_bytes()
        results = json.loads(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw)["results"]
        if not isinstance(results, list) or not all(
            isinstance(r, dict) and all(isinstance(a, dict) for a in r.get("authors") or []) for r in results
        ):
            raise ValueError("`results` is no list of papers with authors")
        if not results:
            raise ValueError("`results` is empty")
    except FileNotFoundError:
        raise FactCheckError("raw file is missing", where=path, mend="run `factcheck fetch`") from None
    except (KeyError, ValueError, TypeError, RecursionError, EOFError, zlib.error, OSError) as error:
        why = "it has no `results`" if isinstance(error, KeyError) else error
        raise FactCheckError(f"is not the JSON of a virtual site ({why})", where=path, mend="fetch it again") from None
    return results


def _track(event: str, decision: str) -> str:
    text = f"{event} {decision}".casefold()
    if "dataset" in text or "benchmark" in text:
        return "datasets-and-benchmarks"
    return "journal" if "journal" in text else "main"
