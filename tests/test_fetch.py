"""`newsledger fetch`: pages of a server of ours into a ledger, and nothing twice."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from loopback import Answer, Server, serve

import newsledger
from newsledger.cli import main
from newsledger.model import Report

HTML = {"content-type": "text/html; charset=utf-8", "content-language": "en-GB"}
PAGE = (
    "<html><head><title>Dam bursts</title></head><body><article>"
    "<p>At least {toll} people were killed when a dam burst above the town of Tarsk, officials"
    " said.</p><p>Rescue workers searched the lower town through the night, the mayor told"
    " reporters there.</p></article></body></html>"
)
SITEMAP = "<urlset><url><loc>{url}/dam</loc></url><url><loc>{url}/none</loc></url></urlset>"


@pytest.fixture
def server() -> Iterator[Server]:
    with serve() as running:
        running.answers["/dam"] = page(12)
        yield running


def page(toll: int) -> Answer:
    return Answer(headers=HTML | {"etag": f'"{toll}"'}, body=PAGE.format(toll=toll).encode())


def fetch(ledger: Path, *arguments: str) -> Result:
    options = ("--allow-private", "--delay", "0", "--json")
    return CliRunner().invoke(main, ["fetch", str(ledger), *arguments, *options])


def test_a_page_is_taken_with_its_address_and_moment(server: Server, tmp_path: Path) -> None:
    result = fetch(tmp_path / "a.ledger", f"{server.url}/dam")
    assert result.exit_code == 0
    (report,) = newsledger.view(tmp_path / "a.ledger").of(Report)
    assert report.path == f"{server.url}/dam"
    assert report.captured
    assert report.language == "en-GB"
    assert "At least 12 people" in report.text
    assert newsledger.verify(tmp_path / "a.ledger") == []


def test_a_page_that_did_not_change_is_held(server: Server, tmp_path: Path) -> None:
    fetch(tmp_path / "a.ledger", f"{server.url}/dam")
    server.answers["/dam"] = Answer(status=304, headers={"etag": '"12"'})
    again = json.loads(fetch(tmp_path / "a.ledger", f"{server.url}/dam").stdout)
    assert (again["reports"], again["held"]) == ([], 1)
    assert server.asked[-1].headers["if-none-match"] == '"12"'


def test_a_page_that_changed_is_a_version(server: Server, tmp_path: Path) -> None:
    fetch(tmp_path / "a.ledger", f"{server.url}/dam")
    server.answers["/dam"] = page(15)
    fetch(tmp_path / "a.ledger", f"{server.url}/dam")
    reports = newsledger.view(tmp_path / "a.ledger").of(Report)
    assert len(reports) == 2
    assert sum(report.version_of is not None for report in reports) == 1


def test_pages_of_a_sitemap(server: Server, tmp_path: Path) -> None:
    server.answers["/map.xml"] = Answer(
        headers={"content-type": "application/xml"}, body=SITEMAP.format(url=server.url).encode()
    )
    result = json.loads(fetch(tmp_path / "a.ledger", "--sitemap", f"{server.url}/map.xml").stdout)
    assert [each["path"] for each in result["reports"]] == [f"{server.url}/dam"]
    assert [each["path"] for each in result["skipped"]] == [f"{server.url}/none"]


def test_nothing_fetched_exits_2(server: Server, tmp_path: Path) -> None:
    assert fetch(tmp_path / "a.ledger", f"{server.url}/none").exit_code == 2
    assert fetch(tmp_path / "b.ledger", "ftp://127.0.0.1/dam").exit_code == 2
