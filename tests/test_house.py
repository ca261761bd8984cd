"""The house keeps its shape: small files, small functions, and tests where their modules are."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import analysis

CODE = Path(analysis.__file__).parent
TESTS = Path(__file__).parent
MODULES = sorted(file for file in CODE.rglob("*.py") if file.name != "__init__.py")
FILE, FUNCTION = 300, 60  # lines, the most


def long_functions(text: str) -> list[str]:
    """Functions of more than `FUNCTION` lines, with their number of lines."""
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    sizes = [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in found]
    return [f"{name}: {lines} lines" for name, lines in sizes if lines > FUNCTION]


@pytest.mark.parametrize("file", [*CODE.rglob("*.py"), *TESTS.parent.glob("benchmarks/*.py")], ids=lambda f: f.stem)
def test_no_file_and_no_function_is_too_long_to_be_read_at_once(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= FILE
    assert long_functions(text) == []


def test_a_long_function_is_found() -> None:
    body = "\n".join(f"    x = {n}" for n in range(FUNCTION))
    assert long_functions(f"def f():\n{body}\n") == [f"f: {FUNCTION + 1} lines"]
    assert long_functions("def f():\n    x = 1\n") == []


def test_every_room_says_what_it_is() -> None:
    for package in CODE.rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(package.read_text(encoding="utf-8"))), package


def test_the_map_has_every_room_and_no_other() -> None:
    lines = (analysis.__doc__ or "").splitlines()
    named = [
        line.split()[0] for line in lines if line and not line.startswith(("A ", "What ", "rules ", "of ", "order "))
    ]
    rooms = {p.parent.name for p in CODE.glob("*/__init__.py")} | {"cli"}
    assert sorted(named) == sorted(rooms)


def mirrored(test: Path) -> bool:
    """Whether a test file of a room has the name of a module or package there; ``_of_what`` may follow the name."""
    parts = test.relative_to(TESTS).with_suffix("").parts
    folder, words = CODE.joinpath(*parts[:-1]), parts[-1].removeprefix("test_").split("_")
    names = ["_".join(words[:n]) for n in range(len(words), 0, -1)]
    return folder.name in names or any((folder / f"{n}.py").exists() or (folder / n).is_dir() for n in names)


def test_tests_lie_where_their_modules_lie() -> None:
    rooms = [package.parent.name for package in CODE.glob("*/__init__.py")]
    tests = [test for room in rooms for test in (TESTS / room).rglob("test_*.py")]
    assert len(tests) > len(rooms)
    assert [test.name for test in tests if not mirrored(test)] == []
