"""Setting up: what is installed follows from the lock files alone, whatever an index offers besides.

The rule is tried on invented packages, with the Makefile as it is; the real lock files are tried in `make test-all`.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
NEWER = "9999"
# stands for setuptools: makes the project's own wheel, a single file that leads to its folder
BACKEND = """
import base64, hashlib, os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "invented-1-py3-none-any.whl"
    files = {"invented.pth": os.getcwd(), "invented-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
             "invented-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: invented\\nVersion: 1\\n"}
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
        wheel.writestr("invented-1.dist-info/RECORD", "".join(f"{file},,\\n" for file in files))
    return name
"""


def wheel(folder: Path, name: str, version: str, *needs: str, extras: str = "", code: str = "") -> Path:
    """A wheel with one module and what it says it needs."""
    about = [
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}",
        *(f"Requires-Dist: {n}" for n in needs),
        *([f"Provides-Extra: {extras}"] if extras else []),
    ]
    info = f"{name.replace('-', '_')}-{version}.dist-info"
    files = {
        f"{name.replace('-', '_')}.py": code,
        f"{info}/METADATA": "\n".join(about) + "\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digest = lambda text: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode().rstrip("=")
    record = "".join(f"{file},sha256={digest(text)},{len(text.encode())}\n" for file, text in files.items())
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / f"{name.replace('-', '_')}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for file, text in {**files, f"{info}/RECORD": record + f"{info}/RECORD,,\n"}.items():
            archive.writestr(file, text)
    return made


def lock(*wheels: Path) -> str:
    """A lock file of some wheels."""
    rows = [(*parse_wheel_filename(w.name)[:2], hashlib.sha256(w.read_bytes()).hexdigest()) for w in wheels]
    return "".join(f"{name}=={version} \\\n    --hash=sha256:{digest}\n" for name, version, digest in rows)


def pinned(file: Path) -> dict[str, list[Requirement]]:
    """Name → what a lock pins of it, for each kind of machine."""
    found: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^([A-Za-z0-9].*?)\s*\\?$", file.read_text(encoding="utf-8"), re.MULTILINE):
        requirement = Requirement(line)
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def here(*names: str) -> dict[str, str]:
    """Name → version of what lock files pin for this very Python."""
    rows = [
        r
        for name in names
        for pins in pinned(ROOT / name).values()
        for r in pins
        if r.marker is None or r.marker.evaluate()
    ]
    return {canonicalize_name(r.name): next(iter(r.specifier)).version for r in rows}


def make(folder: Path, *words: str, **environment: str) -> subprocess.CompletedProcess:
    """Run make as a user does who has settings of pip that would spoil an install."""
    spoiling = {
        "PIP_USER": "1",
        "PIP_TARGET": str(folder / "elsewhere"),
        "PIP_REQUIREMENT": str(folder / "none"),
        "PYTHONPATH": str(folder / "elsewhere"),
    }
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS", "VIRTUAL_ENV"))}
    return subprocess.run(
        ["make", *words],
        cwd=folder,
        env={**clean, **spoiling, **environment},
        capture_output=True,
        text=True,
        timeout=1200,
        check=False,
    )


def installed(folder: Path) -> dict[str, str]:
    """Name → version of what an environment holds, without pip and what a venv of this Python begins with."""
    code = (
        "from importlib import metadata; print(*(f'{d.name} {d.version}' for d in metadata.distributions()), sep='\\n')"
    )
    said = subprocess.run(
        [folder / ".venv/bin/python", "-c", code], capture_output=True, text=True, check=True, cwd=folder / ".venv"
    ).stdout
    return {canonicalize_name(name): version for name, version in map(str.split, said.splitlines()) if name != "pip"}


@pytest.fixture
def invented(tmp_path) -> Path:
    """A project with our Makefile, and a folder of wheels that offers a newer version of everything in its lock files."""
    wheels = tmp_path / "wheels"
    held = [wheel(wheels, "backend", "1", code=BACKEND), wheel(wheels, "tables", "1.0", "numbers-of>=1")]
    needs = wheel(wheels, "numbers-of", "1.0", "fast; extra == 'fast'", extras="fast")
    tests = [wheel(wheels, "covered", "1.0", "numbers-of[fast]>=1"), wheel(wheels, "fast", "1.0")]
    for name in ("backend", "tables", "numbers-of", "covered", "fast"):
        wheel(wheels, name, NEWER, "what-nobody-has>=3")
    project = tmp_path / "a project"
    project.mkdir()
    shutil.copyfile(ROOT / "Makefile", project / "Makefile")
    (project / "requirements.lock").write_text(lock(*held, needs))
    (project / "requirements-dev.lock").write_text(lock(needs, *tests))
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["backend>=1"]\nbuild-backend = "backend"\n[project]\nname = "invented"\nversion = "1"\n'
    )
    return project


@pytest.mark.long
def test_an_index_that_offers_newer_versions_changes_nothing(invented):
    words = (f"PYTHON={sys.executable}", "WHEELS=../wheels")
    done = make(invented, ".venv/.report", *words)
    assert done.returncode == 0, done.stderr
    found = installed(invented)
    assert {"tables": "1.0", "numbers-of": "1.0", "backend": "1", "invented": "1"}.items() <= found.items()
    assert not {"covered", "fast"} & set(found), "the report's environment holds what tests need"

    done = make(invented, ".venv/.dev", *words)
    assert done.returncode == 0, done.stderr
    assert {"covered": "1.0", "fast": "1.0", "numbers-of": "1.0"}.items() <= installed(invented).items()
    assert subprocess.run([invented / ".venv/bin/python", "-m", "pip", "check"], check=False).returncode == 0

    assert "setting up" not in make(invented, ".venv/.dev", *words).stdout
    moved = invented.rename(invented.with_name("moved"))
    assert "setting up" in make(moved, ".venv/.report", *words).stdout, "an environment that was moved is used as it is"


@pytest.mark.long
def test_a_wheel_that_is_not_the_locked_one_is_refused(invented):
    text = (invented / "requirements.lock").read_text()
    (invented / "requirements.lock").write_text(re.sub(r"(sha256:)[0-9a-f]{4}", r"\g<1>0000", text, count=1))
    done = make(invented, ".venv/.report", f"PYTHON={sys.executable}", "WHEELS=../wheels")
    assert done.returncode
    assert "HASH" in done.stderr.upper()
    assert not (invented / ".venv/.report").exists()


@pytest.mark.parametrize("locks", [LOCKS[:1], LOCKS], ids=["report", "dev"])
def test_a_lock_holds_all_that_its_packages_need_with_their_extras(locks):
    held = here(*locks)
    project = Requirement(f"{metadata.metadata('factcheck-neurips-us-china')['Name']}")
    asked = [(canonicalize_name(project.name), "")] + [(name, "") for name in held]
    seen: set[tuple[str, str]] = set()
    while asked:
        name, extra = asked.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        for line in metadata.requires(name) or []:
            need = Requirement(line)
            if need.marker and not need.marker.evaluate({"extra": extra}):
                continue
            key = canonicalize_name(need.name)
            assert key in held, f"{name} needs {need}, which the lock lacks"
            assert need.specifier.contains(held[key], prereleases=True), (
                f"{name} needs {need}, the lock has {held[key]}"
            )
            asked += [(key, more) for more in need.extras]


def test_both_groups_agree_on_what_they_share():
    report, dev = (pinned(ROOT / name) for name in LOCKS)
    for name in report.keys() & dev.keys():
        assert {str(r) for r in report[name]} == {str(r) for r in dev[name]}


def test_a_python_that_is_too_old_is_told_so_in_one_sentence(invented):
    old = invented / "python"
    old.write_text('#!/bin/sh\necho "Python 3.11 or later is needed" >&2; exit 1\n')
    old.chmod(0o755)
    done = make(invented, ".venv/.report", "PYTHON=./python")
    assert done.returncode
    assert "Python 3.11 or later is needed" in done.stderr
    assert not (invented / ".venv").exists()


def offered(folder: Path) -> Path:
    """A folder with every locked wheel, and with a newer version of each beside it; skips where no index can be asked."""
    done = make(ROOT, "wheels", f"OUT={folder}", PIP_RETRIES="1")
    if done.returncode and re.search(
        r"connection|resolve|timed out|no matching distribution", done.stderr, re.IGNORECASE
    ):
        pytest.skip("no package index can be reached")
    assert done.returncode == 0, done.stderr
    for name in here(*LOCKS):
        wheel(folder, name, NEWER, "what-nobody-has>=3")
    return folder


@pytest.mark.long
def test_the_real_locks_install_with_old_and_new_pips_against_newer_versions(tmp_path):
    wheels = offered(tmp_path / "wheels")
    for pip in ("", "22.3", "25.3"):  # what this Python brought, what Python 3.11.0 brought, what Python 3.14 brought
        project = tmp_path / f"with pip {pip or 'as it came'}"
        project.mkdir()
        for name in ("Makefile", "pyproject.toml", "README.md", "LICENSE", *LOCKS):
            shutil.copyfile(ROOT / name, project / name)
        shutil.copytree(ROOT / "analysis", project / "analysis", ignore=shutil.ignore_patterns("__pycache__"))
        python = project / "python"
        renewed = (
            f'&& env -u PIP_USER -u PIP_TARGET -u PIP_REQUIREMENT -u PYTHONPATH "$4/bin/python" -m pip install --quiet pip=={pip}'
            if pip
            else ""
        )
        python.write_text(f'#!/bin/sh\n"{sys.executable}" "$@" || exit 1\ntest "$2" != venv || ( true {renewed} )\n')
        python.chmod(0o755)
        done = make(project, ".venv/.report", "PYTHON=./python", f"WHEELS={wheels}")
        assert done.returncode == 0, done.stderr
        assert here(LOCKS[0]).items() <= installed(project).items()
        assert not {"playwright", "ruff", "rapidfuzz", "pytest"} & set(installed(project))
        done = make(project, ".venv/.dev", "PYTHON=./python", f"WHEELS={wheels}")
        assert done.returncode == 0, done.stderr
        found = installed(project)
        assert {name: found[name] for name in here(*LOCKS)} == here(*LOCKS)
        assert set(found) - set(here(*LOCKS)) <= {"factcheck-neurips-us-china", "setuptools"}
        assert subprocess.run([project / ".venv/bin/python", "-m", "pip", "check"], check=False).returncode == 0
