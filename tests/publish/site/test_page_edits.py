"""Places are found as a browser sees the page, and changing them changes nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.publish.site.page_edits import Place, Places, changed


def test_the_body_is_the_tag_and_no_text_that_looks_like_it() -> None:
    page = "<!-- <body> </body> -->\n<body\n id=a>\nx<script>'</body>'</script>é\n</body>\n<!-- </body> -->"
    places = Places(page)
    assert page[places.body_begins :].startswith("x<script>")
    assert page[: places.body_ends].endswith("é\n")


def test_a_page_without_a_body_has_no_place_for_it() -> None:
    places = Places("<p>half")
    assert (places.body_begins, places.body_ends) == (None, None)


def test_code_is_found_with_its_tags_and_code_of_a_class_is_not() -> None:
    page = '<p>é <code>a.b</code>\n<code class="r">c.d</code> <code>e<b>f</b></code>'
    assert [(page[p.start : p.end], p.of) for p in Places(page).codes] == [
        ("<code>a.b</code>", "a.b"),
        ("<code>e<b>f</b></code>", "e<b>f</b>"),
    ]


PIECES = st.lists(
    st.sampled_from(
        [
            "<body>",
            "</body>",
            "<code>",
            "</code>",
            '<img src="charts/a.svg">',
            "</figcaption>",
            "\n",
            " é ",
            "<",
            "&amp;",
        ]
    )
)


@given(PIECES)
def test_places_lie_in_the_page_in_their_order_and_no_change_is_no_change(pieces) -> None:
    page = "".join(pieces)
    found = Places(page)
    assert Places(page, to_body=True).body_begins == found.body_begins
    places = sorted([*found.captions, *found.codes])
    assert all(0 <= p.start <= p.end <= len(page) for p in places)
    assert changed(page, [(p, page[p.start : p.end]) for p in places if p in found.codes]) == page
    assert changed(page, [(Place(0, 0), "x")]) == "x" + page
