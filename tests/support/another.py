"""Another fact-check altogether: three groups of countries, a venue, a term and a claim that the committed one has not.

Config and pages are written from nothing; of the project only the code, the theme and the lists of places come along.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import yaml

from analysis.facts import store
from analysis.facts.columns import OF_A_COHORT
from analysis.facts.mentions import terms_key
from analysis.settings import config
from tests.support import tiny
from tests.support.tiny import ROOT

UNIVERSITIES = {
    "br": "Universidade de São Paulo",
    "in": "Indian Institute of Science Bangalore",
    "za": "University of Cape Town",
}
ELSEWHERE = "University of Nairobi"
PAPERS = 48
COHORTS = {"elm-2031": ("program", "profile"), "elm-2032": ("profile", "program", "paper")}
FORMATS = {"program": "program", "profile": "openreview", "paper": "headers"}
SAYS = {"about": "counted so"}
CONFIG = {
    "report": {
        "title": "Do Brazil and India write together?",
        "data-date": "2032-05-01",
        "headline-claim": "together",
        "pair": ["br", "in"],
        "url": "https://elm.example/check/",
        "publisher": {"name": "The elm society", "url": "https://elm.example/"},
    },
    "article": {
        "title": "Writing across the ocean",
        "published": "2032-04",
        "author": {"name": "a passer-by"},
        "original": {"name": "The Elm Post"},
    },
    "groups": {
        "br": {"name": "Brazil", "short": "Brazil", "adjective": "Brazilian", "countries": ["BR"]},
        "in": {"name": "India", "short": "India", "adjective": "Indian", "article": "an", "countries": ["IN"]},
        "za": {"name": "South Africa", "short": "Africa", "adjective": "South African", "countries": ["ZA"]},
    },
    "definitions": {
        "extent": {
            "narrow": {"name": "itself", **SAYS},
            "wide": {"name": "with Lesotho", "countries": {"za": ["ZA", "LS"]}, **SAYS},
        },
        "policy": {
            "stated-location": {"name": "place named", **SAYS},
            "headquarters": {"name": "companies at head office", **SAYS},
        },
        "collaboration": {
            "any": {"name": "any author", **SAYS},
            "two-authors": {"name": "two authors", **SAYS},
            "first-last": {"name": "first and last author", **SAYS},
        },
        "counting": {"whole": {"name": "whole counting", **SAYS}, "fractional": {"name": "fractional", **SAYS}},
        "track": {"all": {"name": "all tracks", **SAYS}, "main": {"name": "main track", **SAYS}},
        "basis": {
            "program": {"name": "schedule", **SAYS},
            "profile": {"name": "profile", **SAYS},
            "paper": {"name": "printed", **SAYS},
        },
        "naming": {"plain": {"name": "plainly", **SAYS}, "loose": {"name": "loosely", **SAYS}},
    },
    "also": ["program", "profile", "paper", "wide", "two-authors"],
    "interval-level": 0.9,
    "terms": {
        "maple": {
            "name": "Maple",
            "about": "the tree",
            "patterns": ["(?i)maples?"],
            "matches": ["a maple"],
            "also": {"loose": {"about": "also acers", "patterns": ["acer"], "matches": ["acer"], "misses": ["oak"]}},
            "misses": ["an ash"],
        }
    },
    "levels": {
        "abstract": {
            "name": "in title or abstract",
            "fields": ["title", "abstract"],
            "at-least": 1,
            "needs": "abstract",
            "about": "named in either",
        }
    },
    "independent": {},
    "not-checkable": {"old": {"words": "it was always so", "reason": "Nobody counted before."}},
    "claims": {
        "together": {
            "title": "A tenth of the papers of 2032",
            "words": "over 10% of the papers are written together",
            "source": "retelling",
            "figures": ["elm-2032.br-in.share"],
            "asserts": "over 0.10",
            "reading": "papers with an institution of each",
        },
        "trees": {
            "title": "Maples in over half",
            "words": "maples stand in over half of the Indian papers",
            "source": "original",
            "figures": ["elm-2032.adoption.maple.in.share"],
            "asserts": "over 1/2",
            "reading": "named in the title or the abstract",
        },
    },
}
BOOK = tiny.BOOK.replace("Tiny", "Do Brazil and India write together?").replace(
    "report/claims/joint.qmd", "report/claims/together.qmd, report/claims/trees.qmd, report/all.qmd"
)
CLAIM = """# {title}

{{{{< var claims.{key}.words >}}}}: we find {{{{< var claims.{key}.value >}}}}, and {{{{< var claims.{key}.asserted >}}}} is said.

{{{{< include ../_generated/verdict-{key}.md >}}}}

{{{{< include ../_generated/behind-{key}.md >}}}}

{{{{< include ../_generated/flip-{key}.md >}}}}

{{{{< include ../_generated/claim-{key}.md >}}}}

{{{{< include ../_generated/grid-{key}.md >}}}}

{{{{< include ../_generated/claimreview-{key}.md >}}}}
"""
INDEX = """# Brazil and India {.unnumbered}

There are {{< var elm-2032.br-in.papers.value >}} joint papers, and {{< var elm-2032.in-za.papers.value >}} of India and South Africa.

{{< include report/_generated/glance-retelling.md >}}

{{< include report/_generated/glance-original.md >}}
"""


def make(folder: Path, **more: object) -> None:
    """Write the project; `more` replaces keys of config.yaml."""
    committed = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    cohorts = {
        name: {
            "venue": "ELM",
            "year": int(name[-4:]),
            "headline-basis": bases[0],
            "sources": [
                {
                    "file": f"{name}-{basis}.json.gz",
                    "format": FORMATS[basis],
                    "basis": basis,
                    "spine": basis == bases[0],
                    "track": "main",
                    "recorded": "2032-05-01",
                    "origin": "made up",
                    "licence": "CC0-1.0",
                }
                for basis in bases
            ],
        }
        for name, bases in COHORTS.items()
    }
    general = {key: committed[key] for key in ("assertions", "verdicts")}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yaml").write_text(
        yaml.safe_dump({**CONFIG, "cohorts": cohorts, **general, **more}, sort_keys=False, allow_unicode=True),
        encoding="utf-8",
    )
    _write_reference(folder)
    settings = config.load(folder / "config.yaml")
    for name in settings.cohorts:
        store.write(_facts(name, settings), folder / "data")
    _write_pages(folder, settings)


def _write_reference(folder: Path) -> None:
    reference, names = ROOT / "data" / "reference", {*UNIVERSITIES.values(), ELSEWHERE}
    target = folder / "data" / "reference"
    tiny.rows_kept(reference / "institutions.csv", target / "institutions.csv", lambda row: row[1] in names)
    tiny.rows_kept(reference / "places.csv", target / "places.csv", lambda row: True)
    for name in ("companies.csv", "domains.csv", "acronyms.csv"):
        tiny.rows_kept(reference / name, target / name, lambda row: False)
    tiny.rows_kept(ROOT / "data" / "overrides.csv", folder / "data" / "overrides.csv", lambda row: False)
    for file in (ROOT / "tests" / "gold").glob("*.csv"):
        tiny.rows_kept(file, folder / "tests" / "gold" / file.name, lambda row: False)


def _facts(name: str, settings: config.Config) -> store.Snapshot:
    """Papers of two or three authors, drawn from the universities with a seed."""
    draw, cohort = random.Random(name), settings.cohorts[name]
    ids = [f"{name[-2:]}{n:02}" for n in range(PAPERS)]
    places = [*UNIVERSITIES.values(), ELSEWHERE, "Somewhere unheard of"]
    affiliations = {i: draw.choices(places, weights=(5, 5, 3, 2, 1), k=draw.choice((2, 3))) for i in ids}
    printed = [i for i in ids if "paper" in cohort.bases and draw.random() < 0.6]
    block = {i: "complete" if draw.random() < 0.8 else "incomplete" for i in printed}
    rows = {
        "papers": [
            (
                *(
                    i,
                    f"Trees, part {i}",
                    f"https://elm.example/{i}",
                    "main",
                    "",
                    len(affiliations[i]),
                    "title|abstract",
                ),
                *(block.get(i, ""), "authors-without-affiliation" if block.get(i) == "incomplete" else ""),
            )
            for i in ids
        ],
        "authorships": [
            (i, basis, n, 0, text, "", "", "")
            for basis in cohort.bases
            if basis != "paper"
            for i in ids
            for n, text in enumerate(affiliations[i], 1)
        ],
        "printed": [
            (i, n, "affiliation", text) for i in printed for n, text in enumerate(dict.fromkeys(affiliations[i]), 1)
        ],
        "mentions": [(i, "maple", "", "abstract", 2) for i in ids if draw.random() < 0.4],
    }
    tables = {table: OF_A_COHORT[table].frame(rows[table]) for table in OF_A_COHORT}
    return store.Snapshot(name, **tables, terms=terms_key(settings.terms))


def _write_pages(folder: Path, settings: config.Config) -> None:
    shutil.copytree(ROOT / "report" / "theme", folder / "report" / "theme")
    (folder / "report" / "claims").mkdir()
    for name in ("changes.qmd", "corrections.qmd"):
        shutil.copyfile(ROOT / "report" / name, folder / "report" / name)
    for name in ("pyproject.toml", "CITATION.cff"):
        shutil.copyfile(ROOT / name, folder / name)
    (folder / "_quarto.yml").write_text(BOOK, encoding="utf-8")
    (folder / "index.qmd").write_text(INDEX, encoding="utf-8")
    for key, claim in settings.claims.items():
        page = folder / "report" / "claims" / f"{key}.qmd"
        page.write_text(CLAIM.format(key=key, title=claim.title), encoding="utf-8")


def write_everything(folder: Path, tables: dict[str, str], charts: dict[str, object]) -> None:
    """A page with every table and chart that the project has and its pages of claims do not show."""
    own = tuple(f"-{key}.{kind}" for key in CONFIG["claims"] for kind in ("md", "svg"))
    tables, charts = (
        {n: made for n, made in of.items() if not n.endswith(own) and "glance" not in n} for of in (tables, charts)
    )
    shown = [
        f"{{{{< include _generated/{name} >}}}}" for name in sorted(tables) if "|---" in tables[name].replace(":", "")
    ]
    shown += [f'![{name}](_generated/charts/{name}){{fig-alt="{name}"}}' for name in sorted(charts)]
    (folder / "report" / "all.qmd").write_text("\n\n".join(["# All", *shown, ""]), encoding="utf-8")
