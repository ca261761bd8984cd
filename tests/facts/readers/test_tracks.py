"""Tracks and awards."""

from __future__ import annotations

from analysis.facts.readers import tracks


def test_tracks_are_named_alike_whatever_their_spelling(raw):
    rows = [
        {"title": "A", "track": "Main", "award": "Oral"},
        {"title": "B", "track": "Datasets and Benchmarks", "award": None},
        {"title": "C", "track": "Position Papers"},
    ]
    found = list(tracks.read(raw(*rows)))
    assert [(p.track, p.award) for p in found] == [
        ("main", "oral"),
        ("datasets-and-benchmarks", ""),
        ("position-papers", ""),
    ]
