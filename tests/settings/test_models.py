"""Ids in config.yaml are names, files lie below their folder, addresses are on the web, and days and years are such."""

from __future__ import annotations

import pytest

from tests.settings.test_config import changed, refused

NAMED = (
    "groups",
    "definitions",
    "definitions.extent",
    "terms",
    "levels",
    "cohorts",
    "independent",
    "reconstructions.records",
    "reconstructions.rules",
    "claims",
    "not-checkable",
)


@pytest.mark.parametrize(
    ("where", "key"), [*((where, "../../../data/overrides") for where in NAMED), ("claims", "a b")]
)
def test_what_becomes_a_file_name_or_an_id_is_a_name(tmp_path, where, key):
    def rename(data):
        for part in where.split("."):
            data = data[part]
        data[key] = data.pop(next(iter(data)))

    message = refused(tmp_path, changed(rename))
    assert "not a name: small letters, digits and hyphens" in message
    assert f"{where}." in message


@pytest.mark.parametrize("key", ["file", "files"])
def test_a_raw_file_lies_below_its_folder(tmp_path, key):
    def change(data):
        one = data["cohorts"]["neurips-2020"]["sources"][0]
        del one["file"]
        one[key] = {"file": "../../stolen.txt", "files": ["../../stolen.txt"]}[key]

    assert "not a file below the folder of the raw files" in refused(tmp_path, changed(change))


ADDRESSES = {
    "a source's": lambda d, url: d["cohorts"]["neurips-2020"]["sources"][0].update(url=url),
    "the report's": lambda d, url: d["report"].update(url=url),
    "the publisher's": lambda d, url: d["report"]["publisher"].update(url=url),
    "the author's": lambda d, url: d["article"]["author"].update(url=url),
    "the original's": lambda d, url: d["article"]["original"].update(url=url),
}


@pytest.mark.parametrize("change", ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_is_one_on_the_web(tmp_path, change):
    message = refused(tmp_path, changed(lambda data: change(data, "file:///etc/hostname")))
    assert "url: not a" in message
    assert "address" in message


def source(data: dict) -> dict:
    return data["cohorts"]["neurips-2020"]["sources"][0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: d["report"].update({"data-date": "banana"}), "report.data-date: not a day such as 2026-07-31"),
        (lambda d: d["report"].update({"data-date": "2026-02-30"}), "report.data-date: not a day"),
        (lambda d: d["report"].update({"data-date": 2026}), "report.data-date: not a whole day, such as 2026-07-31"),
        (lambda d: d["article"].update(published="2026-13"), "article.published: not a day"),
        (lambda d: source(d).update(recorded="soon"), "sources.0.recorded: not a day"),
        (lambda d: source(d).update(recorded=1949), "sources.0.recorded: not a day"),
        (lambda d: d["cohorts"]["neurips-2020"].update(year=-5), "year: input should be greater than or equal to 1950"),
        (lambda d: d["cohorts"]["neurips-2020"].update(year=2101), "year: input should be less than or equal to 2100"),
        (lambda d: d["cohorts"]["neurips-2020"].update(year=True), "year: input should be a valid integer"),
        (lambda d: d["cohorts"]["neurips-2020"].update(sources=[]), "sources: list should have at least 1 item"),
        (lambda d: d["independent"]["ceps"]["counts"].update({20: [1, 2]}), "ceps.counts.20: input should be greater"),
        (lambda d: d["independent"]["ceps"]["counts"].update({2024: [True, 2]}), "input should be a valid integer"),
        (lambda d: d["independent"]["ceps"]["counts"].update({2024: ["1", 2]}), "input should be a valid integer"),
        (lambda d: d["independent"]["ceps"]["counts"].update({2024: [1, 10**9]}), "less than or equal to 10000000"),
        (lambda d: d["reconstructions"].update(near=10), "reconstructions.near: input should be less than 1"),
        (lambda d: d["levels"]["body"].update({"at-least": True}), "levels.body.at-least: input should be a valid int"),
        (lambda d: source(d).update(spine="true"), "sources.0.spine: input should be a valid boolean"),
        (lambda d: source(d).update(files=["neurips/y.gz"]), "a source has `file` or `files`, one of the two"),
        (lambda d: d["report"].update(title=""), "report.title: string should have at least 1 character"),
        (lambda d: d["report"].update(title=" "), "report.title: an empty text, or one with white space around it"),
        (lambda d: d["report"].update(title="x" * 2001), "report.title: string should have at most 2000 characters"),
        (lambda d: d["report"].update(title=2026), "it now reads 2026; put it in quotes where text is meant"),
        (lambda d: d["terms"]["qwen"].update(patterns=["(a+)+$"]), "terms.qwen.patterns.0: pattern '(a+)+$' repeats"),
        (lambda d: d["terms"]["qwen"]["matches"].append("Gwen"), "'Gwen' stands in `matches`, and the patterns do not"),
        (
            lambda d: d["terms"]["qwen"]["misses"].append("Qwen3"),
            "'Qwen3' stands in `misses`, and the patterns do find",
        ),
    ],
)
def test_a_value_is_what_it_should_be(tmp_path, change, said):
    assert said in refused(tmp_path, changed(change))
