"""What a rendered site gets beyond its chapters, in pages as both engines write them."""

from __future__ import annotations

import json

import pytest

from analysis.core.errors import FactCheckError
from analysis.publish import finishing
from analysis.topics import chart_data
from analysis.topics.summary import charts
from tests.support.browser import open_browser
from tests.support.pages import Page

ABOUT = {"release-words": "Release 2026.1", "data-date": "2026-07-07", "commit": "0123456789"}
FALLBACK = '<figure class="chart" id="fig-a">\n<img src="../_generated/charts/claim-a.svg" alt="a > b">\n<figcaption>\nA caption.\n</figcaption>\n</figure>'
QUARTO = '<div id="fig-a"><figure class="quarto-float"><div><img src="../_generated/charts/claim-a.svg" class="img-fluid" alt="x"></div>\n<figcaption class="quarto-float-caption">Figure&nbsp;1: A caption.</figcaption></figure></div>'
LINKS = ["../../charts/claim-a.csv", "../../charts/claim-a.json"]


@pytest.mark.parametrize("figure", [FALLBACK, QUARTO])
def test_each_chart_gets_its_data_at_the_end_of_its_caption(figure) -> None:
    text = finishing.beside_charts(
        f"<p>before</p>{figure}<p>after</p>", "../../", {"charts/claim-a.csv": "", "charts/claim-a.json": ""}
    )
    assert [link for link in Page(text).links if "charts/claim-a." in link][1:] == LINKS
    assert text.index("A caption.") < text.index("Data:") < text.index("</figcaption>")
    without = text.replace(text[text.index("<span") : text.index("</span>") + 7], "")
    assert "".join(without.split()) == "".join(f"<p>before</p>{figure}<p>after</p>".split()), "nothing else is touched"


def test_a_picture_without_data_or_caption_stays_as_it_is() -> None:
    bare = '<figure><img src="charts/claim-a.svg"></figure><figure><figcaption>Of another.</figcaption></figure>'
    assert finishing.beside_charts(bare, "", {"charts/claim-a.csv": ""}) == bare
    assert finishing.beside_charts(FALLBACK, "", {}) == FALLBACK
    other = '<img src="logo.png"><figcaption>x</figcaption>'
    assert finishing.beside_charts(other, "", {"charts/logo.csv": ""}) == other


def test_every_page_says_which_state_it_is_and_links_to_all_versions(tmp_path) -> None:
    for name in ("index.html", "report/claims/a.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"<html><body>{FALLBACK}</body></html>\n")
    finishing.finish(
        tmp_path, ABOUT, [], {"charts/claim-a.csv": "id\n", "charts/claim-a.json": "{}\n"}, in_release=False
    )
    deep = Page((tmp_path / "report/claims/a.html").read_text())
    assert "Release 2026.1 · data of 2026-07-07 · commit 0123456789 · " in "".join(deep.text)
    assert {"../../figures.html", "../../v/index.html", "../../versions-menu.js", *LINKS} <= set(deep.links)
    assert {"figures.html", "v/index.html"} <= set(Page((tmp_path / "index.html").read_text()).links)
    assert (tmp_path / "charts/claim-a.csv").read_text() == "id\n"
    assert "../../../index.html" in finishing.foot(ABOUT, "../../", in_release=True), (
        "from v/2026.1/report/claims to v/"
    )
    (tmp_path / "half.html").write_text("<html><body>")
    with pytest.raises(FactCheckError, match=r"half\.html: the page has no end"):
        finishing.finish(tmp_path, ABOUT, [], {}, in_release=False)


def test_the_id_of_a_figure_leads_to_its_address() -> None:
    text = "<code>neurips-2024.us-china.share@cn-hk+main</code> <code>other.thing</code> <code>factcheck papers</code>"
    figure_id = "neurips-2024.us-china.share@cn-hk+main"
    linked = finishing.linked_ids(text, "../", {figure_id: f"figures/neurips-2024.html#{figure_id}"})
    assert Page(linked).links == [f"../figures/neurips-2024.html#{figure_id}"]
    assert linked.replace(linked[: linked.index("<code>")], "").replace("</a>", "") == text


def test_every_figure_has_an_address_on_a_page_that_is_not_heavy(computed) -> None:
    made = finishing.figures_pages(list(computed))
    ids = {name: Page(text).ids for name, text in made.items()}
    assert all(f.id in ids[f"figures/{f.cohort}.html"] for f in computed)
    assert {f"figures/{f.cohort}.html" for f in computed} <= set(Page(made["figures.html"]).links)
    assert max(map(len, made.values())) < 1_000_000


def test_each_chart_has_the_rows_it_draws(settings, computed) -> None:
    drawn = {"share-over-time.svg": charts.share_over_time(settings, computed)}
    files = chart_data.files(drawn, "2026.1")
    data = json.loads(files["charts/share-over-time.json"])
    assert (data["release"], data["chart"]) == ("2026.1", "share-over-time")
    shares = {(row["year"], row["basis"]): row["share"] for row in data["rows"] if "basis" in row}
    assert shares[2024, "program"] == computed.use("neurips-2024.us-china.share").as_json()["value"]
    header, *lines = files["charts/share-over-time.csv"].splitlines()
    assert {"year", "basis", "share", "low", "high", "who"} <= set(header.split(","))
    assert len(lines) == len(data["rows"])


def test_the_list_of_versions_links_to_pages_pdf_and_data() -> None:
    item = {
        "version": "2026.1",
        "date": "2026-07-01",
        "data-date": "2026-06-30",
        "commit": "0123456789abcdef",
        "redactions": ["redacted for <a> reason"],
    }
    page = Page(finishing.versions_page([item]))
    assert page.links == [
        "../index.html",
        *(f"2026.1/{f}" for f in ("index.html", "fact-check.pdf", "figures.csv", "figures.json", "claims.json")),
    ]
    assert "It was redacted for <a> reason." in " ".join(page.text)
    assert "There is no release yet." in " ".join(Page(finishing.versions_page([])).text)


def test_in_a_browser_the_menu_leads_to_the_same_page_of_another_version(tmp_path) -> None:
    menu = {
        "schema": 1,
        "newest": {"path": "", "pages": ["a.html", "index.html"]},
        "versions": [
            {"version": v, "path": f"v/{v}/", "pages": p}
            for v, p in (("2026.2", ["a.html", "index.html"]), ("2026.1", ["index.html"]))
        ],
    }
    for folder, inside in ((tmp_path, False), (tmp_path / "v" / "2026.1", True), (tmp_path / "v" / "2026.2", True)):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("index.html", "a.html"):
            (folder / name).write_text(
                """<!DOCTYPE html><html><body><div class="layout"><div class="sidebar"><a class="book-title" href="index.html">x</a></div><main><h1>x</h1></main></div></body></html>"""
            )
        finishing.finish(folder, ABOUT, [], {}, inside)
        if not inside:
            (folder / "versions.js").write_text(f"window.factcheckVersions = {json.dumps(menu)};\n")
    (tmp_path / "v" / "index.html").write_text("<html><body></body></html>")
    with open_browser() as browser:
        page = browser.new_page()
        trouble: list[str] = []
        page.on("console", lambda m: trouble.append(m.text))
        page.goto((tmp_path / "v" / "2026.2" / "a.html").as_uri())
        assert page.eval_on_selector_all("footer option", "all => all.map(o => [o.text, o.value, o.selected])") == [
            ["newest", (tmp_path / "a.html").as_uri(), False],
            ["2026.2", (tmp_path / "v/2026.2/a.html").as_uri(), True],
            ["2026.1", (tmp_path / "v/2026.1/index.html").as_uri(), False],
        ]
        assert page.locator(".older").count() == 0
        assert (
            page.locator(".sidebar .book-title + .version-choice select").input_value()
            == (tmp_path / "v/2026.2/a.html").as_uri()
        )
        page.select_option("footer select", label="2026.1")
        page.wait_for_url((tmp_path / "v/2026.1/index.html").as_uri())
        page.wait_for_selector(".older")
        assert page.locator(".older").inner_text() == "This is release 2026.1. The newest release is 2026.2."
        assert trouble == []
        (tmp_path / "versions.js").unlink()
        page.goto((tmp_path / "index.html").as_uri())
        assert page.locator("footer a.versions").get_attribute("href") == "v/index.html", (
            "the link works without the list"
        )
