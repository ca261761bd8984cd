"""Every figure has an address of its own."""

from __future__ import annotations

from analysis.publish.site.figure_pages import address, pages
from tests.support.pages import Page


def test_every_figure_has_an_address_on_a_page_that_is_not_heavy(computed) -> None:
    made = pages(list(computed))
    there = {name: Page(text) for name, text in made.items()}
    for figure in computed:
        name, _, anchor = address(figure).partition("#")
        assert anchor == figure.id
        assert anchor in there[name].ids
    assert {address(f).partition("#")[0] for f in computed} <= set(there["figures.html"].links)
    assert max(map(len, made.values())) < 1_000_000
