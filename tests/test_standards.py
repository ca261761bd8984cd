"""Citation, data descriptions and workflows against their standards, by the tools that `make validate` sets up; and what we ask of workflows beyond them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from analysis.core import paths

ROOT = paths.ROOT
TOOLS = ROOT / ".venv-standards" / "bin"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: ([\w./-]+)@([0-9a-f]{40}) # v\d+(?:\.\d+){0,2}$")
WRITING = {
    ("publish.yml", "attest"): {"attestations", "id-token"},
    ("publish.yml", "deploy"): {"pages", "id-token"},
    ("pull-request-comment.yml", "comment"): {"pull-requests"},
}


def workflow(path: Path) -> dict:
    """A workflow with every value as the text it is: YAML would read `on` as a truth value."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


JOBS = [pytest.param(path, name, id=f"{path.stem}-{name}") for path in WORKFLOWS for name in workflow(path)["jobs"]]


def tool(*words: str | Path) -> subprocess.CompletedProcess:
    if not (TOOLS.parent / ".installed").is_file():  # also where setting up was interrupted
        pytest.skip("the standards' tools are not installed; run `make validate`")
    return subprocess.run(
        [TOOLS / words[0], *words[1:]], cwd=ROOT, capture_output=True, text=True, timeout=600, check=False
    )


def test_citation_is_valid_and_a_broken_one_is_not(tmp_path):
    schema = ("check-jsonschema", "--builtin-schema", "vendor.citation-file-format")
    assert tool(*schema, paths.CITATION).returncode == 0
    (tmp_path / "CITATION.cff").write_text(
        paths.CITATION.read_text(encoding="utf-8").replace("\ntitle:", "\ntitel:"), encoding="utf-8"
    )
    assert tool(*schema, tmp_path / "CITATION.cff").returncode != 0


def test_data_package_is_valid_and_a_changed_table_is_not(tmp_path):
    done = tool("frictionless", "validate", "data/datapackage.json", "--json")
    assert done.returncode == 0, done.stdout[-2000:]
    report = json.loads(done.stdout)
    assert len(report["tasks"]) == len(list(paths.DATA.rglob("*.csv")))
    package = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [
        r for r in package["resources"] if r["name"] in ("neurips-2020-papers", "neurips-2020-mentions")
    ]
    shutil.copytree(paths.DATA / "neurips-2020", tmp_path / "neurips-2020")
    with (tmp_path / "neurips-2020" / "mentions.csv").open("a", encoding="utf-8") as stream:
        stream.write("nowhere,qwen,title,0\n")
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    found = json.loads(tool("frictionless", "validate", tmp_path / "datapackage.json", "--json").stdout)
    kinds = {error["type"] for task in found["tasks"] for error in task["errors"]}
    assert {"hash-count", "byte-count", "foreign-key", "constraint-error"} <= kinds


def test_croissant_is_valid_without_a_warning_and_a_broken_one_is_not(tmp_path):
    done = tool("mlcroissant", "validate", "--jsonld", "data/croissant.json")
    assert done.returncode == 0
    assert not re.search("warning", done.stderr, re.IGNORECASE), done.stderr
    about = json.loads((paths.DATA / "croissant.json").read_text(encoding="utf-8"))
    del about["distribution"][0]["sha256"]
    (tmp_path / "croissant.json").write_text(json.dumps(about), encoding="utf-8")
    assert tool("mlcroissant", "validate", "--jsonld", tmp_path / "croissant.json").returncode != 0


SOME = (
    "neurips-2020-authorships",
    "neurips-2020-printed",
    "neurips-2025-mentions",
    "reference-domains",
    "reference-places",
    "reference-companies",
)


@pytest.mark.parametrize("names", [SOME, pytest.param((), marks=pytest.mark.long)], ids=["some", "every"])
def test_the_standards_own_reader_loads_every_record_set_with_every_value(names):
    done = tool("python", "tests/support/croissant_reader.py", "data/croissant.json", *names)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    lines = done.stdout.splitlines()
    assert len(lines) == (len(names) or len(list(paths.DATA.rglob("*.csv"))))
    assert all(line.endswith("rows, 0 changed") for line in lines)


def test_the_check_of_what_the_reader_loads_finds_a_lost_value(tmp_path):
    package = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))
    about = json.loads((paths.DATA / "croissant.json").read_text(encoding="utf-8"))
    package["resources"] = [r for r in package["resources"] if r["name"] == "reference-domains"]
    about["recordSet"] = [r for r in about["recordSet"] if r["@id"] == "reference-domains"]
    about["distribution"] = [f for f in about["distribution"] if f["@id"] == "reference/domains.csv"]
    for field in about["recordSet"][0]["field"]:
        field["source"] = {"fileObject": {"@id": "reference/domains.csv"}, "extract": {"column": field["name"]}}
    (tmp_path / "reference").mkdir()
    shutil.copy2(paths.REFERENCE / "domains.csv", tmp_path / "reference")
    (tmp_path / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (tmp_path / "croissant.json").write_text(json.dumps(about), encoding="utf-8")
    done = tool("python", "tests/support/croissant_reader.py", tmp_path / "croissant.json")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "'country': 'NA'" in done.stdout
    assert "'country': ''" in done.stdout


def test_workflows_fit_their_schema_and_the_audit_finds_nothing(tmp_path):
    assert tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS).returncode == 0
    assert tool("zizmor", "--offline", "--quiet", ".github/workflows").returncode == 0
    bad = tmp_path / "bad.yml"
    bad.write_text(WORKFLOWS[0].read_text(encoding="utf-8").replace("runs-on:", "run-on:"), encoding="utf-8")
    assert tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", bad).returncode != 0


def test_the_workflows_are_those_promised():
    assert [p.name for p in WORKFLOWS] == [
        "publish.yml",
        "pull-request-comment.yml",
        "pull-request.yml",
        "test.yml",
        "weekly.yml",
    ]
    triggers = {p.stem: workflow(p)["on"] for p in WORKFLOWS}
    assert set(triggers["test"]) == {"push", "pull_request"}
    assert set(triggers["pull-request"]) == {"pull_request"}
    assert triggers["pull-request-comment"]["workflow_run"]["workflows"] == [
        workflow(ROOT / ".github/workflows/pull-request.yml")["name"]
    ]
    assert triggers["publish"] == {"push": {"tags": ["v*"]}}
    assert "schedule" in triggers["weekly"]
    runs = workflow(ROOT / ".github/workflows/test.yml")["jobs"]["test"]["strategy"]["matrix"]["include"]
    assert {run["python"] for run in runs} == {"3.11", "3.12", "3.13", "3.14"}
    assert {run["on"].partition("-")[0] for run in runs} == {"ubuntu", "macos"}
    assert {run["quarto"] for run in runs} == {"", "1.9.38", "release"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_a_workflow_starts_without_rights_secrets_or_moving_actions(path):
    text = path.read_text(encoding="utf-8")
    assert workflow(path)["permissions"] == {}
    assert workflow(path)["concurrency"]["group"]
    assert "secrets." not in text
    assert "pull_request_target" not in text
    used = [line.strip().removeprefix("- ") for line in text.splitlines() if re.match(r"\s*(- )?uses:", line)]
    assert used
    assert [u for u in used if not PINNED.search(u)] == []


@pytest.mark.parametrize(("path", "name"), JOBS)
def test_a_job_has_the_rights_it_needs_and_runs_make(path, name):
    job = workflow(path)["jobs"][name]
    assert int(job["timeout-minutes"]) <= 60
    assert {right for right, level in job["permissions"].items() if level == "write"} == WRITING.get(
        (path.name, name), set()
    )
    targets = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for step in job["steps"]:
        if "run" in step:
            said = re.fullmatch(r"make ([a-z-]+)( [A-Z]+=[\w.-]+)*", step["run"])
            assert said, step["run"]
            assert said[1] in targets
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
    if (path.name, name) in WRITING:  # what may write runs no code of the repository
        assert not [s for s in job["steps"] if "run" in s or s["uses"].startswith("actions/checkout@")]


def test_one_action_has_one_commit_everywhere():
    found = {
        m.groups()
        for path in WORKFLOWS
        for line in path.read_text(encoding="utf-8").splitlines()
        if (m := PINNED.search(line))
    }
    assert len(found) == len({action for action, _ in found})


@pytest.mark.parametrize(
    ("lock", "group"),
    [("requirements.lock", "install"), ("requirements-dev.lock", "dev"), ("requirements-standards.lock", "standards")],
)
def test_a_lock_holds_its_group_with_hashes_and_no_host(lock, group):
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9-]+)==\S+", text, re.MULTILINE)
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"][group]
    assert {re.match(r"[A-Za-z0-9_-]+", w)[0].lower() for w in wanted} <= set(pinned)
    assert "://" not in text
    assert "--index" not in text
    assert len(re.findall(r"^[a-z0-9-]+==[^\n]*\\\n    --hash=sha256:", text, re.MULTILINE)) == len(pinned)
