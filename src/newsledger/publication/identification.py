"""Language identification of a text, as a whole and paragraph by paragraph.

py3langid (Lui and Baldwin 2012, langid.py; naive Bayes over byte n-grams). Its probabilities are
bold on short texts, so a paragraph is judged with most of the text as prior, as neighbours mostly
share a language (King and Abney 2013, Labeling the Languages of Words in Mixed-Language Documents).
"""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from newsledger.model import PublicationFact, Zone

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

LANGUAGES = frozenset({"en"})
LOOK = 3_000  # characters of a text that its language is told from
CERTAIN = 0.9  # probability from which a text is held to be in another language
LIKELY = 0.75  # the same for a paragraph; variants of one language share what is left
SHORTEST = 120  # letters; no shorter text is held to be in another language
PARAGRAPH = 40  # letters of a paragraph from which its language is told, in Latin script
SCRIPT = 12  # the same in other scripts, whose letters tell more
PRIOR = 0.98  # probability, before it is read, that a paragraph is in the language of the text
PARAGRAPHS = 2_000  # paragraphs of a report whose language is told one by one

LATIN = "\u0250"  # first character after the Latin letters of living orthographies

_LINE = re.compile(r"[^\n]+")


class Told(NamedTuple):
    """Characters `start` to `end` of a text, a paragraph, and its language, None in doubt."""

    start: int
    end: int
    code: str | None


def language(text: str) -> tuple[str, float]:
    """Language of a text (ISO 639-1) with its probability, told from its first characters."""
    code, probability = _identifier().classify(text[:LOOK])
    return str(code), float(probability)


def supported(code: str) -> bool:
    """Whether reports in this language (ISO 639-1, region ignored) can be read."""
    return code.casefold().replace("_", "-").split("-")[0] in LANGUAGES


def other_language(text: str, codes: Sequence[str | None] | None = None) -> str | None:
    """Name the language most of a text is certain to be in where we do not read it, else None.

    `codes` are the languages of its paragraphs where those are known (`told`), PARAGRAPHS at most.
    A short text is never certain.
    """
    if sum(map(str.isalpha, text[:LOOK])) < SHORTEST:
        return None
    lines = _LINE.findall(text)[:PARAGRAPHS]
    letters: Counter[str] = Counter()
    for line, code in zip(lines, languages(lines) if codes is None else codes, strict=True):
        letters[code or ""] += sum(map(str.isalpha, line))
    most = letters.most_common(1)[0][0] if letters else ""
    if most:
        return None if supported(most) else most
    code, probability = language(text)
    return code if probability >= CERTAIN and not supported(code) else None


def languages(paragraphs: Sequence[str]) -> tuple[str | None, ...]:
    """The language of each paragraph of a text, None where it is too short or not certain."""
    ranked = [_ranked(text) for text in paragraphs]
    weights: dict[str, float] = defaultdict(float)
    for text, each in zip(paragraphs, ranked, strict=True):
        for code, probability in each.items():
            weights[code] += probability * len(text)
    most = max(weights, key=lambda code: (weights[code], code), default="")
    return tuple(_certain(text, each, most) for text, each in zip(paragraphs, ranked, strict=True))


def told(text: str, zones: Sequence[Zone]) -> tuple[Told, ...]:
    """The paragraphs of a body, PARAGRAPHS at most, with the language of each."""
    spans = [
        line.span()
        for zone in zones
        if zone.kind == "body"
        for line in _LINE.finditer(text, zone.start, zone.end)
    ][:PARAGRAPHS]
    codes = languages([text[start:end] for start, end in spans])
    return tuple(Told(*span, code) for span, code in zip(spans, codes, strict=True))


def facts(found: Sequence[Told]) -> Iterator[PublicationFact]:
    """The language most of the paragraphs are in, then each paragraph that is in another."""
    letters: Counter[str] = Counter()
    for start, end, code in found:
        letters[code or ""] += end - start
    del letters[""]
    if not letters:
        return
    most = letters.most_common(1)[0][0]
    yield _fact(most, None, None, "most of the body")
    for start, end, code in found:
        if code and code != most:
            yield _fact(code, start, end, "paragraph")


def _fact(code: str, start: int | None, end: int | None, source: str) -> PublicationFact:
    return PublicationFact(
        field="language", value=code, basis="text", start=start, end=end, source=source
    )


def _ranked(text: str) -> dict[str, float]:
    """The probability of each language of a paragraph; none where it is too short to tell."""
    letters = sum(map(str.isalpha, text[:LOOK]))
    if letters < (PARAGRAPH if _latin(text) else SCRIPT):
        return {}
    return {str(code): float(p) for code, p in _identifier().rank(text[:LOOK])}


def _certain(text: str, ranked: Mapping[str, float], most: str) -> str | None:
    """The language of a paragraph, weighed with the one that most of the text is in."""
    if not ranked:
        return None
    prior = PRIOR if _latin(text) else 1 / len(ranked)
    others = (1 - prior) / (len(ranked) - 1)
    weights = {code: p * (prior if code == most else others) for code, p in ranked.items()}
    best = max(weights, key=lambda code: weights[code])
    return best if weights[best] >= LIKELY * sum(weights.values()) > 0 else None


def _latin(text: str) -> bool:
    letters = [char for char in text[:LOOK] if char.isalpha()]
    return 2 * sum(char < LATIN for char in letters) > len(letters)


@functools.cache
def _identifier() -> "LanguageIdentifier":
    from py3langid import langid  # slow: numpy comes with it

    return langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
