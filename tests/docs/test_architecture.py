"""The guide to the rooms says what the code does: its picture, its table, its number."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

from analysis.core import paths
from docs import architecture

GUIDE = architecture.GUIDE.read_text(encoding="utf-8")
ROOMS, IMPORTS = architecture.rooms(), architecture.imports()


def test_the_map_names_every_room_and_no_other() -> None:
    here = {p.stem for p in paths.CODE.iterdir() if not p.name.startswith(("_", "py."))}
    assert set(ROOMS) == here


def test_each_room_imports_only_from_rooms_above_it() -> None:
    order = list(ROOMS)
    assert all(order.index(other) < order.index(room) for room, others in IMPORTS.items() for other in others)


def test_the_picture_is_the_one_that_the_imports_give() -> None:
    drawn = architecture.picture(ROOMS, IMPORTS)
    assert architecture.PICTURE.read_text(encoding="utf-8") == drawn, "run `make docs`"


def test_the_picture_draws_a_dot_for_each_import_and_no_other() -> None:
    drawn = architecture.picture(
        {"one": "first", "two": "second", "three": "third"}, {"one": set(), "two": {"one"}, "three": set()}
    )
    assert len(re.findall("<circle", drawn)) == 1
    assert architecture.picture(ROOMS, IMPORTS).count("<circle") == sum(map(len, IMPORTS.values()))


def test_no_text_of_the_picture_meets_another_or_leaves_it() -> None:
    root = ElementTree.fromstring(architecture.picture(ROOMS, IMPORTS))
    boxes = [
        (x := int(text.get("x")), y := int(text.get("y")), x + len(text.text) * architecture.LETTER, y - 12)
        for text in root.iter("{http://www.w3.org/2000/svg}text")
    ]
    assert all(right <= int(root.get("width")) for _, _, right, _ in boxes)
    for (a, low, b, high), (c, other_low, d, other_high) in combinations(boxes, 2):
        assert b <= c or d <= a or low <= other_high or other_low <= high


def test_the_picture_has_colours_for_a_dark_ground() -> None:
    drawn = architecture.picture(ROOMS, IMPORTS)
    day, _, night = drawn.partition("@media (prefers-color-scheme:dark)")
    for name in architecture.CLASSES:
        assert re.search(rf"\.{name}{{fill:#\w+}}", day)
        assert re.search(rf"\.{name}{{fill:#\w+}}", night)


def test_table_and_number_are_those_that_the_code_gives(settings, book, computed) -> None:
    assert architecture.filled(GUIDE, architecture.parts(settings, book, computed)) == GUIDE, "run `make docs`"
