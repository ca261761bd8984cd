"""What words assert of a number: the ranges of the committed claims, any number and word, and what a sentence says."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from analysis.settings.assertions import Assertions, Exact, WordRule, Written, parse, says
from analysis.settings.config import load

RULES = load().assertions
WORDS = ["", *RULES.rules]
shares = st.one_of(
    st.integers(1, 9999).map(lambda n: f"0.{n:04}"),
    st.integers(2, 99).flatmap(lambda of: st.integers(1, of - 1).map(lambda some: f"{some}/{of}")),
).filter(lambda text: Fraction(text) < 1)
numbers = st.one_of(shares, st.integers(1, 999_999).map(str))


@pytest.mark.parametrize(
    ("asserts", "low", "high", "words"),
    [
        ("over 0.03", 0.03, 0.04, "more than 3%, less than 4%"),
        ("roughly 0.03", 0.025, 0.035, "2.5% to 3.5%"),
        ("almost 0.30", 0.27, 0.30, "27% to 30%"),
        ("over 1/5", 0.20, 0.27, "more than 20%, less than 27%"),
        ("more than 60", 60, 80, "more than 60, fewer than 80 papers"),
        ("nearly 2/3", 0.60, 0.67, "60% to 67%"),
        ("141", 127, 155, "141 papers"),
        ("134", 121, 147, "134 papers"),
        ("292", 263, 321, "292 papers"),
        ("106", 95, 117, "106 papers"),
        ("63", 57, 69, "63 papers"),
        ("rises", float("-inf"), float("inf"), "the share rises"),
    ],
)
def test_the_committed_claims_assert_what_they_always_did(settings, asserts, low, high, words):
    assert parse(asserts) in [claim.asserts for claim in settings.claims.values()]
    found = RULES.range_of(parse(asserts))
    assert (found.low, found.high, found.words) == (low, high, words)
    assert found.rises is (asserts == "rises")


@pytest.mark.parametrize(
    ("asserts", "span"),
    [
        ("nearly 1/3", "30% to 34%"),  # a third itself stays inside
        ("over 0.125", "12.5% to 16.7%"),  # as many digits as the number has
        ("over 0.9", "90% to 100%"),  # no share is more than all
        ("roughly 0.001", "0.08% to 0.12%"),
        ("over 5290", "5,290 to 7,053 papers"),
        ("roughly 1", "1 to 1 papers"),
    ],
)
def test_edges_are_rounded_to_digits_of_a_share_and_to_whole_papers(asserts, span):
    assert RULES.range_of(parse(asserts)).span == span


@given(st.sampled_from(WORDS), numbers)
def test_any_number_and_word_give_a_range_around_the_number_that_is_said_as_it_is(word, number):
    said = parse(f"{word} {number}".strip())
    found = RULES.range_of(said)
    assert found == RULES.range_of(parse(f"  {word}  {number} "))
    assert 0 <= found.low <= float(Fraction(number)) <= found.high
    assert said.unit == found.unit == ("papers" if Fraction(number).denominator == 1 else "share")
    assert found.unit == "papers" or found.high <= 1
    edges = [float(Fraction(edge.replace(",", ""))) for edge in re.findall(r"[\d.,]+", found.span)]
    if found.unit == "share":
        assert found.span.count("%") == 2
        edges = [float(Fraction(edge) / 100) for edge in re.findall(r"[\d.]+", found.span)]
    assert edges == [found.low, found.high], "what is printed is what is tested"
    if word:
        assert all(edge in found.words for edge in found.span.removesuffix(" papers").split(" to "))


@given(st.sampled_from(WORDS), numbers)
def test_a_sentence_says_the_number_that_it_was_written_with(word, number):
    value = Fraction(number)
    forms = [f"{value.numerator}/{value.denominator}", f"{value.numerator} in {value.denominator}"]
    if value.denominator == 1:
        forms = [f"{int(value):,}", number]
    for form in forms:
        sentence = f"It was {word} {form} of them." if word else f"It was {form} of them."
        assert says(sentence, value, word)
        assert not says(sentence.replace(form, f"9{form}"), value, word)


@pytest.mark.parametrize(
    ("sentence", "number", "word", "said"),
    [
        ("over 3% of all", "0.03", "over", True),
        ("Over three percent of all", "0.03", "over", True),
        ("over 3 per cent of all", "0.03", "over", True),
        ("over 0.03 of all", "0.03", "over", True),
        ("over 13% of all", "0.03", "over", False),
        ("over 2.3% of all", "0.03", "over", False),
        ("over 3 papers", "0.03", "over", False),
        ("more  than\nsixty papers", "60", "more than", True),
        ("more than sixty-five papers", "60", "more than", False),
        ("more than 60% of papers", "60", "more than", False),
        ("moreover 60 papers", "60", "over", False),
        ("over a fifth", "1/5", "over", True),
        ("over one-fifth", "0.2", "over", True),
        ("over one in five", "0.2", "over", True),
        ("over 20%", "1/5", "over", True),
        ("nearly two thirds", "2/3", "nearly", True),
        ("nearly half of them", "0.5", "nearly", True),
        ("141 of 5,290 papers", "141", "", True),
        ("141 of 5,290 papers", "5290", "", True),
        ("141 of 5,290 papers", "290", "", False),
        ("in 106", "106", "", True),
    ],
)
def test_what_a_sentence_says_is_read_as_people_write_it(sentence, number, word, said):
    assert says(sentence, Fraction(number), word) is said


@given(st.text() | st.floats() | st.integers() | st.booleans() | st.none() | st.lists(st.integers()))
def test_anything_is_an_assertion_or_refused(value):
    try:
        found = parse(value)
    except ValueError as refused:
        assert "such as" in str(refused)
    else:
        assert found.number is None or found.number > 0


@pytest.mark.parametrize("text", ["over 3%", "over -3", "Over 3", "over three", "over 1/0", "1e3", "190:20:30", "over"])
def test_a_text_of_another_form_is_refused(text):
    with pytest.raises(ValueError, match="not a word and a number"):
        parse(text)


def test_editors_are_told_the_form_of_an_assertion_and_of_a_factor():
    written, exact = (TypeAdapter(kind).json_schema() for kind in (Written, Exact))
    assert all(re.search(written["pattern"], text) for text in ("over 0.03", "nearly 2/3", "141", "rises"))
    assert not any(re.search(written["pattern"], text) for text in ("over 3%", "rise", "over", "more than sixty"))
    assert re.search(exact["pattern"], "4/3")


def test_a_factor_is_read_exactly_as_it_is_written():
    one = {"low": 0.9, "high": "11/10", **dict.fromkeys(("share", "fraction", "papers"), "{number}")}
    rules = Assertions.model_validate({"share-digits": 2, "rises": "it rises", "bare": one, "words": {}})
    assert (rules.bare.low, rules.bare.high) == (Fraction(9, 10), Fraction(11, 10))


@pytest.mark.parametrize(
    ("asserts", "inside", "outside"),
    [
        ("over 0.03", (0.0300001, 0.0399999), (0.03, 0.04)),  # "more than" leaves the number itself out
        ("more than 60", (61, 79), (60, 80)),
        ("roughly 0.03", (0.025, 0.035), (0.0249, 0.0351)),
        ("141", (127, 155), (126, 156)),
    ],
)
def test_edges_belong_to_the_range_unless_the_words_leave_them_out(asserts, inside, outside):
    found = RULES.range_of(parse(asserts))
    assert [found.holds(value) for value in (*inside, *outside)] == [True, True, False, False]


@pytest.mark.parametrize(("literally", "low", "high"), [("more", "9/10", 1), ("less", 1, "11/10"), ("more", 0.9, 1.1)])
def test_more_and_less_begin_at_the_number_itself(literally, low, high):
    said = dict.fromkeys(("share", "fraction", "papers"), "{number}")
    with pytest.raises(ValueError, match=f"`literally: {literally}` needs the number itself as that edge"):
        WordRule.model_validate({"literally": literally, "low": low, "high": high, **said})
