"""A verdict in words."""

from __future__ import annotations

from typing import get_args

import pytest

from analysis.looks.verdicts import chip, sentence
from analysis.settings.verdict_rules import Step


@pytest.mark.parametrize("step", get_args(Step))
def test_a_step_is_said_with_its_name_and_rule(settings, step) -> None:
    rule = settings.verdicts.scale[step]
    assert chip(settings, step) == f"[{rule.name}]{{.verdict .verdict-{step}}}"
    assert sentence(settings, step).lower() == f"{chip(settings, step)} {settings.verdicts.about(step)}.".lower()
    assert sentence(settings, step).partition("} ")[2][0].isupper()
