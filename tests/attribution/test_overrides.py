"""Overrides are judged without themselves: one that is not needed goes, one whose registry has changed is looked at."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.attribution import overrides, registry, table
from analysis.attribution.answer import answer
from analysis.attribution.resolve import resolve_with
from analysis.core import paths
from analysis.counting.workbook import Workbook
from tests.attribution.conftest import HEADER


@pytest.fixture
def judged(small, monkeypatch):
    """What is wrong with overrides, given as lines, where the data hold these strings."""

    def judge(*lines: str, data: tuple[str, ...] = ()) -> list[str]:
        registry.load()  # places are of the committed registry, read before its files are exchanged
        known = small(HEADER + "".join(f"{line}\n" for line in lines))
        rows = [(text, "", "", "", *answer(resolve_with(text, "", "", "", known))) for text in data]
        with monkeypatch.context() as patch:
            patch.setattr(paths, "OVERRIDES", small.folder / "overrides.csv")
            patch.setattr(registry, "load", lambda: known)
            return overrides.problems(overrides.uses(pd.DataFrame(rows, columns=[*table.ASKED, *table.ANSWERED])))

    return judge


def test_an_override_that_the_registry_contradicts_as_expected_is_right(judged):
    assert judged("University of Foo,0aaaaaa02,FR,DE,moved,foo.fr,2026-01-02") == []
    assert judged("Elm College,,CN,,not in the registry,elm.example,2026-01-02") == []


def test_a_registry_that_now_says_something_else_is_told_with_what_it_says(judged):
    (said,) = judged("University of Foo,0aaaaaa02,FR,,moved,foo.fr,2026-01-02")
    assert said == (
        "data/overrides.csv:2: without it the registry gives DE for 'University of Foo', and `expect` says none; if the "
        "line is still right, make `expect` DE, or remove it"
    )
    (said,) = judged("Elm College,,CN,US,not in the registry,elm.example,2026-01-02")
    assert (
        "gives no country for 'Elm College', and `expect` says US; if the line is still right, make `expect` empty"
        in said
    )


@pytest.mark.parametrize("ror", ["", "0aaaaaa01"])
def test_a_mended_registry_makes_an_override_idle(judged, ror):
    (said,) = judged(f"University of Foo,{ror},DE,,other bearers,foo.de,2026-01-02", data=("University of Foo",))
    assert said.startswith("data/overrides.csv:2: the registry gives DE for 'University of Foo' without it")
    assert said.endswith("; remove the line")


def test_another_institution_of_the_country_is_no_idle_override(judged):
    assert judged("Foo Universität,0aaaaaa03,DE,DE,another one,foo.de,2026-01-02") == []
    assert judged("University of Foo,0aaaaaa05,JP,DE,moved,foo.jp,2026-01-02") == []


def test_an_override_that_the_data_need_in_longer_strings_is_not_idle(judged):
    line = "Foo,0aaaaaa02,FR,FR,in small letters too,foo.fr,2026-01-02"
    assert len(judged(line)) == 1
    assert judged(line, data=("foo in a text of other words",)) == []


def test_an_override_that_keeps_a_string_open_is_never_idle(judged):
    assert judged("Elm Institute,,,,borne by many,elm.example,2026-01-02", data=("Elm Institute",)) == []


@pytest.mark.long
def test_no_committed_override_is_idle_or_out_of_date(book: Workbook):
    assert overrides.problems(overrides.uses(pd.concat([*book.attributed.values(), book.gold]))) == []
