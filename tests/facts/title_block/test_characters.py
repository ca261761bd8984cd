"""What HTML, LaTeX and docling did to a text is undone; its lines and its spelling stay."""

from __future__ import annotations

import pytest

from analysis.facts.title_block.characters import MAIL, clean_text, plain_letters, tidy, tokenize


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Arts &amp;amp; Crafts", "Arts & Crafts"),
        ("Scienti\ufb01c Engi- neering", "Scientific Engineering"),
        ("Universit´ e de Havre", "Université de Havre"),
        ('M\\"{u}hlbauer and M¨ uhlbauer', "Mühlbauer and Mühlbauer"),
        ("Quintero$^{1}$", "Quintero 1 "),
        ("Quintero¹", "Quintero 1 "),
        ("Quintero \\dagger", "Quintero †"),
        ("a\u200bb\u00a0c\n\nd", "ab c\n\nd"),
    ],
)
def test_damage_is_undone(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_plain_letters_have_no_accents_case_and_signs() -> None:
    assert plain_letters("Øyvind Müller-Łoś 3") == "oyvindmullerlos"


def test_tokens_are_words_numbers_signs_line_ends_and_marks_of_mail() -> None:
    found = tokenize(f"Alba 1,\nO'Neil† {MAIL}")
    assert [(t.text, t.plain) for t in found] == [
        ("Alba", "alba"),
        ("1", ""),
        (",", ""),
        ("\n", ""),
        ("O'Neil", "oneil"),
        ("†", ""),
        (MAIL, ""),
    ]


@pytest.mark.parametrize(
    ("text", "left"),
    [(" , Oak ( Nord ) ;", "Oak (Nord)"), ("Oak, , Elm", "Oak, Elm"), ("(Oak", "Oak"), ("Oak ()", "Oak")],
)
def test_stray_signs_go_from_the_ends(text: str, left: str) -> None:
    assert tidy(text) == left
