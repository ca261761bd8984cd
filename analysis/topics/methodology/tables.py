"""config.yaml → Markdown tables: definitions, terms, the scale of verdicts, what nobody can check, known limits."""

from __future__ import annotations

from analysis.looks.markdown import markdown, plain
from analysis.settings.config import Config
from analysis.topics.findings import Findings


def not_checkable(config: Config) -> str:
    """Statements that the data cannot decide, with the reason."""
    return markdown(
        ("The article's words", "Why not"),
        [(f"“{n.words}”", n.reason) for n in config.not_checkable.values()],
        "ll",
        "Statements that are not checkable",
        "tbl-not-checkable",
        "[50,50]",
    )


def scale(config: Config) -> str:
    """The published scale of verdicts."""
    rows = [
        (
            f"[{v.name}]{{.verdict .verdict-{slug}}}",
            v.about[0].upper() + v.about[1:] + ".",
            "–" if v.rating is None else str(v.rating),
        )
        for slug, v in config.verdicts.scale.items()
    ]
    caption = "The scale of verdicts; the rating, from false (lowest) to true (highest), is what the page tells search engines"
    return markdown(("Verdict", "Rule", "Rating"), rows, "llr", caption, "tbl-scale", "[28,62,10]")


def definitions(config: Config) -> str:
    """The axes of the definitions grid and their choices."""
    rows = [
        (axis if n == 0 else "", f"`{name}`", choice.about)
        for axis, choices in config.definitions.items()
        for n, (name, choice) in enumerate(choices.items())
    ]
    return markdown(
        ("Axis", "Choice", "What it counts"),
        rows,
        "lll",
        "Definitions; the first choice of each axis is the headline one, and each cohort has its own headline basis",
        "tbl-definitions",
        "[18,24,58]",
    )


def terms(config: Config) -> str:
    """Model families, with what counts as naming them."""
    rows = [
        (
            t.name[0].upper() + t.name[1:],
            t.about,
            ", ".join(plain(m) for m in t.matches[:4]),
            ", ".join(plain(m) for m in t.misses[:3]),
        )
        for t in config.terms.values()
    ]
    return markdown(
        ("Model", "What counts", "Matches", "Does not"),
        rows,
        "llll",
        "Terms, with examples that the tests run",
        "tbl-terms",
        "[13,37,28,22]",
    )


def limits(config: Config) -> str:
    """Known limits of each cohort, as a list."""
    return (
        "\n".join(
            f"- **{name}.** {' '.join(cohort.limits)}" for name, cohort in config.cohorts.items() if cohort.limits
        )
        + "\n"
    )


def tables(found: Findings) -> dict[str, str]:
    """Name → Markdown."""
    made = {
        "not-checkable": not_checkable,
        "scale": scale,
        "definitions": definitions,
        "terms": terms,
        "limits": limits,
    }
    return {name: make(found.config) for name, make in made.items()}
