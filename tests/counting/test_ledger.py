"""Paper × author × country as bit masks: what is known of persons, authors and papers, on rows made by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.counting.ledger import Ledger, Record
from analysis.counting.masks import Codes
from tests.support import one_by_one
from tests.support.papers import papers_of

ATTRIBUTED = "paper_id basis author candidate stated headquarters placed by_person status".split()


def row(
    author: int,
    codes: str = "",
    *,
    paper: str = "p",
    status: str | None = None,
    candidate: int = 0,
    basis: str = "program",
    headquarters: str | None = None,
    placed: str | None = None,
    by_person: str | None = None,
):
    return (
        *(paper, basis, author, candidate, codes),
        codes if headquarters is None else headquarters,
        codes if placed is None else placed,
        codes if by_person is None else by_person,
        status or ("resolved" if codes else "unresolved"),
    )


def ledger(*rows, block: str = "") -> Ledger:
    papers = papers_of("p", block=block)
    return Ledger(papers, pd.DataFrame(rows, columns=ATTRIBUTED))


def one(*rows, block: str = "", basis: str = "program", policy: str = "stated-location") -> Record:
    return ledger(*rows, block=block).record(basis, policy)


def known(record: Record) -> set[str]:
    return set(record.authors.codes.of(record.authors.countries[0]))


def unknown(record: Record) -> int:
    return int(record.unknown[0])


def readable(record: Record) -> bool:
    return bool(record.readable[0])


def test_the_policy_chooses_the_column():
    rows = [row(1, "CN", headquarters="US", by_person="SG"), row(2, "US")]
    assert known(one(*rows)) == {"US", "CN"}
    assert known(one(*rows, policy="headquarters")) == {"US"}
    assert known(one(*rows, policy="company-by-person")) == {"SG", "US"}


def test_a_company_without_a_place_is_open_where_a_place_is_asked_for():
    rows = [row(1, "US", placed=""), row(2, "CN")]
    assert (known(one(*rows, policy="named-place")), unknown(one(*rows, policy="named-place"))) == ({"CN"}, 1)
    assert unknown(one(*rows)) == 0


def test_namesakes_that_agree_settle_the_country():
    record = one(row(1, "CN", candidate=1), row(1, "CN", candidate=2), row(2, "US"))
    assert (known(record), unknown(record)) == ({"US", "CN"}, 0)


def test_namesakes_that_differ_leave_the_authorship_open():
    record = one(row(1, "CN", candidate=1), row(1, "US", candidate=2), row(2, "US"))
    assert (known(record), unknown(record)) == ({"US"}, 1)


def test_what_namesakes_have_in_common_is_known_though_the_rest_is_open():
    record = one(row(1, "CN|US", candidate=1), row(1, "US", candidate=2))
    assert (known(record), unknown(record)) == ({"US"}, 1)


def test_an_unaffiliated_author_is_not_open_and_an_empty_one_is():
    assert unknown(one(row(1, "US"), row(2, status="unaffiliated"))) == 0
    assert unknown(one(row(1, "US"), row(2, status="empty"))) == 1
    assert unknown(one(row(1, "US"), row(2, status="unresolved"))) == 1
    assert unknown(one(row(1, "US"), row(1, status="unresolved"))) == 0  # one of two affiliations is known


def test_a_paper_of_which_nothing_is_known_is_not_readable():
    assert not readable(one(row(1, status="unaffiliated")))
    assert not readable(one())
    assert readable(one(row(1, "FR")))


def test_an_incomplete_title_block_is_not_readable_and_another_basis_of_it_is():
    printed = [row(1, "US", basis="paper"), row(-1, "CN", basis="paper")]
    assert readable(one(*printed, block="complete", basis="paper"))
    lost = one(*printed, block="incomplete", basis="paper")
    assert not readable(lost)
    assert known(lost) == {"US", "CN"}  # a mail domain counts for the bounds
    assert readable(one(row(1, "US"), block="incomplete"))


def test_a_mail_domain_counts_only_where_nothing_is_printed_or_a_part_is_lost():
    domain = row(-1, "CN", basis="paper")
    assert known(one(row(1, "US", basis="paper"), domain, block="complete", basis="paper")) == {"US"}
    assert known(one(row(1, basis="paper"), domain, block="complete", basis="paper")) == {"CN"}
    silent = row(-1, status="unresolved", basis="paper")
    assert unknown(one(row(1, "US", basis="paper"), silent, block="complete", basis="paper")) == 0


def test_rows_of_a_paper_that_the_cohort_does_not_hold_are_left_out():
    assert known(one(row(1, "US"), row(1, "CN", paper="elsewhere"))) == {"US"}


def test_authors_by_other_countries_than_the_attributed_ones():
    made = ledger(row(2, "US"), row(1, "CN", candidate=1), row(1, "CN", candidate=2), row(3, "FR", basis="profile"))
    codes = pd.Series(["XX", "DE|FR", "FR"])
    authors = made.authors("program", codes, np.array([True, True, True]))
    assert authors.sets(0) == [{"FR"}, {"XX"}]  # in order, what the people of one name have in common
    assert made.authors("program", codes, np.array([True, False, False])).sets(0) == [{"XX"}]


@given(st.sets(st.integers(0, 200)), st.sets(st.integers(0, 260)))
def test_a_mask_gives_its_codes_back_however_many_there_are(held, group):
    codes = Codes(tuple(f"{n:03}" for n in range(200)))
    asked, chosen = {f"{n:03}" for n in held if n < 200}, {f"{n:03}" for n in group}
    assert codes.of(codes.mask(asked)) == asked
    assert bool((codes.mask(asked) & codes.mask(chosen)).any()) == bool(asked & chosen)


CODES = st.sampled_from(["", "US", "CN", "HK", "FR", "CN|US", "FR|US", "CN|FR|US"])
STATUS = st.sampled_from(["resolved", "unresolved", "empty", "unaffiliated"])
ROWS = st.lists(
    st.builds(
        lambda paper, basis, author, candidate, codes, hq, placed, by_person, status: row(
            author,
            codes,
            paper=paper,
            basis=basis,
            candidate=candidate if author >= 0 else 0,
            headquarters=hq,
            placed=placed,
            by_person=by_person,
            status=status,
        ),
        st.sampled_from("pq"),
        st.sampled_from(["program", "paper"]),
        st.integers(-2, 3),
        st.integers(0, 2),
        *(CODES, CODES, CODES, CODES, STATUS),
    ),
    max_size=25,
)


@pytest.mark.parametrize("policy", one_by_one.POLICIES)
@given(rows=ROWS, blocks=st.tuples(*[st.sampled_from(["", "complete", "incomplete"])] * 2))
def test_a_record_is_what_reading_paper_by_paper_gives(policy, rows, blocks):
    papers, table = papers_of("p", "q").assign(block=blocks), pd.DataFrame(rows, columns=ATTRIBUTED)
    made = Ledger(papers, table)
    for basis in ("program", "paper"):
        record = made.record(basis, policy)
        for at, (paper, block) in enumerate(zip("pq", blocks, strict=True)):
            by_hand = one_by_one.read(block, table[table["paper_id"] == paper], basis, policy)
            assert record.authors.sets(at) == list(by_hand.authors.values())
            assert (record.unknown[at], record.authors.number_of[at]) == (by_hand.unknown, len(by_hand.authors))
            assert bool(record.readable[at]) == by_hand.readable
            assert record.authors.codes.of(record.authors.countries[at]) == by_hand.known
