"""`_variables.yml`: what the pages ask for and no more, so that thousands of figures slow no engine down."""

from __future__ import annotations

import yaml

from analysis.figures.figure import Figure, FigureSet
from analysis.publish import contents, variables
from analysis.publish.variables import asked_for, path_of, to_yaml

TREE = {
    "release": "1.0",
    "data-date": "2026-07-07",
    "neurips-2024": {
        "us-china": {
            "share": {"value": "12.1%", "interval": "11.2% to 13.1%"},
            "share-at-profile-and-cn-hk": {"value": "14.0%"},
        },
        "papers": {"value": "4,497"},
    },
    "claims": {"growing": {"title": "Collaboration is growing"}},
}
BUILD = {"release": "1.0", "data-date": "2026-07-07"}


def test_only_what_is_asked_for_is_kept_beside_the_facts_of_the_build():
    text = "It was {{< var neurips-2024.us-china.share.value >}}, see {{<var claims.growing.title>}}."
    other = (
        "{{< var neurips-2024.us-china.share-at-profile-and-cn-hk.value >}} {{< var release >}} "
        "{{< var neurips-2024.us-china.share.value >}}"
    )
    assert asked_for(TREE, [text, other]) == {
        **BUILD,
        "neurips-2024": {"us-china": {"share": {"value": "12.1%"}, "share-at-profile-and-cn-hk": {"value": "14.0%"}}},
        "claims": {"growing": {"title": "Collaboration is growing"}},
    }


def test_the_facts_of_the_build_stay_though_nothing_asks():
    assert asked_for(TREE, []) == BUILD
    assert asked_for(TREE, ["no variable here, nor {{< include x.md >}}"]) == BUILD


def test_paths_that_lead_nowhere_are_left_to_check():
    for path in (
        "nothing",
        "nothing.at.all",
        "neurips-2024.us-china",
        "neurips-2024.us-china.share",
        "neurips-2024.us-china.share.valu",
        "release.value",
    ):
        assert asked_for(TREE, [f"{{{{< var {path} >}}}}"]) == BUILD, path
    assert asked_for(TREE, ["{{< var neurips-2024.us-china.share.value.more >}}"]) == BUILD


def test_neither_the_order_of_pages_nor_of_words_shows():
    words = [
        f"{{{{< var {p} >}}}}"
        for p in ("claims.growing.title", "neurips-2024.papers.value", "neurips-2024.us-china.share.interval")
    ]
    assert (
        to_yaml(asked_for(TREE, words))
        == to_yaml(asked_for(TREE, words[::-1]))
        == to_yaml(asked_for(TREE, [" ".join(words)] * 2))
    )


def test_the_tree_is_left_as_it_was():
    before = yaml.safe_dump(TREE)
    asked_for(TREE, ["{{< var neurips-2024.us-china.share.value >}}"])["neurips-2024"]["us-china"]["share"]["value"] = (
        "changed"
    )
    assert yaml.safe_dump(TREE) == before


def test_a_figure_is_found_at_its_path(settings):
    figure = Figure(
        id="neurips-2024.us-china.share@profile+cn-hk",
        measure="us-china.share",
        label="l",
        unit="share",
        value=0.1,
        numerator=1,
        denominator=10,
        interval=(0.05, 0.2),
        definition="profile+cn-hk",
        cohort="neurips-2024",
        sources=(),
    )
    path = ".".join(path_of(figure.id))
    assert path == "neurips-2024.us-china.share-at-profile-and-cn-hk"
    tree = variables.variables(settings, FigureSet([figure]), [], dict.fromkeys(contents.ABOUT, "x"))
    words = [f"{{{{< var {path}.{leaf} >}}}}" for leaf in ("value", "interval", "bounds", "count", "of")]
    kept = asked_for(tree, words)
    assert set(kept) == {*contents.ABOUT, "neurips-2024"}
    assert kept["neurips-2024"]["us-china"]["share-at-profile-and-cn-hk"] == {
        "value": "10.0%",
        "interval": "5.0% to 20.0%",
        "bounds": "–",
        "count": "1",
        "of": "10",
    }
    assert yaml.safe_load(to_yaml(kept)) == kept
