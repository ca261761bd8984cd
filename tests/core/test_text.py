"""Dirty strings: cleaning is lossless, idempotent and linear, whatever comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.core.text import INVISIBLE, clean, fold, tokens
from tests.conftest import some
from tests.support.work import steps

ANY = st.text(st.characters(), max_size=200)  # lone surrogates and controls among them
DIRTY = st.lists(
    st.sampled_from(
        [
            "&",
            "amp;",
            "#x27;",
            "#38;",
            "&amp;",
            "lt;",
            "\\",
            "x5c",
            "x26",
            "u0026",
            "u2019",
            "xfc",
            '"',
            "'",
            "“",
            "”",
            " ",
            "\r",
            "\n",
            "\t",
            "\x00",
            "\u200b",
            "\ufeff",
            "\u037e",
            "\ud83d",
            "\ude00",
            "é",
            "e\u0301",
            "שלום",
            "جامعة",
            "Oak",
            "(",
            ")",
            ";",
            "/",
            "N/A",
        ]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize("times", range(5))
def test_an_entity_escaped_up_to_four_times_is_undone(times):
    text = "Xi'an &amp; Oak"
    for _ in range(times):
        text = text.replace("&", "&amp;").replace("'", "&#x27;")
    assert clean(text) == "Xi'an & Oak"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Xi&amp;amp;amp;#x27;an Institute", "Xi'an Institute"),
        ("R&eacute;seau &#233;cole &#xe9;t&#xE9;", "Réseau école été"),
        ("Q&amp;A Labs", "Q&A Labs"),
        ("AT&T", "AT&T"),
        ("R&D; Oak &copyright; Ltd", "R&D; Oak &copyright; Ltd"),  # no entities, though they look like some
        (r"Universit\xe4t Z\u00fcrich", "Universität Zürich"),
        (r"O\u2019Oak College", "O’Oak College"),
        (r"\ud83d\ude00 Oak", "😀 Oak"),
        (r"C:\new\oak", r"C:\new\oak"),
        ('"Oak University"', "Oak University"),
        ("'Oak University'", "Oak University"),
        ("“Oak University”", "Oak University"),
        ("\"'Oak'\"", "Oak"),
        ('"Oak" and "Elm"', '"Oak" and "Elm"'),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("  Oak \t University\u00a0 \n", "Oak University"),
        ("Oak\rUniversity\x0cPark", "Oak University Park"),
        ("Oak\u200b University\ufeff", "Oak University"),
        ("Cafe\u0301", "Café"),
        ("\u202eytisrevinU\u202c", "ytisrevinU"),
        ("جامعة\u200f الملك", "جامعة الملك"),
        ("האוניברסיטה העברית", "האוניברסיטה העברית"),
        ("Oak \ud800 Park", "Oak \ufffd Park"),
        ("", ""),
        ("   ", ""),
        (None, ""),
        (2026, "2026"),
    ],
)
def test_transport_damage_is_undone_and_the_spelling_stays(raw, expected):
    assert clean(raw) == expected


@given(ANY | DIRTY)
def test_cleaning_never_raises_and_is_idempotent(text):
    once = clean(text)
    assert clean(once) == once
    assert once == once.strip()
    assert not INVISIBLE.search(once)
    once.encode("utf-8")  # can be written


@given(st.text(st.characters(categories=["L", "Nd"], max_codepoint=0x24F), min_size=1, max_size=80))
def test_cleaning_keeps_every_letter_and_digit(text):
    import unicodedata

    assert clean(text) == unicodedata.normalize("NFC", text)


@given(st.text(st.characters(max_codepoint=0x7F), max_size=60))
def test_plain_text_folds_by_its_table_as_it_does_beside_an_accent(text):
    assert f"{fold(text)} e".strip() == fold(f"{text} é")


@given(ANY | DIRTY)
def test_fold_and_tokens_take_any_string(text):
    cleaned = clean(text)
    folded = fold(cleaned)
    assert fold(folded) == folded
    for token in tokens(cleaned):
        assert token.text
        assert token.text == fold(token.text)
        assert token.raw in cleaned


@pytest.mark.parametrize(
    "unit",
    [
        "a ",
        "&amp;",
        "amp;",
        "\\x5c",
        "x26#92;",
        "#38;",
        "&",
        " ",
        "\u200b",
        '"',
        "é",
        "\u202e",
        "a;",
        "(",
        " - ",
        "e\u0301",
    ],
)
@pytest.mark.parametrize("start", some(["", "&", "\\"], 3))
def test_a_long_string_takes_work_in_proportion_to_its_length(unit, start):
    def read(text: str) -> None:
        fold.__wrapped__(clean(text))

    small, large = (steps(read, start + unit * (size // len(unit))) for size in (20_000, 80_000))
    assert large < 4.5 * small + 100  # a quadratic one would take 16 times as much


@pytest.mark.parametrize("text", ["&" + "amp;" * 250_000, "Oak University " * 66_000])
def test_a_megabyte_is_cleaned(text):
    assert clean(text) in ("&", text.strip())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("École Polytechnique", "ecole polytechnique"),
        ("Xi'an Jiaotong–Elm, Ltd.", "xian jiaotong elm ltd"),
        ("AT&T", "at and t"),
        ("Łódź Øst İstanbul", "lodz ost istanbul"),
        ("Straße", "strasse"),
        ("北京大学", "北京大学"),
        ("...", ""),
    ],
)
def test_fold_leaves_letters_for_comparison(text, expected):
    assert fold(text) == expected


def test_tokens_count_segments_and_know_brackets():
    found = tokens("Oak University (OU, Elm), Ash")
    assert [(t.text, t.segment, t.bracket) for t in found] == [
        ("oak", 0, False),
        ("university", 0, False),
        ("ou", 1, True),
        ("elm", 2, True),
        ("ash", 4, False),
    ]
    assert [t.raw for t in tokens("U.S. École ))) Oak")] == ["U.S.", "École", "Oak"]
