"""Ids in config.yaml are names, files lie below their folder, and addresses are on the web."""

from __future__ import annotations

import pytest

from analysis.settings.models import file_name, link, name, web_address
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
    ("where", "key"), [*((where, "../../../data/overrides") for where in NAMED), ("claims", "a\nb")]
)
def test_what_becomes_a_file_name_or_an_id_is_a_name(tmp_path, where, key):
    def rename(data):
        for part in where.split("."):
            data = data[part]
        data[key] = data.pop(next(iter(data)))

    message = refused(tmp_path, changed(rename))
    assert "not a name: small letters, digits and hyphens" in message
    assert f"{where}." in message


@pytest.mark.parametrize(
    "key", ["../../../data/overrides", "a/b", "a.b", "A", "a b", "", "-a", "a\n", "a" * 65, "ä", "a@b", "١"]
)
def test_what_is_no_name(key):
    with pytest.raises(ValueError, match="not a name"):
        name(key)


@pytest.mark.parametrize("key", ["file", "files"])
def test_a_raw_file_lies_below_its_folder(tmp_path, key):
    def change(data):
        one = data["cohorts"]["neurips-2020"]["sources"][0]
        del one["file"]
        one[key] = {"file": "../../stolen.txt", "files": ["../../stolen.txt"]}[key]

    assert "not a file below the folder of the raw files" in refused(tmp_path, changed(change))


@pytest.mark.parametrize(
    "file",
    [
        "../../stolen.txt",
        "/etc/hostname",
        "neurips/../../x.gz",
        "neurips//x.gz",
        "neurips/",
        ".",
        "",
        "neurips\\..\\x.gz",
        "a\nb",
        "a\x00b",
    ],
)
def test_what_is_no_file_below_a_folder(file):
    with pytest.raises(ValueError, match="not a file below the folder"):
        file_name(file)


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


@pytest.mark.parametrize("check", [link, web_address])
@pytest.mark.parametrize(
    "url",
    [
        "ftp://oak.example/x",
        "javascript:alert(1)",
        "data:,x",
        "//oak.example/",
        "https://",
        "https://a b/",
        "http://a@oak.example/",
        "https://oak.example/\u200b",
        "https://oak.example/\n",
    ],
)
def test_what_is_no_address_on_the_web(check, url):
    with pytest.raises(ValueError, match="address"):
        check(url)
