"""The JSON that a conference's virtual site serves: ``{"results": [{name, authors: [{fullname, institution}], abstract, …}]}``.

This is the form in which neurips.cc publishes its program, so a new year needs one stanza of config and no code. Entries that are not
posters of papers (workshops, talks, breaks) have no authors and are left out; a paper listed as poster and as oral counts once.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from analysis.core.errors import FactCheckError
from analysis.core.text import clean
from analysis.facts.readers.records import Affiliation, Paper


def read(path: Path) -> Iterator[Paper]:
    """Papers of a virtual site, with affiliations, abstract and track."""
    try:
        raw = path.read_bytes()
        data = json.loads(gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw)
        results = data["results"]
        if not isinstance(results, list) or not all(
            isinstance(r, dict) and all(isinstance(a, dict) for a in r.get("authors") or []) for r in results
        ):
            raise ValueError("`results` is no list of papers with authors")
        if not results:
            raise ValueError("`results` is empty")
    except FileNotFoundError:
        raise FactCheckError("raw file is missing", where=path, mend="run `factcheck fetch`") from None
    except KeyError:
        raise FactCheckError(
            "is not the JSON of a virtual site (it has no `results`)", where=path, mend="fetch it again"
        ) from None
    except (ValueError, TypeError, RecursionError, EOFError, zlib.error, OSError) as error:
        raise FactCheckError(
            f"is not the JSON of a virtual site ({error})", where=path, mend="fetch it again"
        ) from None
    seen: set[str] = set()
    for result in results:
        authors = result.get("authors") or []
        title = clean(result.get("name"))
        if not authors or not title or title.casefold() in seen:
            continue
        seen.add(title.casefold())
        forum = clean(result.get("paper_url") or result.get("sourceurl"))
        yield Paper(
            title=title,
            authors=tuple(clean(a.get("fullname")) for a in authors),
            id=forum.partition("id=")[2].partition("&")[0] if "openreview.net/forum" in forum else "",
            url=forum or clean(result.get("virtualsite_url")),
            track=_track(
                str(result.get("eventtype") or result.get("event_type") or ""), str(result.get("decision") or "")
            ),
            affiliations=[Affiliation(i, clean(a.get("institution"))) for i, a in enumerate(authors, 1)],
            texts={"abstract": str(result["abstract"])} if result.get("abstract") else {},
        )


def _track(event: str, decision: str) -> str:
    text = f"{event} {decision}".casefold()
    if "dataset" in text or "benchmark" in text:
        return "datasets-and-benchmarks"
    return "journal" if "journal" in text else "main"
