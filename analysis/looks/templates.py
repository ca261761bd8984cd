"""HTML from Jinja's templates, which lie beside the code that fills them and are named from ``analysis/``.

What a template is given is text, and is escaped wherever it stands; HTML comes from templates alone. An unknown name in
one is an error.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from analysis.core import paths


@lru_cache(maxsize=1)
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(paths.CODE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    found.globals["zip"] = partial(zip, strict=True)
    return found


def page(template: str, **said: Any) -> str:
    """A whole page in the report's look, which needs no other file.

    Parameters
    ----------
    template : str
        One that extends ``looks/page.html.jinja``.
    said
        What it asks for, by name.
    """
    css = (paths.THEME / "theme.css").read_text(encoding="utf-8").strip()
    return _environment().get_template(template).render(css=Markup(css), **said)


def part(template: str, macro: str, **said: Any) -> str:
    """A piece of HTML: what one macro of a template makes."""
    return str(getattr(_environment().get_template(template).module, macro)(**said))
