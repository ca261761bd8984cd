"""What a source says became of a paper: whether that means it was accepted, and which track it is in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.facts.identifiers import track_named

# How conferences say that a paper is in: "Accept (poster)", "Oral", "notable-top-5%". Another word asks for `decisions`.
TAKEN = re.compile(r"(?:conditional )?accept|poster|oral|spotlight|highlight|notable|award|best|regular")
CONFERENCE = re.compile(r"(?:main[ _-])?(?:conference|track)|main|research|")


def accepted(decision: str, wanted: Sequence[str] = ()) -> bool:
    """Whether a decision takes a paper; no word at all stands in a list of accepted papers.

    `wanted`: the words that do, as config.yaml has them; without them, those that conferences use.

    >>> [accepted(word) for word in ("Accept (poster)", "Spotlight", "", "Reject", "Desk Reject", "Withdrawn")]
    [True, True, True, False, False, False]
    """
    said = decision.strip().casefold()
    if wanted:
        return said in {word.casefold() for word in wanted}
    return not said or TAKEN.match(said) is not None


def track_in(group: str, tracks: Mapping[str, str]) -> str | None:
    """What we call the track that a source calls by the name of a group; None where it is not among `tracks`.

    Parameters
    ----------
    group : str
        A name such as ``elm.cc/2026/Conference`` or ``Position Papers``.
    tracks : mapping
        Name of a track in the source, or the end of it behind a slash, → what we call it; empty: every track.

    >>> [track_in(f"elm.cc/2026/{name}", {}) for name in ("Conference", "Datasets_and_Benchmarks_Track")]
    ['main', 'datasets-and-benchmarks']
    >>> track_in("elm.cc/2026/Workshop", {"Conference": "main"}) is None
    True
    """
    if tracks:
        found = (ours for name, ours in tracks.items() if group == name or group.endswith(f"/{name}"))
        return next(found, None)
    last = group.rstrip("/").rpartition("/")[2]
    if CONFERENCE.fullmatch(last.casefold()):
        return "main"
    return track_named(re.sub(r"[ _-][Tt]rack$", "", last))
