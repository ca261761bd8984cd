"""What the ids and addresses of OpenReview and of the proceedings say: which paper, which person, which track."""

from __future__ import annotations

import re


def forum_of(url: str) -> str:
    """The id of the paper at an address of OpenReview; nothing for another address.

    >>> forum_of("https://openreview.net/forum?id=oakA1&noteId=x")
    'oakA1'
    """
    return url.partition("id=")[2].partition("&")[0] if "openreview.net" in url else ""


def url_of(forum: str) -> str:
    """The address of a paper at OpenReview."""
    return f"https://openreview.net/forum?id={forum}" if forum else ""


def name_in(person: str) -> str:
    """The name that the id of a person at OpenReview spells.

    >>> name_in("~Ada_Quill1")
    'Ada Quill'
    """
    return re.sub(r"\d+$", "", person.strip().lstrip("~")).replace("_", " ")


def proper(url: str) -> str:
    """An address as it is written today; nothing for what is none.

    >>> proper("http://papers.example.cc//hash/ab.html")
    'https://papers.example.cc/hash/ab.html'
    """
    return url.replace("http://", "https://").replace(".cc//", ".cc/") if url.startswith("http") else ""


def track_of(url: str) -> str:
    """The track that an address of the proceedings tells, if it tells one."""
    if "Datasets_and_Benchmarks" in url:
        return "datasets-and-benchmarks"
    return "main" if "-Abstract-Conference" in url else ""


def track_named(name: str) -> str:
    """A track as we call it, from what a source calls it.

    >>> [track_named(name) for name in ("Datasets and Benchmarks", "Position Papers", "")]
    ['datasets-and-benchmarks', 'position-papers', '']
    """
    return re.sub(r"[ _]", "-", name.casefold())
