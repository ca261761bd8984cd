"""config.yaml → Markdown tables: definitions, terms, what words assert, the scale of verdicts, what nobody can check, known limits."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from analysis.core.number_words import part
from analysis.facts.store import Snapshot
from analysis.looks.markdown import plain
from analysis.looks.numbers import whole
from analysis.looks.tables import capital, number, table, text
from analysis.looks.verdicts import chip
from analysis.settings.config import Config
from analysis.settings.placeholders import in_words
from analysis.topics.findings import Findings

LITERALLY = {"range": "in that range", "more": "of any larger number", "less": "of any smaller number"}


def not_checkable(config: Config) -> str:
    """Statements that the data cannot decide, with the reason."""
    columns = (text("The article's words", 50, "“{}”".format), text("Why not", 50))
    rows = [(n.words, n.reason) for n in config.not_checkable.values()]
    return table(columns, rows, "Statements that are not checkable", "tbl-not-checkable")


def scale(config: Config) -> str:
    """The published scale of verdicts."""
    columns = (text("Verdict", 28), text("Rule", 62, capital), number("Rating", 10, whole))
    rows = [
        (chip(config, slug), f"{config.verdicts.about(slug)}.", v.rating) for slug, v in config.verdicts.scale.items()
    ]
    caption = (
        "The scale of verdicts; the rating, from false (lowest) to true (highest), "
        "is what the page tells search engines"
    )
    return table(columns, rows, caption, "tbl-scale")


def assertions(config: Config) -> str:
    """What each word of a claim asserts of its number."""
    rules = config.assertions
    columns = (text("The words", 34), text("From", 20), text("To", 20), text("Literally so", 26))
    said = [(", ".join(f"“{word}”" for word in (first, *rule.also)), rule) for first, rule in rules.words.items()]
    rows = [(words, _times(rule.low), _times(rule.high), LITERALLY[rule.literally]) for words, rule in said]
    rows.append(("the number alone", _times(rules.bare.low), _times(rules.bare.high), LITERALLY["range"]))
    caption = (
        "What words give a reader to believe of a number, from and to, and when they are literally so; edges of a count "
        f"are rounded to whole papers, those of a share to {in_words(rules.share_digits)} digits or as many as the number "
        "has, and belong to the range, but not behind “more” and “less”"
    )
    return table(columns, rows, caption, "tbl-assertions")


def left_open(config: Config) -> str:
    """What every sentence leaves open, and what nobody hears in one."""
    columns = (text("Axis", 16), text("Heard", 24), text("Not heard", 20), text("Why", 40, capital))
    rows = []
    for axis, choices in config.axes().items():
        said = config.left_open.get(axis)
        heard = {choice for choice in choices if said and (said.choices is None or choice in said.choices)}
        lists = (", ".join(f"`{c}`" for c in choices if (c in heard) == is_heard) or "–" for is_heard in (True, False))
        why = said.because if said else "closed unless a claim opens it: its own words say what is meant"
        rows.append((axis, *lists, f"{why}."))
    caption = (
        "What every sentence leaves open; a claim's page says where its own words leave more or less open, and the deciding "
        "figure's own choice is always heard"
    )
    return table(columns, rows, caption, "tbl-left-open")


def _times(factor: Fraction) -> str:
    """A multiple of a number in words.

    >>> _times(Fraction(1)), _times(Fraction(4, 3)), _times(Fraction(9, 10)), _times(Fraction(3, 17))
    ('the number', 'a third more', 'a tenth less', '0.176 times the number')
    """
    if factor == 1:
        return "the number"
    words = part(abs(factor - 1))
    return f"{words} {'more' if factor > 1 else 'less'}" if words else f"{float(factor):.3g} times the number"


def definitions(config: Config) -> str:
    """The axes of the definitions grid and their choices."""
    columns = (text("Axis", 18), text("Choice", 24, "`{}`".format), text("What it counts", 58))
    rows = [
        (axis if n == 0 else "", name, choice.about)
        for axis, choices in config.definitions.items()
        for n, (name, choice) in enumerate(choices.items())
    ]
    caption = (
        "Definitions; the first choice of each axis is the headline one, and each cohort has its own headline basis"
    )
    return table(columns, rows, caption, "tbl-definitions")


def terms(config: Config) -> str:
    """Model families, with what counts as naming them."""
    columns = (
        text("Model", 13, capital),
        text("What counts", 37),
        text("Matches", 28, _examples),
        text("Does not", 22, _examples),
    )
    rows = [(t.name, t.about, t.matches[:4], t.misses[:3]) for t in config.terms.values()]
    return table(columns, rows, "Terms, with examples that the tests run", "tbl-terms")


def _examples(texts: list[str]) -> str:
    return ", ".join(plain(t) for t in texts)


def limits(config: Config, snapshots: Mapping[str, Snapshot]) -> str:
    """Known limits of each year, as a list; among them what came in on purpose though it looked wrong."""
    told = []
    for name, cohort in config.years.items():
        accepted = [plain(one["words"]) for one in snapshots[name].accepted]
        taken = [f"Taken on purpose, although a limit of drift objected: {words}." for words in accepted]
        if said := [*cohort.limits, *taken]:
            told.append(f"- **{name}.** {' '.join(said)}")
    return "\n".join(told) + "\n"


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    return {
        "not-checkable": not_checkable(found.config),
        "assertions": assertions(found.config),
        "scale": scale(found.config),
        "left-open": left_open(found.config),
        "definitions": definitions(found.config),
        "terms": terms(found.config),
        "limits": limits(found.config, found.book.snapshots),
    }
