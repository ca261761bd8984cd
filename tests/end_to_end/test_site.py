"""From the committed facts to the published pages: what a reader of the site and of the PDF gets."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from analysis.core import git, paths
from analysis.publish import up_to_date
from analysis.publish.render import Engine
from analysis.settings import config
from tests.support import engines, parity
from tests.support.browser import open_browser, served
from tests.support.pages import Page
from tests.support.projects import ROOT, copy_project, digest, run

# the whole report takes the fallback half a minute and Quarto minutes
pytestmark = pytest.mark.long


@pytest.fixture(scope="session", params=engines.BOTH)
def engine(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def site(engine, tmp_path_factory, book) -> Path:
    """The whole report as each engine renders it."""
    return engines.built(engine, tmp_path_factory) / "_site"


@pytest.fixture(scope="session")
def project(tmp_path_factory, book) -> Path:
    """A copy of the project that the fallback built."""
    return engines.built("fallback", tmp_path_factory)


def pages_of(site: Path) -> list[Path]:
    """Pages of the newest state; a release under v/ was tested when it was made, and is compared byte for byte."""
    pages = [p for p in sorted(site.rglob("*.html")) if p.relative_to(site).parts[0] not in ("v", "site_libs")]
    return [*pages, site / "v" / "index.html"]


def test_the_site_holds_every_claim_with_its_verdict_and_its_number(site) -> None:
    verdicts = json.loads((site / "claims.json").read_text())["claims"]
    assert len(verdicts) == len(config.load().claims)
    figures = {f["id"]: f for f in json.loads((site / "figures.json").read_text())["figures"]}
    for verdict in verdicts:
        text = " ".join(Page((site / "report" / "claims" / f"{verdict['id']}.html").read_text()).text)
        assert verdict["name"] in text
        assert figures[verdict["decisive"]]["value"] == verdict["value"]
        value = verdict["value"]
        shown = f"{100 * value:.1f}" if figures[verdict["decisive"]]["unit"] == "share" else f"{value:,.0f}"
        assert shown in text, verdict["id"]


def test_every_claims_page_tells_machines_its_verdict_and_no_other_page_does(site) -> None:
    verdicts = {v["id"]: v for v in json.loads((site / "claims.json").read_text())["claims"]}
    for page in pages_of(site):
        told = [json.loads(text) for text in Page(page.read_text(encoding="utf-8")).told]
        assert len(told) == (page.stem in verdicts and page.parent.name == "claims")
        for review in told:
            assert review["@type"] == "ClaimReview"
            assert review["url"].endswith(f"/{page.relative_to(site).as_posix()}")
            assert review["reviewRating"]["alternateName"] == verdicts[page.stem]["name"]
            assert review["itemReviewed"]["name"] == verdicts[page.stem]["words"]


def test_figures_json_keeps_the_contract(site) -> None:
    raw = (site / "figures.json").read_text(encoding="utf-8")
    data = json.loads(raw)
    assert data["schema"] == 1
    assert raw == json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False) + "\n"
    wanted = {
        "id",
        "label",
        "unit",
        "value",
        "numerator",
        "denominator",
        "interval",
        "bounds",
        "definition",
        "cohort",
        "sources",
    }
    assert all(wanted <= set(f) for f in data["figures"])
    assert {"neurips-2024.us-china.papers", "neurips-2024.us-china.share", "neurips-2025.adoption.qwen.us.share"} <= {
        f["id"] for f in data["figures"]
    }


def test_every_figure_lies_in_its_interval_and_bounds(site) -> None:
    for figure in json.loads((site / "figures.json").read_text())["figures"]:
        if figure["value"] is None:
            continue
        slack = 1 if figure["estimate"] else 1e-6
        for pair in (
            figure["interval"],
            figure["bounds"] if figure["unit"] == "papers" and not figure["estimate"] else None,
        ):
            assert pair is None or pair["low"] - slack <= figure["value"] <= pair["high"] + slack, figure["id"]


def test_every_local_link_and_anchor_leads_somewhere(site) -> None:
    pages = {p: Page(p.read_text(encoding="utf-8")) for p in pages_of(site)}
    assert len(pages) >= 18
    for path, page in pages.items():
        for link in page.links:
            if re.match(r"[a-z]+:", link):
                continue
            target, _, anchor = link.partition("#")
            file = (path.parent / target).resolve() if target else path
            assert file.is_file(), f"{path.name}: {link}"
            if anchor and file.suffix == ".html":
                assert anchor in pages[file].ids, f"{path.name}: {link}"


def test_nothing_unresolved_is_left_in_any_page(site) -> None:
    for path in pages_of(site):
        text = " ".join(Page(path.read_text(encoding="utf-8")).text)
        for leftover in ("{{<", "?var:", "?@", ":::", "None", "nan%"):
            assert leftover not in text, f"{path.name}: {leftover}"


def test_the_lists_behind_the_claims_have_as_many_papers_as_the_claims_say(site) -> None:
    figures = {f["id"]: f for f in json.loads((site / "figures.json").read_text())["figures"]}
    for verdict in json.loads((site / "claims.json").read_text())["claims"]:
        figure = figures[verdict["decisive"]]
        rows = (site / "papers" / f"{verdict['id']}.csv").read_text(encoding="utf-8").count("https://")
        if figure["numerator"] is not None:
            assert rows >= 0.9 * figure["numerator"], verdict["id"]


def test_the_pdf_has_outline_fonts_page_numbers_and_the_same_verdicts(site, engine) -> None:
    pdf = PdfReader(site / "fact-check.pdf")
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert len(pdf.outline) > 5
    for verdict in json.loads((site / "claims.json").read_text())["claims"]:
        assert verdict["name"].split()[0] in text
    fonts = {
        str(f["/BaseFont"])
        for page in pdf.pages
        for f in (o.get_object() for o in page["/Resources"].get("/Font", {}).values())
    }
    assert any("SourceSans3" in f for f in fonts)
    assert all("+" in f for f in fonts), "a font is not embedded"
    assert ("Quarto" if engine == "quarto" else "fallback") in pdf.pages[-1].extract_text()


@pytest.mark.long
def test_the_same_inputs_give_the_same_bytes_in_another_folder_zone_and_locale(project, tmp_path) -> None:
    other = copy_project(tmp_path / "elsewhere" / "deeper")
    done = run(other, "build", "--engine", "fallback", TZ="Asia/Shanghai", LC_ALL="C", PYTHONHASHSEED="7")
    assert done.returncode == 0, done.stderr
    assert digest(other / "_site") == digest(project / "_site")


def test_an_unchanged_rebuild_does_nothing(project) -> None:
    before = digest(project / "_site")
    done = run(project, "build", "--engine", "fallback")
    assert "nothing changed" in done.stdout
    assert digest(project / "_site") == before


def test_whatever_a_page_is_made_of_makes_a_build_anew(inside, monkeypatch) -> None:
    monkeypatch.setattr(git, "state", lambda: "unknown")
    # the facts are many; their turn comes with the others
    monkeypatch.setattr(paths, "DATA", inside / "tests" / "gold")
    engine = Engine("fallback", "test")
    key = up_to_date.inputs(engine)
    files = [
        p
        for part in ("config.yaml", "_quarto.yml", "index.qmd", "report")
        for p in [inside / part, *(inside / part).rglob("*")]
    ]
    changed = [p for p in files if p.is_file() and "_generated" not in p.parts and p.suffix != ".txt"]
    assert {p.suffix for p in changed} >= {".yaml", ".yml", ".qmd", ".css", ".js", ".lua", ".typ", ".ttf"}
    for path in changed:
        before = path.read_bytes()
        path.write_bytes(before + b" ")
        assert up_to_date.inputs(engine) != key, path.name
        path.write_bytes(before)
    assert up_to_date.inputs(engine) == key


@pytest.fixture
def inside(project, monkeypatch):
    """Run a verb on the built copy, in this process."""
    for name in ("ROOT", "CONFIG", "REPORT", "CLAIM_PAGES", "GENERATED", "SITE", "CACHE"):
        monkeypatch.setattr(paths, name, project / getattr(paths, name).relative_to(ROOT))
    return project


# one page of each kind, and all of them
@pytest.mark.parametrize(
    "chosen",
    [("index", "last-year", "growing", "attribution", "questions"), pytest.param((), marks=pytest.mark.long)],
    ids=["kinds", "all"],
)
def test_in_a_browser_the_pages_ask_no_other_host_and_fit_every_width(site, chosen) -> None:
    chapters = [
        p
        for p in pages_of(site)
        if p.relative_to(site).parts[0] in ("index.html", "report") and (not chosen or p.stem in chosen)
    ]
    assert len(chapters) >= 5
    with served(site) as address, open_browser() as browser:
        for width in (360, 1280):
            page = browser.new_page(viewport={"width": width, "height": 800})
            asked: list[str] = []
            trouble: list[str] = []
            page.on("request", lambda r, asked=asked: asked.append(r.url))
            # a browser asks every host for an icon by itself
            page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
            page.on("console", lambda m, trouble=trouble: trouble.append(m.text) if m.type == "error" else None)
            page.on("pageerror", lambda e, trouble=trouble: trouble.append(str(e)))
            for path in chapters:
                page.goto(f"{address}/{path.relative_to(site).as_posix()}")
                page.evaluate("document.querySelectorAll('details').forEach(box => box.open = true)")
                assert (
                    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
                ), (path.name, width)
                assert page.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)"), path.name
                assert page.locator("h1").count() == 1, path.name
                assert page.evaluate(COVERED) == [], (path.name, width)
            assert not trouble
            assert all(url.startswith((address, "data:")) for url in asked)
            page.close()


# what stands in the text but reaches over the contents beside it
COVERED = """() => {
  const side = document.querySelector('#quarto-margin-sidebar nav, main > nav.toc');
  if (!side || getComputedStyle(side).position === 'static') return [];
  const edge = side.getBoundingClientRect().left;
  const over = box => box.width && box.right > edge + 1 && box.left < edge;
  return [...document.querySelectorAll('main details, main .table-scroll, main figure, main p')]
    .filter(e => !side.contains(e) && over(e.getBoundingClientRect()))
    .map(e => `${e.tagName}.${e.className}`);
}"""


def test_the_filters_of_a_grid_show_the_rows_that_fit(site) -> None:
    with open_browser() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto((site / "report/claims/last-year.html").as_uri())
        page.locator("details.definitions > summary").click()
        rows = page.locator("details.definitions tbody tr:visible")
        total = rows.count()
        page.get_by_role("combobox", name="counting", exact=True).select_option(label="fractional")
        assert 0 < rows.count() < total
        assert page.locator("details.definitions output").inner_text() == f"{rows.count()} of {total} definitions"


@pytest.mark.long
def test_both_engines_give_the_same_pages_words_tables_references_and_pdf(tmp_path_factory, book) -> None:
    parity.compare(*(engines.built(name, tmp_path_factory) / "_site" for name in engines.BOTH))
