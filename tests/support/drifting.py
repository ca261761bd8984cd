"""An invented conference of two years and one of a first year: raw files that are sound, to be broken by a test."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable
from pathlib import Path

from tests.conftest import source, write_gz

PAPERS = {2025: 100, 2026: 120}
INSTITUTIONS = (
    "Stanford University, Tsinghua University, University of Oxford, ETH Zurich, University of Toronto, Peking "
    "University, Carnegie Mellon University, Zhejiang University, University of Tokyo, Technical University of Munich, "
    "National University of Singapore, University of Cambridge, Princeton University, Fudan University, Google"
)
PLACES = tuple(name.strip() for name in INSTITUTIONS.split(","))
FIRST = "Ada Bo Cy Di Ed Flo Gus Hal Ida Jo Kit Lou Max Nan Otto Pia".split()
LAST = (
    "Quill Tern Marrow Ashby Yewtree Larkin Finchley Heron Mossop Bramble Thorne Wrenfield Oakes Ivyson Reedham".split()
)
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split()
Rows = list[dict]
Raw = dict[str, Rows]


def word(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(3))


def papers(year: int) -> Rows:
    """Papers with authors and affiliations, the same in every run; every tenth is of the other track."""
    draw = random.Random(year)
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    return [
        {
            "id": f"y{year}n{at:04}",
            "title": " ".join(word(draw) for _ in range(6)),
            "authors": draw.sample(names, 3),
            "places": [draw.choice(PLACES) for _ in range(3)],
            "profiles": [draw.choice(PLACES) for _ in range(3)],
            "track": "Datasets and Benchmarks" if at % 10 == 0 else "Main Track",
        }
        for at in range(PAPERS[year])
    ]


def notes(year: int) -> Rows:
    return [
        {
            "id": p["id"],
            "title": p["title"],
            "authors": p["authors"],
            "abstract": f"Of {p['title']}.",
            "venue": f"Oak {year}",
        }
        for p in papers(year)
    ]


def virtual(year: int) -> Rows:
    return [
        {
            "name": p["title"],
            "authors": [
                {"fullname": name, "institution": place} for name, place in zip(p["authors"], p["places"], strict=True)
            ],
            "decision": f"Accept ({p['track']})",
            "eventtype": "Poster",
            "paper_url": f"https://openreview.net/forum?id={p['id']}",
        }
        for p in papers(year)
    ]


def profiles(year: int) -> Rows:
    found = []
    for p in papers(year):
        people = ";".join(f"~{name.replace(' ', '_')}1" for name in p["authors"])
        found.append({"id": p["id"], "author": ";".join(p["authors"]), "authorids": people, "or_profile": people})
        found[-1] |= {"aff": ";".join(p["profiles"]), "aff_domain": ";;"}
    return found


def people(year: int) -> Rows:
    """Profiles without their papers."""
    return [
        {"author_id": f"~{name.replace(' ', '_')}1", "institution": place, "city": "", "country": "US"}
        for p in papers(year)
        for name, place in zip(p["authors"], p["places"], strict=True)
    ]


MADE: dict[str, Callable[[int], Rows]] = {
    "notes": notes,
    "virtual": virtual,
    "openreview": profiles,
    "profiles": people,
}
BASIS = {"virtual": "program", "openreview": "profile", "profiles": "profile-by-name"}


def cohorts() -> dict:
    """Two years of Oak, each of four sources, and the first year of Elm, of one."""

    def one(venue: str, year: int, spine: str, forms: list[str]) -> dict:
        sources = [
            source(
                f"{venue}_{year}_{form}.gz",
                form,
                **({"spine": True} if form == spine else {}),
                **({"basis": BASIS[form]} if form in BASIS else {}),
            )
            for form in forms
        ]
        return {"venue": venue, "year": year, "headline-basis": "program", "sources": sources, "limits": []}

    return {
        "oak-2025": one("Oak", 2025, "notes", list(MADE)),
        "oak-2026": one("Oak", 2026, "notes", list(MADE)),
        "elm-2025": one("Elm", 2025, "virtual", ["virtual"]),
    }


def write(folder: Path, venue: str, year: int, form: str, rows: Rows) -> None:
    """One raw file."""
    file = folder / f"{venue}_{year}_{form}.gz"
    if form == "virtual":
        file.write_bytes(gzip.compress(json.dumps({"count": len(rows), "results": rows}).encode(), mtime=0))
    else:
        write_gz(file, rows)


def other(rows: Rows) -> Rows:
    """The papers of Elm: those of a year of Oak under other titles and ids."""
    renamed = [{**row, "name": f"elm {row['name'][::-1]}"} for row in rows]
    return [{**row, "paper_url": row["paper_url"].replace("id=y", "id=e")} for row in renamed]


def write_all(folder: Path) -> None:
    """Every raw file, sound."""
    for year in PAPERS:
        for form, make in MADE.items():
            write(folder, "Oak", year, form, make(year))
    write(folder, "Elm", 2025, "virtual", other(virtual(2025)))
