"""All versions, and the note in a redacted one; whole sites: test_release.py and tests/editions/test_redaction.py."""

from __future__ import annotations

from analysis.editions.edition import Edition
from analysis.editions.release_history import Release
from analysis.publish.site.past_versions import page_of_all, with_notice
from tests.support.pages import Page

ITEM = {
    "version": "2026.1",
    "date": "2026-07-01",
    "data-date": "2026-06-30",
    "commit": "0123456789abcdef",
    "redactions": ["redacted for <a> reason"],
}
TAKEN = {"date": "2026-07-31", "kind": "names of <elms>", "why": "elms' names are theirs", "files": {}}


def test_the_list_of_versions_links_to_pages_pdf_and_data() -> None:
    page = Page(page_of_all([ITEM]))
    assert page.links == [
        "../index.html",
        *(f"2026.1/{f}" for f in ("index.html", "fact-check.pdf", "figures.csv", "figures.json", "claims.json")),
    ]
    assert "It was redacted for <a> reason." in " ".join(page.text)


def test_without_a_release_the_list_says_so() -> None:
    assert "There is no release yet." in " ".join(Page(page_of_all([])).text)


def test_a_note_stands_at_the_head_of_a_redacted_page_and_nothing_else_is_touched() -> None:
    before, after = '<html lang=en><BODY class="a > b">\n', "<p>it's &amp; all</p>\n</BODY></html>"
    release = Release("2026.1", {}, Edition("2026.1", {}), None, [TAKEN])
    page = with_notice(before + after, release, "../")
    assert page.startswith(before + '<p class="redacted" role="note"')
    assert page.endswith("</p>\n" + after)
    assert "Release 2026.1 was redacted on 2026-07-31: names of <elms> in" in " ".join(Page(page).text)
    assert Page(page).links == ["../../../report/corrections.html"]
