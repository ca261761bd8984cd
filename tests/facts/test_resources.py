"""Tables that are there, with their sources and licences; what is missing or damaged is told."""

from __future__ import annotations

import pytest
import yaml

from analysis import __version__
from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.facts import describe


def test_sources_and_licences_are_those_of_the_snapshots(described, settings):
    package, _ = described
    of = {r["name"]: r for r in package["resources"]}
    stated = yaml.safe_load((paths.DATA / "neurips-2025" / "snapshot.yaml").read_text(encoding="utf-8"))["sources"]
    assert [s["title"] for s in of["neurips-2025-papers"]["sources"]] == [s["origin"] for s in stated]
    assert [s["title"] for s in of["neurips-2025-authorships"]["sources"]] == ["OpenReview profiles by CEPS"]
    assert [s["title"] for s in of["neurips-2025-printed"]["sources"]] == ["title blocks of the PDFs, read by docling"]
    assert {s["licence"] for s in of["neurips-2025-papers"]["sources"]} == {s["licence"] for s in stated}
    # a conference's facts carry no licence of ours; what is ours or licensed by others says so
    assert {r["name"] for r in package["resources"] if "licenses" not in r} == {
        n for n in of if n.startswith(("reference-peers", *settings.cohorts))
    }
    assert of["reference-institutions"]["licenses"][0]["name"] == "CC0-1.0"


@pytest.mark.parametrize("text", ["sources: [\n", "sources: [{origin: x}]\n", "nothing: here\n", "[]\n"])
def test_a_damaged_snapshot_is_a_users_error(project, invented, text):
    (project.data / "oak-2026" / "snapshot.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(
        FactCheckError, match=r"snapshot\.yaml(:\d+)?: is damaged \(.*; restore it, or run `factcheck ingest oak-2026`"
    ):
        describe.texts(invented)


def test_a_missing_table_is_a_users_error(project, invented):
    (project.data / "oak-2026" / "printed.csv").unlink()
    with pytest.raises(FactCheckError, match=r"printed\.csv: cannot be read \(No such file or directory\); restore it"):
        describe.texts(invented)


def test_the_version_is_the_packages(described):
    assert [d["version"] for d in described] == [__version__, __version__]
