"""config.yaml: what it decides is read, and a mistake in it is named with its line and key."""

from __future__ import annotations

from copy import deepcopy

import pytest
import yaml

from analysis.core import paths
from analysis.core.errors import FactCheckError
from analysis.settings import strict_yaml
from analysis.settings.config import load
from tests.conftest import some

TEXT = paths.CONFIG.read_text(encoding="utf-8")


def refused(tmp_path, text: str | bytes) -> str:
    path = tmp_path / "config.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(FactCheckError) as failure:
        load(path)
    assert failure.value.where, "the error says no place"
    assert "\n" not in str(failure.value)
    return str(failure.value)


def with_line(old: str, new: str) -> tuple[str, int]:
    """The committed config with the one line `old` replaced, and its line number."""
    lines = TEXT.splitlines()
    [at] = [n for n, line in enumerate(lines) if line.strip() == old.strip()]
    lines[at] = lines[at].replace(old.strip(), new)
    return "\n".join(lines) + "\n", at + 1


def test_the_committed_config_is_read(settings):
    assert list(settings.cohorts)
    for cohort in settings.cohorts.values():
        assert cohort.bases[0] == cohort.headline_basis
        assert any(s.spine for s in cohort.sources)
        assert all(s.origin and s.licence and s.recorded for s in cohort.sources)
    assert all(claim.words for claim in settings.claims.values())


def test_dates_stay_text(settings):
    assert settings.report.data_date == "2026-07-07"
    assert settings.article.published == "2026-01"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "title: Collaboration is growing",
            "titel: Collaboration is growing",
            "claims.growing.titel: unknown key; remove it or mend its spelling; did you mean 'title'?",
        ),
        (
            "interval-level: 0.95",
            "intervall-level: 0.95",
            "unknown key; remove it or mend its spelling; did you mean 'interval-level'?",
        ),
        ("interval-level: 0.95", "interval-level: often", "interval-level: input should be a valid number"),
        ("interval-level: 0.95", "interval-level: 1.5", "interval-level: input should be less than 1"),
        (
            "url: https://factcheck.example/neurips-us-china/",
            "url: factcheck.example",
            "report.url: not a web address such as https://example.org/check/; it now reads 'factcheck.example'",
        ),
        ("wrong-factor: 3", "wrong-factor: [3]", "verdicts.wrong-factor: input should be a valid number"),
        ("asserts: rises", "asserts: rise", "claims.growing.asserts: not a word and a number, such as over 0.03"),
        ("asserts: rises", "asserts: {rises: true}", "claims.growing.asserts: not a word and a number"),
        ("asserts: rises", "asserts: yes", "readers of YAML take 'yes' for true or false, or for text"),
        ("asserts: 141", "asserts: -2024", "claims.original-2025.asserts: not a word and a number"),
        ("asserts: 141", "asserts: 1.5", "claims.original-2025.asserts: the number is neither a share of papers"),
        ("asserts: 141", "asserts: 0", "claims.original-2025.asserts: the number is neither a share of papers"),
        ("asserts: 141", "asserts: 1/0", "claims.original-2025.asserts: not a word and a number"),
        ("asserts: 141", "asserts: 140", "claims.original-2025.asserts: the sentence in `words` does not say '140'"),
        ("asserts: over 0.03", "asserts: ovr 0.03", "asserts: 'ovr' is no word of `assertions`; did you mean 'over'?"),
        ("asserts: over 0.03", "asserts: almost 0.03", "the sentence in `words` does not say 'almost 0.03'"),
        ("asserts: over 0.03", "asserts: over 0.3", "the sentence in `words` does not say 'over 0.3'"),
        ("asserts: over 0.03", "asserts: 0.03", "the sentence in `words` says 'over' before 0.03, and"),
        (
            "patterns: ['[Qq][Ww][Ee][Nn]']",
            "patterns: ['[Qq][Ww][Ee][Nn]', '(unclosed']",
            "pattern '(unclosed' is not a regular expression",
        ),
        ("patterns: ['[Qq][Ww][Ee][Nn]']", "patterns: ['deep(?i)seek']", "is not a regular expression"),
        ("patterns: ['[Qq][Ww][Ee][Nn]']", "patterns: ['(?i)deep|']", "matches the empty text"),
        ("patterns: ['[Qq][Ww][Ee][Nn]']", "patterns: []", "terms.qwen.patterns"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(tmp_path, old, new, said):
    text, line = with_line(old, new)
    message = refused(tmp_path, text)
    assert said in message
    # a check of a whole entry names the line where the entry starts
    assert any(message.startswith(f"config.yaml:{n}: ") for n in range(line - 6, line + 1)), message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("interval-level: 0.95", "intervall-level: 0.95"),
        ("interval-level: 0.95", "interval-level: often"),
        ("wrong-factor: 3", "wrong-factor: {}"),
    ],
)
def test_a_mistake_in_one_key_is_named_with_exactly_its_line(tmp_path, old, new):
    text, line = with_line(old, new)
    assert refused(tmp_path, text).startswith(f"config.yaml:{line}: ")


def test_a_key_given_twice_is_refused_with_its_second_line(tmp_path):
    text, line = with_line("wrong-factor: 3", "wrong-factor: 3\n  wrong-factor: 4")
    assert refused(tmp_path, text).startswith(f"config.yaml:{line + 1}: the key 'wrong-factor' is given twice; ")


def test_a_key_that_is_missing_is_named(tmp_path):
    text, line = with_line("wrong-factor: 3", "")
    message = refused(tmp_path, text)
    assert "verdicts.wrong-factor: is missing; add it" in message
    assert message.startswith(f"config.yaml:{line - 1}: ")


def test_a_config_that_is_missing_is_named(tmp_path):
    with pytest.raises(FactCheckError, match="cannot be read") as failure:
        load(tmp_path / "config.yaml")
    assert str(tmp_path / "config.yaml") in str(failure.value)


def changed(change) -> str:
    data = strict_yaml.parse(TEXT, "config.yaml")[1]
    change(data)
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


@pytest.mark.parametrize(
    ("change", "said"),
    some(
        [
            (lambda d: d["also"].append("profil"), "also: 'profil' is no choice of any axis; did you mean 'profile'?"),
            (lambda d: d["definitions"].pop("extent"), "definitions: lacks the axis extent; give it a first choice"),
            (lambda d: d["definitions"].pop("naming"), "definitions: lacks the axis naming; give it a first choice"),
            (lambda d: d["definitions"].update(more={}), "definitions: needs the axes"),
            (
                lambda d: d["terms"]["llama"]["also"].update(famly=d["terms"]["llama"]["also"].pop("family")),
                "terms.llama.also: 'famly' is no further choice of the axis naming; did you mean 'family'?",
            ),
            (
                lambda d: d["terms"]["llama"]["also"].update(word=deepcopy(d["terms"]["llama"]["also"]["family"])),
                "terms.llama.also: 'word' is no further choice of the axis naming",
            ),
            (
                lambda d: d["terms"]["llama"]["also"]["family"]["misses"].append("Vicuna-13B"),
                "terms.llama: also.family: 'Vicuna-13B' stands in `misses`, and the patterns do find it",
            ),
            (
                lambda d: d["definitions"]["policy"].update(cn={**d["definitions"]["policy"]["headquarters"]}),
                "definitions: cn stands in more than one axis",
            ),
            (lambda d: d["definitions"].update(extent={}), "definitions: extent: needs at least one entry"),
            (lambda d: d.update(levels={}), "levels: needs at least one entry"),
            (lambda d: d.update(cohorts={}), "cohorts: needs at least one entry"),
            (lambda d: d["groups"].pop("us"), "groups: needs at least two"),
            (
                lambda d: d["cohorts"]["neurips-2020"].update({"headline-basis": "paper"}),
                "headline-basis 'paper' has no source with that basis",
            ),
            (
                lambda d: d["cohorts"]["neurips-2020"]["sources"][0].update(format="programme"),
                "sources.0.format: no format that is read; give one of abstracts, acl_anthology,",
            ),
            (lambda d: d["cohorts"]["neurips-2020"]["sources"][0].pop("file"), "a source needs `file` or `files`"),
            (
                lambda d: d["cohorts"]["neurips-2020"].update(year="soon"),
                "cohorts.neurips-2020.year: input should be a valid integer",
            ),
            (lambda d: d["claims"]["growing"].update(figures=[]), "claims.growing.figures"),
            (lambda d: d["levels"]["body"].update({"at-least": 0}), "levels.body.at-least"),
            (
                lambda d: d["also"].append("paper+program"),
                "also: 'paper' and 'program' are both a choice of basis; give one of them",
            ),
            (
                lambda d: d["independent"]["ceps"].update(definition="cn-hk-mx"),
                "independent.ceps.definition: 'cn-hk-mx' is no choice of any axis; did you mean 'cn-hk-mo'?",
            ),
            (
                lambda d: d["independent"]["ceps"].update(definition="cn+cn-hk"),
                "independent.ceps.definition: 'cn' and 'cn-hk' are both a choice of extent",
            ),
            (
                lambda d: d["independent"]["ceps"].update(definition="program"),
                "independent.ceps.definition: 'program' is a basis, and each cohort chooses that",
            ),
            (
                lambda d: d["independent"]["ceps"]["counts"].update({2024: [0, 0]}),
                "independent.ceps: counts of 2024 are joint papers and all papers",
            ),
            (
                lambda d: d["independent"]["ceps"]["counts"].update({2024: [4506, 620]}),
                "counts of 2024 are joint papers and all papers",
            ),
            (
                lambda d: d["independent"]["ceps"].update(counts={}),
                "independent.ceps.counts: mapping should have at least 1 item",
            ),
            (
                lambda d: d["reconstructions"].update(original="artcle"),
                "reconstructions.original: 'artcle' is none of `independent`; did you mean 'article'?",
            ),
            (lambda d: d["reconstructions"]["tracks"].pop(2025), "reconstructions.tracks: needs all or main for 2025"),
            (
                lambda d: d["reconstructions"]["tracks"].update(latest="main"),
                "reconstructions.tracks.latest: input should be a valid integer",
            ),
            (
                lambda d: d["reconstructions"]["records"]["mail"]["bases"].pop(2024),
                "reconstructions.records.mail: names no basis for 2024",
            ),
            (
                lambda d: d["reconstructions"].update(rules={}),
                "reconstructions.rules: mapping should have at least 1 item",
            ),
            (
                lambda d: d["reconstructions"]["rules"]["mail"].update(records=["male"]),
                "rules.mail.records: 'male' is no record; did you mean 'mail'?",
            ),
            (
                lambda d: d["tolerances"].append({"figures": "gold.*"}),
                "tolerances.0: a tolerance has `absolute` or `relative`",
            ),
            (
                lambda d: d["tolerances"].append({"figures": "gold.*", "relative": float("inf")}),
                "'.inf' is no number; write a number",
            ),
            (
                lambda d: d["verdicts"].update({"near-steps": -1}),
                "verdicts.near-steps: input should be greater than or equal to 0",
            ),
            (
                lambda d: d["verdicts"]["scale"]["wrong"]["when"][0].update(readings=["fr"]),
                "verdicts.scale.wrong.when.0.readings.0: input should be",
            ),
            (
                lambda d: d["verdicts"]["scale"]["wrong"].update(when=[]),
                "verdicts: the case words: fail, decisive: above, readings: far has no verdict",
            ),
            (
                lambda d: d["report"].update(publisher="us"),
                "report.publisher: input should be a valid mapping; it now reads 'us'",
            ),
            (lambda d: d["report"]["publisher"].pop("url"), "report.publisher.url: is missing; add it"),
            (
                lambda d: d["assertions"]["words"]["over"].update(low="5/4"),
                "assertions.words.over.low: input should be less than or equal to 1",
            ),
            (
                lambda d: d["assertions"]["words"]["over"].update(high="4/0"),
                "assertions.words.over.high: not a number such as 0.9 or 4/3",
            ),
            (
                lambda d: d["assertions"]["words"]["over"].update(share="over {low}"),
                "assertions.words.over.share: says {low} and {high}, or {number} alone",
            ),
            (
                lambda d: d["assertions"]["words"]["over"].update(papers="{low} to {hgh}"),
                "assertions.words.over.papers: {hgh} stands for nothing",
            ),
            (
                lambda d: d["assertions"]["words"]["over"].update(also=["nearly"]),
                "assertions: the word 'nearly' has two rules; give it one",
            ),
            (lambda d: d["assertions"]["words"].update(rises={}), "assertions.words.rises: not words in small letters"),
            (
                lambda d: d["claims"]["llama-china"].update(reading="{prominnt.at-least} times"),
                "claims.llama-china.reading: {prominnt.at-least} stands for nothing",
            ),
        ],
        3,
    ),
)
def test_parts_that_do_not_fit_together_are_refused(tmp_path, change, said):
    text = changed(change)
    message = refused(tmp_path, text)
    assert said in message
    line = int(message.split(":")[1])
    assert 1 <= line <= len(text.splitlines())


def test_a_check_of_the_whole_file_names_the_line_of_its_key(tmp_path):
    text = changed(lambda d: d["also"].append("profil"))
    line = text.splitlines().index("also:") + 1
    assert refused(tmp_path, text).startswith(f"config.yaml:{line}: also: ")


def test_models_are_frozen(settings):
    with pytest.raises(ValueError, match="frozen"):
        settings.interval_level = 0.5


# --- one conference of several


def with_cohorts(settings, more: dict, first: bool = False):
    cohorts = {**more, **settings.cohorts} if first else {**settings.cohorts, **more}
    return settings.model_copy(update={"cohorts": cohorts})


@pytest.fixture
def copies(settings):
    """The newest cohort again, a year later and of another conference."""
    newest = settings.cohorts["neurips-2025"]
    return {
        "neurips-2099": newest.model_copy(update={"year": 2099}),
        "icml-2025": newest.model_copy(update={"venue": "ICML"}),
    }


@pytest.mark.parametrize("first", [False, True])
def test_a_cohort_that_is_added_changes_no_page_with_room_for_one(settings, copies, first):
    config = with_cohorts(settings, copies, first)
    assert config.main is settings.cohorts["neurips-2025"]
    assert config.having("paper", "profile")[-1] == "neurips-2099"
    assert config.shown(config.having("paper", "profile")) == "neurips-2025"
    assert config.shown(config.having("program")) == "neurips-2024"
    assert config.shown(["icml-2025"]) is None


def test_what_only_a_later_cohort_has_is_shown_from_that_one(settings, copies):
    assert with_cohorts(settings, copies).shown(["neurips-2099", "icml-2025"]) == "neurips-2099"


def test_without_the_cohort_of_the_headline_claim_the_newest_is_the_main_one(settings):
    config = settings.model_copy(update={"cohorts": {n: c for n, c in settings.cohorts.items() if c.year < 2025}})
    assert config.main is settings.cohorts["neurips-2024"]


def test_numbers_of_others_are_of_their_own_conference(settings, copies):
    assert settings.published("article", settings.cohorts["neurips-2025"]) == (141, 5290)
    assert settings.published("article", settings.cohorts["neurips-2020"]) is None
    assert settings.published("article", copies["icml-2025"]) is None


def test_a_cohort_is_called_by_its_year_and_that_of_another_conference_by_its_name_too(settings, copies):
    assert [settings.label(c) for c in copies.values()] == ["2099", "ICML 2025"]


def test_what_stands_behind_an_id_names_what_is_not_the_headline_basis(settings):
    cohort = settings.cohorts["neurips-2025"]
    assert [cohort.at(basis) for basis in cohort.bases] == ["", "@profile"]
    assert {(name, basis) for name, _, basis in settings.records} == {
        (n, b) for n, c in settings.cohorts.items() for b in c.bases
    }


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"original": "articel"}, "is none of `independent`"),
        ({"tracks": {2024: "all", 2025: "minor"}}, "needs all or main for 2025"),
        ({"rules": {"x": {"name": "x", "about": "x", "records": ["profil"]}}}, "did you mean 'profile'?"),
        (
            {"rules": {"x": {"name": "x", "about": "x", "records": ["profile"], "papers": "some"}}},
            "reconstructions.rules.x.papers",
        ),
    ],
)
def test_a_bad_rule_of_reconstruction_is_told(project, settings, change, said) -> None:
    good = settings.reconstructions.model_dump(by_alias=True, mode="json")
    cohorts = {
        name: c.model_dump(by_alias=True, mode="json", exclude_defaults=True) for name, c in settings.cohorts.items()
    }
    with pytest.raises(FactCheckError, match=said.replace("?", r"\?")):
        project(cohorts, reconstructions={**good, **change})
