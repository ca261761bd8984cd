"""The readers' questions on papers made by hand, and what must hold of the committed facts."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.counting.collaboration import PaperCountries
from analysis.topics.questions import answers
from analysis.topics.questions.answers import Unit, brands, dual, institutions, pairs, units_of

US, CN = frozenset({"US"}), frozenset({"CN"})
MIT, PKU, UCL = Unit("MIT", "r1", "US"), Unit("Peking University", "r2", "CN"), Unit("UCL", "r3", "GB")


def paper(*authors: str) -> PaperCountries:
    by_author = {n: frozenset(filter(None, codes.split("|"))) for n, codes in enumerate(authors, 1)}
    return PaperCountries(frozenset().union(*by_author.values()), by_author, 0, True, ())


def rows(*given) -> pd.DataFrame:
    return pd.DataFrame(given, columns=["paper_id", "basis", "author", "candidate", "units"])


@pytest.mark.parametrize(
    ("authors", "some", "only"),
    [
        (["US", "CN"], False, False),
        (["CN|US"], True, True),
        (["CN|US", "CN"], True, True),
        (["CN|US", "CN|US"], True, True),
        (["CN|US", "CN", "US"], True, False),
        (["CN|US", "GB", ""], True, True),
        (["CN|GB", "US"], False, False),
    ],
)
def test_one_person_with_both_affiliations(authors, some, only):
    assert dual(paper(*authors), US, CN) == (some, only)


def test_units_keep_their_own_countries():
    assert units_of("r1 US MIT|- CN Ant Group|- CN+US Megacorp") == [MIT, Unit("Ant Group", "", "CN")]
    assert units_of("") == []


@pytest.mark.parametrize(
    ("name", "root"),
    [
        ("Tencent AI Lab", "Tencent"),
        ("Tencent AI Lab Seattle", "Tencent"),
        ("Tencent", "Tencent"),
        ("Tencentia", "Tencentia"),
        ("Toyota Technological Institute at Chicago", "Toyota Technological Institute at Chicago"),
        ("Toyota Research Institute", "Toyota"),
    ],
)
def test_units_of_a_company_go_by_the_shortest_name(name, root):
    known = [
        "Tencent",
        "Tencent AI Lab",
        "Tencent AI Lab Seattle",
        "Tencentia",
        "Toyota",
        "Toyota Technological Institute at Chicago",
        "Toyota Research Institute",
    ]
    assert brands(known)[name] == root


def test_institutions_leave_out_namesakes_mail_domains_and_other_bases():
    table = rows(
        ("p", "program", 1, 0, "r1 US MIT|r2 CN Peking University"),
        ("p", "program", 2, 0, "r3 GB UCL"),
        ("p", "program", 3, 0, "- US Acme"),
        ("p", "program", 3, 1, "- CN Acme"),
        ("p", "program", -1, 0, "r9 US Elsewhere"),
        ("p", "profile", 1, 0, "r8 US Yale"),
        ("q", "program", 1, 0, ""),
    )
    assert institutions(table, "program") == {"p": frozenset({MIT, PKU, UCL})}


def test_companies_are_one_but_in_each_country_by_themselves():
    table = rows(("p", "program", 1, 0, "- US Google|- US Google Research"), ("p", "program", 2, 0, "- CN Google AI"))
    assert institutions(table, "program") == {"p": frozenset({Unit("Google", "", "US"), Unit("Google", "", "CN")})}


def test_pairs_count_papers_once_and_order_by_papers_then_name():
    cmu, thu = Unit("CMU", "r4", "US"), Unit("Tsinghua University", "r5", "CN")
    by_paper = {
        "a": frozenset({MIT, PKU}),
        "b": frozenset({MIT, PKU, UCL, cmu}),
        "c": frozenset({cmu, thu}),
        "d": frozenset({MIT, PKU}),
    }
    found = pairs(by_paper, ["c", "b", "a", "lost"], US, CN)
    assert list(found.items()) == [((MIT, PKU), ["a", "b"]), ((cmu, PKU), ["b"]), ((cmu, thu), ["c"])]


def test_a_registry_id_has_one_name_and_is_never_merged(book):
    names: dict[str, set[str]] = {}
    for table in book.attributed.values():
        for text in table["units"].unique():
            for unit in units_of(text):
                names.setdefault(unit.ror, set()).add(unit.name)
    names.pop("")
    assert len(names) > 1000
    assert {ror: found for ror, found in names.items() if len(found) > 1} == {}


def test_units_agree_with_institutions_and_countries(book):
    table = book.attributed["neurips-2024"][["institutions", "units", "stated"]].drop_duplicates()
    for named, units, stated in table.itertuples(index=False, name=None):
        parts = [unit.split(" ", 2) for unit in units.split("|") if unit]
        assert list(dict.fromkeys(name for _, _, name in parts)) == [n for n in named.split("|") if n]
        assert {c for _, codes, _ in parts for c in codes.split("+")} <= set(stated.split("|"))


def test_every_pair_stands_on_joint_papers(book):
    table = answers.pairs_table(book)
    one = table[(table["cohort"] == "neurips-2024") & (table["basis"] == "program")]
    joint = book.classified("neurips-2024", answers.parse("", book.config, book.config.cohorts["neurips-2024"])).both
    assert {p for ids in one["paper_ids"] for p in ids.split("|")} <= joint
    assert (table["paper_ids"].str.count(r"\|") + 1 == table["papers"]).all()
    assert one["papers"].is_monotonic_decreasing
    assert not table.duplicated(["cohort", "basis", "us_institution", "us_ror", "china_institution", "china_ror"]).any()


def test_shares_of_the_figures_add_up(computed):
    part, whole = (computed.use(f"neurips-2024.apart.{m}") for m in ("institutions-us", "institutions"))
    china = computed.use("neurips-2024.apart.institutions-china")
    assert part.numerator + china.numerator == whole.numerator
    assert part.denominator + china.denominator == whole.denominator
    for figure in [f for f in computed if ".apart." in f.id and f.bounds]:
        assert 0 <= figure.bounds[0] <= figure.value <= figure.bounds[1] <= 1, figure.id
    for figure in [f for f in computed if ".dual.only" in f.id]:
        assert figure.numerator <= computed.use(figure.id.replace("only", "any")).numerator


def test_what_a_source_cannot_say_has_no_figure(computed):
    assert "neurips-2024.dual.any" in computed
    assert "neurips-2024.dual.any@profile" not in computed, "one affiliation an author"
    assert "neurips-2025.dual.any" not in computed, "print is not aligned with authors"
    assert "neurips-2025.apart.institutions" not in computed, "title blocks are a sample"
    assert "neurips-2025.pairs.all" in computed
