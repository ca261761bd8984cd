"""Addresses however spelt or torn: they go, and their hosts stay."""

from __future__ import annotations

import pytest

from analysis.facts.title_block.characters import MAIL, clean_text
from analysis.facts.title_block.mail import registered_domain, take_mails


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("a.b@x.edu", ["x.edu"]),
        ("{a, b}@x.edu", ["x.edu"]),
        ("{a,b}@{cs,ee}.x.edu", ["x.edu"]),
        ("{a@cs,b@ee}.x.edu", ["x.edu"]),
        ("ab,cd,ef@x.edu", ["x.edu"]),
        ("(a, b)@x.edu [c|d]@y.com", ["x.edu", "y.com"]),
        ("ab @ x . edu", ["x.edu"]),
        ("ab @x.ac. uk", ["x.ac.uk"]),
        ("ab . cd @ e . x . edu . sg ef @ y . com", ["e.x.edu.sg", "y.com"]),
        ("ab [at] x [dot] edu", ["x.edu"]),
        ("ab at cs.x.edu", ["cs.x.edu"]),
        ("a\\_b@x.edu", ["x.edu"]),
        ("{a, b,\n\nc}@x.edu", ["x.edu"]),
        ("{a,\n\nb,\n\nc,\n\nd_e}@x.edu", ["x.edu"]),
        ("Lab c}@x.edu\n\n{a, b,", ["x.edu"]),
        ("firstname.lastname@x.edu", ["x.edu"]),
        ("<a@x.edu>, b@X.Edu", ["x.edu", "x.edu"]),
        ("a@x.\n\nedu", ["x.edu"]),
        ("Lab @ Harbour", []),
    ],
)
def test_mail(text: str, hosts: list[str]) -> None:
    rest, found = take_mails(clean_text(text))
    assert list(found) == hosts
    assert "@" not in rest
    assert rest.replace(MAIL, "").replace("Lab", "").replace("Harbour", "").strip(" \n,<>") == ""


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("cs.x.edu", "x.edu"),
        ("a.b.x.ac.uk", "x.ac.uk"),
        ("x.de", "x.de"),
        ("mail.x.edu.cn", "x.edu.cn"),
        ("x", ""),
        ("x.1", ""),
        ("", ""),
    ],
)
def test_registered_domain(host: str, domain: str) -> None:
    assert registered_domain(host) == domain
