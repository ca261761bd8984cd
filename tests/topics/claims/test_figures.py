"""Figures for other numbers of mentions, against a count by pandas of what data/ holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.claims.judge import judge
from analysis.figures import over_grid
from analysis.figures.figure import FigureSet
from analysis.settings.definitions import headline, parse
from analysis.topics.claims.figures import KIND, figures


@pytest.fixture(scope="module")
def made(book):
    return list(figures(book))


def test_each_reading_at_a_level_of_several_mentions_has_one_figure_for_each_other_number(book, made):
    at_least = {n: level.at_least for n, level in book.config.levels.items() if level.at_least > 1}
    tried: dict[str, set[int]] = {}
    for figure in made:
        assert (figure.kind, figure.slice) == (KIND, f"mentions-{figure.order}")
        tried.setdefault(figure.id.replace(f".{figure.slice}", ""), set()).add(figure.order)
    assert tried or not at_least
    for of, numbers in tried.items():
        level = parse(of.partition("@")[2], book.config, book.config.cohorts[of.partition(".")[0]]).level
        assert numbers == set(book.config.mentions_tried) - {at_least[level]}


def test_a_plain_share_is_what_pandas_counts(book, made):
    config, checked = book.config, 0
    for figure in made:
        definition = parse(figure.definition, config, config.cohorts[figure.cohort])
        if figure.plain or figure.unit != "share" or definition.policy != next(iter(config.definitions["policy"])):
            continue
        level, shot = config.levels[definition.level], book.snapshots[figure.cohort]
        heard = {"", *({definition.naming} & set(config.terms[figure.term].also))}
        rows = shot.mentions[(shot.mentions["term"] == figure.term) & shot.mentions["naming"].isin(heard)]
        counts = rows.pivot_table("count", "paper_id", "field", "sum", fill_value=0)
        counts = counts.reindex(columns=["title", "abstract", "body"], fill_value=0)
        often = counts[level.fields].sum(axis=1) >= figure.order
        naming = set(counts.index[often | (counts[level.or_in] > 0).any(axis=1)])
        papers = book.classified(figure.cohort, definition)
        group = set(papers.ids[papers.of(figure.group) & book.with_text(figure.cohort, definition.level)])
        assert figure.fraction == (len(group & naming), len(group)), figure.id
        checked += 1
    assert checked >= len(config.mentions_tried)


def test_more_mentions_are_asked_of_no_more_papers(made):
    by_reading: dict[str, list] = {}
    for figure in made:
        by_reading.setdefault(figure.id.replace(f".{figure.slice}", ""), []).append((figure.order, figure.value))
    for pairs in by_reading.values():
        values = [value for _, value in sorted(pairs)]
        assert values == sorted(values, reverse=True)


def test_the_workbook_itself_asks_for_as_many_as_before(book, made):
    level = next(name for name, level in book.config.levels.items() if level.at_least > 1)
    other = book.asking(level, 1)
    assert (other.config.levels[level].at_least, other.ledger) != (book.config.levels[level].at_least, book.ledger)
    name = next(iter({figure.cohort for figure in made}))
    term = next(iter(book.config.terms))
    definition = replace(headline(book.config, book.config.cohorts[name]), level=level)
    assert other.naming(name, term, definition).sum() > book.naming(name, term, definition).sum()


def test_a_claim_has_its_curve(book, made):
    config = book.config
    measured = {f.id: f for f in over_grid.of_claims(book, set())}
    claims = {
        name: claim.model_copy(update={"figures": [plain]})
        for name, claim in config.claims.items()
        if (plain := claim.figures[-1]) in measured and measured[plain].term
    }
    found = FigureSet([*measured.values(), *(f for f in made if f.id not in measured)])
    for name, claim in claims.items():
        verdict = judge(name, claim, found, config)
        opened = {axis for axis in claim.left_open if axis == "level"}
        assert bool(verdict.curves) is bool(opened)
