"""The published schema of config.yaml is that of the models, says what each key is, and fits the committed config."""

from __future__ import annotations

import json
from collections.abc import Iterator

import jsonschema
import pytest

from analysis.core import paths
from analysis.core.strict_json import canonical_json
from analysis.settings import schema, strict_yaml

MADE = schema.schema()
# the models of analysis.settings.verdict_rules have no descriptions yet
CHECK = jsonschema.Draft202012Validator(MADE)


def config() -> dict:
    """The committed config as an editor sees it: keys are text."""
    return json.loads(json.dumps(strict_yaml.read(paths.CONFIG)[1]))


def test_the_published_schema_is_current():
    assert schema.FILE.read_text(encoding="utf-8") == canonical_json(MADE), "write it anew: make docs"


def test_editors_find_the_schema_by_the_first_line_of_config():
    first = paths.CONFIG.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={schema.FILE.relative_to(paths.ROOT).as_posix()}"


def test_the_committed_config_fits_its_schema():
    jsonschema.Draft202012Validator.check_schema(MADE)
    assert list(CHECK.iter_errors(config())) == []


def undescribed() -> Iterator[str]:
    for name, part in [("Config", MADE), *MADE["$defs"].items()]:
        if not part.get("description"):
            yield name
        for key, about in part.get("properties", {}).items():
            if not (about.get("description") or MADE["$defs"].get(about.get("$ref", "").rpartition("/")[2])):
                yield f"{name}.{key}"


def test_every_key_has_a_description():
    assert list(undescribed()) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(titel="x"),
        lambda d: d["report"].update({"data-date": "banana"}),
        lambda d: d["report"].update({"data-date": "2026"}),
        lambda d: d["report"].update(title=""),
        lambda d: d["terms"].update({"No name": next(iter(d["terms"].values()))}),
        lambda d: next(iter(d["cohorts"].values())).update(year=-5),
        lambda d: next(iter(d["independent"].values()))["counts"].update(soon=[1, 2]),
        lambda d: d.update({"interval-level": 2}),
    ],
)
def test_what_the_models_refuse_the_schema_refuses_too(change):
    data = config()
    change(data)
    assert list(CHECK.iter_errors(data))


def test_it_is_written_by_its_module(tmp_path, monkeypatch):
    monkeypatch.setattr(schema, "FILE", tmp_path / "schema.json")
    schema.main()
    assert json.loads(schema.FILE.read_text(encoding="utf-8")) == MADE
    assert f"python -m {schema.__name__}" in (paths.ROOT / "Makefile").read_text(encoding="utf-8")
