"""A measure that nothing uses and a tolerance that nothing fits are named."""

from __future__ import annotations

from analysis.figures.figure import FigureSet
from analysis.publish.check.figures import idle_tolerances, unused_measures
from analysis.settings.verdict_rules import Tolerance


def test_a_measure_that_nothing_uses_is_named(computed) -> None:
    fresh = FigureSet(list(computed))
    unused = [i for i in fresh.ids() if i.partition("@")[0].endswith("one-country.papers")]
    for figure_id in set(fresh.ids()) - set(unused):
        fresh.use(figure_id)
    assert unused_measures(fresh) == [
        "figures: nothing in the report uses the measure 'one-country.papers'; use it or stop computing it"
    ]
    assert unused_measures(fresh, [f"{{{{< var {unused[0]}.value >}}}}"]) == [], "a page that shows one uses it"


def test_a_tolerance_that_no_figure_matches_is_named(settings, computed) -> None:
    rules = [Tolerance(figures="gold.*", relative=0.01), Tolerance(figures="nothing.*", absolute=1)]
    found = idle_tolerances(settings.model_copy(update={"tolerances": rules}), computed)
    assert found == ["config.yaml: tolerances: no figure matches 'nothing.*'; mend the pattern or remove it"]
