"""What changed between two editions, on editions made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.errors import FactCheckError
from analysis.editions.diff import diff, with_causes
from analysis.editions.edition import Edition
from analysis.settings.config import Tolerance
from tests.support.editions import edition, figure


def test_an_edition_does_not_differ_from_itself_and_one_may_be_without_verdicts() -> None:
    one = edition(figure("a.share", 0.1, 0.05, 0.2), verdicts={"c": "wrong"}, papers={"c": {"p": "One"}})
    found = diff(one, one)
    assert (found.changed, found.unchanged, found.verdicts_unchanged) == (False, 1, 1)
    assert found.compared == ("figures", "verdicts", "papers")
    assert diff(one, edition(figure("a.share", 0.1, 0.05, 0.2))).compared == ("figures",)
    assert not diff(one, edition(figure("a.share", 0.1, 0.05, 0.2))).changed


def test_changes_are_sorted_by_size_with_old_new_absolute_and_relative() -> None:
    old = edition(
        figure("a.share", 0.10, 0.05, 0.2),
        figure("b.papers", 100, 90, 110),
        figure("c.papers", 0),
        figure("d.papers", None),
        figure("e.papers", 1000),
    )
    new = edition(
        figure("a.share", 0.15, 0.05, 0.2),
        figure("b.papers", 120, 90, 110),
        figure("c.papers", 2),
        figure("d.papers", 7),
        figure("e.papers", 990),
    )
    found = diff(old, new)
    assert [c.id for c in found.figures] == ["d.papers", "c.papers", "a.share", "b.papers", "e.papers"]
    told = {c.id: (c.old, c.new, c.absolute, c.relative, c.significant) for c in found.figures}
    assert told["a.share"] == (0.10, 0.15, 0.05, 0.5, False)
    assert told["b.papers"] == (100, 120, 20, 0.2, True)
    assert told["c.papers"] == (0, 2, 2, None, None)
    assert told["d.papers"] == (None, 7, None, None, None)
    assert told["e.papers"] == (1000, 990, -10, -0.01, None)


def test_what_print_does_not_show_and_what_leaves_the_value_is_listed_apart() -> None:
    old = edition(
        figure("a.share", 0.1001, 0.05, 0.2),
        figure("b.share", 0.3, 0.2, 0.4),
        figure("c.share", 0.3, label="old words"),
    )
    new = edition(
        figure("a.share", 0.1002, 0.05, 0.2),
        figure("b.share", 0.3, 0.2, 0.5),
        figure("c.share", 0.3, label="new words"),
    )
    found = diff(old, new)
    assert found.figures == ()
    assert [c.id for c in found.below_print] == ["a.share"]
    assert [(c.id, c.parts) for c in found.parts_only] == [("b.share", ("interval",))]
    assert found.unchanged == 1, "a label is words, not a number"
    assert found.changed


def test_within_tolerance_is_counted_and_the_first_pattern_decides() -> None:
    old = edition(figure("a.share", 0.10), figure("b.share", 0.10), figure("c.papers", 100), figure("d.papers", None))
    new = edition(figure("a.share", 0.11), figure("b.share", 0.12), figure("c.papers", 101), figure("d.papers", 1))
    rules = [
        Tolerance(figures="b.*", absolute=0.001),
        Tolerance(figures="*.share", absolute=0.02),
        Tolerance(figures="*", relative=0.01),
    ]
    found = diff(old, new, rules)
    assert found.tolerated == 2
    assert [c.id for c in found.figures] == ["d.papers", "b.share"], "what had no value is in no tolerance"
    assert not diff(edition(figure("a.share", 0.10)), edition(figure("a.share", 0.12)), rules).changed


def test_a_tolerance_has_one_distance() -> None:
    for more in ({}, {"absolute": 1, "relative": 1}, {"absolute": -1}):
        with pytest.raises(ValueError, match=r"one of the two|greater than or equal"):
            Tolerance(figures="*", **more)


def test_verdicts_that_changed_came_or_went() -> None:
    found = diff(
        edition(verdicts={"a": "wrong", "b": "caveat", "c": "wrong"}),
        edition(verdicts={"a": "depends", "b": "caveat", "d": "wrong"}),
    )
    assert [(v.id, v.parts, v.old is None, v.new is None) for v in found.verdicts] == [
        ("a", ("verdict",), False, False),
        ("c", ("verdict", "decisive"), False, True),
        ("d", ("verdict", "decisive"), True, False),
    ]
    assert found.verdicts_unchanged == 1
    assert found.counts == {"figures": 0, "verdicts": 3, "papers": 0}


def test_papers_that_entered_and_left() -> None:
    old, new = (
        edition(papers={"c": {"p1": "One", "p2": "Two"}, "d": {"p1": "One"}}),
        edition(papers={"c": {"p2": "Two", "p3": "Three"}, "d": {"p1": "One"}}),
    )
    [change] = diff(old, new).papers
    assert (change.claim, [p.id for p in change.entered], [p.text for p in change.left], change.kept) == (
        "c",
        ["p3"],
        ["One"],
        1,
    )


def test_figures_that_decide_a_claim_are_known() -> None:
    old, new = (edition(figure("a.share", v), figure("b.share", v), verdicts={"c": "wrong"}) for v in (0.1, 0.2))
    assert [c.id for c in diff(old, new).deciding] == ["a.share"]


def test_two_figures_with_one_id_are_refused() -> None:
    with pytest.raises(FactCheckError, match=r"x: the figure a\.share stands there twice"):
        edition(figure("a.share", 0.1), figure("a.share", 0.2))


def test_every_kind_of_change_gets_its_cause() -> None:
    old = edition(
        figure("a.share", 0.1),
        figure("gone.papers", 1),
        figure("p.share", 0.1, 0.0, 0.1),
        verdicts={"a.share": "wrong"},
        papers={"c": {"p1": "One"}},
    )
    new = edition(
        figure("a.share", 0.2),
        figure("here.papers", 1),
        figure("p.share", 0.1, 0.0, 0.2),
        verdicts={"a.share": "caveat"},
        papers={"c": {"p2": "Two"}},
    )
    found = with_causes(diff(old, new), lambda kind, of, paper: f"{kind} {of} {paper}".strip(), ["said"])
    assert [c.cause for c in (*found.figures, *found.parts_only, *found.added, *found.removed, *found.verdicts)] == [
        "figure a.share",
        "figure p.share",
        "figure here.papers",
        "figure gone.papers",
        "verdict a.share",
    ]
    assert [p.cause for c in found.papers for p in (*c.entered, *c.left)] == ["paper c p2", "paper c p1"]
    assert found.remarks == ("said",)


VALUES = st.one_of(st.none(), st.integers(0, 50), st.floats(0, 1).map(lambda x: round(x, 6)))
EDITIONS = st.dictionaries(
    st.sampled_from([f"{i}.{kind}" for i in "abcdef" for kind in ("share", "papers")]), VALUES, max_size=8
).map(lambda values: edition(*(figure(i, v) for i, v in values.items())))


@given(EDITIONS, EDITIONS)
def test_added_and_removed_mirror_each_other_and_every_figure_is_counted_once(one: Edition, two: Edition) -> None:
    there, back = diff(one, two), diff(two, one)
    assert not diff(one, one).changed
    assert there.added == back.removed
    assert there.removed == back.added
    assert there.changed == back.changed
    assert there.unchanged == back.unchanged
    assert {c.id: (c.old, c.new) for c in there.figures} == {c.id: (c.new, c.old) for c in back.figures}
    moved = len(there.figures) + len(there.below_print) + len(there.parts_only) + len(there.added) + len(there.removed)
    assert moved + there.unchanged + there.tolerated == len(one.figures.keys() | two.figures.keys())
    sizes = [c.size for c in there.figures]
    assert sizes == sorted(sizes, reverse=True)


@given(EDITIONS, EDITIONS)
def test_a_tolerance_never_lets_more_through_than_it_says(one: Edition, two: Edition) -> None:
    rule = Tolerance(figures="*.share", absolute=0.25)
    loose, strict = diff(one, two, [rule]), diff(one, two)
    hidden = {c.id for c in (*strict.figures, *strict.below_print)} - {
        c.id for c in (*loose.figures, *loose.below_print)
    }
    assert len(hidden) <= loose.tolerated
    for figure_id in hidden:
        assert figure_id.endswith("share")
        assert abs(one.figures[figure_id]["value"] - two.figures[figure_id]["value"]) <= 0.25 + 1e-6
