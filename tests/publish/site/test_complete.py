"""A page of either engine gets a foot, data beside each chart, and figures that lead to their addresses."""

from __future__ import annotations

import json

import pytest

from analysis.core.errors import FactCheckError
from analysis.publish.site.complete import beside_charts, complete, foot, linked_ids
from analysis.publish.site.page_edits import Places, changed
from tests.support.browser import open_browser
from tests.support.pages import Page

ABOUT = {"release-words": "Release 2026.1", "data-date": "2026-07-07", "commit": "0123456789"}
FALLBACK = """<figure class="chart" id="fig-a">
<img src="../_generated/charts/claim-a.svg" alt="a > b">
<figcaption>
A caption.
</figcaption>
</figure>"""
QUARTO = (
    '<div id="fig-a"><figure class="quarto-float"><div><img src="../_generated/charts/claim-a.svg" class="img-fluid" '
    'alt="x"></div>\n<figcaption class="quarto-float-caption">Figure&nbsp;1: A caption.</figcaption></figure></div>'
)
PAGE = """<!DOCTYPE html>
<html><body><div class="layout"><div class="sidebar"><a class="book-title" href="index.html">x</a></div>
<main><h1>x</h1></main></div></body></html>"""
LINKS = ["../../charts/claim-a.csv", "../../charts/claim-a.json"]
DATA = {"charts/claim-a.csv": "id\n", "charts/claim-a.json": "{}\n"}


def with_data(page: str, up: str = "", data: dict[str, str] = DATA) -> str:
    return changed(page, beside_charts(Places(page), up, data))


@pytest.mark.parametrize("figure", [FALLBACK, QUARTO])
def test_each_chart_gets_its_data_at_the_end_of_its_caption(figure) -> None:
    text = with_data(f"<p>before</p>{figure}<p>after</p>", "../../")
    assert [link for link in Page(text).links if "charts/claim-a." in link][1:] == LINKS
    assert text.index("A caption.") < text.index("Data:") < text.index("</figcaption>")
    without = text.replace(text[text.index("<span") : text.index("</span>") + 7], "")
    assert "".join(without.split()) == "".join(f"<p>before</p>{figure}<p>after</p>".split()), "nothing else is touched"


@pytest.mark.parametrize(
    "bare",
    [
        '<figure><img src="charts/claim-a.svg"></figure><figure><figcaption>Of another.</figcaption></figure>',
        '<img src="claim-a.svg"><figcaption>x</figcaption>',
        f"<!-- {QUARTO} -->",
        f"<script>'{QUARTO}'</script>",
    ],
)
def test_a_picture_without_data_or_caption_and_one_in_a_comment_or_script_stay_as_they_are(bare) -> None:
    assert with_data(bare) == bare
    assert with_data(FALLBACK, data={}) == FALLBACK


def test_every_page_says_which_state_it_is_and_links_to_all_versions(tmp_path) -> None:
    for name in ("index.html", "report/claims/a.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"<html><body>{FALLBACK}</body></html>\n")
    complete(tmp_path, ABOUT, [], DATA, in_release=False)
    deep = Page((tmp_path / "report/claims/a.html").read_text())
    assert "Release 2026.1 · data of 2026-07-07 · commit 0123456789 · " in "".join(deep.text)
    assert {"../../figures.html", "../../v/index.html", "../../versions-menu.js", *LINKS} <= set(deep.links)
    assert {"figures.html", "v/index.html"} <= set(Page((tmp_path / "index.html").read_text()).links)
    assert (tmp_path / "charts/claim-a.csv").read_text() == "id\n"
    assert (tmp_path / "index.html").read_text().endswith("</script>\n</body></html>\n")


def test_a_page_of_a_release_finds_all_versions_above_its_own() -> None:
    assert "../../../index.html" in foot(ABOUT, "../../", in_release=True), "from v/2026.1/report/claims to v/"


def test_what_a_foot_says_is_text() -> None:
    assert "commit &lt;b&gt; · " in foot({**ABOUT, "commit": "<b>"}, "", in_release=False)


def test_a_page_that_is_cut_off_is_named(tmp_path) -> None:
    (tmp_path / "half.html").write_text("<html><body><!-- </body> -->")
    with pytest.raises(FactCheckError, match=r"half\.html: the page has no end"):
        complete(tmp_path, ABOUT, [], {}, in_release=False)


def test_the_id_of_a_figure_leads_to_its_address() -> None:
    text = "<code>elm-2026.us-china.share@cn-hk+main</code> <code>other.thing</code> <code>factcheck papers</code>"
    figure_id = "elm-2026.us-china.share@cn-hk+main"
    linked = changed(text, linked_ids(Places(text), "../", {figure_id: f"figures/elm-2026.html#{figure_id}"}))
    assert Page(linked).links == [f"../figures/elm-2026.html#{figure_id}"]
    assert linked.replace(linked[: linked.index("<code>")], "").replace("</a>", "") == text


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
            (folder / name).write_text(PAGE)
        complete(folder, ABOUT, [], {}, inside)
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
