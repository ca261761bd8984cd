"""Each recipe of CONTRIBUTING.md, carried out as it stands on a small project, does what it promises."""

from __future__ import annotations

import csv
import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.docs import a_project, guides, recipes
from tests.support import tiny

RAN = {
    *("A cohort", "A source format", "A term", "A group of countries", "A claim", "A topic"),
    *("An override", "A correction", "A release"),
}


@pytest.fixture(scope="module")
def seed(tmp_path_factory) -> Path:
    """The small project, to be copied."""
    return a_project.make(tmp_path_factory.mktemp("seed") / "project")


@pytest.fixture
def small(seed, tmp_path) -> Path:
    """A small project of the test's own."""
    folder = tmp_path / "project"
    shutil.copytree(seed, folder, symlinks=True)
    (folder / ".venv" / ".report").write_text(f"{folder}\n", encoding="utf-8")
    (folder / ".venv" / ".dev").touch()
    return folder


def rows_of(printed: str) -> list[dict[str, str]]:
    """The last table that a recipe's commands printed as CSV."""
    return list(csv.DictReader(printed[printed.rindex("paper_id,") :].splitlines()))


def joint(folder: Path) -> list[str]:
    """Titles of the papers that join both countries."""
    command = f".venv/bin/factcheck papers --cohort {tiny.COHORT} --countries US,CN"
    return [row["title"] for row in rows_of(recipes.shell(command, folder))]


def test_every_recipe_is_carried_out_by_a_test() -> None:
    assert set(recipes.recipes()) == RAN


@pytest.mark.parametrize("recipe", sorted(RAN))
def test_every_place_that_a_recipe_names_is_there_in_the_project_itself(recipe) -> None:
    for block in recipes.BLOCK.finditer(recipes.recipes()[recipe]):
        place = recipes.PLACE.fullmatch(block["order"] or "")
        if place and not place[0].startswith("New file"):
            lines = guides.text_of(place["file"]).splitlines(keepends=True)
            assert recipes.place_in(lines, place)


@pytest.mark.long
def test_an_override_gives_the_affiliation_its_country_and_the_paper_its_place(small) -> None:
    before = joint(small)
    printed = recipes.carry_out("An override", small)
    first, second = (line for line in printed.splitlines() if line.startswith("'Invented Elm College'"))
    assert (first, second) == ("'Invented Elm College': unresolved", "'Invented Elm College': CN")
    assert len(joint(small)) == len(before) + 1
    assert a_project.unasked(small) == []


@pytest.mark.long
def test_a_third_group_is_counted_with_every_other(small) -> None:
    printed = recipes.carry_out("A group of countries", small)
    assert f"{tiny.COHORT}.us-uk.share" in printed
    assert "papers with a US and a British institution" in printed
    listed = rows_of(printed)
    stanford_with_oxford = [n for n in range(3, tiny.PAPERS - 1) if n % len(tiny.NAMES) == 2]
    assert len(listed) == len(stanford_with_oxford) == 2


@pytest.mark.long
def test_a_claim_gets_its_verdict_and_its_page(small) -> None:
    printed = recipes.carry_out("A claim", small)
    assert "Roughly half of the papers of 2024 have a Chinese institution" in printed
    assert a_project.unasked(small) == []


@pytest.mark.long
def test_a_correction_stands_on_the_page_of_corrections(small) -> None:
    recipes.carry_out("A correction", small)
    assert "Elm College had no country" in (small / "_site" / "report" / "corrections.html").read_text(encoding="utf-8")
    assert a_project.unasked(small) == []


@pytest.mark.long
def test_a_cohort_is_fetched_and_counted_and_nothing_else_needs_a_change(small, program) -> None:
    printed = recipes.carry_out("A cohort", small, {"https://iclr.cc": program})
    share = next(line for line in printed.splitlines() if line.startswith("iclr-2026.us-china.share "))
    assert " 25.0% " in share
    assert a_project.unasked(small, shown=False) == []


@pytest.mark.long
def test_the_walk_from_a_stanza_to_the_report_is_walked(small, program) -> None:
    page = "report/other-conferences.qmd"
    shutil.copyfile(guides.ROOT / page, small / page)
    book = (small / "_quarto.yml").read_text(encoding="utf-8")
    (small / "_quarto.yml").write_text(book.replace("- report/changes.qmd", f"- {page}\n  - report/changes.qmd"))
    before = recipes.shell(".venv/bin/factcheck figures --format csv", small)

    printed = recipes.follow(guides.text_of("docs/new-conference.md"), small, {"https://iclr.cc": program})

    assert "iclr-2026: written" in printed
    assert [row["title"] for row in rows_of(printed) if row["title"]] == ["On invented stones, part A"]
    made = (small / "_site" / page.replace(".qmd", ".html")).read_text(encoding="utf-8")
    assert "ICLR 2026" in made and "25.0%" in made
    after = recipes.shell(".venv/bin/factcheck figures --format csv", small).splitlines()
    assert set(before.splitlines()) <= set(after), "no figure of another cohort has moved"


@pytest.fixture
def program() -> Iterator[str]:
    """Address of a server that answers every question with the program of four invented papers."""
    pairs = [(tiny.NAMES[0], tiny.NAMES[1]), (tiny.NAMES[0],), (tiny.NAMES[1],), (tiny.NAMES[2],)]
    results = [
        {
            "name": f"On invented stones, part {'ABCD'[n]}",
            "authors": [{"fullname": f"Cy Rill {'ab'[at]}", "institution": where} for at, where in enumerate(pair)],
            "abstract": "We study stones.",
            "eventtype": "Poster",
        }
        for n, pair in enumerate(pairs)
    ]

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"results": results}).encode())

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.long
def test_a_source_format_is_found_by_its_name_and_read(small) -> None:
    people = [{"name": "Ada Quill", "at": [tiny.NAMES[0]]}, {"name": "Bo Tern", "at": [tiny.NAMES[1]]}]
    file = small / "raw" / "neurips" / "2014_minutes.jsonl.gz"
    a_project.gzipped(file, [{"title": "On invented moss", "people": people}])
    recipes.carry_out("A source format", small)
    command = ".venv/bin/factcheck papers --cohort neurips-2014 --countries US,CN"
    assert [row["title"] for row in rows_of(recipes.shell(command, small))] == ["On invented moss"]
    assert a_project.unasked(small, shown=False) == []


@pytest.mark.long
def test_a_term_is_counted_in_every_text(small) -> None:
    named = rows_of(recipes.carry_out("A term", small))
    assert len(named) == tiny.PAPERS // 3
    assert all("phi" in row["terms"].split("|") for row in named)
    assert a_project.unasked(small) == []


@pytest.mark.long
def test_a_topic_is_found_by_its_name_with_its_figure_table_and_chart(small) -> None:
    recipes.carry_out("A topic", small)
    assert a_project.unasked(small) == []
    page = (small / "_site" / "report" / "alone.html").read_text(encoding="utf-8")
    assert "have one author" in page
    assert (small / "report" / "_generated" / "charts" / "alone.svg").is_file()


@pytest.mark.long
def test_a_release_is_made_from_its_changelog_and_can_be_computed_again(small) -> None:
    file = small / ".venv" / "bin" / "factcheck"  # the project's pins are not accepted yet, and a release asks for that
    lenient = (
        "from analysis import cli; from analysis.publish import check; check.problems = lambda _: []; exit(cli.main())"
    )
    command = file.read_text(encoding="utf-8").replace("-m analysis", f"-c '{lenient}'")
    file.write_text(command, encoding="utf-8")
    recipes.carry_out("A release", small)
    assert "\n## 2026.4 (" in (small / "CHANGELOG.md").read_text(encoding="utf-8")
    assert (small / "releases" / "2026.4" / "figures.json").is_file()
    assert tiny.git(small, "status", "--porcelain") == ""
    assert tiny.git(small, "tag") == "v2026.4"


@pytest.mark.long
def test_what_the_recipes_add_passes_the_gates(small) -> None:
    for name in ("A source format", "A topic"):
        for block in recipes.BLOCK.finditer(recipes.recipes()[name]):
            place = recipes.PLACE.fullmatch(block["order"] or "")
            if place and place["file"].endswith(".py"):
                recipes.write(small / place["file"], block["text"], place)
    added = " ".join(tiny.git(small, "ls-files", "--others", "--exclude-standard").split("\n"))
    python = ".venv/bin/python -m"
    recipes.shell(f"{python} ruff check {added}\n{python} ruff format --check {added}", small)
    modules = " ".join(name for name in added.split() if name.startswith("analysis/"))
    recipes.shell(f"{python} mypy --follow-imports silent {modules}", small)
    rooms = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    recipes.shell(f".venv/bin/python -c '{rooms}'", small)
