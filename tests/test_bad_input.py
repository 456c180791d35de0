"""Bad input: one clear line each, the rest goes on, nothing is lost silently."""

import gzip
from pathlib import Path

import crisis
import pytest
from click.testing import CliRunner

import newsledger
from newsledger.cli import main
from newsledger.model import Report, Skip

FRENCH = (
    "Le ministère de la Santé a annoncé dimanche que vingt-cinq personnes avaient été tuées dans "
    "la ville et que de nombreux habitants avaient quitté leurs maisons pendant la nuit. Les "
    "autorités ont demandé de l'aide aux pays voisins, qui ont promis d'envoyer des vivres.\n"
)
PAGE = "<html><head><title>Menu</title></head><body><nav><a href='/'>Home</a></nav></body></html>"
MAKERS = {
    "empty.txt": b"",
    "binary.txt": bytes(range(256)) * 40,
    "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    "no-article.html": PAGE.encode(),
    "french.txt": FRENCH.encode(),
    "broken.jsonl": b'{"text": "Tarsk is calm."\n',
    "twin.txt": crisis.COUNTS.encode(),
    "cut.jsonl.gz": gzip.compress(b'{"text": "Tarsk is calm."}\n' * 50)[:20],
}


@pytest.fixture(scope="module")
def skips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Skip]:
    folder = tmp_path_factory.mktemp("bad")
    reports = crisis.write(folder)
    for name, content in MAKERS.items():
        (reports / name).write_bytes(content)
    with (reports / "huge.html").open("wb") as file:
        file.truncate(50_000_000)
    (reports / "nothing").mkdir()
    ledger = folder / "a.ledger"
    newsledger.add(ledger, [reports, reports / "nothing", reports / "missing.txt"])
    assert newsledger.verify(ledger) == []
    assert len(newsledger.view(ledger).of(Report)) == len(crisis.REPORTS)
    return {Path(skip.path.split(":")[0]).name: skip for skip in newsledger.skipped(ledger)}


@pytest.mark.parametrize("name", [*MAKERS, "huge.html", "nothing", "missing.txt"])
def test_each_is_listed_with_a_reason_and_what_to_do(skips: dict[str, Skip], name: str) -> None:
    assert len(skips[name].reason) > 10
    assert len(skips[name].advice) > 10
    assert "\n" not in skips[name].reason + skips[name].advice


def test_the_reasons_say_what_is_wrong(skips: dict[str, Skip]) -> None:
    assert "the same bytes as" in skips["twin.txt"].reason
    assert "language" in skips["french.txt"].reason
    assert "empty" in skips["empty.txt"].reason


def test_a_truncated_page_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    body = "".join(f"<p>At least {n} people were killed in Ulmen.</p>" for n in range(20, 40))
    page = f"<html><head><title>Toll in Ulmen</title></head><body><article>{body}"
    (tmp_path / "cut.html").write_text(page[: len(page) * 2 // 3])
    newsledger.add(tmp_path / "a.ledger", [tmp_path / "cut.html"])
    (report,) = newsledger.view(tmp_path / "a.ledger").of(Report)
    assert "At least 20 people" in report.text


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_another_encoding_is_read_or_refused_never_garbled(tmp_path: Path, encoding: str) -> None:
    text = (
        crisis.COUNTS.replace("Ulmen", "Ülmen") + "“We left,” the mayor’s wife said – in tears.\n"
    )
    (tmp_path / "report.txt").write_bytes(text.encode(encoding))
    newsledger.add(tmp_path / "a.ledger", [tmp_path / "report.txt"])
    texts = [r.text for r in newsledger.view(tmp_path / "a.ledger").of(Report)]
    assert texts == [text] or newsledger.skipped(tmp_path / "a.ledger")


def test_hostile_text_does_no_harm(tmp_path: Path) -> None:
    text = (
        "Toll \x1b[31mrises\x1b[0m \u202e*bold* <script>alert(1)</script> [link](http://x)\n\n"
        "At least 25 people were killed in Ulmen, \x00the [mayor](javascript:alert(1)) said.\n"
    )
    (tmp_path / "report.txt").write_bytes(text.encode())
    ledger = tmp_path / "a.ledger"
    newsledger.add(ledger, [tmp_path / "report.txt"])
    report = newsledger.report(ledger)
    assert "<script>" not in report.replace("\\<script\\>", "")
    assert "\x1b" not in CliRunner().invoke(main, ["show", str(ledger), "report.txt"]).output


def test_a_line_of_millions_of_characters_is_bounded(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("25 people died in Ulmen. " + "x" * 2_000_000)
    newsledger.add(tmp_path / "a.ledger", [tmp_path / "long.txt"])
    assert newsledger.verify(tmp_path / "a.ledger") == []
