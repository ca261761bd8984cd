"""Patterns that are accepted find what they did, in time in proportion to the text; the others are refused."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.settings.patterns import PARSER, WAYS, joined, pattern, ways


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("(a+)+$", "repeats without an end and can run away; write how often at most, as in {0,20}"),
        ("(a|a)*$", "repeats without an end"),
        ("(.*a){20}", "repeats without an end"),
        ("a{2,}", "repeats without an end"),
        ("a++", "repeats without an end"),
        ("x(?=.*y)", "repeats without an end"),
        ("(a|a){20}", "can match in more than 1,000 ways from one place"),
        ("(?:a?){30}b", "can match in more than 1,000 ways"),
        ("(?:a{0,30}){3}b", "can match in more than 1,000 ways"),
        ("b(?:(?:a{0,9}){0,9}){0,9}", "can match in more than 1,000 ways"),
        ("x{400}", "can match more than 300 characters; repeat less often"),
        ("(a)\\1", "holds what is not counted here (groupref); write it without"),
        ("(?P<x>a)", "names a group (x); write it without a name"),
        ("(unclosed", "is not a regular expression (missing ), unterminated"),
        ("deep(?i)seek", "is not a regular expression (global flags"),
        ("a)|(?:b", "is not a regular expression (unbalanced"),
        ("[[a]", "is not a regular expression (Possible nested set"),
        ("a{99999999999}", "is not a regular expression (the repetition number is too large)"),
        ("(" * 200 + "a" + ")" * 200, "has more than 50 groups"),
        ("(?i)deep|", "matches the empty text"),
        (r"\b", "matches the empty text"),
        ("(?=a)", "matches the empty text"),
    ],
)
def test_a_pattern_that_can_run_away_or_is_none_is_refused(text, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        pattern(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("abc", 1),
        ("[a-c]x", 1),
        ("ab?", 2),
        ("(?:a|b|cd)?e", 4),
        ("a{2,5}", 4),
        ("a{0,9}b{0,9}", 100),
        ("(?<!x)a(?!b|c)", 1),
    ],
)
def test_the_ways_from_one_place_are_counted(text, count):
    # Python's parser makes one class of alternatives of one character
    assert ways(PARSER.parse(text)) == count


def test_the_committed_terms_are_accepted_with_room(settings):
    texts = [text for term in settings.terms.values() for text in term.patterns]
    assert texts
    assert all(pattern(text) == text for text in texts)
    assert max(ways(PARSER.parse(text)) for text in texts) < WAYS / 10


def test_patterns_are_joined_each_with_its_own_case():
    found = joined(["(?i)qwen", "GPT"])
    assert found.pattern == "(?i:qwen)|(?:GPT)"
    assert [m[0] for m in found.finditer("QWEN gpt GPT")] == ["QWEN", "GPT"]


PIECE = st.sampled_from(["a", "b", "[ab]", ".", r"\w", "(?:a|ab)", "(?:a|a)", "(?:ab|a|b)", "(?<!b)", "(?=a)"])
TIMES = st.sampled_from(["", "", "?", "{2}", "{0,3}", "{1,9}", "{0,40}", "??", "{1,3}?", "{0,2}+"])
PATTERN = st.recursive(
    st.builds("{}{}".format, PIECE, TIMES).map(lambda text: text.replace("(?<!b){", "a{").replace("(?=a){", "a{")),
    lambda part: (
        st.builds("(?:{}){}".format, st.lists(part, min_size=1, max_size=3).map("".join), TIMES)
        | st.builds("(?:{}|{})".format, part, part)
    ),
    max_leaves=6,
)


def paths(tree, text: str, at: int) -> list[int]:
    """Where each way in which a part of a pattern matches from a place ends: a matcher that tries them all."""
    ends = [at]
    for operation, about in tree:
        ends = [end for start in ends for end in _paths_of(str(operation), about, text, start)]
    return ends


def _paths_of(operation: str, about, text: str, at: int) -> list[int]:
    if operation == "SUBPATTERN":
        return paths(about[3], text, at)
    if operation == "BRANCH":
        return [end for part in about[1] for end in paths(part, text, at)]
    if operation in ("ASSERT", "ASSERT_NOT"):
        return [at]
    if operation.endswith("_REPEAT"):
        least, most, part = about
        found, ends = [], [at]
        for times in range(most + 1):
            found += ends if times >= least else []
            ends = [end for start in ends for end in paths(part, text, start)]
        return found
    return [at + 1] if at < len(text) else []  # any character may fit: no way is left out


@given(PATTERN)
def test_no_accepted_pattern_has_more_ways_than_were_counted(text):
    try:
        pattern(text)
    except ValueError:
        return
    tree = PARSER.parse(text)
    assert len(paths(tree, "a" * 400, 0)) <= ways(tree) <= WAYS


@pytest.mark.long
def test_the_worst_accepted_patterns_end_on_a_long_text():
    worst = ["a{0,30}a{0,30}b", "(?:a|a){9}b", "(?:a?){9}b", "(?:a{0,9}){2}[ab]{0,8}c", "(?:aa?|a){5}b", "a{0,299}b"]
    code = "import re, sys\nfor text in sys.argv[1:]: assert not re.search(text, 'a' * 50_000)"
    for text in worst:
        pattern(text)
    subprocess.run([sys.executable, "-c", code, *worst], check=True, timeout=120)
