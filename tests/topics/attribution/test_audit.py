"""What a reader should look at first, on rows made by hand."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pandas as pd
import pytest
import yaml

from analysis.core import paths
from analysis.topics.attribution import audit

ROWS = [
    # a paper of Chinese authors, in which the open one decides; and one on another basis, which is the same paper
    ("p", "profile", "Oak", "resolved", "CN", ""),
    ("p", "profile", "Elm", "unresolved", "", ""),
    ("p", "program", "Elm", "unresolved", "", ""),
    ("p", "program", "Oak", "resolved", "CN", ""),
    # both groups are there whatever the open one is
    ("q", "profile", "Oak", "resolved", "CN", ""),
    ("q", "profile", "Ash", "resolved", "US", ""),
    ("q", "profile", "Elm", "unresolved", "", ""),
    # a weak one that makes the paper joint, and one that only another weak one stands beside
    ("r", "profile", "Oak", "resolved", "CN", ""),
    ("r", "profile", "Yew", "resolved", "US", "city"),
    ("s", "profile", "Fir", "resolved", "FR", "acronym"),
    ("s", "profile", "Yew", "resolved", "US", "city"),
    ("t", "profile", "Yew", "resolved", "US", "city"),
    ("t", "profile", "", "empty", "", ""),
]


@pytest.fixture
def book(settings) -> SimpleNamespace:
    made = pd.DataFrame(ROWS, columns=["paper_id", "basis", "affiliation", "status", "stated", "weak"])
    made = made.assign(headquarters=made["stated"], institutions="", ror="", method="registry", evidence="")
    return SimpleNamespace(config=settings, attributed={"neurips-2025": made})


def test_a_paper_is_at_stake_where_all_others_hold_exactly_one_group(book) -> None:
    found = audit.audit(book).set_index("affiliation")
    assert found[["rows", "papers", "at-stake-us-china"]].T.to_dict("list") == {
        "Elm": [3, 2, 1],
        "Fir": [1, 1, 1],
        "Yew": [3, 3, 1],
        "Oak": [4, 3, 2],
        "Ash": [1, 1, 1],
    }


def test_what_is_open_or_weak_comes_first_by_what_hangs_on_it(book) -> None:
    found = audit.audit(book)
    assert found["affiliation"].tolist() == ["Yew", "Elm", "Fir", "Oak", "Ash"]
    assert audit.kind_of(found).tolist() == ["city", "unresolved", "acronym", "", ""]


def test_the_same_rows_in_another_order_give_the_same_file(book) -> None:
    text = audit.audit_csv(book)
    book.attributed = {name: rows.sample(frac=1, random_state=3) for name, rows in book.attributed.items()}
    assert audit.audit_csv(book) == text
    header, first, *_ = csv.reader(io.StringIO(text))
    assert header[:6] == ["affiliation", "rows", "papers", "at-stake-us-china", "decision", "countries"]
    assert first[:6] == ["Yew", "3", "3", "1", "resolved", "US"]


@pytest.mark.parametrize("errors", ["https://example.org/new", "https://example.org/new?labels=x"])
def test_the_link_fills_fields_that_the_form_has(errors) -> None:
    link = audit.address(errors, "Elm (A|B) & \ud800é" + "x" * 500, "CN|US", "by hand")
    asked = parse_qs(urlsplit(link).query)
    form = yaml.safe_load(Path(paths.ROOT, ".github/ISSUE_TEMPLATE", asked.pop("template")[0]).read_text())
    assert asked.pop("labels", None) == (["x"] if "?" in errors else None)
    assert asked.keys() <= {field.get("id") for field in form["body"]}
    assert asked["affiliation"][0].startswith("Elm (A|B) & ?éx")
    assert asked["explained"] == ["CN|US; by hand"]
    assert len(link) < 2_000 and link.isascii()
    assert not set("()|") & set(link)
