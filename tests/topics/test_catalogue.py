"""Topics are folders: found by their names, left out by config, told where a name is wrong."""

from __future__ import annotations

import sys

import pytest

from analysis import topics
from analysis.claims.judge import verdicts
from analysis.core.errors import FactCheckError
from analysis.counting.workbook import Workbook
from analysis.figures.figure import FigureSet
from analysis.settings import config
from analysis.topics import catalogue
from analysis.topics.findings import Findings
from tests.conftest import one_sentence
from tests.support import tiny


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The tiny project, to work in."""
    folder = tmp_path_factory.mktemp("topics")
    tiny.make(folder)
    with pytest.MonkeyPatch.context() as patch:
        tiny.enter(folder, patch)
        yield folder
    tiny.forget()


@pytest.fixture(scope="module")
def tiny_book(small) -> Workbook:
    """Its facts."""
    return Workbook(config.load())


def made(book: Workbook, names: list[str] | None) -> tuple[set[str], set[str], set[str]]:
    """Ids of figures, names of tables and names of charts, with these topics only."""
    book.config = book.config.model_copy(update={"topics": names})
    figures = catalogue.compute(book)
    found = Findings(book.config, figures, verdicts(book.config, figures), book)
    return set(figures.ids()), set(catalogue.tables(found)), set(catalogue.charts(found))


@pytest.fixture(scope="module")
def alone(tiny_book):
    """Topic → what is made with no other; and what is made without any."""
    none = made(tiny_book, [])
    return none, {name: made(tiny_book, [name]) for name in catalogue.known()}


def test_every_folder_is_a_topic_and_nothing_else_is() -> None:
    assert {"growing", "uncertainty", "questions", "between_counts"} <= set(catalogue.known())
    assert not {"catalogue", "findings", "chart_data"} & set(catalogue.known())


def test_all_topics_stand_where_config_names_none(tiny_book, alone) -> None:
    none, by_topic = alone
    assert made(tiny_book, None) == tuple(
        set().union(none[kind], *(parts[kind] for parts in by_topic.values())) for kind in range(3)
    )


@pytest.mark.parametrize("left_out", catalogue.known())
def test_a_topic_left_out_takes_its_figures_tables_and_charts_with_it_and_nothing_else(
    tiny_book, alone, left_out
) -> None:
    none, by_topic = alone
    others = [name for name in catalogue.known() if name != left_out]
    assert made(tiny_book, others) == tuple(
        set().union(none[kind], *(by_topic[name][kind] for name in others)) for kind in range(3)
    )


def test_topics_share_nothing(alone) -> None:
    none, by_topic = alone
    for kind in range(3):
        own = [parts[kind] - none[kind] for parts in by_topic.values()]
        assert sum(map(len, own)) == len(set().union(*own)) > 0


def test_a_folder_put_there_is_found_by_its_name(tiny_book, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "elm"
    folder.mkdir()
    (folder / "__init__.py").write_text('"""An invented topic."""\n', encoding="utf-8")
    (folder / "figures.py").write_text(
        "from analysis.figures.figure import Figure\n"
        "def figures(book):\n"
        '    yield Figure(\n        id="elm.oaks", measure="oaks", label="oaks", unit="trees", value=3, cohort="elm", sources=()\n    )\n',
        encoding="utf-8",
    )
    (folder / "tables.py").write_text(
        'def tables(found):\n    return {"elm": f"{found.figures.use(\'elm.oaks\').value} oaks"}\n', encoding="utf-8"
    )
    monkeypatch.setattr(topics, "__path__", [*topics.__path__, str(tmp_path)])
    assert "elm" in catalogue.known()
    try:
        figures, tables, charts = made(tiny_book, ["elm"])
    finally:
        for name in [name for name in sys.modules if name.startswith("analysis.topics.elm")]:
            del sys.modules[name]
    assert "elm.oaks" in figures
    assert (tables, charts) == ({"elm.md"}, set())


def test_a_topic_may_say_what_is_wrong_with_its_pages(settings, tmp_path, monkeypatch) -> None:
    folder = tmp_path / "fir"
    folder.mkdir()
    (folder / "__init__.py").write_text('"""An invented topic."""\n', encoding="utf-8")
    (folder / "problems.py").write_text('def problems(found, shown):\n    yield f"fir: {shown}"\n', encoding="utf-8")
    monkeypatch.setattr(topics, "__path__", [*topics.__path__, str(tmp_path)])
    try:
        found = Findings(settings.model_copy(update={"topics": ["data", "fir"]}), FigureSet([]), (), None)
        assert catalogue.problems(found, "no oaks") == ["fir: no oaks"]
    finally:
        for name in [name for name in sys.modules if name.startswith("analysis.topics.fir")]:
            del sys.modules[name]


@pytest.mark.parametrize(
    ("names", "line", "said"),
    [
        (["data", "growng"], 3, "there is no topic 'growng'; did you mean 'growing'?; choose from adoption, "),
        (["data", "growing", "data"], 4, "'data' is named twice; remove one of them"),
    ],
)
def test_a_wrong_name_is_told_with_its_line(project, settings, names, line, said) -> None:
    cohorts = {
        name: c.model_dump(by_alias=True, mode="json", exclude_defaults=True) for name, c in settings.cohorts.items()
    }
    made = project(cohorts, topics=names)
    path = project.folder / "config.yaml"
    start = path.read_text(encoding="utf-8").splitlines().index("topics:")
    with pytest.raises(FactCheckError) as told:
        catalogue.chosen(made)
    assert str(told.value).startswith(f"config.yaml:{start + line}: topics: {said}")


def test_a_wrong_name_ends_a_command_with_one_sentence(small, factcheck) -> None:
    before = (small / "config.yaml").read_bytes()
    try:
        tiny.write_config(small, topics=["sumary"])
        one_sentence(factcheck("figures"), "config.yaml:", "did you mean 'summary'?")
    finally:
        (small / "config.yaml").write_bytes(before)


def test_every_file_of_settings_belongs_to_a_topic() -> None:
    assert {file.stem for file in (tiny.ROOT / "report" / "topics").iterdir()} <= set(catalogue.known())
