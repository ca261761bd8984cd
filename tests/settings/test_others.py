"""Numbers of others in config.yaml: what each part needs, and what may be left out."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from analysis.core.errors import FactCheckError
from analysis.settings.config import load
from tests.settings.test_config import changed, refused

TABLE = {"file": "x.csv.gz", "countries": {"Elmland": "DE"}}


def read(tmp_path, change):
    """The committed config, changed."""
    path = tmp_path / "config.yaml"
    path.write_text(changed(change), encoding="utf-8")
    return load(path)


def places(faults: dict[str, Any], table: dict[str, Any] | None = None):
    """A change of config that gives one analysis these places, and takes those of the others away."""

    def change(data: dict[str, Any]) -> None:
        for other in data["independent"].values():
            other.pop("places", None)
        data["independent"]["ceps"]["places"] = {"faults": faults, **({"table": table} if table else {})}

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (places({}), "independent.ceps.places.faults: mapping should have at least 1 item"),
        (places({"oak": {"name": "Oak", "word": "oak"}}), "faults.oak needs a `country`"),
        (places({"oak": {"name": "Oak", "country": "US"}}), "faults.oak gives a country to nothing"),
        (places({"oak": {"name": "Oak", "word": "oak", "affiliation": "Oak"}}, TABLE), "faults.oak has an affiliation"),
        (places({"names": {"name": "Oak"}}, TABLE), "faults.names stands for something else in the ids of figures"),
        (places({"a": {"name": "a"}, "b": {"name": "b"}}, TABLE), "only one of the faults can be all the others"),
        (places({"oak": {"name": "Oak", "word": "oak", "country": "usa"}}), "faults.oak.country"),
        (lambda d: d["independent"].update(print=d["independent"].pop("ceps")), "independent: 'print' stands for"),
        (
            lambda d: d["independent"]["ceps"].update(
                places=copy.deepcopy(d["independent"]["neurips-us-vs-china"]["places"])
            ),
            "independent.ceps.places: 'neurips-us-vs-china' has a table already",
        ),
        (
            lambda d: d["reconstructions"].update(extents=["cn", "cn-hk-no"]),
            "reconstructions.extents: 'cn-hk-no' is no choice of extent; did you mean 'cn-hk-mo'?",
        ),
        (
            lambda d: d["reconstructions"].update({"other-tracks": ["mian"]}),
            "reconstructions.other-tracks: 'mian' is no choice of track; did you mean 'main'?",
        ),
        (
            lambda d: d["reconstructions"]["records"]["mail"].pop("name"),
            "reconstructions.records.mail.name: is missing",
        ),
    ],
)
def test_parts_that_do_not_fit_are_refused(tmp_path, change, said) -> None:
    assert said in refused(tmp_path, changed(change))


def test_places_may_be_those_of_a_table_or_of_words(tmp_path) -> None:
    of_table = {"oak": {"name": "Oak", "affiliation": "Oak"}, "rest": {"name": "all others"}}
    told = read(tmp_path, places(of_table, TABLE)).independent["ceps"].places
    assert told.words == "affiliations placed as their table has them"
    assert read(tmp_path, places({"oak": {"name": "Oak", "word": "oak", "country": "US"}})).independent["ceps"].places


def test_numbers_of_others_may_be_left_out(tmp_path) -> None:
    def change(data: dict[str, Any]) -> None:
        del data["independent"], data["reconstructions"]

    config = read(tmp_path, change)
    assert (config.independent, config.reconstructions, config.original) == ({}, None, None)
    assert config.published("ceps", config.main) is None
    assert config.published(config.original, config.main) is None


def test_an_analysis_may_be_left_out_but_not_the_original_of_a_search(tmp_path) -> None:
    config = read(tmp_path, lambda d: d["independent"].pop("ceps"))
    assert config.published("ceps", config.main) is None
    assert config.published(config.original, config.main) == (141, 5290)
    with pytest.raises(FactCheckError, match=r"reconstructions\.original: 'article' is none of `independent`"):
        read(tmp_path, lambda d: d["independent"].pop("article"))
