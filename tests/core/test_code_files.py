"""What a module rests on, read from its imports: as Python's own parser reads them, in every module that we have."""

from __future__ import annotations

import ast

from analysis.core import code_files


def test_imports_are_those_that_a_parser_finds():
    for name, file in code_files.ours().items():
        code = file.read_text(encoding="utf-8")
        nodes = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)]
        bases = {node.module for node in nodes if (node.module or "").partition(".")[0] == "analysis"}
        assert {base for base, _ in code_files.IMPORT.findall(code)} == bases, name
        wanted = {
            f"{node.module}.{alias.name}".replace(".", "/") + ".py"
            for node in nodes
            if node.module in bases
            for alias in node.names
        }
        assert wanted <= set(code_files.imported(code)), name


def test_a_module_rests_on_what_its_imports_import(tmp_path):
    texts = {
        "a": "from analysis.b import (\n    x,\n    y,\n)\n",
        "b": "    from analysis import c\n",
        "c": "",
        "d": "",
    }
    files = {f"analysis/{name}.py": tmp_path / f"{name}.py" for name in texts}
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    reached = code_files.reached(["analysis/a.py"], files)

    assert reached == {"analysis/a.py", "analysis/b.py", "analysis/c.py"}


def test_a_module_that_is_not_there_is_no_part_of_it(tmp_path):
    assert code_files.reached(["analysis/gone.py"], {}) == set()
