"""What is wrong with config and report before anyone reads them.

Each problem says where it is and asks for one thing: a claim without a page, a page without a claim, a number typed by hand, a reference to nothing, a
measure that nothing uses.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pandas as pd
import yaml

from analysis.attribution import registry, resolve, table
from analysis.claims import judge
from analysis.core import multivalued, paths
from analysis.counting import workbook
from analysis.editions import corrections, provenance, release_history, release_names, since
from analysis.facts import describe, store
from analysis.figures.figure import FigureSet
from analysis.publish import build, checksums, name_shapes, pins, readme, variables
from analysis.publish.render.shortcodes import known_trouble
from analysis.settings import config
from analysis.topics import catalogue
from analysis.topics.findings import Findings

SHORTCODE = re.compile(r"\{\{<\s*(\w+)\s+(.*?)\s*>\}\}")
# what may hold digits that are no figure: shortcodes, attributes, code, links, comments, raw HTML
NOT_PROSE = re.compile(
    r"\{\{<.*?>\}\}|\{(?:\{\{<.*?>\}\}|[^{}\n])*\}|`[^`\n]*`|\]\([^)\s]*\)|<!--.*?-->|<https?:[^>]*>|https?://\S+",
    re.DOTALL,
)
FENCED = re.compile(r"^(`{3,}|~{3,}).*?^\1", re.DOTALL | re.MULTILINE)
FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*(?:%|\b)")
LIST_MARK = re.compile(r"^\s*\d+\.\s", re.MULTILINE)
YEAR = re.compile(r"(?:19|20)\d\d")
REFERENCE = re.compile(r"(?<![\w@.])@((?:fig|tbl|sec)-[\w-]+)")
ANCHOR = re.compile(r"#((?:fig|tbl|sec)-[\w-]+)")


@dataclass(frozen=True)
class Found:
    """What is wrong, and what is worth a look but wrong nowhere, one sentence each."""

    problems: list[str]
    notes: list[str]


def problems() -> list[str]:
    """All problems, one sentence each; see `look`."""
    return look(workbook.Workbook(config.load())).problems


def look(book: workbook.Workbook) -> Found:
    """All problems of the project, and how its numbers differ from those of the last release where changed inputs explain it.

    Raises
    ------
    FactCheckError
        config.yaml or data/ cannot be read at all.
    """
    settings = book.config
    computed = catalogue.compute(book)
    verdicts = judge.verdicts(settings, computed)
    if damaged := [problem for version in release_names.versions() for problem in _damages(version)]:
        return Found(damaged, [])
    redacted = [(release.version, said["date"]) for release in release_history.past() for said in release.redactions]
    told = corrections.read()
    if wrong := corrections.problems(told) or corrections.untold(told, redacted):
        return Found(wrong, [])
    now, _, made = build.report_parts(settings, book, computed, verdicts)
    unexplained, explained = since.compare(now)
    drawn = catalogue.charts(Findings(settings, computed, verdicts, book))
    tree = variables.variables(settings, computed, verdicts, dict.fromkeys(build.ABOUT, ""))
    pages = {
        page: page.read_text(encoding="utf-8")
        for page in [paths.ROOT / "index.qmd", *sorted(paths.REPORT.rglob("*.qmd"))]
        if "_generated" not in page.parts
    }
    found = [
        *_claims_and_pages(settings),
        *_chapters(),
        *_stale_words(verdicts),
        *_idle_tolerances(settings, computed),
        *_empty_records(settings),
        *_stale_descriptions(settings),
        *_names_of_people(),
    ]
    anchors = {a for text in [*pages.values(), *made.values()] for a in ANCHOR.findall(text)}
    for page, text in pages.items():
        name = page.relative_to(paths.ROOT).as_posix()
        found += (
            _typed_numbers(name, text)
            + _dead_references(name, page, text, tree, made, drawn, anchors)
            + _quarto_trouble(name, text)
        )
    for file, text in made.items():
        found += _quarto_trouble(f"report/_generated/{file}", text)
    figure_at = {".".join(variables.path_of(i)): i for i in computed.ids()}
    for text in pages.values():
        for kind, argument in SHORTCODE.findall(text):
            if kind == "var" and (figure := figure_at.get(argument.rpartition(".")[0])):
                computed.use(figure)
    found += _unused_measures(computed)
    return Found(
        [
            *found,
            *unexplained,
            *pins.problems(computed, verdicts, settings),
            *_stale_readme(settings, computed, verdicts),
        ],
        explained,
    )


def _damages(version: str) -> list[str]:
    """What is wrong with the files of a release, or with what releases say of one another."""
    return provenance.damages(paths.RELEASES / version) or provenance.unchained(version)


def overrides(book: workbook.Workbook) -> list[str]:
    """Overrides that decide nothing in the data, and those without which every decision would be the same."""
    rows = pd.concat(book.attributed.values())[[*table.ASKED, "stated", "evidence"]].drop_duplicates()
    rows = rows[rows["evidence"].str.contains("overrides.csv:", regex=False)]
    bare = registry.without_overrides(registry.load())
    used: set[int] = set()
    needed: set[int] = set()
    for *asked, stated, evidence in rows.itertuples(index=False, name=None):
        lines = {int(n) for n in re.findall(r"overrides\.csv:(\d+)", evidence)}
        used |= lines
        # by itself or with what the profile says beside it: a string must resolve either way
        alone = resolve.resolve_with(asked[0], "", "", "", bare).countries
        if (
            multivalued.join(resolve.resolve_with(*asked, bare).countries) != stated
            or alone != resolve.resolve(asked[0]).countries
        ):
            needed |= lines
    found = []
    for line, row in store.shared_rows("overrides"):
        if row["country"] and line not in needed:
            why = "the registry gives the same for" if line in used else "nothing in the data uses"
            found.append(f"data/overrides.csv:{line}: {why} {row['affiliation']!r}")
    return found


def summary(remarks: list[str]) -> list[str]:
    """How many notes there are of each kind, and how to see them: none of them asks for anything."""
    kinds = Counter(remark.partition(": ")[2].partition(" '")[0] for remark in remarks)
    return [
        f"data/overrides.csv: {why} {count} of the overrides; `factcheck check --notes` lists them"
        for why, count in kinds.items()
    ]


def _claims_and_pages(settings: config.Config) -> list[str]:
    pages = {p.stem for p in paths.CLAIM_PAGES.glob("*.qmd")} - {"not-checkable"}
    missing = [
        f"config.yaml: claims.{name} has no page; write report/claims/{name}.qmd"
        for name in settings.claims
        if name not in pages
    ]
    return missing + [
        f"report/claims/{name}.qmd: no claim of this name in config.yaml; add the claim or remove the page"
        for name in sorted(pages - set(settings.claims))
    ]


WRITTEN_FOR = re.compile(r"<!-- written for the verdict: (\w+) -->")


def _stale_words(verdicts: list[judge.Verdict]) -> list[str]:
    """Pages whose words were written for another verdict than the one now computed."""
    found = []
    for verdict in verdicts:
        page = paths.CLAIM_PAGES / f"{verdict.claim}.qmd"
        written = WRITTEN_FOR.search(page.read_text(encoding="utf-8")) if page.is_file() else None
        if page.is_file() and (written is None or written[1] != verdict.verdict):
            was = f"for {written[1]!r}" if written else "for no verdict"
            found.append(
                f"report/claims/{page.name}: its words were written {was} and the verdict now is {verdict.verdict!r}; read them again and set the line '<!-- written for the verdict: {verdict.verdict} -->'"
            )
    return found


def _names_of_people() -> list[str]:
    """Affiliations that may be a person's name; the text is not repeated."""
    return [
        f"{file}:{line}: an affiliation of paper {paper} has the shape of a person's name; mend the guard in analysis/intake/name_guard.py and ingest again, or, if it is none, add it to tests/gold/not_names.csv"
        for file, line, paper in name_shapes.found()
    ]


def _stale_descriptions(settings: config.Config) -> list[str]:
    described = [
        f"data/{name}: does not describe data/ as it is; run `make describe`" for name in describe.stale(settings)
    ]
    invalid = [f"data/{problem}" for problem in describe.invalid(settings)]
    return [*describe.edited(settings), *described, *invalid, *checksums.problems()]


def _stale_readme(settings: config.Config, computed: FigureSet, verdicts: list[judge.Verdict]) -> list[str]:
    file = paths.ROOT / "README.md"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    stale = bool(readme.MARK.search(text)) and readme.filled(text, readme.parts(settings, computed, verdicts)) != text
    return ["README.md: its numbers are not those that the tree gives; run `make readme`"] if stale else []


def _chapters() -> list[str]:
    """Pages that the book does not list."""
    book = yaml.safe_load((paths.ROOT / "_quarto.yml").read_text(encoding="utf-8"))["book"]["chapters"]
    listed = {c if isinstance(c, str) else None for c in book} | {
        c for part in book if isinstance(part, dict) for c in part["chapters"]
    }
    pages = {p.relative_to(paths.ROOT).as_posix() for p in paths.REPORT.rglob("*.qmd") if "_generated" not in p.parts}
    return [f"{page}: is not listed in _quarto.yml; add it to the chapters" for page in sorted(pages - listed)]


def _idle_tolerances(settings: config.Config, computed: FigureSet) -> list[str]:
    """Tolerances that no figure's id matches."""
    return [
        f"config.yaml: tolerances: no figure matches {t.figures!r}; mend the pattern or remove it"
        for t in settings.tolerances
        if not any(fnmatchcase(i, t.figures) for i in computed.ids())
    ]


def _empty_records(settings: config.Config) -> list[str]:
    """Records of the reconstructions that name a basis which no cohort of the year has: what is to be counted in them is left out."""
    held = {(cohort.year, basis) for _, cohort, basis in settings.records if cohort.venue == settings.main.venue}
    return [
        f"config.yaml: reconstructions.records.{key}: no cohort of {year} has the basis {basis!r}; name one that it has or remove the record"
        for key, bases in settings.reconstructions.records.items()
        for year, basis in bases.items()
        if (year, basis) not in held
    ]


def _without(text: str, *patterns: re.Pattern[str]) -> str:
    """The text with blanks in place of what the patterns find, one after the other; its lines stay where they are."""
    for pattern in patterns:
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    return text


def _typed_numbers(name: str, text: str) -> list[str]:
    prose = _without(text, FRONT, FENCED, NOT_PROSE, LIST_MARK)
    return [
        f"{name}:{number}: the number {hit[0]!r} is typed by hand; take it from a figure with {{{{< var … >}}}}"
        for number, line in enumerate(prose.split("\n"), 1)
        for hit in NUMBER.finditer(line)
        if not YEAR.fullmatch(hit[0].rstrip(".,"))
    ]


def _dead_references(
    name: str, page: Path, text: str, tree: dict, made: dict, drawn: dict, anchors: set[str]
) -> list[str]:
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        for kind, argument in SHORTCODE.findall(line):
            if (
                kind == "var" and not known_trouble(line) and not isinstance(_walk(tree, argument), str)
            ):  # one mistake, one sentence
                found.append(
                    f"{name}:{number}: there is no variable {argument!r}; its path is a figure's id (`factcheck figures` lists them), with -at- and -and- for @ and +, and .value, .interval, .bounds, .count or .of"
                )
            if kind == "include" and not _exists(argument, page, made):
                found.append(f"{name}:{number}: the file {argument!r} to include does not exist")
        found += [f"{name}:{number}: @{ref} refers to nothing" for ref in REFERENCE.findall(line) if ref not in anchors]
        for target in re.findall(r"!\[[^\]]*\]\(([^)\s]+)\)", line):
            if Path(target).name not in drawn and not _exists(target, page, made):
                found.append(f"{name}:{number}: the picture {target!r} does not exist")
        for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)\s#]+\.qmd)", line):
            if not (page.parent / target).is_file() and not (paths.ROOT / target.lstrip("/")).is_file():
                found.append(f"{name}:{number}: the page {target!r} does not exist")
    return found


def _quarto_trouble(name: str, text: str) -> list[str]:
    """What renders here and stops Quarto elsewhere."""
    told = ((number, known_trouble(line)) for number, line in enumerate(_without(text, FENCED).split("\n"), 1))
    return [f"{name}:{number}: {'; '.join(trouble)}" for number, trouble in told if trouble]


def _exists(target: str, page: Path, made: dict) -> bool:
    return Path(target).name in made or (page.parent / target).is_file() or (paths.ROOT / target.lstrip("/")).is_file()


def _walk(tree: dict, argument: str) -> object:
    node: object = tree
    for key in argument.split("."):
        if not isinstance(node, dict) or key not in node:
            return None
        node = node[key]
    return node


def _unused_measures(computed: FigureSet) -> list[str]:
    """Measures of which no claim, page, table or chart uses a figure of any cohort or definition."""

    def measure(figure_id: str) -> str:
        keys = figure_id.partition("@")[0].split(".")
        return keys[1] if len(keys) == 2 else f"{keys[1]}.{keys[-1]}"

    used = {measure(i) for i in computed.used}
    return [
        f"figures: nothing in the report uses the measure {m!r}; use it or stop computing it"
        for m in sorted({measure(i) for i in computed.ids()} - used)
    ]
