"""What config.yaml says stands in the tables of the methodology."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from analysis.topics.methodology import tables


@pytest.fixture(scope="module")
def made(settings) -> dict[str, str]:
    return tables.tables(SimpleNamespace(config=settings, book=SimpleNamespace(snapshots=snapshots(settings))))


def snapshots(settings, **accepted: str) -> dict[str, SimpleNamespace]:
    """Of each cohort nothing but what was taken on purpose: the words of one thing, or none."""
    taken = {name.replace("_", "-"): [{"words": words}] for name, words in accepted.items()}
    return {name: SimpleNamespace(accepted=taken.get(name, [])) for name in settings.cohorts}


def test_every_choice_of_every_axis_is_told(made, settings) -> None:
    for axis, choices in settings.definitions.items():
        assert made["definitions"].count(f"| {axis} |") == 1
        assert all(f"| `{name}` | {choice.about} |" in made["definitions"] for name, choice in choices.items())


def test_every_verdict_has_its_rating_or_a_dash(made, settings) -> None:
    for rule in settings.verdicts.scale.values():
        [line] = [line for line in made["scale"].splitlines() if f"[{rule.name}]" in line]
        assert line.endswith(f"| {rule.rating if rule.rating is not None else '–'} |")


def test_every_term_and_every_statement_nobody_can_check_is_told(made, settings) -> None:
    assert all(term.about in made["terms"] for term in settings.terms.values())
    assert all(f"“{one.words}”" in made["not-checkable"] for one in settings.not_checkable.values())


def test_every_word_is_told_with_what_it_asserts(made, settings) -> None:
    assert "| “over”, “more than” | the number | a third more |" in made["assertions"]
    assert all(f"“{word}”" in made["assertions"] for word in settings.assertions.rules)
    assert "| the number alone | a tenth less | a tenth more |" in made["assertions"]


def test_a_cohort_without_limits_is_not_named_among_them(settings) -> None:
    names = list(settings.cohorts)
    some = {
        n: c.model_copy(update={"limits": ["An oak."] if n == names[0] else []}) for n, c in settings.cohorts.items()
    }
    small = settings.model_copy(update={"cohorts": some})
    assert tables.limits(small, snapshots(settings)) == f"- **{names[0]}.** An oak.\n"


def test_what_came_in_on_purpose_is_told_among_the_limits_of_its_cohort(settings) -> None:
    name = next(iter(settings.cohorts))
    small = settings.model_copy(
        update={"cohorts": {name: settings.cohorts[name].model_copy(update={"limits": ["An oak."]})}}
    )
    told = tables.limits(small, snapshots(settings, **{name: "6 of 120 papers (5.0%) are not in data/"}))
    words = r"6 of 120 papers \(5\.0%\) are not in data/"
    assert told == f"- **{name}.** An oak. Taken on purpose, although a limit of drift objected: {words}.\n"
