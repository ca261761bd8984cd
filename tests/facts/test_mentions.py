"""Terms: every example of config.yaml, and cases that a careless pattern gets wrong."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.facts.mentions import Mentions, count_terms, terms_key
from analysis.settings import config

TERMS = config.load().terms
WORDS = [(name, "", text, True) for name, term in TERMS.items() for text in term.matches]
WORDS += [(name, "", text, False) for name, term in TERMS.items() for text in term.misses]
WIDER = [
    (name, naming, text, found)
    for name, term in TERMS.items()
    for naming, also in term.also.items()
    for found, texts in ((True, also.matches), (False, also.misses))
    for text in texts
]


def words(text: str) -> dict[str, int]:
    """How often each term is named by its word."""
    return {term: count for (term, naming), count in count_terms(text, TERMS).items() if not naming}


def named(text: str, naming: str) -> dict[str, int]:
    """How often each term is named, by its word or what a choice of naming adds."""
    found = count_terms(text, TERMS)
    both = {term: found.get((term, ""), 0) + found.get((term, naming), 0) for term, _ in found}
    return {term: count for term, count in both.items() if count}


@pytest.mark.parametrize(("term", "naming", "text", "found"), WORDS + WIDER)
def test_an_example_names_the_term_or_does_not_as_it_says(term, naming, text, found):
    for said in (text, f"We study {text}, at length."):
        assert (term in named(said, naming)) == found


def test_every_term_has_examples_of_both_kinds():
    assert all(term.matches and term.misses for term in TERMS.values())
    assert all(also.matches and also.misses for term in TERMS.values() for also in term.also.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("Transformer, transformers and TRANSFORMERS", {"transformer": 3}),
        ("fidelity, edit, audit, VITAL", {}),
        ("the Hugging Face Transformers and a\nTransformer", {"transformer": 1}),
        ("Llama-3-8B beats LLaMA and llama2 on a llama farm", {"llama": 3}),
        ("VideoLLaMA2, PanoLlama, EvoLlama, LlaMA and LlaMa", {"llama": 5}),
        ("Ollama serves it through llama.cpp", {}),
        ("tuned in LLaMA-Factory and LlamaFactory, found by LlamaIndex; Lag-Llama and LagLlama forecast", {}),
        ("Llama\n3 (LLaMA)", {"llama": 2}),
        ("Qwen2.5, QWEN and QwQ", {"qwen": 2}),
        ("GPT-4 against ChatGPT and GPTQ", {"gpt": 2}),
        ("MiniGPT-4, MotionGPT, T2M-GPT and HuggingGPT; ShareGPT4V", {}),
        ("DeepSeek-V3, deep-seek; deep seeker (DeepSeek-AI, 2025)", {"deepseek": 2}),
        ("Mixtral and Mistral of Mistral AI under the mistral", {"mistral": 1}),
        ("Gemma 2 proves a lemma of Gemmas", {"gemma": 1}),
        ("Qwen" * 3, {"qwen": 3}),
        ("a \ud800 Qwen", {"qwen": 1}),
    ],
)
def test_tricky_texts_are_counted_right(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "word", "family"),
    [
        ("activity of a ViT and two DiTs", {}, {"transformer": 2}),
        ("a Vision Transformer (ViT), a SwinTransformer", {"transformer": 2}, {"transformer": 4}),
        ("Informer and Mask2Former beat conformers of molecules", {}, {"transformer": 2}),
        ("Llama 3 and Vicuna on AlpacaEval", {"llama": 1}, {"llama": 2}),
        ("OpenAI's o1 and o3-mini at -O3", {}, {"gpt": 2}),
        ("Mixtral, Codestral and Mistral", {"mistral": 1}, {"mistral": 3}),
    ],
)
def test_a_family_has_names_beside_the_word(text, word, family):
    assert words(text) == word
    assert named(text, "family") == family


@given(st.text(st.sampled_from("LlaAmM VviTctuGPpt-4sQwenFor.")))
def test_a_wider_naming_never_finds_less(text):
    found = count_terms(text, TERMS)
    assert all(count > 0 for count in found.values())
    assert words(text).keys() <= named(text, "family").keys()


def test_the_key_changes_with_the_patterns_and_with_nothing_else():
    qwen = TERMS["qwen"]
    renamed = {**TERMS, "qwen": qwen.model_copy(update={"about": "another text"})}
    stricter = {**TERMS, "qwen": qwen.model_copy(update={"patterns": ["Qwen3"]})}
    wider = {**TERMS, "qwen": qwen.model_copy(update={"also": {}})}
    assert terms_key(wider) != terms_key(TERMS)
    assert terms_key(renamed) == terms_key(TERMS) == terms_key(dict(reversed(TERMS.items())))
    assert terms_key(stricter) != terms_key(TERMS)


def test_a_level_sums_its_fields_and_asks_for_its_text(settings):
    mentions = pd.DataFrame(
        [
            ("a", "qwen", "", "title", 1),
            ("b", "qwen", "", "abstract", 1),
            ("b", "qwen", "", "title", 1),
            ("b", "gpt", "family", "title", 1),
            ("c", "qwen", "", "body", 9),
            ("c", "gpt", "family", "body", 2),
            ("c", "gpt", "", "body", 3),
            ("d", "llama", "", "title", 1),
        ],
        columns=["paper_id", "term", "naming", "field", "count"],
    )
    papers = pd.DataFrame({"paper_id": list("abc"), "fields": ["title|abstract", "title", "title|abstract|body"]})
    found, level = Mentions(papers, mentions), settings.levels["abstract"]
    assert found.naming("qwen", level).tolist() == [True, True, False]
    assert found.naming("qwen", level.model_copy(update={"at_least": 2})).tolist() == [False, True, False]
    assert found.naming("qwen", settings.levels["body"]).tolist() == [True, True, True]
    assert found.naming("qwen", settings.levels["prominent"]).tolist() == [True, True, True]
    assert found.naming("qwen", level, "family").tolist() == [True, True, False], "no row: as the word has it"
    assert found.naming("gpt", level).tolist() == [False, False, False]
    assert found.naming("gpt", level, "family").tolist() == [False, True, False]
    assert found.naming("gpt", settings.levels["prominent"], "family").tolist() == [False, True, True], "words and more"
    assert not found.naming("gemma", level).any()
    assert not found.naming("llama", level).any()  # of a paper that the cohort does not hold
    assert found.with_text(level).tolist() == [True, False, True]
    assert found.with_text(settings.levels["body"]).tolist() == [False, False, True]
