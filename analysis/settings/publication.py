"""Where the site is published (config.yaml, or FACTCHECK_URL in its place), and as which version (CITATION.cff)."""

from __future__ import annotations

import os

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.settings import strict_yaml
from analysis.settings.config import Config
from analysis.settings.values import text, web_address, whole_day

ADDRESS = "FACTCHECK_URL"


def site_address(config: Config) -> str:
    """Address of the site's front page: ``FACTCHECK_URL``, else `report.url` of config.yaml; with a slash at its end.

    Raises
    ------
    FactCheckError
        The environment variable holds no web address.
    """
    address = os.environ.get(ADDRESS) or config.report.url
    try:
        return web_address(address).rstrip("/") + "/"
    except ValueError as error:
        raise FactCheckError(
            f"{address!r}: {error}", where=ADDRESS, mend="give the address of the front page"
        ) from None


def publication() -> tuple[str, str]:
    """Version and day of publication, as CITATION.cff states them.

    Raises
    ------
    FactCheckError
        The file cannot be read, or states no version or day.
    """
    stated = strict_yaml.read(paths.CITATION)[1]
    version, released = stated.get("version"), stated.get("date-released")
    try:
        if not isinstance(version, str):
            raise ValueError("no text")
        return text(version), whole_day(released)
    except ValueError as error:
        mend = 'write `version` (in quotes, as "1.0") and `date-released` (as 2026-01-31) in it'
        raise FactCheckError("states no version and day of release", where=paths.CITATION, mend=mend) from error
