"""config.yaml → Markdown tables: definitions, terms, what words assert, the scale of verdicts, what nobody can check, known limits."""

from __future__ import annotations

from fractions import Fraction

from analysis.core.number_words import part
from analysis.looks.markdown import plain
from analysis.looks.numbers import whole
from analysis.looks.tables import capital, number, table, text
from analysis.looks.verdicts import chip
from analysis.settings.config import Config
from analysis.settings.placeholders import in_words
from analysis.topics.findings import Findings


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
    columns = (text("The words", 40), text("From", 30), text("To", 30))
    said = [(", ".join(f"“{word}”" for word in (first, *rule.also)), rule) for first, rule in rules.words.items()]
    rows = [(words, _times(rule.low), _times(rule.high)) for words, rule in (*said, ("the number alone", rules.bare))]
    caption = (
        "What words assert of a number; edges belong to the range, those of a count rounded to whole papers, those of a "
        f"share to {in_words(rules.share_digits)} digits or as many as the number has"
    )
    return table(columns, rows, caption, "tbl-assertions")


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


def limits(config: Config) -> str:
    """Known limits of each year, as a list."""
    told = [f"- **{name}.** {' '.join(cohort.limits)}" for name, cohort in config.years.items() if cohort.limits]
    return "\n".join(told) + "\n"


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    return {
        "not-checkable": not_checkable(found.config),
        "assertions": assertions(found.config),
        "scale": scale(found.config),
        "definitions": definitions(found.config),
        "terms": terms(found.config),
        "limits": limits(found.config),
    }
