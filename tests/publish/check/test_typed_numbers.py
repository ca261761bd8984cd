"""A number in prose is typed by hand unless it stands where digits are no figure."""

from __future__ import annotations

import pytest

from analysis.publish.check.typed_numbers import problems


@pytest.mark.parametrize("number", ["12%", "1,234", "0.5", "7"])
def test_a_number_in_prose_is_named_with_its_line(number) -> None:
    [found] = problems("report/a.qmd", f"---\ntitle: 3 things\n---\n\nAbout {number} of them.\n")
    assert found.startswith(f"report/a.qmd:5: the number {number!r} is typed by hand; ")


def test_years_list_marks_code_links_and_attributes_are_no_typed_numbers() -> None:
    text = """1. In 2024, and 1999.
2. `x = 17` and [y](https://example.org/99){width=300 title='{{< var level >}} of 7'}.
<!-- 5 -->

```
6
```
"""
    assert list(problems("a.qmd", text)) == []
