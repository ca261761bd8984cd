"""What README.md says is true: its numbers, its picture, its commands and its verbs."""

from __future__ import annotations

import re

from analysis import cli
from analysis.claims import judge
from analysis.core import paths
from analysis.looks import theme
from analysis.publish import readme
from analysis.settings import config, strict_yaml
from analysis.topics.summary import charts

README = (paths.ROOT / "README.md").read_text(encoding="utf-8")


def test_numbers_and_picture_are_those_of_the_figures(settings, computed) -> None:
    verdicts = judge.verdicts(settings, computed)
    assert readme.filled(README, readme.parts(settings, computed, verdicts)) == README, "run `make readme`"
    assert (paths.ROOT / readme.PICTURE).read_text(encoding="utf-8") == theme.to_svg(
        charts.share_over_time(settings, computed)
    ), "run `make readme`"


def test_every_verb_shown_exists_and_every_make_target_too() -> None:
    verbs = set(re.findall(r"factcheck (\w+)", README))
    known = set(cli.factcheck.commands)
    assert verbs <= known
    targets = set(re.findall(r"`?make (\w+)", README)) - {"and"}
    makefile = (paths.ROOT / "Makefile").read_text()
    assert all(re.search(rf"^{t}:", makefile, re.MULTILINE) for t in targets), targets


def test_the_stanza_shown_is_a_valid_cohort() -> None:
    stanza = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1]
    cohort = config.Cohort.model_validate(strict_yaml.parse(stanza, "README.md")[1]["cohorts"]["iclr-2026"])
    assert cohort.bases == ["program"]


def test_every_verb_has_an_example_in_its_help(capsys) -> None:
    for verb in cli.factcheck.commands:
        try:
            cli.main([verb, "--help"])
        except SystemExit as leave:
            assert leave.code == 0
        assert "example: " in capsys.readouterr().out
