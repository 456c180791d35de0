"""The article of a page, beside what stands on the page around it.

Sets: `aeb` (181 article pages of 2019), `fundus` (80 news pages of 16 publishers), `wcxb` (the dev
articles without the leaked ones; rules and thresholds were developed there). Of aeb and fundus only
the pages whose name has an even SHA-256 were looked at during development; "unseen" is the others.
Method: aeb by its own evaluate.py (4-gram shingles, F1 of mean precision and mean recall); fundus
by its own scorer (ROUGE-LSum of the best choice of optional paragraphs; sentences parted by a
pattern where it uses NLTK's punkt, which gives the published 93.62 for its trafilatura, and the
longest common subsequences by bit-parallel rows, Hyyrö 2004, equal to rouge_score's own); wcxb by
its own evaluate.py (bag of words). Pages a CPU-second of all three sets, parsing included;
newsledger also reads what the markup says and maps each line to its bytes, "extraction only" does
not. Published predictions of aeb are scored too, to show that the scorer is theirs.
"""

import functools
import gzip
import html as entities
import itertools
import json
import logging
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from unittest import mock

import lxml.html
import readability
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from rouge_score import rouge_scorer

from bench.shared import Figures, present
from newsledger.model import Capture, Report
from newsledger.readers.pages import article, html

OPTIONAL = 4  # optional paragraphs of which every choice is tried; of more, all or none
PUBLISHED = ("AutoExtract", "trafilatura", "rs_trafilatura")

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[\"“‘(]?[A-Z0-9])")
_BLOCKS = ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "br", "tr", "blockquote", "pre")

Extractor = Callable[[str], str]
Score = tuple[float, float, float]  # F1, precision, recall


class Page(NamedTuple):
    """A page, and its article as a person took it; of fundus its paragraphs, optional in [ ]."""

    name: str
    content: str
    gold: tuple[str, ...]


def aeb(folder: Path) -> list[Page]:
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Page(name, _page(folder / "html" / f"{name}.html.gz"), (gold[name]["articleBody"],))
        for name in sorted(gold)
    ]


def fundus(folder: Path) -> list[Page]:
    gold = json.loads((folder / "ground_truth.json").read_text(encoding="utf-8"))
    return [
        Page(name, _page(folder / "html" / name), tuple(gold[name]["body"]))
        for name in sorted(gold)
    ]


def wcxb(folder: Path) -> list[Page]:
    leaked = set(json.loads((folder / "leaked_dev_ids.json").read_text(encoding="utf-8")))
    pages = []
    for path in sorted((folder / "dev" / "ground-truth").glob("*.json")):
        if path.stem not in leaked:
            said = json.loads(path.read_text(encoding="utf-8"))["ground_truth"]
            content = _page(folder / "dev" / "html" / f"{path.stem}.html.gz")
            pages.append(Page(path.stem, content, (said.get("main_content") or "",)))
    return pages


def _page(path: Path) -> str:
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def ours(page: str) -> str:
    content = page.encode("utf-8", "replace")
    found = html.read(Capture(sha256="", path="page.html", content=content))
    if not isinstance(found, Report):
        return ""
    return found.text.removeprefix(f"{found.title}\n\n")


def ours_only(page: str) -> str:
    tree = trafilatura.load_html(page)
    return (article.read(tree) if tree is not None else None) or ""


def by_trafilatura(page: str) -> str:
    return trafilatura.extract(page) or ""


def by_trafilatura_best(page: str) -> str:
    return trafilatura.extract(page, include_comments=False) or ""


def by_readability(page: str) -> str:
    try:
        tree = lxml.html.fromstring(readability.Document(page).summary(html_partial=True))
    except Exception:  # noqa: BLE001  a peer may fail on a page; it is then scored as empty
        return ""
    for element in tree.iter(*_BLOCKS):
        element.tail = f"\n{element.tail or ''}"
    return "".join(str(each) for each in tree.itertext())


def by_resiliparse(page: str) -> str:
    return str(
        extract_plain_text(
            page, main_content=True, alt_texts=False, links=False, form_fields=False,
            noscript=False, comments=False, list_bullets=False,
        )
    )  # fmt: skip


SYSTEMS: Mapping[str, Extractor] = {
    "newsledger": ours,
    "newsledger, extraction only": ours_only,
    "trafilatura, as it comes": by_trafilatura,
    "trafilatura, no comments": by_trafilatura_best,
    "readability-lxml": by_readability,
    "resiliparse, main content": by_resiliparse,
}


def shingles(gold: tuple[str, ...], text: str) -> Score:
    """Precision and recall of 4-grams; -1 where a side has none, which the mean leaves out."""
    wanted, found = _shingled(gold[0]), _shingled(text)
    same = (wanted & found).total()
    precision = same / found.total() if found else -1.0
    recall = same / wanted.total() if wanted else -1.0
    return 0.0, precision, recall


def _shingled(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)) if words)


def bag(gold: tuple[str, ...], text: str) -> Score:
    """F1, precision and recall of lower-case words, with their counts."""
    wanted = Counter(_WORD.findall(gold[0].lower()))
    found = Counter(_WORD.findall(text.lower()))
    if not wanted:
        return (0.0, 0.0, 0.0) if found else (1.0, 1.0, 1.0)
    same = (wanted & found).total()
    if not same:
        return 0.0, 0.0, 0.0
    return _f1(same / found.total(), same / wanted.total())


def rouge(gold: tuple[str, ...], text: str) -> Score:
    """ROUGE-LSum of the reference, among the choices of optional paragraphs, that fits best."""
    scorer = rouge_scorer.RougeScorer(["rougeLsum"], use_stemmer=False)
    found = _sentences(" ".join(line.split()) for line in text.split("\n"))
    known = functools.cache(subsequence)  # choices share most of their sentences
    with mock.patch.object(rouge_scorer, "lcs_ind", lambda a, b: known(tuple(a), tuple(b))):
        scores = (scorer.score(_sentences(each), found)["rougeLsum"] for each in choices(gold))
        best = max(scores, key=lambda score: float(score.fmeasure))
    return best.fmeasure, best.precision, best.recall


def choices(gold: tuple[str, ...]) -> list[list[str]]:
    optional = [i for i, text in enumerate(gold) if text[0] == "[" and text[-1] == "]"]
    sizes = range(len(optional) + 1) if len(optional) <= OPTIONAL else (0, len(optional))
    left_out = itertools.chain.from_iterable(itertools.combinations(optional, n) for n in sizes)
    return [
        [text[1:-1] if i in optional else text for i, text in enumerate(gold) if i not in out]
        for out in map(set, left_out)
    ]


def subsequence(reference: tuple[str, ...], found: tuple[str, ...]) -> list[int]:
    """Places in `reference` of a longest common subsequence, as rouge_score chooses it."""
    whole, bits = (1 << len(found)) - 1, Counter[str]()
    for place, token in enumerate(found):
        bits[token] |= 1 << place
    if bits.keys().isdisjoint(reference):
        return []
    rows = [whole]
    for token in reference:
        both = rows[-1] & bits[token]
        rows.append(((rows[-1] + both) | (rows[-1] - both)) & whole)
    i, j, places = len(reference), len(found), list[int]()
    while i and j:
        left = j - 1 - (rows[i] & ((1 << (j - 1)) - 1)).bit_count()
        up = j - (rows[i - 1] & ((1 << j) - 1)).bit_count()
        same = reference[i - 1] == found[j - 1]
        if same:
            places.append(i - 1)
        i, j = i - (same or left <= up), j - (same or left > up)
    return places[::-1]


def _sentences(lines: Iterable[str]) -> str:
    return "\n".join(each for line in lines for each in _SENTENCE.split(line) if each)


def _f1(precision: float, recall: float) -> Score:
    return 2 * precision * recall / (precision + recall), precision, recall


def means(name: str, scores: Sequence[Score]) -> Score:
    """Mean of pages; of aeb the F1 of the means."""
    if name == "aeb":
        return _f1(*(statistics.mean(s[i] for s in scores if s[i] >= 0) for i in (1, 2)))
    f1, precision, recall = (statistics.mean(score[i] for score in scores) for i in range(3))
    return f1, precision, recall


def seen(name: str) -> bool:
    return sha256(name.encode()).digest()[-1] % 2 == 0


SETS = {"aeb": (aeb, shingles), "fundus": (fundus, rouge), "wcxb": (wcxb, bag)}
FOLDERS = {"aeb": "aeb", "fundus": "fundus-eval", "wcxb": "wcxb"}


def measure(systems: Mapping[str, Extractor] = SYSTEMS) -> dict[str, float]:
    """Figures by name, such as "newsledger aeb F1" or "resiliparse pages per second"."""
    figures: dict[str, float] = {}
    seconds: Counter[str] = Counter()
    pages = 0
    for name, (load, score) in SETS.items():
        folder = present("bench", "extraction", FOLDERS[name])
        read = load(folder) if folder else []
        pages += len(read)
        for system, extract in systems.items() if read else ():
            start = time.process_time()
            texts = [extract(page.content) for page in read]
            seconds[system] += time.process_time() - start  # type: ignore[assignment]
            scores = [score(page.gold, text) for page, text in zip(read, texts, strict=True)]
            figures |= _figures(f"{system} {name}", name, read, scores)
    return figures | {f"{system} pages": pages / spent for system, spent in seconds.items()}


def _figures(
    label: str, name: str, pages: Sequence[Page], scores: Sequence[Score]
) -> dict[str, float]:
    f1, precision, recall = means(name, scores)
    unseen = [s for page, s in zip(pages, scores, strict=True) if not seen(page.name)]
    return {
        f"{label} F1": f1,
        f"{label} P": precision,
        f"{label} R": recall,
        f"{label} unseen": means(name, unseen)[0],
    }


def published() -> dict[str, float]:
    """F1 of the predictions that the makers of aeb keep."""
    folder = present("bench", "extraction", "aeb")
    gold = {page.name: page.gold for page in aeb(folder)} if folder else {}
    figures = {}
    for name in PUBLISHED if folder else ():
        path = Path(str(folder)) / "published-predictions" / f"{name}.json"
        said = json.loads(path.read_text(encoding="utf-8"))
        said = said.get("output", said)
        scores = [shingles(gold[each], said[each].get("articleBody") or "") for each in gold]
        figures[name] = means("aeb", scores)[0]
    return figures


def main() -> Mapping[str, Figures]:
    """Print one table of all systems and sets."""
    if not present("bench", "extraction"):
        print("extraction: the shared folder is missing; nothing measured")
        return {}
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    figures = measure()
    columns = [f"{name} {part}" for name in SETS for part in ("F1", "P", "R", "unseen")
               if (name, part) != ("wcxb", "unseen")]  # fmt: skip
    print("| system |", " | ".join(columns), "| pages/CPU s |")
    print("| --- |" + " --- |" * (len(columns) + 1))
    for system in SYSTEMS:
        cells = [f"{figures[f'{system} {column}']:.4f}" for column in columns]
        print(f"| {entities.escape(system)} |", " | ".join(cells), end=" ")
        print(f"| {figures[f'{system} pages']:.1f} |")
    kept = ", ".join(f"{name} {f1:.3f}" for name, f1 in published().items())
    print(f"\nPublished predictions of aeb, scored here: {kept}.")
    return {"extraction": figures}


if __name__ == "__main__":
    main()
