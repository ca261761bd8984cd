"""Terms: every example of config.yaml, and cases that a careless pattern gets wrong."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.facts.mentions import Mentions, count_terms, terms_key
from analysis.settings import config

TERMS = config.load().terms
MATCHES = [(name, text) for name, term in TERMS.items() for text in term.matches]
MISSES = [(name, text) for name, term in TERMS.items() for text in term.misses]


@pytest.mark.parametrize(("term", "text"), MATCHES)
def test_an_example_that_names_the_term_is_found(term, text):
    assert count_terms(text, TERMS)[term] == 1
    assert count_terms(f"We study {text}, at length.", TERMS)[term] == 1


@pytest.mark.parametrize(("term", "text"), MISSES)
def test_an_example_that_does_not_name_the_term_is_not_found(term, text):
    assert term not in count_terms(text, TERMS)
    assert term not in count_terms(f"We study {text}, at length.", TERMS)


def test_every_term_has_examples_of_both_kinds():
    assert all(term.matches and term.misses for term in TERMS.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("Transformer, transformers and TRANSFORMERS", {"transformer": 3}),
        ("activity of a ViT and two DiTs", {"transformer": 2}),
        ("fidelity, edit, audit, VITAL", {}),
        ("Llama-3-8B beats LLaMA and llama2 on a llama farm", {"llama": 3}),
        ("Ollama serves it through llama.cpp", {}),
        ("Llama\n3 (LLaMA)", {"llama": 2}),
        ("Qwen2.5, QWEN and QwQ", {"qwen": 3}),
        ("GPT-4 against ChatGPT and GPTQ", {"gpt": 2}),
        ("MiniGPT-4", {"gpt": 1}),
        ("DeepSeek-V3, deep-seek; deep seeker", {"deepseek": 2}),
        ("Mixtral and Mistral under the mistral", {"mistral": 2}),
        ("Gemma 2 proves a lemma of Gemmas", {"gemma": 1}),
        ("Qwen" * 3, {"qwen": 3}),
        ("a \ud800 Qwen", {"qwen": 1}),
    ],
)
def test_tricky_texts_are_counted_right(text, expected):
    assert count_terms(text, TERMS) == expected


def test_the_key_changes_with_the_patterns_and_with_nothing_else():
    qwen = TERMS["qwen"]
    renamed = {**TERMS, "qwen": qwen.model_copy(update={"about": "another text"})}
    stricter = {**TERMS, "qwen": qwen.model_copy(update={"patterns": ["Qwen3"]})}
    assert terms_key(renamed) == terms_key(TERMS) == terms_key(dict(reversed(TERMS.items())))
    assert terms_key(stricter) != terms_key(TERMS)


def test_a_level_sums_its_fields_and_asks_for_its_text(settings):
    mentions = pd.DataFrame(
        [
            ("a", "qwen", "title", 1),
            ("b", "qwen", "abstract", 1),
            ("b", "qwen", "title", 1),
            ("c", "qwen", "body", 9),
            ("d", "llama", "title", 1),
        ],
        columns=["paper_id", "term", "field", "count"],
    )
    papers = pd.DataFrame({"paper_id": list("abc"), "fields": ["title|abstract", "title", "title|abstract|body"]})
    found, level = Mentions(papers, mentions), settings.levels["abstract"]
    assert found.naming("qwen", level).tolist() == [True, True, False]
    assert found.naming("qwen", level.model_copy(update={"at_least": 2})).tolist() == [False, True, False]
    assert found.naming("qwen", settings.levels["body"]).tolist() == [True, True, True]
    assert found.naming("qwen", settings.levels["prominent"]).tolist() == [True, True, True]
    assert not found.naming("gemma", level).any()
    assert not found.naming("llama", level).any()  # of a paper that the cohort does not hold
    assert found.with_text(level).tolist() == [True, False, True]
    assert found.with_text(settings.levels["body"]).tolist() == [False, False, True]
