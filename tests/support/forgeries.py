"""What a forger does to a release, and a machine without git."""

from __future__ import annotations

import csv
import io
import json

from analysis.core import archives
from analysis.core.errors import FactCheckError
from analysis.core.strict_json import canonical_json
from analysis.editions import provenance


def renew(folder) -> None:
    """Renew the hashes and the seal of a release, as a forger does."""
    file = folder / provenance.NAME
    said = json.loads(file.read_text())
    said["files"] = {name: provenance.sha256((folder / name).read_bytes()) for name in said["files"]}
    file.write_text(canonical_json({**said, "seal": provenance.seal(said)}))


def cell(raw: bytes, column: str, text: str) -> bytes:
    """A table with another content of its first row in a column."""
    rows = list(csv.reader(io.StringIO(raw.decode())))
    rows[1][rows[0].index(column)] = text
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue().encode()


def replaced(old: str, new: str):
    def forge(raw: bytes) -> bytes:
        assert old.encode() in raw
        return raw.replace(old.encode(), new.encode(), 1)

    return forge


def forge(folder, name: str, how) -> None:
    """Change a file of a release or of the site in it; `how` is None for one that was not there."""
    change = lambda raw: b"{}\n" if how is None else how(raw)
    file, _, member = name.partition("/") if name.startswith("site.tar.gz/") else (name, "", "")
    if not member:
        (folder / file).write_bytes(change((folder / file).read_bytes()))
        return
    members = archives.members((folder / file).read_bytes(), file)
    (folder / file).write_bytes(archives.packed({**members, member: change(members.get(member, b""))}))


def without_git(*words):
    """In place of `git._run` on a machine that has no git."""
    raise FactCheckError("is not installed", where="git", mend="install it")
