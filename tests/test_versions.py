"""The same address read again: another version of one report, and nothing where nothing changed."""

from pathlib import Path

import pytest

import newsledger
from newsledger.lineage import versions
from newsledger.model import Dispatch, Report, identified
from newsledger.store import open_store
from newsledger.view import View

WORDS = (
    "At least {toll} people were killed when a dam burst above the town of Tarsk, officials said.",
    "The water rose by two metres within an hour, and boats were sent from the capital, Ulmen.",
    "Rescue workers searched the lower town through the night, the mayor told reporters there.",
)


def page(toll: int, advert: str = "") -> str:
    body = "".join(f"<p>{each.format(toll=toll)}</p>" for each in WORDS)
    head = '<title>Dam bursts</title><link rel="canonical" href="https://herald.example/w/dam">'
    return f"<html lang='en'><head>{head}</head><body><article>{body}</article>{advert}</body>"


def read(folder: Path, *pages: str) -> View:
    for number, each in enumerate(pages):
        (folder / f"{number}.html").write_text(each)
    newsledger.add(folder / "a.ledger", [*sorted(folder.glob("*.html"))])
    return newsledger.view(folder / "a.ledger")


def test_other_words_at_one_address_are_a_version(tmp_path: Path) -> None:
    view = read(tmp_path, page(12), page(15))
    reports = view.by_id(Report)
    (later,) = (r for r in reports.values() if r.version_of)
    assert reports[later.version_of or ""].text != later.text
    (dispatch,) = view.of(Dispatch)
    assert [m.relation for m in dispatch.members] == ["first", "revision"]
    assert newsledger.verify(tmp_path / "a.ledger") == []


def test_the_same_words_at_one_address_are_nothing_new(tmp_path: Path) -> None:
    view = read(tmp_path, page(12), page(12, "<aside>Buy a boat</aside>"))
    assert len(view.of(Report)) == 1
    assert len(list(open_store(tmp_path / "a.ledger").sources())) == 1


def report(url: str | None, **fields: str) -> Report:
    digest = repr((url, sorted(fields.items())))
    return identified(Report(path="a", url=url, text="x", source_sha256=digest, **fields))  # type: ignore[arg-type]


def test_versions_go_by_the_moment_of_capture() -> None:
    late = report("https://a.example/x", captured="2031-03-02T00:30:00+02:00")
    early = report("http://www.a.example/x/#top", captured="2031-03-01T22:00:00Z")
    found = versions.find([late, early])
    assert found[late.id] == (early.id, 1)
    assert found[early.id] == (early.id, 0)


@pytest.mark.parametrize("url", [None, "https://a.example/", "a.example", "http://[bad"])
def test_a_site_is_no_page(url: str | None) -> None:
    assert versions.find([report(url), report(url, captured="2031-03-01")]) == {}


def test_a_query_tells_pages_apart() -> None:
    pages = [report(f"https://a.example/story?id={n}") for n in (1, 2)]
    assert versions.find(pages) == {}
