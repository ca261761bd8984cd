"""Fingerprints of files, and of records that carry one of themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from analysis.core.strict_json import canonical_json


def sha256(raw: bytes) -> str:
    """Fingerprint of bytes."""
    return hashlib.sha256(raw).hexdigest()


def seal(said: Mapping[str, Any]) -> str:
    """Fingerprint of a record without its own seal."""
    return sha256(canonical_json({k: v for k, v in said.items() if k != "seal"}).encode())
