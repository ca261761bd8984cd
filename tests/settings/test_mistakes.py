"""A mistake is one sentence of bounded length that can be printed, whatever stands in the file."""

from __future__ import annotations

from tests.settings.test_config import changed, refused


def test_what_a_message_quotes_is_cut(tmp_path):
    text = changed(lambda d: d["report"].update({"headline-claim": "a" * 60}, publisher=["x" * 1900] * 50))
    assert len(refused(tmp_path, text)) < 1000


def test_a_key_that_no_model_of_that_place_has_is_suggested_from_all_of_them(tmp_path):
    assert "did you mean 'or-in'?" in refused(tmp_path, changed(lambda d: d["levels"]["body"].update({"or-inn": []})))


def test_of_a_key_misspelt_and_missing_the_misspelt_one_is_told(tmp_path):
    def change(data):
        data["report"]["publsher"] = data["report"].pop("publisher")

    assert "report.publsher: unknown key; remove it or mend its spelling; did you mean 'publisher'?" in refused(
        tmp_path, changed(change)
    )
