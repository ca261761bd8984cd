"""The server gives the files of its folder, to this machine, with a script that no file has."""

from __future__ import annotations

import json
import socket
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from analysis.core.errors import FactCheckError
from analysis.publish.preview import server

PAGE = "<html><body>words</body></html>\n"


@pytest.fixture
def shown(tmp_path):
    folder = tmp_path / "site"
    for name, text in {"index.html": PAGE, "report/a.html": PAGE, "figures.csv": "id,value\n"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (tmp_path / "secret.html").write_text("secret")
    (folder / "way.html").symlink_to(tmp_path / "secret.html")
    found = server.Shown(folder)
    with server.serving(found, 0):
        yield found


def get(shown: server.Shown, path: str, **headers: str):
    connection = HTTPConnection(urlsplit(shown.address).netloc, timeout=20)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Type"), answer.read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/", "/index.html", "/report/a.html?x=1"])
def test_a_page_has_the_script_as_it_is_served_and_not_in_its_file(shown, path) -> None:
    status, kind, text = get(shown, path)
    assert (status, kind) == (200, "text/html")
    assert text.startswith("<html><body>words<script data-version=")
    assert text.endswith("</script>\n</body></html>\n")
    assert (shown.folder / "index.html").read_text() == PAGE


def test_other_files_are_as_they_are(shown) -> None:
    assert get(shown, "/figures.csv") == (200, "text/csv", "id,value\n")


@pytest.mark.parametrize(
    "path",
    ["/../secret.html", "/%2e%2e/secret.html", "/report/../../secret.html", "//etc/passwd", "/way.html", "/a%00b"],
)
def test_nothing_outside_the_folder_is_served(shown, path) -> None:
    status, _, text = get(shown, path)
    assert status == 404
    assert "secret" not in text.replace(path, "")
    assert "root:" not in text


def test_the_pdf_is_said_to_be_no_part_of_the_preview(shown) -> None:
    assert "being made" in get(shown, "/fact-check.pdf")[2]
    shown.show()
    assert "the PDF comes with <code>make report</code>" in get(shown, "/fact-check.pdf")[2]


def test_the_state_is_newer_with_each_showing_and_holds_what_is_wrong_until_it_is_mended(shown) -> None:
    said = [json.loads(get(shown, server.STATE)[2])]
    for step in (shown.show, lambda: shown.tell("a.qmd:3: no"), shown.show):
        step()
        said.append(json.loads(get(shown, server.STATE)[2]))
    versions = [one["version"] for one in said]
    assert versions[0] < versions[1] == versions[2] < versions[3]
    assert [one["trouble"] for one in said] == ["", "", "a.qmd:3: no", ""]


def test_only_this_machine_is_answered_and_by_its_own_name(shown) -> None:
    port = urlsplit(shown.address).port
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=5):
        pass
    assert get(shown, "/", Host=f"evil.example:{port}")[0] == 403
    assert get(shown, "/", Host=f"localhost:{port}")[0] == 200


def test_a_port_that_is_taken_is_one_sentence(shown) -> None:
    port = urlsplit(shown.address).port
    with pytest.raises(FactCheckError, match=rf"port {port}: cannot be served from .* name another with --port"):
        server.free(port)
    with pytest.raises(FactCheckError, match="--port"), server.serving(shown, port):
        pass
